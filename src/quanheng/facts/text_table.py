"""Figures of the text against the cells of the account tables that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quanheng.facts.grids import Entry
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.subject_amounts import SubjectAmount
from quanheng.facts.text_cells import FINAL, TextCells
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_ELSEWHERE = re.compile(
    r"累计|下属|所属单位|本级|其中[：:]?.{0,4}上年|结转|另|追加|调整|扣除|剔除|除去|不含|不计|口径"
)
_NEAR = 14
_BY_DIGITS = ("same-amount", "echo")  # found by their digits, they say nothing of what the figures are


def _meets(text: Figure, cell: Figure) -> bool:
    return text.base == cell.base or text.interval(literal=True).meets(cell.interval(literal=True))


def _claim(template: str, mention: Mention, cells: Sequence[Entry], closed: bool, word: str) -> Claim:
    """Against the cell that agrees, where the words leave open which one is meant."""
    cell = next((c for c in cells if _meets(mention.figure, c.figure)), cells[0])
    operands = (Operand("stated", mention.figure), Operand("first", cell.figure))
    sure = closed and len({c.figure.base for c in cells}) == 1
    return Claim("text_table", template, operands, mention.figure.place, closed=sure, word=word)


def _plain(mention: Mention) -> bool:
    if mention.attr != LEVEL or mention.dimension != MONEY or mention.figure.hedge != EXACT:
        return False
    if mention.paragraph.cell is not None or mention.lead.prior:
        return False
    words = mention.paragraph.text[max(0, mention.start - _NEAR) : mention.start]
    return _ELSEWHERE.search(words) is None


def item_cell_claims(mentions: Iterable[Mention], places: Sequence[TextCells]) -> Iterator[Claim]:
    """本年支出合计, 基本支出, 公务接待费 and the like against their cells, by fund, basis and year."""
    for mention in mentions:
        if _plain(mention) and mention.lead.item:
            for place in places:
                if cells := place.of(mention.figure):
                    yield _claim("item-cell", mention, cells, closed=True, word=mention.figure.surface)


def subject_cell_claims(amounts: Iterable[SubjectAmount], places: Sequence[TextCells]) -> Iterator[Claim]:
    """The amount of a 项 against the row of its code."""
    for amount in amounts:
        for place in places:
            code = place.code(amount.item)
            cells = place.amount(code) if code else []
            for mention in _stated(amount, place) if cells else ():
                yield _claim("subject-cell", mention, cells[:1], closed=True, word=amount.item.name)


def _stated(amount: SubjectAmount, place: TextCells) -> Iterator[Mention]:
    """The figures of a subject's paragraph that are its amount in the tables of that side and year."""
    later = list(amount.later())
    for mention in amount.mentions:
        figure, words = mention.figure, mention.lead
        same = figure.basis == place.basis and figure.year == place.year
        own = mention is amount.lead or mention in later
        if not own and place.basis == FINAL:
            own = bool(words.generic) and not words.item and words.basis == "final"
        if same and own and _plain(mention):
            yield mention


def text_table_claims(
    mentions: Sequence[Mention],
    amounts: Sequence[SubjectAmount],
    places: Sequence[TextCells],
    told: Sequence[Claim],
) -> list[Claim]:
    """Every claim of this module that `told` does not hold already."""
    found = [*subject_cell_claims(amounts, places), *item_cell_claims(mentions, places)]
    return list(once(found, told))


def once(claims: Iterable[Claim], told: Iterable[Claim]) -> Iterator[Claim]:
    """Without those that another claim of the document says of the same two amounts."""
    known = {_pair(c) for c in told if c.kind == "text_table" and c.template not in _BY_DIGITS}
    for claim in claims:
        if _pair(claim) not in known:
            known.add(_pair(claim))
            yield claim


def _pair(claim: Claim) -> tuple[int, object]:
    stated, first = (o.figure for o in claim.operands[:2])
    return id(stated), first.base
