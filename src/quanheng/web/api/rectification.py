"""What a unit has to put right, what it answers, and the reviewer's word."""

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import prefetch_related_objects
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.report.papers.kinds import OUTCOME
from quanheng.web.api import versions
from quanheng.web.api.documents import DraftShape
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.shapes import FILE, Moved, Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns.letters import name_of
from quanheng.web.campaigns.models import Task
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document
from quanheng.web.downloads import download
from quanheng.web.files.store import keep, place
from quanheng.web.rectification import items as services
from quanheng.web.rectification import outcome, settling
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.rectification.rechecks import corrected, marks, rechecks
from quanheng.web.rectification.views import signed_letter
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

router = Router(tags=["整改"])


class AnswerShape(Schema):
    """What the unit said to an item, or the reviewer to the answer."""

    id: int
    kind: str
    kind_words: str
    words: str
    until: date | None
    evidence_name: str
    by: Named
    at: datetime

    @staticmethod
    def resolve_kind_words(row: Answer) -> str:
        """In words."""
        return row.get_kind_display()

    @staticmethod
    def resolve_by(row: Answer) -> Named | None:
        """Key and name."""
        return Named.of(row.by)


class ItemShape(Schema):
    """A matter of a signed letter as a duty with a deadline."""

    id: int
    number: int
    task_id: int
    unit: Named
    document_id: int | None
    place: str
    message: str
    request: str
    ask: str
    state: str
    state_words: str
    due: date
    late: bool
    version: int

    @staticmethod
    def resolve_unit(row: Item) -> Named | None:
        """Key and name."""
        return Named.of(row.unit)

    @staticmethod
    def resolve_state_words(row: Item) -> str:
        """In words."""
        return row.get_state_display()


class WholeItem(ItemShape):
    """With what was answered."""

    answers: list[AnswerShape]


class MarkShape(Schema):
    """What the newest checked draft says of an item: 已消失, 仍在, 原文已变 …, empty without one."""

    item: int
    state: str
    draft_id: int | None


class Count(Schema):
    """How many items it concerned."""

    count: int


class Said(Schema):
    """corrected 已更正, explained 说明, extend 申请延期 (until), disagree 不认可."""

    kind: Literal["corrected", "explained", "extend", "disagree"]
    words: Short = ""
    until: date | None = None


class Word(Schema):
    """passed closes the item, grants the extension, or withdraws what the unit does not accept; else it stays.

    Not passed needs words, and so does a withdrawal. An extension goes to `until`, else to the date asked for.
    """

    passed: bool
    words: Short = ""
    until: date | None = None


def _item(request: HttpRequest, number: int) -> Item:
    seen = Item.objects.visible_to(person(request), "view_whole").select_related("unit", "task__campaign")
    found: Item = get_object_or_404(seen, pk=number)
    return found


def _task(request: HttpRequest, number: int) -> Task:
    seen = Task.objects.visible_to(person(request), "view_whole").select_related("unit", "campaign")
    found: Task = get_object_or_404(seen, pk=number)
    return found


@router.get("/items", response=list[ItemShape])
@paginate(Pages)
def items(request: HttpRequest, unit: Key | None = None, task: Key | None = None, state: Short = "") -> Any:
    """Those that I see."""
    found = Item.objects.visible_to(person(request), "view_whole").select_related("unit")
    asked = {"unit": unit, "task": task, "state": state or None}
    return found.filter(**{name: value for name, value in asked.items() if value is not None})


@router.get("/items/{item}", response=WholeItem)
def item(request: HttpRequest, response: HttpResponse, item: Path[Key]) -> Any:
    """One of them."""
    row = _item(request, item)
    prefetch_related_objects([row], "answers__by")
    versions.tag(response, row.version)
    return row


