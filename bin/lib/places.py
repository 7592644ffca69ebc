"""Where things are in this checkout."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
RUN_DIR = Path(os.environ.get("STOREHOUSE_RUN_DIR") or CHECKOUT / ".run").absolute()
#: The tests' own servers: theirs may lose data in a crash, and theirs alone.
TEST_RUN_DIR = RUN_DIR / "test"
VENV = CHECKOUT / ".venv"
VENV_BIN = VENV / "bin"
PYTHON = VENV_BIN / "python"
