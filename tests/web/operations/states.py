"""What brings the rows of the world into the state in which an operation is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quanheng.web.campaigns.models import Letter, ReviewScore, Task
from quanheng.web.departments.models import Book
from quanheng.web.disclosure.models import Release
from quanheng.web.documents.models import Draft, Verdict
from quanheng.web.ledgers import batches
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.rows import add_row, set_deleted, type_inputs
from quanheng.web.rectification.models import Answer, Item


def reviewing(rows: dict[str, Any]) -> None:
    """The unit's part under review, its letter a draft again."""
    Task.objects.filter(pk=rows["task"].pk).update(state=Task.State.REVIEWING)
    Letter.objects.update(state=Letter.State.DRAFT)
    Item.objects.all().delete()


def released(state_: str, **more: Any) -> Callable[[dict[str, Any]], object]:
    """The version of the world in that state."""
    return lambda rows: Release.objects.filter(pk=rows["release"].pk).update(state=state_, **more)


a_draft = released("draft", published_at=None)
prepared = released("prepared", published_at=None)
questioned = released("questioned")


def deleted_row(rows: dict[str, Any]) -> None:
    """The row taken out."""
    rows["row"].refresh_from_db()
    set_deleted(rows["row"], True, rows["accountant"], "重复")


def taken(rows: dict[str, Any]) -> None:
    """The batch taken."""
    batches.take(rows["batch"], schema_of(rows["ledger"]), rows["accountant"])
    rows["batch"].refresh_from_db()


def sent(rows: dict[str, Any]) -> None:  # noqa: ARG001
    """Items that the unit has not received yet."""
    Item.objects.update(state=Item.State.SENT)


def decided(rows: dict[str, Any]) -> None:
    """The reviewers have said their word on the answer."""
    Answer.objects.create(item=rows["item"], kind=Answer.Kind.PASSED, by=rows["performance"])


def reported(rows: dict[str, Any]) -> None:
    """A month that an enterprise reported."""
    month = {
        "month": "2025-03",
        "enterprise": "青岭一号有限公司",
        "code": "91430121MA4L2X3Y5D",
        "industry": "食品",
        "output": "100",
        "source": "核定",
    }
    add_row(rows["monthly"], type_inputs(schema_of(rows["monthly"]), month), rows["accountant"])


def nothing_said(rows: dict[str, Any]) -> None:
    """A file of which nobody has seen or said anything."""
    drafting(rows)
    Item.objects.all().delete()
    ReviewScore.objects.all().delete()
    Verdict.objects.all().delete()
    Draft.objects.update(submitted_at=None)
    Release.objects.filter(draft__document=rows["document"]).delete()


def no_book(rows: dict[str, Any]) -> None:  # noqa: ARG001
    """The year has not been opened."""
    Book.objects.all().delete()


def drafting(rows: dict[str, Any]) -> None:
    """The unit's part before it was handed in."""
    Task.objects.filter(pk=rows["task"].pk).update(state=Task.State.DRAFT)


def state(name: str) -> Callable[[dict[str, Any]], object]:
    """The unit's part in a state."""
    return lambda rows: Task.objects.filter(pk=rows["task"].pk).update(state=name)
