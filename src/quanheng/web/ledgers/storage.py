"""Where the library's SQL finds the rows in Django's database."""

from __future__ import annotations

from typing import Any

from django.db import connection

from quanheng.ledgers.measures.sql import POSTGRESQL, SQLITE, Query, Storage
from quanheng.web.ledgers.models import Row


def storage(more: str = "") -> Storage:
    """The table of rows; `more` is a condition of our own code beside that a row counts."""
    dialect = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    current = "NOT deleted" + (f" AND {more}" if more else "")
    return Storage(dialect, table=Row._meta.db_table, current=current)  # noqa: SLF001  (Django's public way to a table's name)


def answer(query: Query) -> list[tuple[Any, ...]]:
    """The rows that a statement of the library answers."""
    with connection.cursor() as cursor:
        cursor.execute(query.text, query.parameters)
        return list(cursor.fetchall())
