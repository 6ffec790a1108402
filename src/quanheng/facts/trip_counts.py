"""The three public expenses against the trips, visits and vehicles that they are said to have paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim, Operand

TRIPS, BOUGHT, HELD, VISITS, GUESTS = "团组", "购置车辆", "车辆保有量", "接待批次", "接待人次"
_ITEMS = {
    TRIPS: ("three_public.overseas",),
    BOUGHT: ("three_public.vehicle_purchase",),
    HELD: ("three_public.vehicle_running",),
    VISITS: ("three_public.receptions", "three_public.foreign_receptions"),
}
_BOUGHT = re.compile(r"购置|购买|购入|更新")
_NEAR = 12
_OTHERS = re.compile(r"上年|去年|计划|其中|外宾|外事|国（境）外|参加其他|外单位")


def _counted(mention: Mention) -> str:
    """What a count is a count of, "" where it is another one."""
    unit, near = mention.figure.unit.name, mention.gap[-_NEAR:]
    if mention.dimension != COUNT or mention.figure.hedge != EXACT or _OTHERS.search(near):
        return ""
    if unit == "辆":
        return HELD if "保有" in near else BOUGHT if _BOUGHT.search(near) else ""
    if unit in ("个", "次", "批") and ("团组" in near or mention.after.startswith(("团组", "出国", "因公"))):
        return TRIPS
    if unit == "批次" or (unit == "批" and "接待" in near):
        return VISITS
    return GUESTS if unit == "人次" else ""


def _amount(what: str, before: Sequence[Mention], count: Mention) -> Mention | None:
    """The last amount in front, when it is what such counts are paid from."""
    amounts = [m for m in before if m.dimension == MONEY and m.attr == LEVEL and not m.lead.prior]
    last = amounts[-1] if amounts else None
    fits = last is not None and last.figure.item in _ITEMS[what] and last.figure.hedge == EXACT
    near = last is not None and count.sentence - last.sentence <= 1
    return last if fits and near and last is not None and last.figure.basis != "initial" else None


def count_of_cost_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """因公出国（境）费5万元，团组0个: an amount without a trip; 10批次，6人次: fewer guests than visits."""
    for at, count in enumerate(mentions):
        what = _counted(count)
        if what == GUESTS:
            yield from _guests(count, mentions[at - 1] if at else None)
        elif what:
            amount = _amount(what, mentions[:at], count)
            if amount is not None:
                operands = (Operand("amount", amount.figure), Operand("count", count.figure))
                yield Claim("cost_count", what, operands, count.figure.place, word=what)


def _guests(guests: Mention, visits: Mention | None) -> Iterator[Claim]:
    if visits is not None and visits.sentence == guests.sentence and _counted(visits) == VISITS:
        operands = (Operand("count", guests.figure), Operand("visits", visits.figure))
        yield Claim("cost_count", GUESTS, operands, guests.figure.place, word=GUESTS)
