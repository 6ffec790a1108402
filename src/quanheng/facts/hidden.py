"""Ratios whose denominator is not printed but is the same: shares of GDP, research intensity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from quanheng.facts.leads import LEVEL, RATE, SHARE
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import MONEY, PERCENT
from quanheng.model.relation import Claim, Operand

_PRODUCT = re.compile(r"GDP|地区生产总值|国内生产总值|生产总值")
_INTENSITY = re.compile(r"(?:研发|R&D|研究与试验发展).{0,8}强度")
_RESEARCH = re.compile(r"(?:研发|R&D|研究与试验发展).{0,6}(?:经费|投入|支出)")


def _name(rate: Mention) -> str | None:
    """What is divided by the GDP, None for another denominator."""
    if rate.attr == SHARE and _PRODUCT.search(rate.lead.whole):
        return rate.lead.name
    words = rate.lead.name + rate.figure.surface
    return "研发" if rate.attr in (RATE, SHARE, LEVEL) and _INTENSITY.search(words) else None


def _amount(rate: Mention, name: str, mentions: list[Mention]) -> Mention | None:
    levels = [
        m
        for m in mentions
        if m.attr == LEVEL
        and m.figure.kind == "level"
        and m.dimension == MONEY
        and m.figure.year == rate.figure.year
    ]
    if name == "研发":
        fit = [m for m in levels if _RESEARCH.search(m.figure.surface)]
    else:
        wanted = set(name)
        fit = [
            m
            for m in levels
            if len(name) >= 4
            and 10 * len(wanted & set(m.figure.surface)) >= 8 * len(wanted)
            and m.figure.surface[-3:] == name[-3:]
        ]
    fit = [m for m in fit if m.paragraph.cell is None] or fit
    return fit[-1] if fit and len({m.figure.base for m in fit}) == 1 else None


def hidden_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """Pairs of (amount, rate) with one hidden denominator and one year."""
    pairs: list[tuple[Mention, Mention]] = []
    for rate in mentions:
        name = _name(rate) if rate.dimension == PERCENT else None
        amount = _amount(rate, name, mentions) if name is not None else None
        if amount is not None and not any(
            a.figure.base == amount.figure.base and r.figure.value == rate.figure.value for a, r in pairs
        ):
            pairs.append((amount, rate))
    for (amount, rate), (amount2, rate2) in combinations(pairs, 2):
        if rate.figure.year == rate2.figure.year:
            operands = (
                Operand("amount", amount.figure), Operand("rate", rate.figure),
                Operand("amount", amount2.figure), Operand("rate", rate2.figure),
            )  # fmt: skip
            yield Claim("implied", "hidden-denominator", operands, rate.figure.place)
