"""The record of looked-at findings, and the standing that it gives a rule."""

from __future__ import annotations

from datetime import date

import pytest

from quanheng.checks.looked import Look, due, looks, read
from quanheng.checks.pages import pages


def seen(*counts: tuple[int, int]) -> tuple[Look, ...]:
    return tuple(Look(date(2026, 1, 1), "甲", "样本", looked, right) for looked, right in counts)


@pytest.mark.parametrize(
    ("status", "counts", "wanted"),
    [
        ("trial", (), "trial"),
        ("trial", ((29, 29),), "trial"),
        ("trial", ((30, 30),), "stable"),
        ("trial", ((15, 15), (15, 15)), "stable"),
        ("trial", ((30, 29),), "trial"),
        ("trial", ((100, 99),), "stable"),
        ("stable", ((9, 0),), "stable"),
        ("stable", ((10, 9),), "trial"),
        ("stable", ((50, 49),), "stable"),
        ("stable", ((49, 48),), "trial"),
        ("stable", (), "stable"),
    ],
)
def test_standing_follows_the_record(status: str, counts: tuple[tuple[int, int], ...], wanted: str) -> None:
    assert due(status, seen(*counts)) == wanted


def test_the_pages_agree_with_the_record() -> None:
    """Run tools/standing.py --write when this fails."""
    assert set(looks()) <= set(pages())
    assert not [
        rule for rule, found in looks().items() if due(pages()[rule].status, found) != pages()[rule].status
    ]


@pytest.mark.parametrize(
    "entry",
    ["{on: 2026-01-01, who: 甲, sample: 乙, looked: 3, right: 4}", "{on: 一月, who: 甲, sample: 乙, looked: 3, right: 3}",
     "{on: 2026-01-01, who: 甲, looked: 3, right: 3}", "{on: 2026-01-01, who: 甲, sample: 乙, looked: 三, right: 3}"],
)  # fmt: skip
def test_an_entry_that_cannot_be_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="sums/x"):
        read(f"sums/x:\n- {entry}\n")


def test_an_entry_is_read() -> None:
    made = read("sums/x:\n- {on: 2026-01-02, who: 甲, sample: 乙, looked: 31, right: 30}\n")
    assert made == {"sums/x": (Look(date(2026, 1, 2), "甲", "乙", 31, 30),)}
