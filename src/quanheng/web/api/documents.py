"""Documents, their drafts, and what a check makes of a draft besides its findings."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, JobShape, Named, Short
from quanheng.web.documents import exports, made, pages, reading, standing, verdicts
from quanheng.web.documents.forms import SettingsForm
from quanheng.web.documents.intake import again, receive_many, replace
from quanheng.web.documents.models import Document, Draft
from quanheng.web.documents.views import draft_of
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

router = Router(tags=["文稿"])
DRAFT = "/documents/{document}/drafts/{number}"


class DraftShape(Schema):
    """One file of a document. `state` is waiting, reading, done, partly or failed; `summary` counts what was found."""

    id: int
    document_id: int
    number: int
    name: str
    sha256: str
    state: str
    told: str
    at: datetime
    submitted_at: datetime | None
    settings: dict[str, Any]
    summary: dict[str, Any]
    job: JobShape | None

    @staticmethod
    def resolve_sha256(row: Draft) -> str:
        """The file's."""
        return row.file_id


class DocumentShape(Schema):
    """A report through its drafts; without a unit it is somebody's own quick check."""

    id: int
    title: str
    kind: str
    year: int | None
    unit: Named | None
    task_id: int | None
    made: datetime
    latest: int | None

    @staticmethod
    def resolve_unit(row: Document) -> Named | None:
        """Key and name."""
        return Named.of(row.unit)

    @staticmethod
    def resolve_latest(row: Document) -> int | None:
        """The number of the newest draft."""
        return max((draft.number for draft in row.drafts.all()), default=None)


class Received(Schema):
    """What was taken of an upload, and in Chinese what of it was not."""

    drafts: list[DraftShape]
    told: list[str]


class Settings(Schema):
    """What a person corrects of what was recognised; what is left empty is taken from the file."""

    organisation: Short = ""
    year: int | None = None
    kind: Short = ""
    jurisdiction: Short = ""


def document_of(request: HttpRequest, number: int) -> Document:
    """The document, for whoever may see the whole of it."""
    found: Document = get_object_or_404(
        Document.objects.visible_to(request.user, "view_whole").select_related("unit", "task"), pk=number
    )
    return found


def _with_drafts(request: HttpRequest, found: QuerySet[Document]) -> QuerySet[Document]:
    """With the numbers of the drafts that the person sees; to be shown, nothing else is to be asked of these rows."""
    seen = Draft.objects.visible_to(person(request), "view_whole").only("document", "number")
    return found.select_related("unit", "task").prefetch_related(Prefetch("drafts", seen))


@router.get("/documents", response=list[DocumentShape])
@paginate(Pages)
def documents(
    request: HttpRequest, unit: Key | None = None, year: Number | None = None, task: Key | None = None
) -> Any:
    """Those that I see, the newest first."""
    found = _with_drafts(request, Document.objects.visible_to(person(request), "view_whole"))
    asked = {"unit": unit, "year": year, "task": task}
    return found.filter(**{name: value for name, value in asked.items() if value is not None})


