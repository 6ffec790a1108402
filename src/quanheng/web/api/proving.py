"""Indicators with evidence, monitoring by month, written documents, and the files that are handed in."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.report.written.writing import KINDS
from quanheng.web.api.books import ONE
from quanheng.web.api.documents import Received
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, JobShape, Long, Short
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments import evidence as proofs
from quanheng.web.departments import materials, writing
from quanheng.web.departments.entries import record_of, state_of
from quanheng.web.departments.indicators import Shown, lines, name_of, readings, set_reading
from quanheng.web.departments.models import Book, Evidence, Written
from quanheng.web.departments.views import book_of
from quanheng.web.documents.models import Document
from quanheng.web.files.store import keep, place
from quanheng.web.ledgers.registers import taken
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

router = Router(tags=["指标与材料"])
Month = Annotated[int, Field(ge=1, le=12)]


class ProofShape(Schema):
    """A file that proves an indicator, with the page where it says so."""

    id: int
    indicator: str
    name: str
    page: str
    note: str
    sha256: str
    at: datetime

    @staticmethod
    def resolve_sha256(row: Evidence) -> str:
        """The file's."""
        return row.file_id


class IndicatorShape(Schema):
    """An indicator as it was filled in; `rate` in per cent, `lost` points, `asks` what is lacking."""

    name: str
    target: str
    result: str
    weight: Decimal | None
    score: Decimal | None
    state: str
    rate: Decimal | None
    lost: Decimal | None
    asks: list[str]
    evidence: list[ProofShape]
    reading: str | None

    @staticmethod
    def of(row: Shown) -> "IndicatorShape":
        """A line of the page."""
        one = row.one
        return IndicatorShape(
            name=row.name,
            target=str(one.target or ""),
            result=str(one.result or ""),
            weight=one.weight,
            score=one.score,
            state=row.state,
            rate=row.rate,
            lost=row.lost,
            asks=row.asks,
            evidence=[ProofShape.from_orm(proof) for proof in row.evidence],
            reading=row.reading.value if row.reading else None,
        )


class About(Schema):
    """What a proof is of, by the indicator's name as `indicators` gives it."""

    indicator: str = Field(max_length=400, pattern=r"^[^\x00]*$")
    page: Short = ""
    note: Short = ""


def _whole(request: HttpRequest, number: int) -> Book:
    row = book_of(request, number)
    demand(person(request), "view_whole", row)
    return row


@router.get(f"{ONE}/indicators", response=list[IndicatorShape])
@paginate(Pages)
def indicators(request: HttpRequest, book: Path[Key]) -> Any:
    """The department's and the projects' indicators."""
    row = _whole(request, book)
    record = record_of(row)
    return [IndicatorShape.of(one) for one in lines(row, record, taken(row, record))["indicators"]]


@router.post(f"{ONE}/evidence", response={201: ProofShape})
def add_evidence(request: HttpRequest, book: Path[Key], given: Form[About], file: File[UploadedFile]) -> Any:
    """Keep a file as evidence of an indicator."""
    row = book_of(request, book)
    demand(person(request), "edit_section", row)
    about = proofs.About(given.indicator, file.name or "佐证", given.page, given.note)
    return Status(201, proofs.add(row, about, keep(file.chunks()), person(request)))


def _proof(request: HttpRequest, book: Book, number: int) -> Evidence:
    found: Evidence = get_object_or_404(Evidence.objects.visible_to(person(request)), pk=number, book=book)
    return found


@router.get(f"{ONE}/evidence/{{evidence}}", openapi_extra=FILE)
def evidence_file(request: HttpRequest, book: Path[Key], evidence: Path[Key]) -> FileResponse:
    """The file as it was given."""
    row = _proof(request, book_of(request, book), evidence)
    return FileResponse(place(row.file_id).open("rb"), as_attachment=True, filename=row.name)


@router.delete(f"{ONE}/evidence/{{evidence}}", response={204: None})
def drop_evidence(request: HttpRequest, book: Path[Key], evidence: Path[Key]) -> Any:
    """Take it off the indicator; the bytes and the event stay."""
    row = book_of(request, book)
    demand(person(request), "edit_section", row)
    proofs.drop(_proof(request, row, evidence), person(request))
    return Status(204, None)


class Monitored(Schema):
    """A month: how far each indicator was, and the light of the execution (None while a number is missing)."""

    month: int
    indicators: list[IndicatorShape]
    light: dict[str, Any] | None


class Readings(Schema):
    """By the indicator's name: how far it is; `paid` in 万元 to the end of the month, None leaves it."""

    values: dict[Long, Short] = Field(max_length=2000)
    paid: Decimal | None = Field(None, max_digits=20, decimal_places=6)


def _month(book: Book, month: int) -> Monitored:
    record = record_of(book)
    found = readings(book, record, month, taken(book, record, month))
    shown = [IndicatorShape.of(one) for one in found["indicators"]]
    return Monitored(month=month, indicators=shown, light=found["light"])


@router.get(f"{ONE}/monitoring/{{month}}", response=Monitored)
def monitoring(request: HttpRequest, book: Path[Key], month: Path[Month]) -> Any:
    """The readings of a month."""
    return _month(_whole(request, book), month)


