"""Posts and people, assets and debts at the end of a year, and what was planned to be bought."""

from __future__ import annotations

from random import Random

from tests.generator.accounts.books import WAN
from tests.generator.department_years.entries import Entries, whole


def enter(entries: Entries, year: int, rng: Random) -> None:
    """Of either year."""
    posts = {
        "administrative": rng.randrange(5, 40), "managed": 0, "undertaking": rng.randrange(0, 60), "workers": 0,
    }  # fmt: skip
    for name, number in posts.items():
        entries.count(f"posts.{name}", number, "名", year)
    entries.count("people.serving", sum(posts.values()) - rng.randrange(0, 4), "人", year)
    entries.count("people.retired", rng.randrange(0, 60), "人", year)
    entries.count("people.contract", rng.choice((0, 0, 5)), "人", year)
    entries.count("divisions.total", rng.randrange(3, 13), "个", year)
    entries.count("units.total", 1 + len(entries.books.office.units), "个", year)
    _assets(entries, year, rng)
    for item in ("goods", "works", "services"):
        planned = whole(entries.books.bought[item] * rng.randrange(90, 130) // 100)
        entries.add(f"procurement.{item}", planned, year, "initial")


def _assets(entries: Entries, year: int, rng: Random) -> None:
    total, fixed = rng.randrange(300, 9000) * WAN, rng.randrange(200, 2000) * WAN
    debts, worn = whole(total * rng.randrange(0, 30) // 100), whole(fixed * rng.randrange(20, 80) // 100)
    for name, cents in (
        ("total", total), ("liabilities", debts), ("net", total - debts), ("fixed", fixed),
        ("depreciation", worn), ("fixed_net", fixed - worn), ("in_use", whole(fixed * rng.randrange(85, 101) // 100)),
    ):  # fmt: skip
        entries.add(f"assets.{name}", cents, year)
