"""`python -m quanheng` is the command."""

from __future__ import annotations

import sys

from quanheng.cli import main

if __name__ == "__main__":
    sys.exit(main())
