"""One fact said in several places, by its identifier; `results_restated` has results of work, by name and unit."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from quanheng.facts.index import Index
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.whose_amount import of_a_part
from quanheng.lexicon.load import is_unique, label
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, part_late, round_to
from quanheng.model.relation import Claim, Operand

_MEANT = 2  # values of one thing that two writings may give; of more it is several things
_LONG = 4  # digits: a shorter amount agrees with another by chance
_PAID_BY_APPROPRIATION, _APPROPRIATIONS = ("three_public.", "meeting", "training"), ("fiscal", "general")
_PER = re.compile(r"人均|户均|亩均|每")
_SOFT = ("funds.", "people.", "posts.", "function.")  # other values are possible: two dates, several projects
_ALONE = re.compile(r"（(?:约|约合|合|合计)?")
_CONVERTED = re.compile(r"^[^。]*(?:折合|（?即)")


def twice_claim(template: str, first: Mention, other: Mention, closed: bool) -> Claim:
    """That two mentions state one fact; of text and table the text is what is stated."""
    if first.paragraph.cell is None and other.paragraph.cell is not None:
        first, other = other, first
    operands = (Operand("stated", other.figure), Operand("first", first.figure))
    kind = "text_table" if (first.paragraph.cell is None) != (other.paragraph.cell is None) else "restated"
    return Claim(
        kind,
        template,
        operands,
        other.figure.place,
        closed=closed,
        word=label(first.figure.item) if first.figure.item else "",
    )


def _in_account(mention: Mention) -> bool:
    """True in a published account table: between two of them the declared identities hold."""
    return "account" in mention.figure.notes


def unique_claims(index: Index) -> Iterator[Claim]:
    """Items of which a department has one value: every later statement against the first."""
    forms = {(cell.table, cell.row) for (item, _), found in index.items().items() if item == "funds.total"
             for m in found if (cell := m.paragraph.cell) is not None}  # fmt: skip
    for (item, year), found in index.items().items():
        if not is_unique(item) or year is None or len(found) < 2:
            continue
        kinds: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
        for mention in found:
            if not of_a_part(mention, item) and not _of_one_form(mention, forms):
                kinds[_kind(mention)].append(mention)
        for (basis, _, _), same in kinds.items():
            if item.startswith("funds.") and sum(m.paragraph.cell is not None for m in same) != 1:
                continue
            sure = bool(basis) and not item.startswith(_SOFT)
            yield from _against_first(same, sure)
        yield from _across_funds(kinds)
        if item.startswith(_PAID_BY_APPROPRIATION):
            yield from _fund_left_out(kinds)


def _of_one_form(mention: Mention, forms: set[tuple[int, int]]) -> bool:
    """Of a project: where there are several fund blocks, in tables of their own or in one, the money of each is its own."""
    cell = mention.paragraph.cell
    return len(forms) > 1 and cell is not None and cell.table in {table for table, _ in forms}


def _kind(mention: Mention) -> tuple[str, str, str]:
    """Basis, fund and subject of an amount; counts have none."""
    figure = mention.figure
    return ("", "", "") if mention.dimension == COUNT else (figure.basis, figure.fund, figure.subject)


def _against_first(same: list[Mention], sure: bool) -> Iterator[Claim]:
    generic = [m for m in same if not m.lead.item and m.paragraph.cell is None]
    if len({m.figure.base for m in generic}) > _MEANT:
        same = [m for m in same if m not in generic] or same[
            :1
        ]  # 支出 says of each paragraph what it is about
    first = next((m for m in same if m.paragraph.cell is not None), same[0])
    for other in same:
        if (
            first in other.parents
            or other in first.parents
            or _other_fleet(first, other)
            or beside(first, other)
        ):
            continue  # 离退休62人（离休3人、退休59人）: a part named as the whole
        if other is not first and not (_in_account(first) and _in_account(other)):
            explicit = all(m.lead.item or m.paragraph.cell is not None for m in (first, other))
            yield twice_claim(
                "unique",
                first,
                other,
                closed=sure and (explicit or part_late(first.figure.base, other.figure.base)),
            )


def beside(first: Mention, other: Mention) -> bool:
    """Two columns of one row of a table: 备案金额, 成交金额, 节约金额 of 货物."""
    one, two = first.paragraph.cell, other.paragraph.cell
    return one is not None and two is not None and (one.table, one.row) == (two.table, two.row)


def _other_fleet(first: Mention, other: Mention) -> bool:
    """公务用车保有量4辆, 共有车辆36辆: ambulances and special vehicles are in the second alone."""
    official = {"公务" in m.paragraph.text[max(0, m.start - 30) : m.start] for m in (first, other)}
    return first.figure.item.startswith("vehicles.") and len(official) > 1


def _across_funds(kinds: dict[tuple[str, str, str], list[Mention]]) -> Iterator[Claim]:
    """Text against table where only one of the two names the fund: equal confirms, unequal is asked about."""
    for (basis, fund, _), same in kinds.items():
        tabled = [m for m in same if m.paragraph.cell is not None]
        if tabled and any(m.paragraph.cell is None and m.figure.base == tabled[0].figure.base for m in same):
            continue  # the text says the table's value as well: what names the fund is another amount
        for (other_basis, other_fund, _), others in kinds.items():
            if tabled and basis == other_basis and fund != other_fund and "" in (fund, other_fund):
                for other in others:
                    # 上年结转160万元。比2024年的8012万元增加: a base without a name of its own is of something before it
                    own = other.lead.name or other.attr != "base"
                    if other.paragraph.cell is None and own and not _within_all(tabled[0], other):
                        yield twice_claim("across-funds", tabled[0], other, closed=False)


def _within_all(one: Mention, other: Mention) -> bool:
    """一般公共预算的基本支出2138万元, 表中基本支出2265万元: what comes from one fund may be less than what comes from all."""
    of_fund, of_all = (one, other) if one.figure.fund else (other, one)
    return of_fund.figure.base < of_all.figure.base


def _fund_left_out(kinds: dict[tuple[str, str, str], list[Mention]]) -> Iterator[Claim]:
    """An expense that appropriations pay for, with the fund in one sentence and without it in another."""
    for (basis, fund, subject), same in kinds.items():
        others = kinds.get((basis, "", subject), []) if fund in _APPROPRIATIONS and basis else []
        named, bare = ([m for m in found if m.paragraph.cell is None] for found in (same, others))
        if all(len({m.figure.base for m in found}) == 1 for found in (named, bare)):
            claim = twice_claim("fund-left-out", named[0], bare[0], closed=False)
            claim.notes["asks"] = True
            yield claim


def value_claims(mentions: Iterable[Mention]) -> Iterator[Claim]:
    """An amount of the text that a table has with the same basis: it confirms, and accuses nothing."""
    tabled: dict[tuple[object, str], Mention] = {}
    texts: list[Mention] = []
    for mention in mentions:
        plain = (
            mention.dimension == MONEY
            and mention.attr == LEVEL
            and mention.figure.value
            and mention.figure.hedge == EXACT
        )
        if plain and mention.paragraph.cell is not None:
            tabled.setdefault((_rounded(mention), mention.figure.basis), mention)
        elif plain and sum(c.isdigit() for c in mention.figure.text) >= _LONG:
            texts.append(mention)
    for mention in texts:
        found = tabled.get((_rounded(mention), mention.figure.basis))
        if found is not None:
            yield twice_claim("same-amount", found, mention, closed=False)


def _rounded(mention: Mention) -> object:
    figure = mention.figure
    in_wan = figure.base.scaleb(-4)
    return in_wan if figure.unit.power - figure.decimals >= 2 else round_to(in_wan, 2)


def form_money_claims(index: Index) -> Iterator[Claim]:
    """The fund block of a form against the text, where another of its amounts shows that both speak of one thing."""
    for year in {year for item, year in index.items() if item == "funds.total"}:
        tabled = {m.figure.basis: m for m in index.find("funds.total", year) if m.paragraph.cell is not None}
        if len(tabled) != sum(m.paragraph.cell is not None for m in index.find("funds.total", year)):
            continue  # two forms: which one the text means is open
        texts = [m for m in index.find("expenditure.total", year) if m.paragraph.cell is None]
        same = {
            m.figure.basis
            for m in texts
            if m.figure.basis in tabled and m.figure.base == tabled[m.figure.basis].figure.base
        }
        for mention in texts if same else ():
            first = tabled.get(mention.figure.basis)
            if first is not None and mention.figure.basis not in same:
                yield twice_claim("fund-block", first, mention, closed=False)


def converted_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """2,360,000元，折合236万元: one amount in two units."""
    for first, other in itertools.pairwise(mentions):
        same = (
            first.dimension == other.dimension == MONEY and first.figure.unit.power != other.figure.unit.power
        )
        if (
            same
            and not _PER.search(first.gap[-12:] + other.gap)
            and ((_CONVERTED.search(other.gap) and len(other.gap) < 8) or _in_bracket(other))
        ):
            yield twice_claim("converted", first, other, closed=True)


def _in_bracket(other: Mention) -> bool:
    """6,110,424.49元（约611.04万元）: alone in the bracket right behind."""
    return _ALONE.fullmatch(other.gap) is not None and other.paragraph.text[other.end :][:1] == "）"
