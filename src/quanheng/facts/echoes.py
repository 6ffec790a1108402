"""A number said again under another name: it confirms both places and can prove no fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from quanheng.facts.leads import BASE, CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import MONEY, PERCENT, round_to
from quanheng.model.relation import Claim, Operand

_TELLING = 4  # digits from which two numbers are hardly equal by chance
_TELLING_IN_TABLE = 3
_KEPT = 4  # earlier places looked at: a form may repeat a number in every row
_WAN = 4  # the power of 万元
_COARSE = 2  # decimals of 万元 to which an amount in 元 is rounded in the text

_Key = tuple[object, ...]


def echo_claims(mentions: Iterable[Mention], told: Iterable[Claim]) -> Iterator[Claim]:
    """Amounts and rates of one year whose digits occur in two paragraphs or in text and table.

    `told` are the restatements known already; a figure that one of them speaks of is left alone.
    """
    paired = {o.figure for claim in told for o in claim.operands if o.role == "stated"}
    first: dict[_Key, list[Mention]] = {}
    for mention in mentions:
        figure = mention.figure
        if not _tells(mention):
            continue
        keys = dict.fromkeys(_key(figure, value) for value in _readings(figure))
        earlier = next((m for key in keys for m in first.get(key, ()) if _apart(m, mention)), None)
        if earlier is not None and figure not in paired:
            tabled = (earlier.paragraph.cell is None) != (mention.paragraph.cell is None)
            if tabled or _digits(figure) >= _TELLING:
                pair = (Operand("stated", figure), Operand("first", earlier.figure))
                yield Claim("text_table" if tabled else "restated", "echo", pair, figure.place, closed=False)
        for key in keys:
            known = first.setdefault(key, [])
            if len(known) < _KEPT:
                known.append(mention)


def _tells(mention: Mention) -> bool:
    figure = mention.figure
    fits = mention.attr in (LEVEL, BASE, CHANGE) or figure.kind in ("delta", "growth", "level")
    plain = figure.hedge == EXACT and figure.unit.dimension in (MONEY, PERCENT) and not mention.spelled
    return fits and plain and _digits(figure) >= _TELLING_IN_TABLE


def _digits(figure: Figure) -> int:
    """How many digits it has without the zeros at either end."""
    return len(f"{figure.value:f}".replace(".", "").strip("-0"))


def _key(figure: Figure, value: Decimal) -> _Key:
    moves = figure.kind in ("delta", "growth")
    return (
        figure.unit.dimension,
        value,
        moves,
        figure.year,
        "" if moves else figure.basis.replace("quota", "final"),
    )


def _readings(figure: Figure) -> list[Decimal]:
    """The amount, and what a text that counts in 万元 makes of an amount in 元."""
    base = abs(figure.base)
    coarse = figure.unit.power - figure.decimals >= _WAN - _COARSE  # printed in 万元 or coarser
    if coarse or figure.unit.dimension != MONEY:
        return [base]
    return [base, round_to(base.scaleb(-_WAN), _COARSE).scaleb(_WAN)]


def _apart(a: Mention, b: Mention) -> bool:
    """Two paragraphs; two cells of one table say nothing, and income is not expenditure."""
    sides = {m.figure.item.partition(".")[0] for m in (a, b)}
    both_tabled = a.paragraph.cell is not None and b.paragraph.cell is not None
    return a.paragraph is not b.paragraph and not both_tabled and sides != {"income", "expenditure"}
