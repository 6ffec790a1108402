"""The figures of a department as a piece of a page: five years, drawings, peers, lost points, relations that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from quanheng.lexicon.load import label
from quanheng.lexicon.measures import FAR, peer_measures
from quanheng.model.comparison import Comparison, Department, Measured, PaperOf, Source, Value
from quanheng.report import numbers, words
from quanheng.report.comparison import QUALITY, Trend, shown, trend
from quanheng.report.pages import template
from quanheng.report.public import plots
from quanheng.report.remark_words import where

if TYPE_CHECKING:
    from quanheng.report.public.site import Panel

YEARS = 5
PIECE = "public_figures.html"
_SMALL = ("three_public.overseas", "three_public.vehicles", "three_public.receptions")
_PEERS = (
    "execution",
    "project_share",
    "personnel_share",
    "three_public_share",
    "carried_share",
    "expenditure_growth",
)


class Cell(NamedTuple):
    """A figure of the table: its words, where it leads, what stands there.

    `later` when next year's document says it, `differs` when the documents of that year also say otherwise.
    """

    words: str
    href: str
    quote: str
    later: bool
    differs: bool


def figures(department: Department, made: Comparison, panel: Panel, leading: Callable[[Source], str]) -> str:
    """Years, drawings, peers and lost points as a piece of HTML, for a face with pages of its own.

    `leading` gives the address of a source. Relations are left out: nobody has confirmed those that do not hold.
    """
    return template(PIECE).render(**figures_of(department, made, panel, leading) | {"held": None})


def figures_of(
    department: Department, made: Comparison, panel: Panel, leading: Callable[[Source], str], level: int = 2
) -> dict[str, Any]:
    """What the piece is filled with; `leading` gives "" where no page can be led to: then the place is written out.

    `level` is that of the headings.
    """
    found = trend(made.values, department.slug)
    years = years_of(found)
    rows = list(_rows(found, years, leading, made.papers))
    return {
        "level": level,
        "linked": any(cell and cell.href for _, cells in rows for cell in cells),
        "years": years,
        "earlier": any(year < years[0] for values in found.values() for year in values),
        "rows": rows,
        "drawings": [*_drawings(found, years), *_execution(department, made)],
        "peers": list(_peers(department, made, panel, leading)),
        "lost": _lost(department, panel, leading),
        "held": next((one for one in made.held if one.slug == department.slug), None),
        "quality": QUALITY,
    }


def years_of(found: Trend) -> list[int]:
    """The last five years that anything is known of."""
    return sorted({year for values in found.values() for year in values})[-YEARS:]


def _rows(
    found: Trend, years: Sequence[int], leading: Callable[[Source], str], papers: Mapping[str, PaperOf]
) -> Iterator[tuple[str, list[Cell | None]]]:
    for (item, basis), values in found.items():
        cells = [_cell(values.get(year), leading, papers) for year in years]
        if any(cells):
            yield (f"{label(item)}（{words.BASES[basis]}）" if basis else label(item)), cells


def _cell(
    value: Value | None, leading: Callable[[Source], str], papers: Mapping[str, PaperOf]
) -> Cell | None:
    if value is None:
        return None
    href = leading(value.source)
    quote = f"原文：{value.source.text}" if href else f"{where(value.source, papers)}：{value.source.text}"
    return Cell(shown(value), href, quote, value.told_in != value.year, not value.one)


def _drawings(found: Trend, years: Sequence[int]) -> Iterator[str]:
    spent, budget = (
        found.get(("expenditure.total", "final"), {}),
        found.get(("expenditure.total", "initial"), {}),
    )
    bars = [
        plots.Bar(f"{y}年", spent[y].base, budget[y].base if y in budget else None) for y in years if y in spent
    ]  # fmt: skip
    if bars:
        yield plots.columns("支出决算", bars, "年初预算")
    yield from _steps(found, years)
    for item in _SMALL:
        values, planned = found.get((item, "final"), {}), found.get((item, "initial"), {})
        small = [
            plots.Bar(f"{y}年", values[y].base, planned[y].base if y in planned else None)
            for y in years
            if y in values
        ]
        if len(small) > 1:
            yield plots.columns(label(item), small, "预算")


def _steps(found: Trend, years: Sequence[int]) -> Iterator[str]:
    """From the opening budget to the accounts, in the last year that has all three."""
    chain = [found.get(("expenditure.total", basis), {}) for basis in ("initial", "adjusted", "final")]
    whole = [year for year in years if all(year in values for values in chain)]
    if whole:
        parts = [
            (name, values[whole[-1]].base)
            for name, values in zip(("年初预算", "全年预算", "支出决算"), chain, strict=True)
        ]
        yield plots.steps(f"{whole[-1]}年预算到决算", parts)


def _execution(department: Department, made: Comparison) -> Iterator[str]:
    """How much of the budget was spent, where two years or more tell it."""
    rates = [m for m in made.measured if m.slug == department.slug and m.measure == "execution"][-YEARS:]
    if len(rates) > 1:
        yield plots.rates(peer_measures()["execution"].label, [(f"{m.year}年", m.value) for m in rates])


def _peers(
    department: Department, made: Comparison, panel: Panel, leading: Callable[[Source], str]
) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Of each measure the last year with a middle: label, sentence, drawing, links to its parts."""
    for key in _PEERS:
        own = [
            m
            for m in made.measured
            if m.slug == department.slug and m.measure == key and m.median is not None
        ]
        if own:
            yield _peer(max(own, key=lambda m: m.year), panel, leading)


def _peer(
    one: Measured, panel: Panel, leading: Callable[[Source], str]
) -> tuple[str, str, str, list[tuple[str, str]]]:
    measure, median = peer_measures()[one.measure], one.median or Decimal(0)
    values = [Decimal(str(value)) for _, value in panel.peers(one.measure, one.year, one.group)]
    said = (
        f"{one.year}年{measure.label} {numbers.grouped(one.value)}{measure.unit}，"
        f"{one.peers} 个同职能同级次单位的中位数 {numbers.grouped(median)}{measure.unit}"
    )
    if one.mad and abs(one.value - median) > FAR * one.mad:
        said += f"，相差超过离差中位数（{numbers.grouped(one.mad)}{measure.unit}）的 {FAR} 倍"
    drawing = plots.dots(f"{one.year}年{measure.label}", measure.unit, values, one.value, median)
    return measure.label, said, drawing, [(part.text, leading(part)) for part in one.parts]


def _lost(
    department: Department, panel: Panel, leading: Callable[[Source], str]
) -> tuple[int, str, list[tuple[str, str, str]]] | None:
    """Points that the last form lost: year, drawing, (indicator, points, link)."""
    found = panel.lost(department.slug)[:12]
    if not found:
        return None
    parts: dict[str, Decimal] = {}
    for one in found:
        parts[one.name] = parts.get(one.name, Decimal(0)) + one.points
    rows = [
        (one.name, f"{numbers.points(one.full)} 分中失 {numbers.points(one.points)} 分", leading(one.source))
        for one in found
    ]
    return found[0].year, plots.lost(f"{found[0].year}年自评失分", parts), rows
