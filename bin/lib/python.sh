# Finds a Python of 3.11 or later and calls one of bin/lib's programs with it.
# 3.11 comes first: for it, on Linux x86-64, even Redis has a ready-made wheel.

find_python() {
    local candidate
    for candidate in python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Storehouse needs Python 3.11 or later, and none was found on this machine." >&2
    echo "On Debian or Ubuntu: sudo apt-get install -y python3 python3-venv; on macOS: brew install python@3.11" >&2
    return 1
}

call() {
    local program="$1" python
    shift
    python="$(find_python)" || exit 1
    exec "$python" "$checkout/bin/lib/$program" "$@"
}
