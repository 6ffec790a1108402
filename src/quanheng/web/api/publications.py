"""What units owe the public: files chosen, put before the leader, published, looked at by the bureau, corrected."""

from datetime import date, datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.shapes import FILE, Moved, Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.disclosure import board, choosing, owing, releases
from quanheng.web.disclosure.clock import clock, deadline
from quanheng.web.disclosure.concerns import concerns
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.disclosure.views import publication_of, publications_of, release_of
from quanheng.web.documents.models import Document, Draft
from quanheng.web.files.store import keep, place
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import can_anywhere, may, visible_units

router = Router(tags=["公开"])
ONE, RELEASE = "/publications/{publication}", "/releases/{release}"


class PublicationShape(Schema):
    """One kind of document of a unit and year that is to be published; `clock` says in words how it stands."""

    id: int
    unit: Named
    kind: str
    title: str
    year: int
    approved_on: date | None
    set_due: date | None
    first_at: datetime | None
    due: date | None
    clock: str
    version: int

    @staticmethod
    def resolve_unit(row: Publication) -> Named | None:
        """Key and name."""
        return Named.of(row.unit)

    @staticmethod
    def resolve_due(row: Publication) -> date | None:
        """The day until which, where it is known."""
        return deadline(row).due

    @staticmethod
    def resolve_clock(row: Publication) -> str:
        """In words."""
        return clock(row).words


class ReleaseShape(Schema):
    """One version; `changes` are the figures that differ from the version before, `parts` what the law asks for."""

    id: int
    publication_id: int
    number: int
    document: int
    draft: int
    state: str
    state_words: str
    reason: str
    note: str
    told: str
    changes: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    url: str
    published_on: date | None
    evidence_name: str
    withheld: str
    version: int

    @staticmethod
    def resolve_document(row: Release) -> int:
        """The document of the file."""
        return row.draft.document_id

    @staticmethod
    def resolve_draft(row: Release) -> int:
        """The number of the draft."""
        return row.draft.number

    @staticmethod
    def resolve_state_words(row: Release) -> str:
        """In words."""
        return row.get_state_display()


class NewPublication(Schema):
    """What is to be published: for one unit, or (bureau, no unit) for all units of the county."""

    unit: Key | None = None
    kind: Short
    year: Number
    approved_on: date | None = None
    due: date | None = None


class Chosen(Schema):
    """The newest draft of one of the unit's documents."""

    document: Key


class Place(Schema):
    """Where and when it was published; a file proves it."""

    published_on: date
    url: Short = ""


class Words(Schema):
    """`words`: why it goes out although something is open, why it goes back; `note`: what a correction corrects."""

    words: Short = ""
    note: Short = ""


@router.get("/publications", response=list[PublicationShape])
@paginate(Pages)
def publications(
    request: HttpRequest, unit: Key | None = None, kind: Short = "", year: Number | None = None
) -> Any:
    """Those that I keep, overlook, or review after they are out."""
    asked = {"unit": unit, "kind": kind or None, "year": year}
    wanted = {name: value for name, value in asked.items() if value is not None}
    dates = Release.objects.only("publication_id", "number", "published_at", "published_on")
    return publications_of(person(request)).filter(**wanted).prefetch_related(Prefetch("releases", dates))


@router.post("/publications", response={201: list[PublicationShape]})
def owe(request: HttpRequest, given: NewPublication) -> Any:
    """Note that something is to be published."""
    user, units = person(request), list[Unit]()
    if given.unit is None:
        if not can_anywhere(user, "confirm_publication"):
            raise PermissionDenied("全部单位的公开由财政绩效股布置")
        units = list(board.over(user))
    else:
        units = [get_object_or_404(visible_units(user, "prepare_publication"), pk=given.unit)]
    days = owing.Days(given.approved_on, given.due)
    return Status(201, owing.owe(units, given.kind, given.year, user, days))


@router.get(ONE, response=PublicationShape)
def publication(request: HttpRequest, publication: Path[Key]) -> Any:
    """One of them."""
    return publication_of(request, publication)


@router.get(f"{ONE}/releases", response=list[ReleaseShape])
@paginate(Pages)
def versions_out(request: HttpRequest, publication: Path[Key]) -> Any:
    """The versions, the newest first; one that is not out is seen by the unit alone."""
    row, user = publication_of(request, publication), person(request)
    found = row.releases.select_related("draft")
    keeps = may(user, "prepare_publication", row) or may(user, "publish", row)
    return found if keeps else found.filter(published_at__isnull=False)


