"""Which counts and amounts of a document can be the value of a measure."""

from __future__ import annotations

import pytest

from quanheng.facts.ledger_measures import measures_in
from quanheng.ledgers.measures.record import Measure
from quanheng.model.quantity import unit


@pytest.mark.parametrize(
    ("own", "given", "fits"),
    [
        ("家", "户", True),
        ("亿元", "万元", True),
        ("万人次", "人次", True),
        ("人次", "场次", False),
        ("人次", "人", False),
        ("家", "万元", False),
    ],
)
def test_a_measure_fits_what_counts_the_same(own: str, given: str, fits: bool) -> None:
    assert measures_in(Measure("m", "l", "培训", own, "count", "one", ()), unit(given)) is fits
