"""Campaigns: setting the work, the board, files that come in, what is compared over all units."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate

from quanheng.report.lists import Sheet, book
from quanheng.web.api import versions
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, JobShape, Long, Named, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns import access, bulk, copied_job, intake, letters_job, risk
from quanheng.web.campaigns.board import ORDERS, Row, board, rows_of
from quanheng.web.campaigns.consistency import report
from quanheng.web.campaigns.forms import FORMS, CampaignForm
from quanheng.web.campaigns.listing import BOARD_COLUMNS, board_lines
from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.campaigns.people import reviewers, third_parties
from quanheng.web.campaigns.sampling import Method, new_seed
from quanheng.web.campaigns.setting_up import assign as open_to
from quanheng.web.campaigns.setting_up import draw_again, set_up
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.campaigns.summary import summary, workbook
from quanheng.web.downloads import download
from quanheng.web.units.entry import person
from quanheng.web.units.rights import can_anywhere, demand

router = Router(tags=["工作任务"])
ONE = "/campaigns/{campaign}"


class CampaignShape(Schema):
    """A piece of the year's work; `seed`, `sampling` and `share` repeat the draw."""

    id: int
    title: str
    kind: str
    year: int
    unit: Named
    deadline: date
    norms: str
    norms_version: str
    forms: list[str]
    sampling: str
    share: Decimal | None
    seed: str
    state: str
    version: int

    @staticmethod
    def resolve_unit(row: Campaign) -> Named | None:
        """Who set it."""
        return Named.of(row.unit)


class NewCampaign(Schema):
    """As the page's form: `units` is a list of names, one a line; `as_` says who a name is that is not known."""

    kind: Short
    year: int
    title: Short
    unit: Key
    deadline: date
    norms: Short = "cn"
    material: list[Short]
    units: Long
    as_: dict[str, Short] = Field(default_factory=dict)
    reviewers: list[Key] = Field(default_factory=list)
    sampling: Short = "all"
    share: Decimal | None = Field(None, max_digits=5, decimal_places=2)
    seed: Short = ""
    third: list[Key] = Field(default_factory=list)
    third_from: date | None = None
    third_to: date | None = None
    office: Short = ""
    contact: Short = ""
    phone: Short = ""
    answer_days: int = 30


class BoardRow(Schema):
    """A unit's part on the board; `risk_words` writes the sum out. Money in 万元, rates in per cent."""

    task: int
    unit: Named
    state: str
    state_words: str
    version: int
    due: date
    days_left: int
    sampled: bool
    reviewer: str
    lacking: list[str]
    errors: int
    doubts: int
    open: int
    self_score: Decimal | None
    computed: list[Decimal] | None
    execution: Decimal | None
    three_public: Decimal | None
    spent: Decimal | None
    risk: int
    risk_words: str

    @staticmethod
    def of(row: Row) -> "BoardRow":
        """A row of the board."""
        one, task = row.standing, row.task
        return BoardRow(
            task=task.pk,
            unit=Named(id=task.unit_id, name=task.unit.name),
            state=task.state,
            state_words=task.get_state_display(),
            version=task.version,
            due=task.deadline,
            days_left=task.days_left,
            sampled=task.sampled,
            reviewer=row.reviewer,
            lacking=one.lacking,
            errors=one.errors,
            doubts=one.doubts,
            open=row.open,
            self_score=one.self_score,
            computed=list(one.computed) if one.computed else None,
            execution=one.execution,
            three_public=one.three_public,
            spent=one.spent,
            risk=one.risk,
            risk_words=one.risk_words,
        )


class Told(Schema):
    """What was done, in Chinese; `refused` are the units for which it was not, and why."""

    done: list[str]
    refused: list[str]
    text: str = ""


@router.get("/campaigns", response=list[CampaignShape])
@paginate(Pages)
def campaigns(request: HttpRequest) -> Any:
    """Those that I set, and those in which I review something that was handed in."""
    user = person(request)
    if not can_anywhere(user, "comment"):
        raise PermissionDenied("复核工作由财政局绩效股和受托的第三方办理")
    return access.campaigns(user).select_related("unit")


