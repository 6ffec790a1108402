"""An increase greater than the amount itself: last year's would have been less than nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import CHANGE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import MONEY
from quanheng.model.relation import Claim, Operand

_OTHER_SCOPE = re.compile(r"同口径|可比|剔除|扣除|累计|不含|还原")
_NEAR = 40
# amounts that can fall below nothing
_SIGNED = ("carryover", "surplus", "assets")
_REST = re.compile(r"结余|结转|净资产|盈余|利润|差额|余额|净")
_SPENT = (
    "expenditure.",
    "function.",
    "economic.",
    "three_public.",
    "agency.",
    "procurement.",
    "income.fiscal",
    "income.fund",
    "income.state",
)


def _same(change: Mention, current: Mention) -> bool:
    """The change names nothing, or what the amount names."""
    lead = change.lead
    return (not lead.name and not lead.item) or (bool(lead.item) and lead.item == current.figure.item)


def _signed(figure: Figure) -> bool:
    return figure.item.startswith(_SIGNED) or _REST.search(figure.surface) is not None


def below_zero_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """支出预算0万元，比上年预算增加1421.25万元; only such are claims, the others say nothing about last year."""
    for change in mentions:
        now = change.target
        if (
            change.attr != CHANGE
            or now is None
            or change.other is not None
            or change.dimension != MONEY
            or change.figure.polarity != 1
        ):
            continue
        if (
            now.attr != LEVEL
            or now.dimension != MONEY
            or now.sentence != change.sentence
            or change.lead.phrase is None
        ):
            continue
        figure, text = now.figure, change.paragraph.text[now.end : change.start]
        plain = change.figure.hedge == figure.hedge == EXACT and change.figure.base > figure.base >= 0
        if not plain or len(text) > _NEAR or _OTHER_SCOPE.search(text) or "；" in text:
            continue
        if _same(change, now) and not _signed(figure):
            operands = (Operand("delta", change.figure), Operand("current", figure))
            sure = figure.item.startswith(_SPENT) or figure.surface.endswith(("（项）", "（款）", "（类）"))
            yield Claim("below_zero", "below-zero", operands, change.figure.place, closed=sure)
