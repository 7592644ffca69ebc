"""The door for programs: JSON in, JSON out, a key in the header. See docs/api.md."""
