"""The board of a campaign: how each unit's part stands, and what is done for many of them at once."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status
from ninja.pagination import paginate

from quanheng.report.lists import Sheet, book
from quanheng.web.api.campaigns import ONE
from quanheng.web.api.paging import Key, Number, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, JobShape, Long, Named, Short
from quanheng.web.campaigns import access, bulk, letters_job, risk
from quanheng.web.campaigns.board import ORDERS, Row, board, rows_of
from quanheng.web.campaigns.listing import BOARD_COLUMNS, board_lines
from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.campaigns.people import reviewers, third_parties
from quanheng.web.campaigns.setting_up import assign as open_to
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.downloads import download
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand

router = Router(tags=["工作任务"])


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


def _rows(request: HttpRequest, campaign: Campaign, order: str, facets: dict[str, str]) -> list[Row]:
    user = person(request)
    rows = rows_of(list(access.tasks(user, campaign)), user)
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


@router.post(f"{ONE}/letters", response={202: JobShape})
def letters_of_all(request: HttpRequest, campaign: Path[Key], given: Ticked) -> Any:
    """Put letters together for the units that I may draft for, and pack all in a zip, as a job."""
    row, user = access.campaign_of(request, campaign), person(request)
    seen = Task.objects.visible_to(user, "draft_opinion").filter(campaign=row, pk__in=given.tasks)
    found = list(seen.select_related("unit", "campaign"))
    if not found:
        raise NotNow("请选要拟意见书的单位")
    return Status(202, letters_job.start(row, found, user))
