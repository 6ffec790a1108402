"""Pages drawn with reportlab, a producer of its own: tables in every style of rule, seals, watermarks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))
BLACK = (0, 0, 0)
TRUTH = [
    ["项目", "预算数", "决算数"],
    ["基本支出", "1,210.50", "-9.66"],
    ["项目支出", "", "3.00"],
    ["其他支出", "2.00", ""],
    ["合计", "1,212.50", "-6.66"],
]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, BLACK)]
Style = Sequence[tuple[Any, ...]]


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    """A file with a page for each function."""
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def put(
    canvas: Canvas,
    style: Style = GRID,
    rows: Sequence[Sequence[str]] = TRUTH,
    at: tuple[float, float] = (80, 600),
    widths: Sequence[float] = (),
) -> None:
    """A table whose upper left corner stands at `at`, in points from the bottom left."""
    made = Table(rows, colWidths=widths or [120, *[80] * (len(rows[0]) - 1)])
    made.setStyle(TableStyle([("FONT", (0, 0), (-1, -1), SONG, 10), *style]))
    _, height = made.wrapOn(canvas, 600, 800)
    made.drawOn(canvas, at[0], at[1] - height)


def words(  # noqa: PLR0913, PLR0917
    canvas: Canvas, x: float, y: float, text: str, size: float = 12, grey: float = 0.0
) -> None:
    """One line of text, black or grey."""
    canvas.saveState()
    canvas.setFillGray(grey)
    canvas.setFont(SONG, size)
    canvas.drawString(x, y, text)
    canvas.restoreState()


def turned(canvas: Canvas, at: tuple[float, float], angle: float, text: str, size: float) -> None:
    """Pale words at an angle."""
    canvas.saveState()
    canvas.translate(*at)
    canvas.rotate(angle)
    words(canvas, 0, 0, text, size, 0.8)
    canvas.restoreState()


def seal(canvas: Canvas, x: float, y: float, ring: str, across: str) -> None:
    """A red round seal with words along its ring and across it."""
    canvas.saveState()
    canvas.setFillColorRGB(0.9, 0, 0)
    canvas.setStrokeColorRGB(0.9, 0, 0)
    canvas.setFont(SONG, 14)
    canvas.circle(x, y, 66)
    for n, sign in enumerate(ring):
        angle = math.pi * (1.1 - 1.2 * n / (len(ring) - 1))
        canvas.saveState()
        canvas.translate(x + 50 * math.cos(angle), y + 50 * math.sin(angle))
        canvas.rotate(math.degrees(angle) - 90)
        canvas.drawCentredString(0, 0, sign)
        canvas.restoreState()
    canvas.drawCentredString(x, y - 30, across)
    canvas.restoreState()
