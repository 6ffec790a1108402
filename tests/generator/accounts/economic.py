"""Basic spending of the general budget by economic subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from quanheng.norms.classification import DEPARTMENT, subjects

STAFF, RUNNING = "人员经费", "公用经费"
_WAGES = ("30101", "30102", "30103", "30106", "30107", "30111", "30112", "30114", "30199")
_SUPPLIES = (
    "30201", "30202", "30203", "30205", "30206", "30207", "30208", "30209", "30211", "30213", "30214", "30215",
    "30216", "30218", "30226", "30227", "30228", "30229", "30239", "30240", "30299",
)  # fmt: skip
_HELP = ("30302", "30304", "30305", "30307", "30309", "30399")
_CAPITAL = ("31002", "31003", "31007", "31022")
# Functional items whose money is one economic item.
_FIXED = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2210201": "30113"}
_PUBLIC = {"overseas": "30212", "reception": "30217", "running": "30231"}


@dataclass(slots=True)
class Economy:
    """Cents by code of five digits."""

    cents: dict[str, int]

    def of(self, prefix: str) -> int:
        """All under a code."""
        return sum(amount for code, amount in self.cents.items() if code.startswith(prefix))

    def block(self, block: str) -> int:
        """人员经费 or 公用经费."""
        return sum(self.of(code) for code in self.classes(block))

    def classes(self, block: str) -> list[str]:
        """The three-digit codes of a block that have money."""
        return sorted({c[:3] for c in self.cents if subjects(DEPARTMENT)[c].block == block})


def economy(basics: dict[str, int], public: dict[str, int], rng: Random, grain: int = 1) -> Economy:
    """Divide the basic spending of every functional item among economic items."""
    cents: dict[str, int] = {}

    def put(code: str, amount: int) -> None:
        if amount:
            cents[code] = cents.get(code, 0) + amount

    loose = 0
    for code, amount in basics.items():
        if code in _FIXED:
            put(_FIXED[code], amount)
        elif code.startswith(("2080501", "2080502")):
            put("30302", amount)
        else:
            loose += amount
    running = min(loose * rng.randrange(8, 30) // 100 // grain * grain, loose)
    left = running
    for item, code in _PUBLIC.items():
        part = public.get(item, 0) * rng.choice((100, 100, 60, 0)) // 100 // grain * grain
        if part <= left // 2:
            put(code, part)
            left -= part
    _divide(left, rng.sample(_SUPPLIES, rng.randrange(3, 15)), rng, grain, put)
    rest = loose - running
    if rng.random() < 0.3:
        capital = rest * rng.randrange(1, 4) // 100 // grain * grain
        rest -= capital
        _divide(capital, rng.sample(_CAPITAL, rng.randrange(1, 3)), rng, grain, put)
    aid = rest * rng.randrange(0, 6) // 100 // grain * grain
    _divide(aid, rng.sample(_HELP, rng.randrange(1, 4)), rng, grain, put)
    _divide(rest - aid, rng.sample(_WAGES, rng.randrange(3, len(_WAGES) + 1)), rng, grain, put)
    return Economy(dict(sorted(cents.items())))


def _divide(amount: int, codes: list[str], rng: Random, grain: int, put: Callable[[str, int], None]) -> None:
    weights = [rng.randrange(4, 100) for _ in codes]
    parts = [amount * weight // sum(weights) // grain * grain for weight in weights]
    parts[0] += amount - sum(parts)
    for code, part in zip(codes, parts, strict=True):
        put(code, part)