@router.post("/documents", response={201: Received})
def upload_document(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Take a file, or a zip of files, as quick checks of my own; each is checked at once."""
    drafts, told = receive_many(file.name or "文件", file.chunks(), person(request))
    return Status(201, {"drafts": drafts, "told": told})


@router.get("/documents/{document}", response=DocumentShape)
def document(request: HttpRequest, document: Path[Key]) -> Any:
    """One document."""
    seen = _with_drafts(request, Document.objects.visible_to(person(request), "view_whole"))
    return get_object_or_404(seen, pk=document)


@router.delete("/documents/{document}", response={204: None})
def delete_document(request: HttpRequest, document: Path[Key]) -> Any:
    """Remove a quick check of my own with everything made of it; documents of a unit stay (403)."""
    standing.remove_own(document_of(request, document), person(request))
    return Status(204, None)


@router.get("/documents/{document}/drafts", response=list[DraftShape])
@paginate(Pages)
def drafts(request: HttpRequest, document: Path[Key]) -> Any:
    """The drafts that I may see, the newest first."""
    found = document_of(request, document)
    return found.drafts_for(person(request)).select_related("job")


@router.post("/documents/{document}/drafts", response={201: DraftShape})
def next_draft(request: HttpRequest, document: Path[Key], file: File[UploadedFile]) -> Any:
    """Take a corrected file of my own or my unit's; the same bytes as an earlier draft give that draft again."""
    found = document_of(request, document)
    return Status(201, replace(found, file.name or "文件", file.chunks(), person(request)))


@router.get(DRAFT, response=DraftShape)
def draft(request: HttpRequest, document: Path[Key], number: Path[Number]) -> Any:
    """How far the check is, or what came of it."""
    return standing.settle(draft_of(request, document, number))


@router.post(f"{DRAFT}/check", response={202: DraftShape})
def recheck(request: HttpRequest, document: Path[Key], number: Path[Number], given: Settings) -> Any:
    """Check the file again with what was corrected."""
    found = draft_of(request, document, number)
    demand(person(request), "check", found)
    form = SettingsForm(given.model_dump())
    if not form.is_valid():
        raise Unfit.of(form)
    return Status(202, again(found, person(request), form.settings(found.summary, found.settings)))


class ChangeShape(Schema):
    """What became of a finding since the draft before: 新增, 仍在, 已消失, 原文已变."""

    state: str
    key: str
    rule: str
    severity: str
    message: str


@router.get(f"{DRAFT}/changes", response=list[ChangeShape])
@paginate(Pages)
def changes(request: HttpRequest, document: Path[Key], number: Path[Number]) -> Any:
    """Every finding of this draft and the one before it; empty for the first draft."""
    found = draft_of(request, document, number)
    earlier = found.document.drafts_for(person(request)).filter(number__lt=found.number).first()
    listed = verdicts.compare(earlier, found) if earlier else []
    return [_changed(one) for one in listed]


def _changed(one: verdicts.Change) -> ChangeShape:
    row = one.now or one.before
    assert row is not None
    return ChangeShape(
        state=one.state, key=row.key, rule=row.rule, severity=row.severity, message=row.message
    )


@router.get(f"{DRAFT}/figures/{{figure}}", response=dict[str, Any])
def figure(request: HttpRequest, document: Path[Key], number: Path[Number], figure: Path[Number]) -> Any:
    """The fact sheet of one number of the text: what it is, where else it stands, what it was held against."""
    sheet = reading.figure(draft_of(request, document, number), figure)
    if sheet is None:
        raise Http404
    return sheet


@router.get(f"{DRAFT}/outline", response=list[dict[str, Any]])
def outline(request: HttpRequest, document: Path[Key], number: Path[Number]) -> Any:
    """The chapters of the text."""
    return reading.outline(draft_of(request, document, number))


@router.get(f"{DRAFT}/text", openapi_extra=FILE)
def text(request: HttpRequest, document: Path[Key], number: Path[Number]) -> HttpResponse:
    """The text with its marks, as a piece of HTML."""
    data = made.read(draft_of(request, document, number), made.READING)
    answer = HttpResponse(data, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = "attachment"  # never run as a page of ours
    return answer


class PageShape(Schema):
    """A page in points with the frames of what was found on it; `number` is the finding's."""

    width: float
    height: float
    boxes: list[dict[str, Any]]


@router.get(f"{DRAFT}/pages/{{page}}", response=PageShape)
def page(request: HttpRequest, document: Path[Key], number: Path[Number], page: Path[Number]) -> Any:
    """The size of a page of a PDF or scan, and its frames."""
    found = draft_of(request, document, number)
    shown = pages.page(found, page)
    if shown is None:
        raise Http404
    fields = ("number", "look", "text", "left", "top", "width", "height")
    boxes = [{name: getattr(box, name) for name in fields} for box in pages.boxes(found, page)]
    return {"width": shown.width, "height": shown.height, "boxes": boxes}


@router.get(f"{DRAFT}/pages/{{page}}/picture", openapi_extra=FILE)
def page_picture(
    request: HttpRequest, document: Path[Key], number: Path[Number], page: Path[Number]
) -> FileResponse:
    """Its picture."""
    shown = pages.page(draft_of(request, document, number), page)
    if shown is None:
        raise Http404
    return FileResponse(shown.path.open("rb"))


class Made(Schema):
    """Whether an export can be fetched now; if not, the job that makes it."""

    ready: bool
    job: JobShape | None


@router.post(f"{DRAFT}/exports/{{form}}", response=Made)
def make_export(request: HttpRequest, document: Path[Key], number: Path[Number], form: Path[Short]) -> Any:
    """Have it made: annotated, xlsx, docx, pdf, facts, html, json or sarif; slow ones by a job."""
    found = _exportable(request, document, number, form)
    ready = exports.ready(found, form) is not None
    return {"ready": ready, "job": None if ready else exports.begin(found, form, person(request))}


@router.get(f"{DRAFT}/exports/{{form}}", openapi_extra=FILE)
def export(
    request: HttpRequest, document: Path[Key], number: Path[Number], form: Path[Short]
) -> FileResponse:
    """Fetch it; 404 while a slow one has not been made."""
    found = _exportable(request, document, number, form)
    path = exports.ready(found, form)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=exports.file_name(found, form, path))


def _exportable(request: HttpRequest, document: int, number: int, form: str) -> Draft:
    found = draft_of(request, document, number)
    if form not in exports.FORMS or not found.summary:
        raise Http404
    return found
