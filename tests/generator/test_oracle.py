"""The oracle refuses what the digits contradict and nothing else."""

from __future__ import annotations

import pytest

from tests.generator.oracle import grade_of, holds
from tests.generator.report import Bond, Printed, Spot

HERE = Spot(0, 0, 1)


def money(text: str, unit: str = "万元", sign: int = 1) -> Printed:
    return Printed(text, unit, "money", "", 2024, "", HERE, 2, sign)


def percent(text: str, sign: int = 1) -> Printed:
    return Printed(text, "%", "percent", "", 2024, "", HERE, 2, sign)


def points(text: str) -> Printed:
    return Printed(text, "分", "score", "", 2024, "", HERE, 2)


@pytest.mark.parametrize(
    ("kind", "figures", "expected"),
    [
        ("sum", [money("10.01"), money("5.00"), money("5.00")], True),
        ("sum", [money("10.02"), money("5.00"), money("5.00")], False),
        ("sum", [points("30"), points("28"), points("2")], True),
        ("sum", [points("30"), points("28"), points("1.99")], False),
        ("share", [percent("89.04"), money("4096.83"), money("4601.00")], True),
        ("share", [percent("893.04"), money("4096.83"), money("4601.00")], False),
        ("growth", [percent("25.00", -1), money("75.00"), money("100.00")], True),
        ("growth", [percent("25.00"), money("75.00"), money("100.00")], False),
        ("step", [percent("25.00", -1), money("75.00"), money("25.00", sign=-1)], True),
        ("equal", [money("1.00"), money("10000", "元")], True),
        ("equal", [money("1.00", "元"), money("1.00")], False),
        ("product", [points("9.66"), points("10"), percent("96.63")], True),
        ("at_most", [points("11"), points("10")], False),
    ],
)
def test_relation(kind: str, figures: list[Printed], expected: bool) -> None:
    assert holds(Bond(kind, 0, tuple(range(1, len(figures)))), figures) is expected


@pytest.mark.parametrize(("word", "expected"), [(">", True), ("<", False), ("=", False)])
def test_order_word(word: str, expected: bool) -> None:
    assert holds(Bond("order", 0, (1,), word=word), [money("12.00"), money("10.00")]) is expected


def test_grades_begin_at_their_lower_bound() -> None:
    assert [grade_of(points(s).value) for s in ("90", "89.99", "80", "60", "59.9")] == [
        "优",
        "良",
        "良",
        "中",
        "差",
    ]
