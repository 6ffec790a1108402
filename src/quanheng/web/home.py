"""The data folder of a workspace: database, files, key and settings; everything that a backup must hold.

Nothing is read from anywhere else but the environment, so that two workspaces on one machine do not meet.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

DATA = "QUANHENG_DATA"


def folder() -> Path:
    """The data folder: `QUANHENG_DATA`, else `quanheng-data` in the user's home; made when missing."""
    chosen = Path(os.environ.get(DATA) or Path.home() / "quanheng-data").absolute()
    for part in (chosen, chosen / "files", chosen / "made", chosen / "log"):
        part.mkdir(parents=True, exist_ok=True)
    return chosen


def secret_key(home: Path) -> str:
    """The key that signs sessions: made once, readable by the owner only."""
    kept = home / "secret-key"
    try:
        # O_EXCL: of two processes that start together one makes the key, the other reads it.
        number = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text("ascii").strip()
    with os.fdopen(number, "w", encoding="ascii") as out:
        out.write(made := secrets.token_urlsafe(48))
    return made
