"""Walls of a table that a recogniser takes for brackets."""

from __future__ import annotations

import pytest

from quanheng.read.pdf_characters import Glyph
from quanheng.read.pdf_grid import Grid
from quanheng.read.scan_page import _is_wall


@pytest.mark.parametrize(
    ("sign", "left", "wall"), [("[", 98.0, True), ("1", 98.0, False), ("[", 120.0, False)]
)
def test_a_bracket_on_the_edge_of_a_column_is_a_wall(sign: str, left: float, wall: bool) -> None:
    glyph = Glyph(sign, left, 210.0, left + 5, 220.0, False, 0.7)
    assert _is_wall(glyph, [Grid([50.0, 100.0, 150.0], [200.0, 240.0], [])]) is wall