@router.post(f"{ONE}/releases", response={201: ReleaseShape})
def choose_file(request: HttpRequest, publication: Path[Key], file: File[UploadedFile]) -> Any:
    """Upload the file of the next version."""
    row = publication_of(request, publication)
    name = file.name or "公开稿"
    return Status(201, choosing.uploaded(row, name, file.chunks(), person(request)))


@router.post(f"{ONE}/releases/from-document", response={201: ReleaseShape})
def choose_document(request: HttpRequest, publication: Path[Key], given: Chosen) -> Any:
    """Take the newest draft of one of the unit's documents as the next version."""
    row, user = publication_of(request, publication), person(request)
    choosing.demand_preparing(row, user)
    own = Document.objects.visible_to(user, "prepare_publication").filter(unit=row.unit)
    return Status(201, choosing.of_document(row, get_object_or_404(own, pk=given.document), user))


@router.get(RELEASE, response=ReleaseShape)
def release(request: HttpRequest, response: HttpResponse, release: Path[Key]) -> Any:
    """One version."""
    row = release_of(request, release)
    versions.tag(response, row.version)
    return row


@router.get(f"{RELEASE}/concerns", response=list[str])
def release_concerns(request: HttpRequest, release: Path[Key]) -> Any:
    """What is open in the file; with anything here it goes out only for a reason."""
    row = release_of(request, release)
    return concerns(row).words if row.draft.state == Draft.State.DONE else []


@router.delete(RELEASE, response={204: None})
def discard_release(request: HttpRequest, release: Path[Key], if_match: IfMatch) -> Any:
    """Drop a version that never went to the leader."""
    releases.discard(release_of(request, release), person(request), versions.seen(if_match))
    return Status(204, None)


@router.post(f"{RELEASE}/steps/{{step}}", response=Moved)
def release_step(
    request: HttpRequest,
    response: HttpResponse,
    release: Path[Key],
    step: Path[Literal["prepare", "return", "confirm", "question", "withhold"]],
    given: Words,
    if_match: IfMatch,
) -> Any:
    """prepare 送审签, return 退回, confirm 财政已核对, question 要求补正, withhold 不再显示旧版原文."""
    row, user, version = release_of(request, release), person(request), versions.seen(if_match)
    steps = {
        "prepare": lambda: releases.prepare(row, given.words, given.note, user, version),
        "return": lambda: releases.send_back(row, given.words, user, version),
        "confirm": lambda: releases.confirm(row, user, version),
        "question": lambda: releases.question(row, given.words, user, version),
        "withhold": lambda: releases.withhold(row, given.words, user, version),
    }
    changed = steps[step]()
    versions.tag(response, changed.version)
    return Moved.of(changed)


@router.post(f"{RELEASE}/publishing", response=Moved)
def publish(
    request: HttpRequest,
    response: HttpResponse,
    release: Path[Key],
    given: Form[Place],
    if_match: IfMatch,
    evidence: File[UploadedFile] = None,  # type: ignore[assignment]  # ninja takes None for an optional file
) -> Any:
    """The leader says that it is out: where, since when; the version before stays beside it."""
    row, user, version = release_of(request, release), person(request), versions.seen(if_match)
    changed = releases.publish(row, _where(given, evidence), user, version)
    versions.tag(response, changed.version)
    return Moved.of(changed)


@router.put(f"{RELEASE}/place", response=Moved)
def relocate(
    request: HttpRequest, response: HttpResponse, release: Path[Key], given: Place, if_match: IfMatch
) -> Any:
    """Correct where and when it was published."""
    row, user, version = release_of(request, release), person(request), versions.seen(if_match)
    changed = releases.relocate(row, _where(given, None), user, version)
    versions.tag(response, changed.version)
    return Moved.of(changed)


def _where(given: Place, file: Any) -> releases.Where:
    stored = keep(file.chunks()) if file else None
    return releases.Where(given.published_on, given.url, stored, (file.name or "截图") if file else "")


@router.get(f"{RELEASE}/evidence", openapi_extra=FILE)
def release_evidence(request: HttpRequest, release: Path[Key]) -> FileResponse:
    """The picture of the page on which it was published."""
    row = release_of(request, release)
    if row.evidence_id is None:
        raise Http404
    return FileResponse(place(row.evidence_id).open("rb"), as_attachment=True, filename=row.evidence_name)
