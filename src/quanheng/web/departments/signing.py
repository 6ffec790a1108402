"""The steps by which a year is handed in, whoever asks for them."""

from __future__ import annotations

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import STEPS as ALL
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.departments.checked import quick
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.materials import material
from quanheng.web.departments.models import Book
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

STEPS = ("check", "prepare", "revise", "submit", "withdraw")
"""Those that are taken from the unit's side."""


def hand_in(  # noqa: PLR0913, PLR0917  (what a step consists of)
    book: Book, step: str, by: User, version: int, reason: str, task: int
) -> Task:
    """Take a step of the book's task; `task` is the one that the person saw, for the version alone is not its name.

    With errors in the data or files it is handed in only for a reason, which is kept.

    Raises:
        NotNow: no such step, no task, it is not the turn of that step, or errors want a reason.
        Stale: somebody changed the task in between, or turned to another of the year.
        PermissionDenied: it is not for this person.
    """
    if step not in STEPS:
        raise NotNow("单位没有这一步")
    if book.task is None:
        raise NotNow("财政局还没有把这一年的任务发给本单位")
    demand(by, ALL[step].right, book.task)
    if task != book.task_id:
        raise Stale("这一年已经转到另一项任务，请看过再办")
    if step in {"prepare", "submit"} and not reason.strip():
        wrong = quick(record_of(book)).errors + material(book.task, by).errors
        if wrong:
            raise NotNow(
                f"数据和材料里还有 {wrong} 处错误。请先改正；确实要这样报送，请写明理由，理由会随报送记录保存。"
            )
    return take(book.task, step, by, version, reason)