@router.post("/campaigns", response={201: CampaignShape})
def new_campaign(request: HttpRequest, given: NewCampaign) -> Any:
    """Set the work, with a task for every unit; a name that is not known is refused."""
    user = person(request)
    if not can_anywhere(user, "campaign"):
        raise PermissionDenied("工作任务由财政局绩效股下达")
    data = given.model_dump() | {f"as:{name}": said for name, said in given.as_.items()}
    form = CampaignForm(user, data)
    if not form.is_valid():
        raise Unfit.of(form)
    return Status(201, set_up(form.cleaned_data, user)[0])


@router.get(ONE, response=CampaignShape)
def campaign(request: HttpRequest, response: HttpResponse, campaign: Path[Key]) -> Any:
    """One campaign."""
    row = access.campaign_of(request, campaign)
    versions.tag(response, row.version)
    return row


def _rows(request: HttpRequest, campaign: Campaign, order: str, facets: dict[str, str]) -> list[Row]:
    user = person(request)
    rows = rows_of(campaign, list(access.tasks(user, campaign)), user)
    chosen = {name: [value] for name, value in facets.items() if value}
    return board(rows, chosen, order if order in ORDERS else "risk").rows


@router.get(f"{ONE}/tasks", response=list[BoardRow])
@paginate(Pages)
def tasks(
    request: HttpRequest, campaign: Path[Key], state: Short = "", rule: Short = "", order: Short = "risk"
) -> Any:
    """The board: order is risk, unit, due, errors, gap or state."""
    found = _rows(request, access.campaign_of(request, campaign), order, {"state": state, "rule": rule})
    return [BoardRow.of(row) for row in found]


@router.get(f"{ONE}/tasks.xlsx", openapi_extra=FILE)
def board_workbook(request: HttpRequest, campaign: Path[Key]) -> HttpResponse:
    """The board for Excel."""
    row = access.campaign_of(request, campaign)
    lines = board_lines(_rows(request, row, "risk", {}))
    return download(book([Sheet("看板", BOARD_COLUMNS, lines, note=risk.FORMULA)]), f"{row.title}-看板.xlsx")


class Ticked(Schema):
    """Tasks by key, each with the version that it was decided on (None: as it stands)."""

    tasks: dict[Key, Number | None] = Field(max_length=2000)


class SentBack(Ticked):
    """退回修改: the text may hold {单位}, {缺件} and the like, as on the board."""

    text: Long


class Assigned(Ticked):
    """Who reviews them."""

    reviewer: Key


class OpenedTo(Ticked):
    """A third party's person, for a period."""

    person: Key
    starts: date
    ends: date


def _ticked(request: HttpRequest, campaign: Campaign, given: Ticked) -> tuple[list[Task], dict[int, int]]:
    found = list(access.tasks(person(request), campaign).filter(pk__in=given.tasks))
    return found, {key: version for key, version in given.tasks.items() if version is not None}


@router.post(f"{ONE}/take-up", response=Told)
def take_up(request: HttpRequest, campaign: Path[Key], given: Ticked) -> Any:
    """开始复核 for many units; each is asked for its own right and state."""
    found, seen = _ticked(request, access.campaign_of(request, campaign), given)
    return bulk.take_up(found, person(request), seen)


@router.post(f"{ONE}/send-back", response=Told)
def send_back(request: HttpRequest, campaign: Path[Key], given: SentBack) -> Any:
    """退回修改 for many units."""
    found, seen = _ticked(request, access.campaign_of(request, campaign), given)
    user = person(request)
    return bulk.send_back(found, standings(found, user), given.text, user, seen)


@router.post(f"{ONE}/assign", response=Told)
def assign(request: HttpRequest, campaign: Path[Key], given: Assigned) -> Any:
    """Give units to a reviewer."""
    row = access.campaign_of(request, campaign)
    demand(person(request), "campaign", row)
    found, _ = _ticked(request, row, given)
    return bulk.assign(found, get_object_or_404(reviewers(), pk=given.reviewer), person(request))


