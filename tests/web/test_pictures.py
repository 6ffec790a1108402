"""The comparison of pages with what they looked like: a moved or missing part is told, another word is not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.web.browser import OFFICE
from tests.web.pictures import changed, small

SIZE = (OFFICE["width"], OFFICE["height"])


def page(lines: int = 20, left: int = 60, first: int = 700) -> bytes:
    """A page as grey bars: a head, and lines of text of which the first may be longer or shorter."""
    picture = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, SIZE[0], 48), fill=30)
    for number in range(lines):
        draw.rectangle(
            (left, 90 + 30 * number, left + (first if number == 0 else 900), 104 + 30 * number), fill=80
        )
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.web.pictures.KEPT", tmp_path)
    small(page()).save(tmp_path / "page.png")


@pytest.mark.usefixtures("kept")
def test_another_word_is_not_another_page() -> None:
    assert not changed("page", page())
    assert not changed("page", page(first=640))


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("other", [page(lines=12), page(left=160), page(lines=0)])
def test_a_part_that_is_gone_or_moved_is_told(other: bytes) -> None:
    assert "looks different" in changed("page", other)


@pytest.mark.usefixtures("kept")
def test_a_page_that_nobody_looked_at_is_told() -> None:
    assert "nobody has looked" in changed("new page", page())
