"""What happens to the results when a unit's part is handed in."""

from __future__ import annotations

from typing import Any

from quanheng.web.campaigns.models import Task
from quanheng.web.departments.models import Book
from quanheng.web.ledgers.registers import freeze
from quanheng.web.units.models import User


def freeze_results(task: Task, step: str, actor: User, **_: Any) -> None:
    """Freeze what ledgers prove, in the transaction of handing in: both stand or neither."""
    if step == "submit":
        for book in Book.objects.filter(tasks=task).select_related("unit"):
            freeze(book, actor)