@router.put(f"{ONE}/monitoring/{{month}}", response=Monitored)
def set_monitoring(request: HttpRequest, book: Path[Key], month: Path[Month], given: Readings) -> Any:
    """Save readings; those that are not named stay."""
    row = book_of(request, book)
    demand(person(request), "edit", row)
    record = record_of(row)
    names = [name_of(one) for one in record.indicators if one.level3]
    unknown = sorted(set(given.values) - set(names))
    if unknown:
        raise Unfit({name: ["没有这个指标"] for name in unknown})
    fields = {
        f"value-{number}": given.values[name] for number, name in enumerate(names) if name in given.values
    }
    if given.paid is not None:
        fields["paid"] = str(given.paid)
    set_reading(row, record, month, fields, person(request))
    return _month(row, month)


class WrittenShape(Schema):
    """A document written from the book; `stale` when the data have changed since."""

    id: int
    name: str
    at: datetime
    told: list[str]
    stale: bool


class Writing(Schema):
    """Which documents (report, form and the like), by which outline (the workbook's own choice where none is named), also as pdf or xlsx."""

    kinds: list[Short] = Field(max_length=50)
    outline: Short = ""
    also: list[Literal["pdf", "xlsx"]] = Field(default_factory=list, max_length=2)


@router.get(f"{ONE}/written", response=list[WrittenShape])
@paginate(Pages)
def written(request: HttpRequest, book: Path[Key]) -> Any:
    """What was written, the newest first."""
    row = _whole(request, book)
    now = state_of(row)
    return [
        WrittenShape(id=one.pk, name=one.name, at=one.at, told=one.told, stale=one.state_of_book != now)
        for one in row.written.order_by("-pk")
    ]


@router.post(f"{ONE}/written", response={202: JobShape})
def write(request: HttpRequest, book: Path[Key], given: Writing) -> Any:
    """Write documents from the data, as a job."""
    row = book_of(request, book)
    demand(person(request), "edit", row)
    unknown = sorted(set(given.kinds) - set(KINDS))
    if unknown or not given.kinds:
        raise Unfit({"kinds": [f"可以写的有：{'、'.join(KINDS)}"]})
    if given.outline and given.outline not in writing.OUTLINES:
        raise Unfit({"outline": [f"可以用的有：{'、'.join(writing.OUTLINES)}"]})
    return Status(202, writing.begin(row, given.kinds, given.outline, list(given.also), person(request)))


def _written(request: HttpRequest, book: Book, number: int) -> Written:
    found: Written = get_object_or_404(Written.objects.visible_to(person(request)), pk=number, book=book)
    return found


@router.get(f"{ONE}/written/{{document}}", openapi_extra=FILE)
def written_file(request: HttpRequest, book: Path[Key], document: Path[Key]) -> FileResponse:
    """The file."""
    row = _written(request, _whole(request, book), document)
    return FileResponse(place(row.file_id).open("rb"), as_attachment=True, filename=row.name)


class Owed(Schema):
    """The files for the task: what is there by document, what is lacking, provable errors in them."""

    documents: list[int]
    lacking: list[str]
    errors: int
    checking: bool


def _with_task(book: Book) -> Book:
    if book.task is None:
        raise NotNow("财政局还没有把这一年的任务发给本单位")
    return book


@router.get(f"{ONE}/material", response=Owed)
def material(request: HttpRequest, book: Path[Key]) -> Any:
    """What is owed and what is there."""
    row = _with_task(_whole(request, book))
    assert row.task is not None
    found = materials.material(row.task, person(request))
    return Owed(
        documents=[document.pk for document, _, _ in found.rows],
        lacking=found.lacking,
        errors=found.errors,
        checking=found.checking,
    )


@router.post(f"{ONE}/material", response={201: Received})
def add_material(request: HttpRequest, book: Path[Key], file: File[UploadedFile]) -> Any:
    """Add a file, or a zip of files, before it is handed in."""
    row = _with_task(book_of(request, book))
    assert row.task is not None
    drafts, told = materials.add(row.task, [(file.name or "文件", file.chunks())], person(request))
    return Status(201, {"drafts": drafts, "told": told})


@router.post(f"{ONE}/material/from/{{document}}", response={201: Received})
def add_written(request: HttpRequest, book: Path[Key], document: Path[Key]) -> Any:
    """Add a written document."""
    row = _with_task(book_of(request, book))
    demand(person(request), "edit", row)
    drafts = [materials.add_written(row, _written(request, row, document), person(request))]
    return Status(201, {"drafts": drafts, "told": []})


@router.delete(f"{ONE}/material/{{document}}", response={204: None})
def drop_material(request: HttpRequest, book: Path[Key], document: Path[Key]) -> Any:
    """Take a file off before anybody of the bureau has seen it."""
    row = _with_task(book_of(request, book))
    demand(person(request), "edit", row)
    seen = Document.objects.visible_to(person(request), "view_whole")
    materials.drop(get_object_or_404(seen, pk=document, task=row.task), person(request))
    return Status(204, None)