@router.post(f"{ONE}/open-to", response=Told)
def open_to_third(request: HttpRequest, campaign: Path[Key], given: OpenedTo) -> Any:
    """Open units to a third party's person from one day to another, both included."""
    row = access.campaign_of(request, campaign)
    demand(person(request), "campaign", row)
    found, _ = _ticked(request, row, given)
    if given.ends < given.starts:
        raise Unfit({"ends": ["止日早于起日"]})
    third = get_object_or_404(third_parties(), pk=given.person)
    for task in found:
        open_to(task, third, given.starts, given.ends, person(request))
    return Told(done=[str(task.unit) for task in found], refused=[])


@router.post(f"{ONE}/remind", response=Told)
def remind(request: HttpRequest, campaign: Path[Key], given: Ticked) -> Any:
    """The reminder to paste into a work group, in `text`."""
    row, user = access.campaign_of(request, campaign), person(request)
    demand(user, "campaign", row)
    found, _ = _ticked(request, row, given)
    text = bulk.remind(found, standings(found, user), user)
    return Told(done=[str(task.unit) for task in found], refused=[], text=text)


class Draw(Schema):
    """all, random, amount or risk; `share` in per cent; the same seed draws the same units."""

    method: Method
    share: Decimal = Field(Decimal(100), gt=0, le=100, max_digits=5, decimal_places=2)
    seed: str = Field("", max_length=40, pattern=r"^[^\x00]*$")


class Drawn(Schema):
    """How the units were drawn, in words that can be printed, and which."""

    words: str
    tasks: list[int]


@router.post(f"{ONE}/draw", response=Drawn)
def draw(request: HttpRequest, campaign: Path[Key], given: Draw, if_match: IfMatch) -> Any:
    """Draw the units again, before review has begun anywhere."""
    row = access.campaign_of(request, campaign)
    demand(person(request), "campaign", row)
    seed, version = given.seed or new_seed(), versions.seen(if_match)
    try:
        sample = draw_again(row, given.method, given.share, seed, person(request), version)
    except ValueError as fault:
        raise NotNow(str(fault)) from fault
    drawn = row.tasks.filter(sampled=True).values_list("pk", flat=True)
    return Drawn(words=sample.words, tasks=list(drawn))


class ReceiptShape(Schema):
    """A file that came in: whose it is (`task_id`), or why that is not known and whose it may be (`guesses`)."""

    id: int
    name: str
    state: str
    told: str
    task_id: int | None
    draft_id: int | None
    guesses: list[int]
    at: datetime


class Given(Schema):
    """The task that a file belongs to and what it is; without a task it is left out."""

    task: Key | None = None
    kind: Short = ""


@router.get(f"{ONE}/receipts", response=list[ReceiptShape])
@paginate(Pages)
def receipts(request: HttpRequest, campaign: Path[Key]) -> Any:
    """The files that came in, the newest first."""
    return _set(request, campaign).receipts.all()


@router.post(f"{ONE}/receipts", response={201: list[ReceiptShape]})
def take_in(request: HttpRequest, campaign: Path[Key], file: File[UploadedFile]) -> Any:
    """Take a file or a zip; each file in it goes to its unit by what it says of itself."""
    row = _set(request, campaign)
    return Status(201, intake.take_in(row, file.name or "未命名", file.chunks(), person(request)))


@router.post(f"{ONE}/receipts/{{receipt}}", response=ReceiptShape)
def place_receipt(request: HttpRequest, campaign: Path[Key], receipt: Path[Key], given: Given) -> Any:
    """Give a file of the tray to a unit, or leave it out."""
    row, user = _set(request, campaign), person(request)
    found = get_object_or_404(row.receipts, pk=receipt)
    if given.task is None:
        intake.dismiss(found, user)
    else:
        task = get_object_or_404(access.tasks(user, row), pk=given.task)
        intake.assign(found, task, user, given.kind if given.kind in FORMS else "")
    found.refresh_from_db()
    return found


