"""A department's year: sections and cells, workbooks out and in, the check of the data, the steps of handing in."""

from datetime import datetime
from typing import Any, Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.lexicon.workbook import layout
from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, Long, Moved, Named, Reason, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns.steps import Stale
from quanheng.web.departments import checked, entries, exchange
from quanheng.web.departments import grid as grids
from quanheng.web.departments.exchange_views import NewBook
from quanheng.web.departments.linking import turn_to
from quanheng.web.departments.models import Book, Entry, Part
from quanheng.web.departments.signing import hand_in
from quanheng.web.departments.views import book_of, section_of, sections_of
from quanheng.web.downloads import download
from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere, demand

router = Router(tags=["我的单位"])
ONE = "/books/{book}"
SECTION = f"{ONE}/sections/{{section}}"


class BookShape(Schema):
    """What the unit's workbook of a year holds; `task_id` is the task of the year that is being worked on now."""

    id: int
    unit: Named
    year: int
    framework: str
    task_id: int | None

    @staticmethod
    def resolve_unit(row: Book) -> Named | None:
        """Key and name."""
        return Named.of(row.unit)


class OneTask(Schema):
    """A task of the year by its key."""

    task: Key


class StepOf(Reason):
    """Why, and of which task of the year: refused where somebody has turned to another meanwhile."""

    task: Key


class NewYear(Schema):
    """The unit, the year, and the scheme of points (empty: the first that holds there)."""

    unit: Key
    year: int
    framework: Short


class SectionShape(Schema):
    """A section in somebody's hands."""

    section: str
    title: str
    sheet: str
    state: str
    told: str
    version: int


class CellShape(Schema):
    """An input by its name; `kind` is money, count, percent, number or text."""

    name: str
    value: str
    kind: str
    label: str
    choice: list[str]


class Filled(Schema):
    """A section with its cells; sums are worked out and are no cells."""

    section: str
    title: str
    state: str
    version: int
    cells: list[CellShape]


class Cells(Schema):
    """All cells of the section by name: one that is left out is emptied, as when a page is saved."""

    cells: dict[Short, Long] = Field(max_length=20_000)


class Taken(Schema):
    """What came of workbooks: words, and conflicts (field, ours, theirs, file)."""

    words: str
    conflicts: list[tuple[str, str, str, str]]


class SaidShape(Schema):
    """One thing that the check of the data found."""

    severity: str
    where: str
    message: str


class Outcome(Schema):
    """`off` sums that do not hold, `waiting` those that lack a number, `agree` a count."""

    off: list[str]
    waiting: int
    agree: int
    found: list[SaidShape]
    told: str
    errors: int


class CellChange(Schema):
    """One change of one cell."""

    key: str
    value: str
    kind: str
    at: datetime
    by: Named | None


@router.get("/books", response=list[BookShape])
@paginate(Pages)
def books(request: HttpRequest) -> Any:
    """The years of my units, and those handed in to me."""
    return Book.objects.visible_to(person(request)).select_related("unit")


@router.post("/books", response={201: BookShape})
def open_book(
    request: HttpRequest,
    given: Form[NewYear],
    sources: File[list[UploadedFile]] = None,  # type: ignore[assignment]  # ninja takes None for optional files
) -> Any:
    """Open a year, with what files give: last year's workbook, exports, published tables."""
    user = person(request)
    if not can_anywhere(user, "edit"):
        raise PermissionDenied("建立年度数据由单位财务办理")
    form = NewBook(given.model_dump(), user=user)
    if not form.is_valid():
        raise Unfit.of(form)
    files = [(one.name or "文件", one.read()) for one in sources or []]
    asked = form.cleaned_data
    return Status(201, exchange.open_book(asked["unit"], asked["year"], asked["framework"], user, files)[0])


@router.get(ONE, response=BookShape)
def book(request: HttpRequest, book: Path[Key]) -> Any:
    """One of them."""
    return book_of(request, book)


@router.get(f"{ONE}/sections", response=list[SectionShape])
def sections(request: HttpRequest, book: Path[Key]) -> Any:
    """The sections that I may see: all, or those of my office."""
    row = book_of(request, book)
    mine, known = sections_of(request, row), {one.section: one for one in row.parts.all()}
    return [
        _part(sheet.name, section.id, section.title, known.get(section.id))
        for sheet, section in layout().sections()
        if section.id in mine
    ]


def _part(sheet: str, section: str, title: str, part: Part | None) -> SectionShape:
    part = part or Part(section=section)
    return SectionShape(
        section=section, title=title, sheet=sheet, state=part.state, told=part.told, version=part.version
    )


@router.get(SECTION, response=Filled)
def section(request: HttpRequest, response: HttpResponse, book: Path[Key], section: Path[Short]) -> Any:
    """A section with its cells."""
    row = book_of(request, book)
    described = section_of(request, row, section)
    part = entries.part_of(row, described)
    versions.tag(response, part.version)
    return _filled(part, grids.grid(described, entries.record_of(row)))


def _filled(part: Part, grid: grids.Grid) -> Filled:
    cells = [
        CellShape(name=one.name, value=one.value, kind=one.kind, label=one.label, choice=list(one.choice))
        for one in grid.cells().values()
    ]
    return Filled(
        section=part.section, title=grid.section.title, state=part.state, version=part.version, cells=cells
    )


