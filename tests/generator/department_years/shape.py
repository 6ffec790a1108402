"""What a department-year is drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

WHOLE, HUNDREDTH, CENT = 1_000_000, 10_000, 100
GRAINS = (WHOLE, HUNDREDTH, CENT)
"""Amounts are whole 万元, hundredths of it (nothing hangs on rounding), or 元."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The seed of the books, the grain of amounts in cents, how many projects and problems."""

    seed: int
    grain: int = HUNDREDTH
    projects: int = 2
    problems: int = 1

    @classmethod
    def of(cls, seed: int) -> Shape:
        """Mostly hundredths of 万元; any number of projects."""
        rng = Random(f"shape {seed}")
        grain = rng.choice((HUNDREDTH, HUNDREDTH, HUNDREDTH, WHOLE, CENT))
        return cls(seed, grain, rng.randrange(0, 5), rng.randrange(1, 3))