def _set(request: HttpRequest, number: int) -> Campaign:
    row = access.campaign_of(request, number)
    demand(person(request), "campaign", row)
    return row


class Consistency(Schema):
    """What is treated unlike, in words; the last comparison of texts is a job."""

    rows: int
    uneven: list[str]
    bare: list[str]
    above: list[str]
    reviewers: list[str]
    miscounted: list[str]
    narrated: list[str]
    comparison: JobShape | None


@router.get(f"{ONE}/consistency", response=Consistency)
def consistency(request: HttpRequest, campaign: Path[Key]) -> Any:
    """Compare how like was treated over units and reviewers."""
    row, user = access.campaign_of(request, campaign), person(request)
    found, job = report(row, user), copied_job.last(row, user)
    return Consistency(
        rows=found.rows,
        uneven=[
            f"{one.name}：" + "；".join(f"扣 {share:f}% 有 {len(rows)} 处" for share, rows in one.shares)
            for one in found.uneven
        ],
        bare=[f"{one.task.unit} {one.name}" for one in found.bare],
        above=[f"{one.task.unit} {one.name}" for one in found.above],
        reviewers=[f"{one.name}：{one.rows} 项，扣分 {one.lowered} 项" for one in found.reviewers],
        miscounted=[
            f"{one.letter.task.unit}：写“{one.said}”，列出 {one.listed} 项" for one in found.miscounted
        ],
        narrated=[f"{one.task.unit}：{len(one.findings)} 处正文与表不一致" for one in found.narrated],
        comparison=JobShape.from_orm(job) if job else None,
    )


@router.post(f"{ONE}/comparison", response={202: JobShape})
def compare_texts(request: HttpRequest, campaign: Path[Key]) -> Any:
    """Look for sentences that several units share, as a job."""
    return Status(202, copied_job.start(access.campaign_of(request, campaign), person(request)))


class LineShape(Schema):
    """A unit of the summary."""

    task: int
    unit: str
    own: Decimal | None
    review: Decimal | None
    gap: Decimal | None
    grade: str
    holds: int
    main: str


class SummaryShape(Schema):
    """通报: units by grade, problems by kind with how often and in how many units."""

    lines: list[LineShape]
    grades: list[tuple[str, int]]
    kinds: list[tuple[str, int, int]]
    received: int
    reviewed: int


@router.get(f"{ONE}/summary", response=SummaryShape)
def campaign_summary(request: HttpRequest, campaign: Path[Key]) -> Any:
    """The table of the whole."""
    made = summary(access.campaign_of(request, campaign), person(request))
    lines = [
        LineShape(
            task=one.task.pk,
            unit=one.task.unit.name,
            own=one.own,
            review=one.review,
            gap=one.gap,
            grade=one.grade,
            holds=one.holds,
            main=one.main,
        )
        for one in made.lines
    ]
    return SummaryShape(
        lines=lines, grades=made.grades, kinds=made.kinds, received=made.received, reviewed=made.reviewed
    )


@router.get(f"{ONE}/summary.xlsx", openapi_extra=FILE)
def summary_workbook(request: HttpRequest, campaign: Path[Key]) -> HttpResponse:
    """The same for Excel."""
    row = access.campaign_of(request, campaign)
    return download(workbook(row, summary(row, person(request))), f"{row.title}-通报.xlsx")


@router.post(f"{ONE}/letters", response={202: JobShape})
def letters_of_all(request: HttpRequest, campaign: Path[Key], given: Ticked) -> Any:
    """Put letters together for the units that I may draft for, and pack all in a zip, as a job."""
    row, user = access.campaign_of(request, campaign), person(request)
    seen = Task.objects.visible_to(user, "draft_opinion").filter(campaign=row, pk__in=given.tasks)
    found = list(seen.select_related("unit", "campaign"))
    if not found:
        raise NotNow("请选要拟意见书的单位")
    return Status(202, letters_job.start(row, found, user))
