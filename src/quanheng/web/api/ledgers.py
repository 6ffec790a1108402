"""Ledgers: their columns and rows, and the evidence of rows."""

from datetime import datetime
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.ledgers.schema import FILE as EVIDENCE
from quanheng.ledgers.schema import Schema as Described
from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, Long, Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.downloads import download
from quanheng.web.files.store import keep, place
from quanheng.web.ledgers import doubts, proofs
from quanheng.web.ledgers import rows as held
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.listing import asked, cell_text, exported
from quanheng.web.ledgers.listing import page as page_of
from quanheng.web.ledgers.models import Ledger, Row, RowEvidence
from quanheng.web.ledgers.views.access import ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may

router = Router(tags=["台账"])
ONE = "/ledgers/{ledger}"
ROW = f"{ONE}/rows/{{row}}"
PageNumber = Annotated[int, Field(ge=1, le=100_000)]


class LedgerShape(Schema):
    """A ledger that a unit keeps, checked for `year`; `version` grows with every change of a row."""

    id: int
    unit: Named
    name: str
    title: str
    section: str
    year: int
    version: int

    @staticmethod
    def resolve_unit(row: Ledger) -> Named | None:
        """Key and name."""
        return Named.of(row.unit)

    @staticmethod
    def resolve_title(row: Ledger) -> str:
        """Its Chinese name."""
        return schema_of(row).title


class ColumnShape(Schema):
    """A column; private ones are masked for who does not fill the ledger."""

    name: str
    title: str
    type: str
    unit: str
    required: bool
    private: bool


class LedgerRow(Schema):
    """A row as it is shown: its cells by column, and what the traps say."""

    id: int
    key: str
    version: int
    deleted: bool
    cells: dict[str, str]
    doubts: list[str]


class RowPage(Schema):
    """50 rows; `page` counts from 1."""

    items: list[LedgerRow]
    count: int
    page: int
    pages: int


class RowCells(Schema):
    """The cells by column as one types them; `again` adds a second row of the same key."""

    cells: dict[Short, Long] = Field(max_length=200)
    again: bool = False


class RowProof(Schema):
    """A file that proves a row."""

    id: int
    row_id: int
    name: str
    paper: str
    page: str
    at: datetime


class Paper(Schema):
    """What kind of paper it is, and the page where it says so."""

    paper: Short = ""
    page: Short = ""


class Why(Schema):
    """Why a row is taken out."""

    reason: Short


def row_shown(row: Row, schema: Described, private: bool, said: list[str]) -> LedgerRow:
    """A row as the page shows it; `private` shows private cells."""
    cells = {
        column.name: cell_text(row, column, private) for column in schema.columns if column.type != EVIDENCE
    }
    return LedgerRow(
        id=row.pk, key=row.key, version=row.version, deleted=row.deleted, cells=cells, doubts=said
    )


def row_of(request: HttpRequest, ledger: Ledger, number: int) -> Row:
    """A row of the ledger, if the person sees it."""
    found: Row = get_object_or_404(Row.objects.visible_to(person(request)), pk=number, ledger=ledger)
    return found


def fills(request: HttpRequest, number: int) -> tuple[Ledger, Described]:
    """A ledger for whoever fills it, with its description."""
    ledger, schema = ledger_of(request, number)
    demand(person(request), "edit_section", ledger)
    return ledger, schema


@router.get("/ledgers", response=list[LedgerShape])
@paginate(Pages)
def ledgers(request: HttpRequest) -> Any:
    """Those of my units, or of my office."""
    return Ledger.objects.visible_to(person(request)).select_related("unit")


@router.get(ONE, response=LedgerShape)
def ledger(request: HttpRequest, ledger: Path[Key]) -> Any:
    """One of them."""
    return ledger_of(request, ledger)[0]


@router.get(f"{ONE}/columns", response=list[ColumnShape])
def ledger_columns(request: HttpRequest, ledger: Path[Key]) -> Any:
    """Its columns."""
    return [
        ColumnShape(
            name=one.name,
            title=one.title,
            type=one.type,
            unit=one.unit,
            required=one.required,
            private=one.private,
        )
        for one in ledger_of(request, ledger)[1].columns
    ]


@router.get(f"{ONE}/rows.xlsx", openapi_extra=FILE)
def rows_file(
    request: HttpRequest, ledger: Path[Key], complete: bool = False, private: bool = False
) -> HttpResponse:
    """All rows for Excel: `complete` seals it, `private` shows private columns to who fills it."""
    row, schema = ledger_of(request, ledger)
    shown = private and may(person(request), "edit_section", row)
    return download(*exported(row, schema, complete=complete, private=shown))


@router.get(f"{ONE}/rows", response=RowPage)
def ledger_rows(
    request: HttpRequest,
    ledger: Path[Key],
    q: Short = "",
    column: Short = "",
    op: Short = "contains",
    value: Short = "",
    sort: Short = "",
    doubtful: bool = False,
    page: PageNumber = 1,
) -> Any:
    """Filtered and sorted as on the page: `q` anywhere, or `column`, `op` and `value`; `sort` with - for descending."""
    row, schema = ledger_of(request, ledger)
    private = may(person(request), "edit_section", row)
    query = QueryDict(mutable=True)
    query.update({"q": q, "column": column, "op": op, "value": value, "sort": sort, "page": str(page)})
    query["doubtful"] = "1" if doubtful else ""
    wanted = asked(schema, query, private)
    if wanted.fault:
        raise Unfit({"value": [wanted.fault]})
    found = page_of(row, schema, wanted, private)
    items = [
        row_shown(line.row, schema, private, [one.message for one in line.doubts]) for line in found.lines
    ]
    return RowPage(items=items, count=found.total, page=wanted.page, pages=found.pages)


