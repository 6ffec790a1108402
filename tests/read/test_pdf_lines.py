"""Glyphs of one line, whatever their heights."""

from __future__ import annotations

import pytest

from quanheng.read.pdf_characters import Glyph
from quanheng.read.pdf_lines import lines

HEIGHTS = {"，": (153.3, 158.4), "2": (144.6, 155.4), "日": (142.8, 156.5)}


def glyphs(text: str, down: float = 0) -> list[Glyph]:
    """Characters side by side with the extents that a common typeface gives them."""
    return [
        Glyph(char, at * 16.0, top + down, at * 16.0 + 14, bottom + down)
        for at, char in enumerate(text)
        for top, bottom in [HEIGHTS[char]]
    ]


@pytest.mark.parametrize("text", ["日，2", "日2，2", "2，日", "2，2"])
def test_a_comma_belongs_to_the_line_that_it_hangs_from(text: str) -> None:
    assert [made.text for made in lines(glyphs(text))] == [text]


def test_lines_that_stand_close_stay_two() -> None:
    assert [made.text for made in lines(glyphs("日，2") + glyphs("2日，", 15.5))] == ["日，2", "2日，"]


@pytest.mark.parametrize("text", ["日222222", "222日222", "2222，日"])
def test_digits_from_a_font_of_other_height_do_not_set_the_size_of_a_line(text: str) -> None:
    (mixed,), (words,) = lines(glyphs(text)), lines(glyphs("日日"))
    assert mixed.size == words.size