@router.put(SECTION, response=Filled)
def fill_section(
    request: HttpRequest,
    response: HttpResponse,
    book: Path[Key],
    section: Path[Short],
    given: Cells,
    if_match: IfMatch,
) -> Any:
    """Save the section whole; with one bad cell nothing is saved, and `errors` says of each what is wrong."""
    row, user, version = book_of(request, book), person(request), versions.seen(if_match)
    described = section_of(request, row, section)
    demand(user, "edit_section", row)
    saved = entries.save(row, described, given.cells, user, version)
    if saved.faults:
        shown = saved.grid.cells().items()
        raise Unfit({name: [cell.fault] for name, cell in shown if cell.fault} or _elsewhere(saved))
    if not saved.done:
        raise Stale(f"“{described.title}”刚被别人改过，请重新读取后再写")
    assert saved.part is not None
    versions.tag(response, saved.part.version)
    return _filled(saved.part, saved.grid)


def _elsewhere(saved: entries.Saved) -> dict[str, list[str]]:
    return {one.cell: [f"{one.message}。{one.hint}"] for one in saved.faults}


@router.post(f"{SECTION}/hand", response=SectionShape)
def hand_section(request: HttpRequest, book: Path[Key], section: Path[Short]) -> Any:
    """The office has done its part."""
    row = book_of(request, book)
    described = section_of(request, row, section)
    demand(person(request), "edit_section", row)
    part = entries.move(row, described, Part.State.HANDED, "", person(request))
    return _part("", described.id, described.title, part)


@router.post(f"{SECTION}/return", response=SectionShape)
def return_section(request: HttpRequest, book: Path[Key], section: Path[Short], given: Reason) -> Any:
    """Send it back to the office with a reason."""
    row = book_of(request, book)
    described = section_of(request, row, section)
    demand(person(request), "edit", row)
    if not given.reason.strip():
        raise Unfit({"reason": ["退回要写明理由，填报人才知道改什么"]})
    part = entries.move(row, described, Part.State.RETURNED, given.reason.strip(), person(request))
    return _part("", described.id, described.title, part)


@router.get(f"{ONE}/history", response=list[CellChange])
@paginate(Pages)
def book_history(request: HttpRequest, book: Path[Key]) -> Any:
    """Who changed which cell, the newest first."""
    row = book_of(request, book)
    demand(person(request), "view_whole", row)
    kinds = {"+": "新增", "~": "修改", "-": "清空"}
    return [
        CellChange(
            key=one.key,
            value=one.value,
            kind=kinds[one.history_type],
            at=one.history_date,
            by=Named.of(one.history_user),
        )
        for one in Entry.history.filter(book_id=row.pk).select_related("history_user")[:5000]
    ]


@router.get(f"{ONE}/workbook", openapi_extra=FILE)
def book_workbook(request: HttpRequest, book: Path[Key], office: Short = "") -> HttpResponse:
    """The Excel workbook, whole or the small one of an office."""
    row = book_of(request, book)
    demand(person(request), "view_whole", row)
    try:
        data = exchange.workbook(row, office)
    except exchange.NotTaken as fault:
        raise Http404 from fault
    name = f"自评数据_{row.year}_{office or row.unit.name}.xlsx"
    return download(data, name)


@router.post(f"{ONE}/workbook", response=Taken)
def take_workbooks(request: HttpRequest, book: Path[Key], files: File[list[UploadedFile]]) -> Any:
    """Take workbooks that came back, or fill empty cells from other files."""
    row = book_of(request, book)
    demand(person(request), "edit", row)
    return exchange.take(row, [(one.name or "文件", one.read()) for one in files], person(request))


@router.get(f"{ONE}/check", response=Outcome)
def check_book(request: HttpRequest, book: Path[Key], whole: bool = False) -> Any:
    """Sums and lines at once; with `whole` also what the checks of documents find."""
    row = book_of(request, book)
    demand(person(request), "view_whole", row)
    made = checked.whole(row) if whole else checked.quick(entries.record_of(row))
    lines = [SaidShape(severity=one.severity, where=one.where, message=one.message) for one in made.lines]
    found = [SaidShape(severity=one.severity, where=one.where, message=one.message) for one in made.found]
    off = [f"{one.check.title}：{one.left} 与 {one.right}，相差 {one.difference}" for one in made.off]
    return Outcome(
        off=off,
        waiting=made.waiting,
        agree=made.agree,
        found=lines + found,
        told=made.told,
        errors=made.errors,
    )


@router.post(f"{ONE}/steps/{{step}}", response=Moved)
def book_step(
    request: HttpRequest,
    response: HttpResponse,
    book: Path[Key],
    step: Path[Literal["check", "prepare", "revise", "submit", "withdraw"]],
    given: StepOf,
    if_match: IfMatch,
) -> Any:
    """check 开始自查, prepare 送审签, revise 退给填报人, submit 报送, withdraw 撤回; the version is the task's."""
    row, version = book_of(request, book), versions.seen(if_match)
    task = hand_in(row, step, person(request), version, given.reason, given.task)
    versions.tag(response, task.version)
    return Moved.of(task)


@router.get(f"{ONE}/task", response=Moved)
def book_task(request: HttpRequest, response: HttpResponse, book: Path[Key]) -> Any:
    """Where the task is that the book is handed in with, and its version."""
    row = book_of(request, book)
    if row.task is None:
        raise Http404
    versions.tag(response, row.task.version)
    return Moved.of(row.task)


@router.put(f"{ONE}/task", response=Moved)
def turn_to_task(request: HttpRequest, response: HttpResponse, book: Path[Key], given: OneTask) -> Any:
    """Work on another task of the year, where there are several."""
    task = turn_to(book_of(request, book), given.task, person(request))
    versions.tag(response, task.version)
    return Moved.of(task)


@router.get(f"{ONE}/tasks", response=list[Moved])
def book_tasks(request: HttpRequest, book: Path[Key]) -> Any:
    """The unit's tasks of the year, as campaigns follow each other."""
    row = book_of(request, book)
    demand(person(request), "view_whole", row)
    return [Moved.of(one) for one in row.tasks.order_by("campaign__deadline", "pk")]