@router.post(f"{ONE}/rows", response={201: LedgerRow})
def add_row(request: HttpRequest, response: HttpResponse, ledger: Path[Key], given: RowCells) -> Any:
    """Enter a row; one whose key is there already only with `again`."""
    row, schema = fills(request, ledger)
    typed = _typed(schema, given, None)
    try:
        made = held.add_row(row, typed, person(request), given.again)
    except held.SameKey as same:
        raise NotNow(f"已经有关键栏相同的一行（{same.key}）。确实是另一笔，请带 again") from same
    doubts.check(row, person(request))
    versions.tag(response, made.version)
    return Status(201, row_shown(made, schema, True, []))


def _typed(schema: Described, given: RowCells, names: list[str] | None) -> held.Typed:
    unknown = {name: ["没有这一栏"] for name in given.cells if not schema.has(name)}
    typed = held.type_inputs(schema, given.cells, names)
    wrong = unknown | {name: [words] for name, words in typed.faults.items()}
    if wrong:
        raise Unfit(wrong)
    return typed


@router.get(ROW, response=LedgerRow)
def ledger_row(request: HttpRequest, response: HttpResponse, ledger: Path[Key], row: Path[Key]) -> Any:
    """One row."""
    kept, schema = ledger_of(request, ledger)
    found = row_of(request, kept, row)
    versions.tag(response, found.version)
    said = [one.message for one in found.doubts.all()]
    return row_shown(found, schema, may(person(request), "edit_section", kept), said)


@router.put(ROW, response=LedgerRow)
def change_row(
    request: HttpRequest,
    response: HttpResponse,
    ledger: Path[Key],
    row: Path[Key],
    given: RowCells,
    if_match: IfMatch,
) -> Any:
    """Give the named cells other values; the others stay. The state of a row with a process moves by its steps."""
    kept, schema = fills(request, ledger)
    found, version = row_of(request, kept, row), versions.seen(if_match)
    if schema.state in given.cells and schema.state not in held.editable(found, schema):
        raise NotNow("这一行的状态由流程的步骤推动，不能直接改")
    typed = _typed(schema, given, list(given.cells))
    held.save_row(found, typed, person(request), version)
    doubts.check(kept, person(request))
    found.refresh_from_db()
    versions.tag(response, found.version)
    return row_shown(found, schema, True, [one.message for one in found.doubts.all()])


@router.post(f"{ROW}/deletion", response=LedgerRow)
def delete_row(request: HttpRequest, ledger: Path[Key], row: Path[Key], given: Why) -> Any:
    """Take a row out with a reason; it stays with its history and can be put back."""
    return _set_deleted(request, ledger, row, True, given.reason)


@router.delete(f"{ROW}/deletion", response=LedgerRow)
def restore_row(request: HttpRequest, ledger: Path[Key], row: Path[Key]) -> Any:
    """Put it back."""
    return _set_deleted(request, ledger, row, False)


def _set_deleted(request: HttpRequest, number: int, row: int, deleted: bool, reason: str = "") -> LedgerRow:
    kept, schema = fills(request, number)
    found = row_of(request, kept, row)
    if found.deleted == deleted:
        raise NotNow("已经删除了" if deleted else "没有删除，不用恢复")
    try:
        held.set_deleted(found, deleted, person(request), reason)
    except held.NoReason as fault:
        raise Unfit({"reason": [str(fault)]}) from fault
    doubts.check(kept, person(request))
    found.refresh_from_db()
    return row_shown(found, schema, True, [])


@router.get(f"{ROW}/evidence", response=list[RowProof])
def row_evidence(request: HttpRequest, ledger: Path[Key], row: Path[Key]) -> Any:
    """The files that prove a row."""
    return list(row_of(request, ledger_of(request, ledger)[0], row).evidence.all())


@router.post(f"{ROW}/evidence", response={201: list[RowProof]})
def prove_row(
    request: HttpRequest, ledger: Path[Key], row: Path[Key], given: Form[Paper], file: File[UploadedFile]
) -> Any:
    """Attach a file."""
    kept, schema = fills(request, ledger)
    found, user = row_of(request, kept, row), person(request)
    files = [((file.name or "佐证")[:255], keep(file.chunks()))]
    made = proofs.attach(found, schema, files, user, proofs.Label(given.paper, given.page))
    doubts.check(kept, person(request))
    return Status(201, made)


def _proof(request: HttpRequest, ledger: Ledger, number: int) -> RowEvidence:
    seen = RowEvidence.objects.visible_to(person(request)).select_related("row__ledger__unit")
    found: RowEvidence = get_object_or_404(seen, pk=number, ledger=ledger)
    return found


@router.get(f"{ONE}/evidence/{{evidence}}", openapi_extra=FILE)
def row_evidence_file(request: HttpRequest, ledger: Path[Key], evidence: Path[Key]) -> FileResponse:
    """The file."""
    one = _proof(request, ledger_of(request, ledger)[0], evidence)
    return FileResponse(place(one.file_id).open("rb"), as_attachment=True, filename=one.name)


@router.delete(f"{ONE}/evidence/{{evidence}}", response={204: None})
def drop_row_evidence(request: HttpRequest, ledger: Path[Key], evidence: Path[Key]) -> Any:
    """Take it off the row; the bytes and the event stay."""
    kept, schema = fills(request, ledger)
    proofs.drop(_proof(request, kept, evidence), schema, person(request))
    doubts.check(kept, person(request))
    return Status(204, None)
