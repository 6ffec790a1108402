"""A change that its own percentage refutes: not the change is wrong, but what it was measured from.

其中公务接待费3.80万元，比上年的1.52万元减少0.60万元，下降3.95%: neither 0.60 nor 2.28 is 3.95% of 1.52. Where a slip in the base
mends the percentage, and the base so mended leads to a figure of the passage, the base is accused; else it is only asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quanheng.checks.judgement import Judgement, in_units_of, printed
from quanheng.checks.slips import repairs_of
from quanheng.model.figure import Figure, is_share
from quanheng.model.finding import ERROR, PROVED, Repair
from quanheng.model.quantity import Interval, half_ulp
from quanheng.model.relation import OFF, Claim

_WHY = "增减额与增减率都对不上所取的基数，可能取数口径不同"
_HUNDRED = 100


def heed_rates(judged: list[tuple[Claim, Judgement]], figures: Iterable[Figure]) -> None:
    """Look at each change that fails beside a percentage of it which neither the printed nor the computed change is."""
    if all(made.verdict != OFF for _, made in judged):
        return
    rates, figures = dict(_rates(judged)), list(figures)
    for at, (claim, made) in enumerate(judged):
        delta, prior = claim.get("delta"), claim.get("prior")
        known = made.verdict == OFF and made.kind == claim.kind == "difference" and made.severity == ERROR
        rate = rates.get(delta.id) if known and delta is not None else None
        if delta is None or prior is None or rate is None or made.expected is None or not rate.value:
            continue
        computed = made.expected.scaleb(delta.unit.power)
        if any(is_share(rate, change, prior.base) for change in (delta.base, computed)):
            continue
        mended = _mended(delta, prior, rate, figures)
        if mended is None:
            made.ask()
            made.why = _WHY
        else:
            judged[at] = (claim, mended)


def _rates(judged: Sequence[tuple[Claim, Judgement]]) -> Iterator[tuple[int, Figure]]:
    """The percentages that stand beside a change, by the change."""
    for claim, _ in judged:
        for operands in (claim.operands, *claim.alternatives) if claim.kind == "growth" else ():
            by_role = {o.role: o.figure for o in operands}
            if {"rate", "delta"} <= set(by_role):
                yield by_role["delta"].id, by_role["rate"]


def _mended(delta: Figure, prior: Figure, rate: Figure, figures: Sequence[Figure]) -> Judgement | None:
    """The base as the percentage has it, where one slip makes it and a figure of the passage is what came of it."""
    half = half_ulp(rate.decimals)
    if rate.value <= half or not delta.polarity:
        return None
    low, high = (_HUNDRED * delta.base / (rate.value + side) for side in (half, -half))
    for value, text, slip in repairs_of(prior, Interval(low, high)):
        base = value.scaleb(prior.unit.power)
        came = (
            f
            for f in figures
            if f.place.block == prior.place.block and f.unit.dimension == prior.unit.dimension
        )
        now = next(
            (f for f in came if f.kind == "level" and f.base == base + delta.polarity * delta.base), None
        )
        if now is not None:
            return _judgement(
                replace(prior, surface=f"上年{now.surface}"), now, delta, Repair(text, slip), value
            )
    return None


def _judgement(prior: Figure, now: Figure, delta: Figure, repair: Repair, value: Decimal) -> Judgement:
    sign = "-" if delta.polarity > 0 else "+"
    words = f"{in_units_of(prior, now)}{sign}{in_units_of(prior, delta)}={printed(value, prior)}"
    difference = printed(abs(value - prior.value), prior)
    return Judgement(
        OFF, kind="balance", stated=prior, expected=value, expected_text=printed(value, prior), calculation=words,
        difference=difference, repairs=[repair], others=[now, delta], severity=ERROR, certainty=PROVED,
    )  # fmt: skip
