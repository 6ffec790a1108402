"""Pages drawn as pictures: what is written where is the truth for what is recognised."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 150
SCALE = DPI / 72
WIDTH, HEIGHT = 595, 220
"""Points: a part of a sheet, so that a test takes a part of the time."""


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    """The Chinese font of the machine; tools/setup installs one."""
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "Noto Serif CJK SC:lang=zh-cn"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "CJK" in found, "没有中文字体：请执行 tools/setup，或 apt-get install fonts-noto-cjk"
    return ImageFont.truetype(found, round(size * SCALE))


class PagePicture:
    """A white page; places are in points from the top left."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
        self._draw = ImageDraw.Draw(self.image)

    def text(
        self, x: float, y: float, words: str, size: float = 11, ink: tuple[int, int, int] = (20, 20, 20)
    ) -> PagePicture:
        """Words whose upper left corner lies here."""
        self._draw.text((x * SCALE, y * SCALE), words, fill=ink, font=font(size))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PagePicture:
        """A rule of about half a point."""
        self._draw.line([v * SCALE for v in (x0, y0, x1, y1)], fill=(30, 30, 30), width=2)
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> PagePicture:
        """A ruled table; the words of each cell begin at its left."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for top, row in zip(ys, rows, strict=False):
            for left, words in zip(xs, row, strict=False):
                self.text(left + 5, top + 3, words)
        return self

    def seal(self, x: float, y: float, side: float = 90) -> PagePicture:
        """A red ring with a star that lets the print under it through; `x`, `y` is its upper left corner."""
        layer = Image.new("RGB", self.image.size, "white")
        draw = ImageDraw.Draw(layer)
        left, top, right, bottom = (v * SCALE for v in (x, y, x + side, y + side))
        draw.ellipse((left, top, right, bottom), outline=(215, 40, 50), width=7)
        middle, centre, reach = (left + right) / 2, (top + bottom) / 2, 15 * SCALE
        turns = [(reach * (1 if n % 2 == 0 else 0.4), n * np.pi / 5) for n in range(10)]
        draw.polygon([(middle + r * np.sin(t), centre - r * np.cos(t)) for r, t in turns], fill=(215, 40, 50))
        both = np.asarray(layer).astype(np.float32) * np.asarray(self.image) / 255
        self.image = Image.fromarray(both.astype(np.uint8))
        self._draw = ImageDraw.Draw(self.image)
        return self

    def turned(self, degrees: float) -> PagePicture:
        """The page as it lies on the glass, turned clockwise; quarters change its format."""
        self.image = self.image.rotate(
            -degrees, Image.Resampling.BICUBIC, expand=degrees % 90 == 0, fillcolor="white"
        )
        return self

    def grainy(self, sigma: float = 8) -> PagePicture:
        """With the noise of a scanner."""
        pixels = np.asarray(self.image).astype(np.float32)
        pixels += np.random.default_rng(3).normal(0, sigma, pixels.shape)
        self.image = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
        return self

    def encoded(self, form: str = "PNG") -> bytes:
        """The file of one page: PNG, JPEG, TIFF, BMP or PDF."""
        return encoded([self], form)


def encoded(pages: Sequence[PagePicture], form: str = "PDF") -> bytes:
    """A file of several pages: PDF or TIFF."""
    stream = BytesIO()
    images = [page.image for page in pages]
    many = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(stream, form, **{"resolution": DPI} if form == "PDF" else {"dpi": (DPI, DPI)}, **many)
    return stream.getvalue()
