"""Right sheets of indicators raise no error, and the slips of each kind are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.goals import FORMATS, MAKERS, measure


@pytest.mark.parametrize("kind", MAKERS)
def test_right_sheets_are_left_alone_and_slips_are_found(kind: str, tmp_path: Path) -> None:
    counts, wrong = measure(kind, len(FORMATS), 7001, tmp_path)
    assert counts["error"] == counts["doubt"] == 0, wrong
    assert counts["made"] > 4 * len(FORMATS)
    assert counts["found"] * 100 >= counts["made"] * 98, wrong
