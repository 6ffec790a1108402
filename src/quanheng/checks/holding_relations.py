"""What a relation that holds says of one that does not: the same rate, another whole, a part within a part."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise

from quanheng.checks.judgement import Judgement, undecided
from quanheng.model.figure import Figure, is_share
from quanheng.model.finding import ERROR
from quanheng.model.quantity import COUNT
from quanheng.model.relation import AGREE, OFF, Claim

_RATE_AND_ONE = 2  # operands of a relation that leaves its other figure open
_ADDED = {"sum", "score_sum", "contribution"}
_HELD = "不算后面的项正好相符，后面的可能是前一项里的"


def heed_relations_that_hold(judged: list[tuple[Claim, Judgement]]) -> None:
    """Leave undecided what a relation that holds reads otherwise; ask where a count may be within the one before it."""
    if all(made.verdict != OFF for _, made in judged):
        return
    rates, wholes = _told_rates(judged)
    for at, (claim, made) in enumerate(judged):
        if made.verdict != OFF or made.stated is None:
            continue
        if _of_another_whole(claim, wholes) or _rate_told(made, rates):
            judged[at] = (claim, undecided("与前后相符的关系取的不是同一个数"))
        elif made.severity == ERROR and claim.kind in _ADDED and _holds_the_next(claim, made.stated):
            made.ask()
            made.why = _HELD


def _told_rates(judged: Iterable[tuple[Claim, Judgement]]) -> tuple[set[int], dict[int, Figure]]:
    """The rates that two printed figures give, and of every part with such a share its whole."""
    rates: set[int] = set()
    wholes: dict[int, Figure] = {}
    for claim, made in judged:
        rate = claim.get("rate")
        if made.verdict != AGREE or rate is None or len(claim.operands) <= _RATE_AND_ONE:
            continue
        rates.add(rate.id)
        for reading in (claim.operands, *claim.alternatives) if claim.kind == "share" else ():
            part, whole = (next((o.figure for o in reading if o.role == r), None) for r in ("part", "whole"))
            if part and whole and is_share(rate, part.base, whole.base):
                wholes[part.id] = whole
    return rates, wholes


def _rate_told(made: Judgement, rates: set[int]) -> bool:
    """由1,180斤提高到1,274斤，亩增94斤，增长7.97%: what the two give need not be had from the change by a whole number."""
    return made.kind == "grim" and made.stated is not None and made.stated.id in rates


def _of_another_whole(claim: Claim, wholes: dict[int, Figure]) -> bool:
    """支出2588.90万元，结转103.26万元。其中村卫生室1035.56万元，占支出的40.00%: its share tells of what it is a part."""
    if claim.kind != "subset" or claim.closed:
        return False
    total, part = (o.figure for o in claim.operands[:2])
    whole = wholes.get(part.id)
    return whole is not None and whole is not total and whole.base >= part.base


def _holds_the_next(claim: Claim, total: Figure) -> bool:
    """编制30名，行政10名、事业20名、参公5名: the first counts make the total, or all but one that the one before it may hold."""
    parts = [o.figure for o in claim.operands if o.role == "part"]
    if total.unit.dimension != COUNT or any(f.place.cell is not None for f in parts):
        return False
    made = list(accumulate(f.base for f in parts))
    held = any(made[-1] - b.base == total.base and b.base < a.base for a, b in pairwise(parts))
    return held or total.base in made[1:-1]
