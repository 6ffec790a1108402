"""The unit's own files for a task: what is owed, what is there, what the check found in each before it is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from quanheng.model.finding import ERROR
from quanheng.report import words
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments.models import Book, Written
from quanheng.web.documents.intake import receive, receive_many
from quanheng.web.documents.models import Document, Draft
from quanheng.web.documents.standing import remove
from quanheng.web.documents.verdicts import unanswered
from quanheng.web.files.store import content
from quanheng.web.rectification.earlier import Earlier, last_year
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_S = Task.State
OPEN = {_S.DRAFT, _S.CHECKING, _S.RETURNED}
"""States of the task in which the unit adds and changes its files; later a corrected one goes with the items."""


@dataclass
class Material:
    """`rows` are document, newest draft and what years before left behind; `lacking` kinds in Chinese.

    `errors` are those that the unit has neither put right nor answered with a reason.
    """

    rows: list[tuple[Document, Draft | None, list[Earlier]]] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    errors: int = 0
    checking: bool = False


def material(task: Task, user: User) -> Material:
    """All files of the task as `user` sees them."""
    made = Material()
    kinds = set()
    for document in Document.objects.visible_to(user, "view_whole").filter(task=task).order_by("pk"):
        draft = document.latest
        kinds.add(document.kind)
        made.rows.append((document, draft, last_year(document, user, draft)))
        if draft is not None:
            made.errors += sum(finding.severity == ERROR for finding in unanswered(draft))
            made.checking |= draft.state in {Draft.State.WAITING, Draft.State.READING}
    made.lacking = [words.KINDS[kind] for kind in task.campaign.forms if kind not in kinds]
    return made


def add(task: Task, files: Iterable[tuple[str, Iterable[bytes]]], by: User) -> tuple[list[Draft], list[str]]:
    """Take files of the unit and check them; returns the drafts, and in Chinese what of a zip was not opened.

    Raises:
        PermissionDenied: for whoever may not edit for the unit.
        NotNow: the unit has handed in; a corrected file goes with the items then.
        TooLarge: a file has too many bytes; those before it are kept.
    """
    _allowed(task, by)
    drafts: list[Draft] = []
    told: list[str] = []
    for name, chunks in files:
        made, failed = receive_many(
            name, chunks, by, unit=task.unit, task=task, settings=task.campaign.settings
        )
        drafts += made
        told += failed
    return drafts, told


def add_written(book: Book, written: Written, by: User) -> Draft:
    """Take a document that was written from the book: the next draft of the one of that name. Raises as `add`."""
    assert book.task is not None
    _allowed(book.task, by)
    same = Document.objects.filter(task=book.task, title=written.name.rpartition(".")[0]).first()
    return receive(
        written.name,
        [content(written.file)],
        by,
        unit=book.unit,
        task=book.task,
        document=same,
        settings=book.task.campaign.settings,
    )


def drop(document: Document, by: User) -> None:
    """Take a file off before anybody of the bureau has seen it. Raises PermissionDenied, NotNow."""
    task = document.task
    assert task is not None
    _allowed(task, by)
    if document.drafts.filter(submitted_at__isnull=False).exists() or document.verdicts.exists():
        raise NotNow(f"“{document}”报送过或者有了结论，要保留；请上传新稿")
    if document.drafts.filter(releases__isnull=False).exists():
        raise NotNow(f"“{document}”已经拟公开或公开，要保留；请在“公开”里更正")
    remove(document, by, "撤下材料")


def _allowed(task: Task, by: User) -> None:
    demand(by, "edit", task)
    if task.state not in OPEN:
        raise NotNow(f"现在是“{task.get_state_display()}”，不能再动材料；整改中的改正稿请在“整改跟踪”里上传")
