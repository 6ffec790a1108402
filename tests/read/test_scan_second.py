"""The second look: what two readings make of a cell, and what a cell that cannot be read does to the others."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from quanheng.read.pdf_characters import Glyph
from quanheng.read.pdf_grid import Grid, Slot
from quanheng.read.pdf_rules import Rules
from quanheng.read.scan_engine import Reading
from quanheng.read.scan_picture import Area, Picture, Pixels
from quanheng.read.scan_second import BESIDE, COVERED, second_look
from quanheng.read.scan_upright import Seen

SCALE = 2.0


class Says:
    """An engine that reads every picture as told."""

    def __init__(self, text: str, sure: float) -> None:
        self.reading = Reading(
            text, (sure,) * len(text), tuple((n + 0.5) / len(text) for n in range(len(text)))
        )
        self.asked = 0

    def find(self, picture: Pixels) -> list[Area]:
        raise AssertionError(picture)

    def read(self, crops: Sequence[Pixels]) -> list[Reading]:
        self.asked += len(crops)
        return [self.reading] * len(crops)


def page(inked: Sequence[Area] = (), sealed: Sequence[Area] = ()) -> Seen:
    """Two rows of two cells, each 60 by 20 points; places in points."""
    grey, dark, seal = (np.full((100, 260), value, np.uint8) for value in (255, 0, 0))
    for mask, boxes in ((dark, inked), (seal, sealed)):
        for left, top, right, bottom in boxes:
            corners = [round(v * SCALE) for v in (left, top, right, bottom)]
            cv2.rectangle(mask, (corners[0], corners[1]), (corners[2], corners[3]), (255,), -1)
    grid = Grid(
        [0, 60, 120], [0, 20, 40], [Slot(r, c, 1, 1) for r in (0, 1) for c in (0, 1)], [[0, 1], [2, 3]]
    )
    return Seen(Picture(grey, seal, SCALE), dark, Rules(), [grid], [], [], 0, 0.0)


def number(text: str, sure: float, left: float = 20, top: float = 5) -> list[Glyph]:
    """The glyphs of a number 5 points to the character."""
    return [
        Glyph(sign, left + 5 * n, top, left + 5 * n + 5, top + 10, sure=sure) for n, sign in enumerate(text)
    ]


INK = (20, 6, 44, 14)


def text(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [
        (("12.50", 0.99), ("12.50", 0.9999), 0.9999),
        (("12.50", 0.99), ("12.50", 0.9), 0.99),
        (("12.50", 0.99), ("42.50", 0.9), COVERED),
        (("12.50", 0.9999), ("42.50", 0.9), 0.9999),
    ],
)
def test_a_doubtful_number_is_read_again(
    first: tuple[str, float], second: tuple[str, float], least: float
) -> None:
    found = second_look(page([INK]), number(*first), Says(*second))
    assert text(found) == first[0]
    assert min(glyph.sure or 0 for glyph in found) == least


def test_of_two_readings_the_surer_one_stays_and_is_doubtful() -> None:
    found = second_look(page([INK]), number("12.50", 0.9), Says("42.50", 0.99))
    assert (text(found), max(glyph.sure or 0 for glyph in found)) == ("42.50", COVERED)


def test_ink_without_words_is_read_and_stays_doubtful() -> None:
    found = second_look(page([INK]), [], Says("12.50", 0.9999))
    assert (text(found), max(glyph.sure or 0 for glyph in found)) == ("12.50", BESIDE)
    assert second_look(page(), [], Says("12.50", 0.9999)) == []


def test_strokes_beside_a_number_may_be_its_first_digits() -> None:
    engine = Says("", 0.0)
    found = second_look(page([(4, 5, 14, 14), INK]), number("12.50", 1.0), engine)
    assert {glyph.sure for glyph in found} == {COVERED}
    assert engine.asked == 0


def test_a_seal_makes_its_cell_doubtful_and_a_hidden_one_its_row_and_column() -> None:
    under = second_look(page([INK], [(30, 0, 40, 10)]), number("12.50", 1.0), Says("", 0.0))
    assert {glyph.sure for glyph in under} == {COVERED}
    others = [*number("1", 1.0, 80), *number("2", 1.0, 20, 25), *number("3", 1.0, 80, 25)]
    found = second_look(page([], [(30, 2, 40, 12)]), others, Says("", 0.0))
    assert {glyph.text: glyph.sure for glyph in found} == {"1": BESIDE, "2": BESIDE, "3": 1.0}


def test_a_cell_that_is_no_number_casts_doubt_on_its_row_and_column() -> None:
    glyphs = [*number("1.238.58", 1.0, 5), *number("7", 1.0, 80), *number("9", 1.0, 80, 25)]
    found = {glyph.text: glyph.sure for glyph in second_look(page(), glyphs, Says("", 0.0))}
    assert (found["7"], found["9"]) == (BESIDE, 1.0)
