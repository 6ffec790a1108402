"""Scorecards of the seeds: the values that their figures allow, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from quanheng import pipeline
from quanheng.model.review import Reviewed
from quanheng.model.score import BOUND, COMPUTED
from quanheng.model.setting import Setting
from quanheng.scoring import scorecard

pytestmark = pytest.mark.shared

# seed, indicator, value in per cent rounded to two places; a bound is its upper end
BY_HAND = [
    ("000", "D06", COMPUTED, "349.42"),  # 4408.66 / 1261.69
    ("000", "D09", BOUND, "3.82"),  # 48.19 / 1261.69
    ("000", "D10", COMPUTED, "0.00"),  # 48.19 to 48.19
    ("000", "D12", COMPUTED, "82.86"),  # 17.4 / 21
    ("001", "D06", COMPUTED, "2334.90"),  # 7206.67 / 308.65
    ("001", "D09", BOUND, "16.23"),  # 50.08 / 308.65
    ("001", "D12", COMPUTED, "68.59"),  # 5.59 / 8.15, printed in the wrong unit
    ("001", "D20", COMPUTED, "100.00"),  # 186.11 / 186.11
    ("003", "D03", COMPUTED, "91.67"),  # 11 / 12
    ("003", "D06", COMPUTED, "272.32"),  # 1906.40 / 700.06
    ("004", "D06", COMPUTED, "953.91"),  # 4601 / 482.33
    ("004", "D12", COMPUTED, "45.00"),  # 7.47 / 16.6
    ("004", "D20", COMPUTED, "100.00"),  # 92.99 / 92.99
]
COUNTED = {"000": 4, "001": 4, "002": 0, "003": 2, "004": 3}


@pytest.fixture(scope="module", params=sorted(COUNTED))
def seed(request: pytest.FixtureRequest, shared: Path) -> tuple[str, dict[str, tuple[str, Decimal]]]:
    (path,) = (shared / "seeds").glob(f"{request.param}_*")
    reviewed = pipeline.review_one(path.name, path.read_bytes(), Setting())
    assert isinstance(reviewed, Reviewed)
    card = scorecard(reviewed)
    found = {i.id: (i.state, i.bounds.high) for i in card.indicators if i.bounds is not None}
    return str(request.param), found


def test_the_values_are_those_worked_out_by_hand(seed: tuple[str, dict[str, tuple[str, Decimal]]]) -> None:
    number, found = seed
    hand = {one: (state, value) for name, one, state, value in BY_HAND if name == number}
    rounded = {one: (state, f"{value:.2f}") for one, (state, value) in found.items()}
    assert rounded == hand
    assert len(found) == COUNTED[number]
