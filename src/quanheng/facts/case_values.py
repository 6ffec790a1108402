"""What a document of a case states: its amounts and counts by item, year, basis and fund."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quanheng.facts.leads import fund_of
from quanheng.model.case import Paper
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, SCORE

# Neither the fund nor, for what is held at the year's end, the basis divides these.
_FUNDLESS = ("three_public.", "agency.", "meeting", "training", "procurement.")
_COUNTED = ("vehicles.", "posts.", "people.", "equipment.", "projects.")
_HELD = ("assets.", *_COUNTED)
# What was done in the year with an expense: a count is of it only where the paragraph speaks of that expense.
_DONE = {"receptions.": "接待费", "meeting.": "会议费", "training.": "培训费", "overseas.": "出国"}
_MONEY = (
    "income.", "expenditure.", "function.", "economic.", "carryover.opening", "carryover.closing", "assets.",
    *_FUNDLESS,
)  # fmt: skip
# 其他支出 is a class by function (229) and one by economic kind (399): the name alone does not tell them apart.
_BARRED = frozenset({"assets.use_rate", "assets.in_use", "economic.399"})
_LEAF = re.compile(
    r"(?P<name>[一-鿿（）、，]{2,20}（类）[一-鿿（）、，]{2,30}（款）[一-鿿（）、，“”]{2,30}（项）)"
)
_TITLE = re.compile(r"(?:决算|预算|收支|收入|支出|经费)[^，。；]{0,16}表(?:（[^）]*）)?\s*$")
_OF_DEPARTMENT = "整体支出"
# A form on the whole department calls its money 资金总额, and what each fund gave of it by the fund alone.
_FORM_TOTAL = "funds.total"
_OF_FUND = {"general": "expenditure.fiscal", "fund": "expenditure.fund", "state": "expenditure.state"}


class Key(NamedTuple):
    """What two documents must have in common to speak of one thing."""

    item: str
    year: int
    basis: str
    fund: str
    dimension: str


Values = dict[Key, list[Figure]]


def values(paper: Paper) -> Values:
    """Every exact and legible level of the paper under its key, in document order."""
    made: Values = {}
    funds, of_forms = _table_funds(paper), _of_forms(paper)
    for figure in paper.facts.figures:
        key = None if figure.id in of_forms else key_of(figure, paper)
        if key is not None:
            cell = figure.place.cell
            if cell is not None and not key.fund and not key.item.startswith((*_FUNDLESS, *_HELD)):
                fund = funds.get(cell.table, "")
                key = key._replace(fund=fund) if fund else key
            made.setdefault(key, []).append(figure)
    return made


def _of_forms(paper: Paper) -> set[int]:
    """Figures of the fund block of a form: 政府性基金拨款 and 其他支出 there are lines of its money, no income and no class."""
    cells = [(f, f.place.cell.table) for f in paper.facts.figures if f.place.cell is not None]
    forms = {table for figure, table in cells if figure.item == _FORM_TOTAL}
    return {
        f.id
        for f, table in cells
        if table in forms and f.item.startswith(("income.", "function.", "economic."))
    }


def _table_funds(paper: Paper) -> dict[int, str]:
    """The fund that the title of a table names, where one stands above it."""
    made: dict[int, str] = {}
    title = ""
    for block in paper.document.blocks:
        if block.table is None:
            title = block.text if _TITLE.search(block.text) else title
            continue
        head = next((cell.text for cell in block.table.cells[:3] if _TITLE.search(cell.text)), title)
        made[block.table.number] = fund_of(head)
        title = ""
    return made


def key_of(figure: Figure, paper: Paper) -> Key | None:
    """The key of a level, None for what cannot be compared between documents."""
    if figure.kind != "level" or figure.hedge != EXACT or figure.year is None or figure.subject:
        return None
    if not figure.legible:
        return None
    item, dimension = _item(figure, paper), figure.unit.dimension
    counted = dimension == COUNT and item.startswith(_COUNTED)
    paid = dimension == MONEY and (item.startswith(_MONEY) or "（项）" in item) and bool(figure.basis)
    done = dimension == COUNT and figure.basis == "final" and _is_of_expense(item, figure, paper)
    if not (counted or paid or done) or item in _BARRED or (paid and figure.basis not in _BASES):
        return None
    held = item.startswith(_HELD)
    basis = "" if held else figure.basis
    fund = "" if held or done or item.startswith(_FUNDLESS) else figure.fund
    return Key(item, figure.year, basis, fund, dimension)


def _is_of_expense(item: str, figure: Figure, paper: Paper) -> bool:
    """True for a count of what the expense of its paragraph paid for; the rows of a workbook have no paragraph."""
    expense = next((name for prefix, name in _DONE.items() if item.startswith(prefix)), None)
    if expense is None or not paper.document.blocks:
        return expense is not None
    block = next((b for b in paper.document.blocks if b.index == figure.place.block), None)
    return block is not None and block.table is None and expense in block.text


def _whole(paper: Paper) -> bool:
    """True for a self-evaluation of a department."""
    return paper.facts.kind.startswith("self_evaluation") and paper.facts.scope != "project"


def is_source(figure: Figure) -> bool:
    """True for a number of a table that only a fund names, as the lines of a form by source do."""
    return not figure.item and figure.place.cell is not None and figure.fund in _OF_FUND


_BASES = ("initial", "adjusted", "final")


def _item(figure: Figure, paper: Paper) -> str:
    if figure.item == _FORM_TOTAL:
        return "expenditure.total" if _whole(paper) and figure.place.cell is not None else ""
    if is_source(figure):
        sources = {id(a) for form in paper.facts.forms for row in form.funds for a in row.amounts.values()}
        return _OF_FUND[figure.fund] if _whole(paper) and id(figure) in sources else ""
    if figure.item:
        return figure.item
    found = _LEAF.search(figure.surface)
    return found["name"] if found else ""


def one(figures: Sequence[Figure]) -> Figure | None:
    """The finest statement when all say the same within their own digits, else None."""
    if len(figures) == 1:
        return figures[0]
    finest = min(figures, key=lambda f: f.half(f.decimals), default=None)
    if finest is None:
        return None
    own = finest.interval(literal=True)
    return finest if all(own.meets(f.interval(literal=True)) for f in figures) else None


def total_scores(paper: Paper) -> list[Figure]:
    """The total score as text and form give it."""
    made = [
        claim.operands[0].figure
        for claim in paper.facts.claims
        if claim.template == "table-scores" or (claim.kind == "grade" and claim.operands)
    ]
    of_whole = paper.facts.kind != "final_accounts"  # these tell the scores of projects too
    return [
        f
        for f in made
        if f.unit.dimension == SCORE and f.hedge == EXACT and (of_whole or _OF_DEPARTMENT in f.surface)
    ]
