"""Which database: SQLite in the data folder, or PostgreSQL named by one setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

DATABASE_SETTING = "QUANHENG_DATABASE"


class WrongDatabase(ValueError):
    """The setting names no database that the workspace can use."""


# Without WAL and IMMEDIATE more than half of the transactions of 40 users fail with "database is locked".
_SQLITE = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON;"
)


def database(setting: str, home: Path) -> dict[str, Any]:
    """Django's entry for `setting`: empty for SQLite, or `postgresql://user:password@host:port/name`.

    Raises:
        WrongDatabase: for any other address.
    """
    if not setting:
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": home / "quanheng.sqlite3", "OPTIONS": options}
    parts = urlsplit(setting)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise WrongDatabase("QUANHENG_DATABASE 应写成 postgresql://用户:密码@主机:端口/库名")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder stands in the host place, percent-encoded.
        "HOST": unquote(parts.hostname or "") if "%2F" not in parts.netloc.upper() else _socket(parts.netloc),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _socket(netloc: str) -> str:
    """`urlsplit` lowers the case of a host name; a folder keeps it."""
    return unquote(netloc.rpartition("@")[2].partition(":")[0])