@router.post("/items/{item}/answers", response={201: Moved})
def answer(
    request: HttpRequest,
    response: HttpResponse,
    item: Path[Key],
    given: Form[Said],
    if_match: IfMatch,
    evidence: File[UploadedFile] = None,  # type: ignore[assignment]  # ninja takes None for an optional file
) -> Any:
    """The unit's answer; with 已更正 the newest checked draft goes along."""
    row, user, version = _item(request, item), person(request), versions.seen(if_match)
    demand(user, "answer", row)
    said = services.Said(
        given.kind,
        given.words,
        given.until,
        corrected(row, user) if given.kind == "corrected" else None,
        keep(evidence.chunks()) if evidence else None,
        (evidence.name or "佐证") if evidence else "",
    )
    changed = services.answer(row, said, user, version)
    versions.tag(response, changed.version)
    return Status(201, Moved.of(changed))


@router.post("/items/{item}/settlement", response=Moved)
def settle_item(
    request: HttpRequest, response: HttpResponse, item: Path[Key], given: Word, if_match: IfMatch
) -> Any:
    """The reviewer's word on the answer."""
    row, version = _item(request, item), versions.seen(if_match)
    changed = settling.settle(
        row, settling.Word(given.passed, given.words, given.until), person(request), version
    )
    versions.tag(response, changed.version)
    return Moved.of(changed)


@router.get("/answers/{answer}/evidence", openapi_extra=FILE)
def answer_evidence(request: HttpRequest, answer: Path[Key]) -> FileResponse:
    """The file that came with an answer."""
    row = get_object_or_404(Answer.objects.visible_to(person(request), "view_whole"), pk=answer)
    if row.evidence_id is None:
        raise Http404
    return FileResponse(place(row.evidence_id).open("rb"), as_attachment=True, filename=row.evidence_name)


@router.get("/tasks/{task}/marks", response=list[MarkShape])
def item_marks(request: HttpRequest, task: Path[Key]) -> Any:
    """What the newest checked drafts say of the task's items."""
    row, user = _task(request, task), person(request)
    return [
        MarkShape(item=one.item.pk, state=one.state, draft_id=one.draft.pk if one.draft else None)
        for one in marks(row, rechecks(row, user))
    ]


@router.get("/tasks/{task}/signed-letter", openapi_extra=FILE)
def letter_to_act_on(request: HttpRequest, task: Path[Key]) -> FileResponse:
    """The signed letter, for whoever has to act on it."""
    found = signed_letter(_task(request, task))
    return FileResponse(place(found.file_id or "").open("rb"), as_attachment=True, filename=name_of(found))


@router.get("/tasks/{task}/outcome", openapi_extra=FILE)
def told_outcome(request: HttpRequest, task: Path[Key]) -> HttpResponse:
    """整改复核结果: what the reviewers decided on the answers, as a Word file."""
    row = _task(request, task)
    return download(outcome.written(row), f"{row.unit.name}_{row.campaign.year}年度_{OUTCOME}.docx")


@router.post("/tasks/{task}/acknowledgement", response=Count)
def acknowledge(request: HttpRequest, task: Path[Key]) -> Any:
    """签收: the days that the letter gives begin."""
    return Count(count=services.acknowledge(_task(request, task), person(request)))


@router.post("/tasks/{task}/carrying", response=Count)
def carry(request: HttpRequest, task: Path[Key]) -> Any:
    """Hand what is still open to next year's check."""
    return Count(count=settling.carry(_task(request, task), person(request)))


@router.post("/tasks/{task}/documents/{document}/drafts", response={201: DraftShape})
def corrected_file(
    request: HttpRequest, task: Path[Key], document: Path[Key], file: File[UploadedFile]
) -> Any:
    """The corrected file of a document that items are about."""
    row, user = _task(request, task), person(request)
    demand(user, "answer", row)
    found = get_object_or_404(Document.objects.visible_to(user), pk=document, task=row)
    return Status(201, receive(file.name or "改正稿", file.chunks(), user, document=found))
