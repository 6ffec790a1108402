"""A campaign as a whole: how like was treated over its units, and the summary."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Schema, Status

from quanheng.web.api.campaigns import ONE
from quanheng.web.api.paging import Key
from quanheng.web.api.shapes import FILE, JobShape
from quanheng.web.campaigns import access, copied_job
from quanheng.web.campaigns.consistency import report
from quanheng.web.campaigns.summary import summary, workbook
from quanheng.web.downloads import download
from quanheng.web.units.entry import person

router = Router(tags=["工作任务"])


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
