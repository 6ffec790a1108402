"""A ledger that watches enterprises month by month: the numbers of its charts, where they are heading, who falls."""

from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Path, Query, Router, Schema

from quanheng.ledgers.monitoring.course import months as months_of
from quanheng.ledgers.monitoring.run import monitored
from quanheng.model.quantity import trimmed
from quanheng.web.api.ledgers import ONE
from quanheng.web.api.paging import Key
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.ledgers import watching
from quanheng.web.ledgers.views.access import ledger_of

router = Router(tags=["台账"])


class MonthShape(Schema):
    """One month: its own value, that of the year up to it, and of the same month a year before; null without rows."""

    month: str
    alone: Decimal | None
    so_far: Decimal | None
    before: Decimal | None


class GroupShape(Schema):
    """A group, as an industry: its value, its share and growth in per cent."""

    name: str
    value: Decimal | None
    share: Decimal | None
    growth: Decimal | None


class WayShape(Schema):
    """What the whole year comes to by one way, in words with its formula."""

    words: str
    value: Decimal


class FallerShape(Schema):
    """One that fell against the year before: growth in per cent, for how many months without a break."""

    name: str
    group: str
    growth: Decimal
    months: int
    formula: str


class MonitoredSum(Schema):
    """A sum up to a month; `silent` reported earlier and not in that month, `told` what makes it less sure."""

    sum: str
    title: str
    unit: str
    year: int
    last: int
    words: str
    growth: Decimal | None
    months: list[MonthShape]
    groups: list[GroupShape]
    ways: list[WayShape]
    target: Decimal | None
    needed: Decimal | None
    verdict: str
    told: list[str]
    fallers: list[FallerShape]
    silent: list[str]


class SumShape(Schema):
    """A sum that the ledger watches."""

    name: str
    title: str
    unit: str


class Asked(Schema):
    """Which sum (the first), year (the ledger's), last month (the newest with rows) and target (the indicators')."""

    sum: Short = ""
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    last: Annotated[int, Field(ge=1, le=12)] | None = None
    target: Annotated[Decimal, Field(max_digits=18, decimal_places=6)] | None = None


@router.get(f"{ONE}/sums", response=list[SumShape])
def watched_sums(request: HttpRequest, ledger: Path[Key]) -> Any:
    """What the ledger watches; empty for one that watches nothing."""
    schema = ledger_of(request, ledger)[1]
    if schema.monitoring is None:
        return []
    return [SumShape(name=one.name, title=one.title, unit=one.unit) for one, _ in monitored(schema)]


@router.get(f"{ONE}/monitoring", response=MonitoredSum)
def watch(request: HttpRequest, ledger: Path[Key], asked: Query[Asked]) -> Any:
    """The numbers of the page's charts; 404 for a ledger that watches nothing, or a year without a row."""
    row, schema = ledger_of(request, ledger)
    if schema.monitoring is None:
        raise Http404
    names = [one.name for one, _ in monitored(schema)]
    if asked.sum and asked.sum not in names:
        raise Unfit({"sum": [f"可写：{'、'.join(names)}"]})
    chosen, year = asked.sum or names[0], asked.year or row.year
    target = asked.target
    if target is None:
        target = watching.targets_of(row, schema, year).get(chosen)
    page = watching.page(row, schema, chosen, (year, asked.last or 0), target)
    if page is None:
        raise Http404
    return _shape(page)


def _plain(value: Decimal | None) -> Decimal | None:
    """Without idle zeros, which say nothing of how exact a sum in 亿元 is."""
    return None if value is None else Decimal(trimmed(value))


def _shape(page: watching.Page) -> MonitoredSum:
    one, seen = page.running, page.watch
    before = months_of(one.measure, seen.at(seen.year - 1, 12))
    forecast = one.forecast
    return MonitoredSum(
        sum=one.measure.name,
        title=one.measure.title,
        unit=one.measure.unit,
        year=seen.year,
        last=seen.last,
        words=page.words,
        growth=_plain(one.growth.value) if one.growth else None,
        months=[
            MonthShape(
                month=now.month,
                alone=_plain(now.alone.value) if now.alone.rows else None,
                so_far=_plain(now.so_far.value) if now.so_far.rows else None,
                before=_plain(then.alone.value) if then.alone.rows else None,
            )
            for now, then in zip(one.months, before, strict=False)
        ],
        groups=[
            GroupShape(
                name=share.group,
                value=_plain(share.result.value),
                share=_plain(share.share),
                growth=_plain(share.growth.value) if share.growth else None,
            )
            for share in one.shares
        ],
        ways=[WayShape(words=words, value=Decimal(trimmed(value))) for words, value in forecast.ways],
        target=_plain(forecast.target),
        needed=_plain(forecast.needed),
        verdict=forecast.verdict,
        told=list(forecast.missing),
        fallers=[
            FallerShape(
                name=who.name,
                group=who.group,
                growth=Decimal(trimmed(who.growth)),
                months=who.months,
                formula=who.formula,
            )
            for who in one.fallers
        ],
        silent=page.silent,
    )
