"""One self-contained HTML file: the findings as cards beside the document with its figures marked.

It needs no network and no script; a small script adds filters and keys. Jinja2 is loaded only here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from quanheng import __version__
from quanheng.model.place import Cell
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED
from quanheng.report import messages, numbers, words
from quanheng.report.marking import Marking, Piece, Span
from quanheng.report.places import Locator, in_order

if TYPE_CHECKING:
    from jinja2 import Template

    from quanheng.model.document import Block, Table
    from quanheng.model.figure import Figure
    from quanheng.model.finding import Finding, Mark
    from quanheng.model.review import Review, Reviewed

_NUMERIC = re.compile(r"\s*[-+(（]?[\d,，]+(?:\.\d+)?\s*(?:%|％|个百分点|[万亿]?元|分)?[)）]?\s*\Z")
# In these formats a line end is where the page was full, not where the writer began a new line.
_TITLE = 60
_WRAPPED = frozenset({"pdf", "scan", "text"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a card: `href` leads to the mark in the text."""

    href: str
    role: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one finding shows."""

    number: int
    anchor: str
    severity: str
    code: str
    rule: str
    title: str
    message: str
    calculation: str
    stated: str
    expected: str
    suggestion: str
    certainty: str
    bases: list[messages.Basis]
    remedy: list[str]
    spots: list[Spot]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells at their top left corners."""

    number: int
    rows: list[list[GridCell]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its spans; `numeric` is set right."""

    pieces: list[Piece]
    rows: int = 1
    columns: int = 1
    numeric: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text: `level` 0 is a paragraph, `page` is given where a new page begins."""

    kind: str
    level: int
    anchor: str
    pieces: list[Piece]
    grid: Grid | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the outline with the number of findings under it."""

    anchor: str
    title: str
    level: int
    count: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the template shows of one document."""

    index: int
    reviewed: Reviewed
    name: str
    heading: str
    counts: dict[str, int]
    verdicts: dict[str, int]
    cards: list[Card]
    parts: list[Part]
    chapters: list[Chapter]
    few: str
    checked: int
    unread: list[tuple[str, str]]
    undecided: list[tuple[str, int]]
    wrapped: bool


def encode(review: Review) -> bytes:
    """The page in UTF-8."""
    sheets = [_sheet(index, reviewed) for index, reviewed in enumerate(review.documents)]
    page = _template().render(
        review=review,
        sheets=sheets,
        words=words,
        version=__version__,
        verdict={"agree": AGREE, "rounding": ROUNDING, "off": OFF, "undecided": UNDECIDED},
    )
    return page.encode("utf-8", "replace")


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader  # noqa: PLC0415  (36 ms that other formats need not pay)

    folder = files("quanheng.report") / "templates"
    environment = Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = numbers.grouped
    return environment.get_template("report.html")


def _sheet(index: int, reviewed: Reviewed) -> Sheet:
    locator, marking = Locator(reviewed), Marking()
    for figure in reviewed.facts.figures:
        marking.add(figure.place, Span(figure.place.start, figure.place.end, meaning=_meaning(figure)))
    cards = [
        _card(f"d{index}f{number}", number, finding, locator)
        for number, finding in enumerate(in_order(reviewed.findings), 1)
    ]
    for card, finding in zip(cards, in_order(reviewed.findings), strict=True):
        for number, mark in enumerate(finding.marks):
            _note(marking, card, f"{card.anchor}m{number}", mark)
    parts = _parts(index, reviewed, marking)
    undecided = Counter(r.why or "缺少可比的数" for r in reviewed.relations if r.verdict == UNDECIDED)
    return Sheet(
        index=index,
        reviewed=reviewed,
        name=reviewed.path or reviewed.document.name,
        heading=_heading(reviewed),
        counts=words.severity_counts(reviewed.findings),
        verdicts=words.verdict_counts(reviewed.relations),
        cards=cards,
        parts=parts,
        chapters=_chapters(index, reviewed),
        few=words.few_figures(reviewed),
        checked=words.checked_figures(reviewed),
        unread=[(locator.words(part.place), part.reason) for part in reviewed.document.unread],
        undecided=undecided.most_common(),
        wrapped=reviewed.document.format in _WRAPPED,
    )


def _heading(reviewed: Reviewed) -> str:
    facts = reviewed.facts
    year = f"{facts.year} 年度" if facts.year else ""
    kind = words.KINDS.get(facts.kind, facts.kind)
    return " · ".join(part for part in (facts.organisation or "", year, kind) if part)


def _note(marking: Marking, card: Card, anchor: str, mark: Mark) -> None:
    look = card.severity if mark.role == "stated" else mark.role
    marking.add(mark.place, Span(mark.place.start, mark.place.end, card.number, anchor, look))


def _card(anchor: str, number: int, finding: Finding, locator: Locator) -> Card:
    spots = [
        Spot(f"#{anchor}m{i}", words.ROLES.get(mark.role, mark.role), mark.text, locator.words(mark.place))
        for i, mark in enumerate(finding.marks)
    ]
    return Card(
        number=number,
        anchor=anchor,
        severity=words.severity(finding),
        code=messages.code(finding.rule),
        rule=finding.rule,
        title=messages.title(finding.rule),
        message=messages.message(finding),
        calculation=finding.calculation,
        stated=finding.stated.text if finding.stated else "",
        expected=finding.expected.text if finding.expected else "",
        suggestion=messages.suggestion(finding),
        certainty=words.CERTAINTIES.get(finding.certainty, finding.certainty),
        bases=messages.bases(finding.rule),
        remedy=messages.paragraphs(messages.remedy(finding.rule)),
        spots=spots,
    )


def _meaning(figure: Figure) -> str:
    """The tip over a figure: what it was taken for."""
    known = [
        figure.surface or "含义未识别",
        words.FIGURE_KINDS.get(figure.kind, figure.kind),
        f"{figure.year}年" if figure.year else "",
        words.BASES.get(figure.basis, figure.basis),
        f"{numbers.grouped(figure.value)} {figure.unit.name}".strip(),
    ]
    return " · ".join(part for part in known if part)


def _parts(index: int, reviewed: Reviewed, marking: Marking) -> list[Part]:
    levels = {heading.block: heading.level for heading in reviewed.facts.headings}
    title = next((b.index for b in reviewed.document.blocks if b.text.strip() or b.table), -1)
    parts: list[Part] = []
    page: int | None = None
    for block in reviewed.document.blocks:
        if block.table is None and not block.text.strip():
            continue
        level = levels.get(block.index, block.level if block.kind == "heading" else 0)
        if block.index == title and block.index not in levels and len(block.text) <= _TITLE:
            level, kind = 0, "title"
        else:
            kind = block.kind
        turned = block.page if block.page is not None and block.page != page else None
        page = block.page if block.page is not None else page
        parts.append(
            Part(
                kind=kind,
                level=min(level, 4),
                anchor=f"d{index}b{block.index}",
                pieces=[] if block.table else marking.pieces(block.text, block.index),
                grid=_grid(block, block.table, marking) if block.table else None,
                page=turned,
            )
        )
    return parts


def _grid(block: Block, table: Table, marking: Marking) -> Grid:
    """Each cell at its corner; a place that no cell covers is drawn empty."""
    grid, rows = table.grid(), []
    for row, line in enumerate(grid):
        cells = []
        for column, cell in enumerate(line):
            if cell is None:
                cells.append(GridCell([]))
            elif (cell.row, cell.column) == (row, column):
                spot = Cell(table.number, row, column)
                cells.append(
                    GridCell(
                        marking.pieces(cell.text, block.index, spot),
                        min(cell.rows, table.height - row),
                        min(cell.columns, table.width - column),
                        bool(_NUMERIC.match(cell.text)),
                        cell.hidden,
                    )
                )
        rows.append(cells)
    return Grid(table.number + 1, rows)


def _chapters(index: int, reviewed: Reviewed) -> list[Chapter]:
    """The headings of the two highest levels, each with the findings up to the next one."""
    shown = sorted({heading.level for heading in reviewed.facts.headings})[:2]
    headings = sorted((h for h in reviewed.facts.headings if h.level in shown), key=lambda h: h.block)
    starts = [heading.block for heading in headings] + [1 << 30]
    blocks = [f.marks[0].place.block for f in reviewed.findings if f.marks]
    return [
        Chapter(
            f"d{index}b{heading.block}",
            f"{heading.number} {heading.title}".strip(),
            shown.index(heading.level) + 1,
            sum(start <= block < end for block in blocks),
        )
        for heading, start, end in zip(headings, starts, starts[1:], strict=False)
    ]
