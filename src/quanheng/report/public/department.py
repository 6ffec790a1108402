"""The page of a department: a sentence, five years, drawings, its documents, what is missing, how to cite it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from quanheng.lexicon.departments import function_label, level_label
from quanheng.lexicon.load import label
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import Comparison, Department, Found, Measured, PaperOf, Remark, Source, Value
from quanheng.report import numbers, words
from quanheng.report.comparison import QUALITY, Trend, shown, trend
from quanheng.report.pages import template
from quanheng.report.public import plots
from quanheng.report.public.reading import anchor, name_of
from quanheng.report.remark_words import TITLES, message, wan

if TYPE_CHECKING:
    from quanheng.report.public.site import Edition, Panel

YEARS = 5
_KINDS = ("budget", "final_accounts", "self_evaluation_report", "self_evaluation_form", "evaluation_report")
_SMALL = ("three_public.overseas", "three_public.vehicles", "three_public.receptions")
_PEERS = (
    "execution",
    "project_share",
    "personnel_share",
    "three_public_share",
    "carried_share",
    "expenditure_growth",
)
_PARTS = (
    ("收入支出", ("income.", "expenditure.")), ("“三公”经费", ("three_public.",)), ("机关运行经费", ("agency.",)),
    ("政府采购", ("procurement.",)), ("国有资产、车辆", ("assets.", "vehicles.")), ("结转结余", ("carryover.",)),
)  # fmt: skip


class Cell(NamedTuple):
    """A figure of the table: its words, where it leads, what stands there.

    `later` when next year's document says it, `differs` when the documents of that year also say otherwise.
    """

    words: str
    href: str
    quote: str
    later: bool
    differs: bool


class Presence(NamedTuple):
    """What a year's documents hold: paper names by kind, and which parts were found in them."""

    year: int
    papers: list[tuple[str, str, str]]
    parts: list[tuple[str, bool]]


def link(source: Source, up: str = "../") -> str:
    """From a page of a department to the place."""
    return f"{up}{name_of(source.sha256)}#{anchor(source)}"


def lead(department: Department, made: Comparison) -> str:
    """The sentence first: what was spent in the last year, and what the budget was."""
    found = trend(made.values, department.slug)
    spent = found.get(("expenditure.total", "final")) or found.get(("expenditure.grand", "final")) or {}
    if not spent:
        return "没有取到支出总额"
    year = max(spent)
    total = spent[year].base
    said = f"{year}年支出 {wan(total)} 万元"
    before = found.get(("expenditure.total", "initial"), {}).get(year)
    if before is not None:
        word = "多" if total >= before.base else "少"
        said += f"，比年初预算{word} {wan(abs(total - before.base))} 万元"
    return said


def page(
    department: Department,
    made: Comparison,
    panel: Panel,
    noticed: tuple[list[Found], list[Remark]],
    edition: Edition,
) -> tuple[bytes, list[Source]]:
    """The page in UTF-8, and every source that it links to."""
    used: list[Source] = []

    def leading(source: Source) -> str:
        used.append(source)
        return link(source)

    years = _years(trend(made.values, department.slug))
    findings, remarks = noticed
    text = template("public_department.html").render(
        department=department,
        edition=edition,
        lead=lead(department, made),
        **_shown(department, made, panel, leading),
        presence=list(_presence(department, made, years)),
        findings=[(one, leading(one.source)) for one in findings],
        remarks=[
            (TITLES[r.kind], message(r, made.names), [(s.text, leading(s)) for s in r.sources[:6]])
            for r in remarks
        ],
        citation=_citation(department, made, years, edition),
        words=words,
        function_label=function_label,
        level_label=level_label,
    )
    return text.encode("utf-8", "replace"), used


def figures(department: Department, made: Comparison, panel: Panel, leading: Callable[[Source], str]) -> str:
    """Years, drawings, peers and lost points as a piece of HTML, for a face with pages of its own.

    `leading` gives the address of a source. Relations are left out: nobody has confirmed those that do not hold.
    """
    shown = _shown(department, made, panel, leading) | {"held": None}
    return template("public_figures.html").render(**shown)


def _shown(
    department: Department, made: Comparison, panel: Panel, leading: Callable[[Source], str]
) -> dict[str, Any]:
    found = trend(made.values, department.slug)
    years = _years(found)
    return {
        "years": years,
        "rows": list(_rows(found, years, leading)),
        "drawings": list(_drawings(found, years)),
        "peers": list(_peers(department, made, panel, leading)),
        "lost": _lost(department, panel, leading),
        "held": next((one for one in made.held if one.slug == department.slug), None),
        "quality": QUALITY,
    }


def _years(found: Trend) -> list[int]:
    return sorted({year for values in found.values() for year in values})[-YEARS:]


def _rows(
    found: Trend, years: Sequence[int], leading: Callable[[Source], str]
) -> Iterator[tuple[str, list[Cell | None]]]:
    for (item, basis), values in found.items():
        cells = [_cell(values.get(year), leading) for year in years]
        if any(cells):
            yield (f"{label(item)}（{words.BASES[basis]}）" if basis else label(item)), cells


def _cell(value: Value | None, leading: Callable[[Source], str]) -> Cell | None:
    if value is None:
        return None
    return Cell(
        shown(value), leading(value.source), value.source.text, value.told_in != value.year, not value.one
    )


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


def _presence(department: Department, made: Comparison, years: Sequence[int]) -> Iterator[Presence]:
    """What there is of each year, as a fact: a document that we do not have may be published elsewhere."""
    mine = [paper for paper in made.papers.values() if paper.slug == department.slug]
    for year in sorted({paper.year for paper in mine} | set(years), reverse=True)[:YEARS]:
        papers = sorted((paper for paper in mine if paper.year == year), key=lambda p: _KINDS.index(p.kind))
        items = {
            value.item for value in made.values if value.told_in == year and value.slug == department.slug
        }
        parts = (
            [(name, any(item.startswith(begins) for item in items)) for name, begins in _PARTS]
            if papers
            else []
        )
        yield Presence(year, [_named(paper) for paper in papers], parts)


def _named(paper: PaperOf) -> tuple[str, str, str]:
    return words.KINDS[paper.kind], PurePath(paper.path).name, f"../{name_of(paper.sha256)}"


def _citation(department: Department, made: Comparison, years: Sequence[int], edition: Edition) -> str:
    mine = [paper for paper in made.papers.values() if paper.slug == department.slug]
    marks = "、".join(
        f"{paper.year}年{words.KINDS[paper.kind]} {paper.sha256[:12]}"
        for paper in mine
        if paper.year in years
    )
    span = f"{years[0]}–{years[-1]}年" if years else ""
    return f"{department.name}{span}数据，{edition.title}，由公开文件自动取数（文件内容标识 SHA-256：{marks}），以原文为准。"
