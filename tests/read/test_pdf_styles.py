"""The same table in every style of rule, and with things laid over it: its cells stay what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from quanheng.model.document import Document
from quanheng.read import read
from tests.read.drawn import BLACK, GRID, SONG, TRUTH, Style, drawn, put, seal, turned, words

PROSE = "本年支出1,234.56万元，其中基本支出800万元，项目支出434.56万元。"


def opened(*pages: Callable[[Canvas], None]) -> Document:
    return read(drawn(*pages), "a.pdf")


def cells(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text if cell else "?" for cell in row] for row in made.grid()] for _, made in document.tables()
    ]


def texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.text.replace("\n", "") for block in document.blocks if block.kind == kind]


ALL = (0, 0), (-1, -1)
HEAD = (0, 0), (-1, 0)
LAST = (0, -1), (-1, -1)
STYLES: dict[str, Style] = {
    "grid": GRID,
    "three lines": [
        ("LINEABOVE", *HEAD, 1.5, BLACK),
        ("LINEBELOW", *HEAD, 0.5, BLACK),
        ("LINEBELOW", *LAST, 1.5, BLACK),
    ],
    "three lines, figures at the right": [
        ("LINEABOVE", *HEAD, 1.5, BLACK),
        ("LINEBELOW", *HEAD, 0.5, BLACK),
        ("LINEBELOW", *LAST, 1.5, BLACK),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ],
    "no lines": [],
    "no lines, figures in the middle": [("ALIGN", (1, 0), (-1, -1), "CENTER")],
    "lines below rows": [("LINEBELOW", *ALL, 0.5, BLACK)],
    "frame with lines below rows": [("BOX", *ALL, 0.5, BLACK), ("LINEBELOW", *ALL, 0.5, BLACK)],
    "uprights and a line below the head": [
        ("BOX", *ALL, 0.5, BLACK),
        ("LINEAFTER", *ALL, 0.5, BLACK),
        ("LINEBELOW", *HEAD, 0.5, BLACK),
    ],
    "uprights, lines round head and total": [
        ("BOX", *ALL, 0.5, BLACK),
        ("LINEAFTER", *ALL, 0.5, BLACK),
        ("LINEBELOW", *HEAD, 0.5, BLACK),
        ("LINEABOVE", *LAST, 0.5, BLACK),
    ],
    "dashed": [("GRID", *ALL, 0.5, BLACK, 0, (2, 2))],
    "double, far apart": [("GRID", *ALL, 0.5, BLACK, 0, None, None, 2, 3.4)],
    "white lines on a fill": [("BACKGROUND", *ALL, (0.9, 0.95, 1)), ("INNERGRID", *ALL, 2, (1, 1, 1))],
    "every other row filled": [("ROWBACKGROUNDS", *ALL, [(1, 1, 1), (0.85, 0.85, 0.85)])],
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
def test_every_style_of_rule(style: Style) -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, 80, 640, "表1 支出情况表")
        words(canvas, 300, 615, "单位：万元", 10)
        put(canvas, style)
        words(canvas, 80, 440, "注：本表以万元为单位。", 10)

    document = opened(page)
    assert cells(document) == [TRUTH]
    assert texts(document) == ["表1 支出情况表", "单位：万元", "注：本表以万元为单位。"]


def filled_cells(canvas: Canvas) -> None:
    """A dark area with white ones on it: what is left between them looks like rules."""
    canvas.rect(80, 600, 322, 21 * len(TRUTH), stroke=0, fill=1)
    canvas.setFillGray(1)
    for row in range(len(TRUTH)):
        for left, width in ((81, 119), (201, 99), (301, 100)):
            canvas.rect(left, 601 + 21 * row, width, 20, stroke=0, fill=1)


def specks(canvas: Canvas, length: float, step: float) -> None:
    for row in range(len(TRUTH) + 1):
        for n in range(int(322 / step)):
            canvas.rect(80 + step * n, 600 + 21 * row, length, 0.8, stroke=0, fill=1)
    for left in (80, 200.5, 300.5, 402):
        for n in range(int(21 * len(TRUTH) / step)):
            canvas.rect(left, 600 + step * n, 0.8, length, stroke=0, fill=1)


_SPECKS = [lambda c: specks(c, 0.8, 2), lambda c: specks(c, 1.5, 4), lambda c: specks(c, 4, 7.5)]
_SPARSE = [["序号", "名称", "备注"], ["甲", "", ""], ["乙", "", "无"], ["丙", "", ""], ["", "", ""]]
_DECORATION = pytest.mark.xfail(
    strict=True, reason="filled areas with hardly a word are taken for decoration"
)


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        *((draw, text) for draw in _SPECKS for text in (TRUTH, _SPARSE)),
        (filled_cells, TRUTH),
        pytest.param(filled_cells, _SPARSE, marks=_DECORATION),
    ],
)
def test_cells_without_lines_of_one_piece(draw: Callable[[Canvas], None], text: list[list[str]]) -> None:
    """Also where no column of figures gives the columns away."""

    def page(canvas: Canvas) -> None:
        draw(canvas)
        for row, line in enumerate(reversed(text)):
            for left, word in zip((84, 204, 304), line, strict=True):
                words(canvas, left, 607 + 21 * row, word, 10)

    assert cells(opened(page)) == [text]


def watermark_slanted(canvas: Canvas) -> None:
    turned(canvas, (120, 450), 45, "某林县林业局内部资料", 50)


def watermark_upright(canvas: Canvas) -> None:
    turned(canvas, (250, 420), 90, "内部资料", 60)


def watermark_level(canvas: Canvas) -> None:
    words(canvas, 120, 560, "样稿样稿样稿", 48, 0.85)


def watermark_small(canvas: Canvas) -> None:
    for n in range(16):
        words(canvas, 90, 765 - 20 * n, "仅供查阅 仅供查阅 仅供查阅", 16, 0.9)


def watermark_clear(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.setFillAlpha(0.2)
    words(canvas, 100, 560, "仅供公开", 50)
    canvas.restoreState()


def watermark_everywhere(canvas: Canvas) -> None:
    for n in range(40):
        turned(canvas, (60 + n % 5 * 110, 80 + n // 5 * 90), 30, "仅供查阅", 14)


def seal_over_figures(canvas: Canvas) -> None:
    seal(canvas, 250, 610, "某林县林业局财", "财务专用章")


@pytest.mark.parametrize(
    "lay",
    [
        watermark_slanted, watermark_upright, watermark_level, watermark_small, watermark_clear,
        watermark_everywhere, seal_over_figures,
    ],
)  # fmt: skip
@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "no lines"])
@pytest.mark.parametrize("first", [True, False])
def test_what_is_laid_over_a_page_changes_nothing(
    lay: Callable[[Canvas], None], style: Style, first: bool
) -> None:
    def page(canvas: Canvas) -> None:
        if first:
            lay(canvas)
        for n in range(6):
            words(canvas, 80, 760 - 20 * n, PROSE)
        put(canvas, style)
        if not first:
            lay(canvas)

    document = opened(page)
    assert cells(document) == [TRUTH]
    assert "".join(texts(document)) == PROSE * 6
    (told,) = document.unread
    assert "水印" in told.reason


def test_red_figures_and_grey_notes_are_text() -> None:
    """Colour alone is no reason to leave words out."""

    def page(canvas: Canvas) -> None:
        words(canvas, 80, 700, PROSE)
        put(canvas, [*GRID, ("TEXTCOLOR", (2, 1), (2, 1), (1, 0, 0))])
        words(canvas, 80, 440, "注：灰色的说明。", 10, 0.5)

    document = opened(page)
    assert cells(document) == [TRUTH]
    assert (texts(document)[-1], document.unread) == ("注：灰色的说明。", [])


def test_figures_off_the_line_of_their_words() -> None:
    """Digits of another font stand higher or lower, in prose and in a row without rules."""

    def page(canvas: Canvas) -> None:
        words(canvas, 80, 700, "本年支出")
        canvas.setFont("Helvetica", 12)
        canvas.drawString(128, 702.5, "1,234.56")
        words(canvas, 176, 700, "万元，增长")
        canvas.setFont("Times-Roman", 13)
        canvas.drawString(238, 698, "25.30%")
        for row, (name, first, second) in enumerate(TRUTH):
            words(canvas, 80, 600 - 20 * row, name, 10)
            canvas.setFont("Helvetica", 10)
            words(canvas, 200, 600 - 20 * row, first, 10) if not row else canvas.drawString(
                200, 603 - 20 * row, first
            )
            words(canvas, 300, 600 - 20 * row, second, 10) if not row else canvas.drawString(
                300, 598 - 20 * row, second
            )

    document = opened(page)
    assert texts(document) == ["本年支出1,234.56万元，增长25.30%"]
    assert cells(document) == [TRUTH]


def test_small_raised_signs_stay_in_their_line() -> None:
    def page(canvas: Canvas) -> None:
        x = 80.0
        for text, size in (("建设面积为3,500平方", 12), ("2", 7), ("，支出50.00万元", 12), ("[1]", 6)):
            words(canvas, x, 700 if size == 12 else 706, text, size)
            x += pdfmetrics.stringWidth(text, SONG, size)

    assert texts(opened(page)) == ["建设面积为3,500平方2，支出50.00万元[1]"]


def test_a_table_inside_a_scaled_form() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("part")
        put(canvas, at=(0, 200))
        canvas.endForm()
        canvas.translate(80, 400)
        canvas.scale(1.2, 1.2)
        canvas.doForm("part")

    assert cells(opened(page)) == [TRUTH]


def test_title_and_unit_inside_the_table() -> None:
    rows = [["支出决算表", "", ""], ["编制单位：某林县林业局", "", "单位：万元"], *TRUTH]
    document = opened(lambda canvas: put(canvas, [*GRID, ("SPAN", *HEAD), ("SPAN", (0, 1), (1, 1))], rows))
    assert cells(document) == [[["支出决算表"] * 3, ["编制单位：某林县林业局"] * 2 + ["单位：万元"], *TRUTH]]


@pytest.mark.parametrize("gap", [12, 40, 90])
def test_two_ruled_tables_side_by_side(gap: float) -> None:
    def page(canvas: Canvas) -> None:
        put(canvas, at=(60, 700), widths=(80, 60, 60))
        put(canvas, at=(260 + gap, 700), rows=[*TRUTH, ["结余", "1", "2"]], widths=(80, 60, 60))

    assert cells(opened(page)) == [TRUTH, [*TRUTH, ["结余", "1", "2"]]]


def test_codes_in_one_cell_and_in_three() -> None:
    one = [
        ["科目编码", "科目名称", "合计"],
        ["208", "社会保障\n和就业\n支出", "10.00"],
        ["  20805", "养老支出", ""],
    ]
    three = [
        ["类", "款", "项", "名称", "合计"],
        ["208", "", "", "社会保障", "9.00"],
        ["", "05", "", "养老", ""],
    ]

    def page(canvas: Canvas) -> None:
        put(canvas, rows=one, at=(80, 760))
        put(canvas, rows=three, at=(80, 560), widths=(30, 30, 30, 100, 80))

    found = cells(opened(page))
    assert found == [[[word.strip() for word in row] for row in one], three]


def test_figures_that_nearly_touch_are_two() -> None:
    """No rule and hardly a blank between them, only their columns."""
    rows = [
        ["项目", "预算数", "决算数"],
        ["甲", "123,456,789.00", "123,456,789.00"],
        ["乙", "1.00", ""],
        ["丙", "", "23.00"],
        ["丁", "4.00", "5.00"],
    ]
    style = [("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("LEFTPADDING", *ALL, 0), ("RIGHTPADDING", *ALL, 0)]
    document = opened(lambda canvas: put(canvas, style, rows, widths=(60, 80, 76)))
    assert cells(document) == [rows]


def test_names_over_columns_without_rules() -> None:
    rows = [
        ["", "本年数", "", "上年数", ""],
        ["项目", "预算数", "决算数", "预算数", "决算数"],
        ["基本支出", "1.00", "", "2.00", "3.00"],
        ["项目支出", "", "4.00", "", ""],
        ["合计", "1.00", "4.00", "2.00", "3.00"],
    ]
    style = [
        ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0)), ("ALIGN", (1, 0), (-1, 0), "CENTER"),
        ("LINEABOVE", *HEAD, 1, BLACK), ("LINEBELOW", (0, 1), (-1, 1), 0.5, BLACK), ("LINEBELOW", *LAST, 1, BLACK),
    ]  # fmt: skip
    found = cells(opened(lambda canvas: put(canvas, style, rows)))
    assert found == [[["", "本年数", "本年数", "上年数", "上年数"], *rows[1:]]]


def unruled_pages(rows: Sequence[Sequence[str]], again: bool) -> list[Callable[[Canvas], None]]:
    style = [
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
        ("LINEABOVE", *HEAD, 1, BLACK),
        ("LINEBELOW", *LAST, 1, BLACK),
    ]
    head, body = rows[0], rows[1:]
    parts = [[head, *body[:25]], [head, *body[25:]] if again else body[25:]]

    def page(part: Sequence[Sequence[str]]) -> Callable[[Canvas], None]:
        return lambda canvas: put(canvas, style, part, (80, 790), (60, 160, 80, 80))

    return [page(part) for part in parts]


@pytest.mark.parametrize("again", [True, False])
def test_an_unruled_table_goes_on_over_the_page(again: bool) -> None:
    """The second page's figures are longer, so the white between its columns lies elsewhere."""
    body = [[str(n), f"第{n}项支出", f"{n}.50" if n % 4 else "", f"{n * n * n},000.00"] for n in range(1, 40)]
    rows = [["序号", "名称", "预算数", "决算数"], *body]
    assert cells(opened(*unruled_pages(rows, again))) == [rows]


@pytest.mark.parametrize("degrees", [90, 180, 270])
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "no lines"])
def test_turned_pages(degrees: int, told: bool, style: Style) -> None:
    """A viewer is told to turn the page, or its content alone lies on the side."""

    def page(canvas: Canvas) -> None:
        width, height = canvas._pagesize
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[degrees])
        canvas.rotate(degrees)
        if told:
            canvas.setPageRotation(degrees)
        words(canvas, 80, 520, "支出决算表")
        put(canvas, style, at=(80, 490))

    document = opened(page)
    assert texts(document) == ["支出决算表"]
    assert cells(document) == [TRUTH]


def test_head_and_number_of_a_tall_page_with_a_turned_table() -> None:
    def tall(number: int) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            words(canvas, 80, 800, "2023年度部门决算公开", 9)
            words(canvas, 290, 30, f"- {number} -", 9)
            if number == 3:
                canvas.translate(595, 0)
                canvas.rotate(90)
                put(canvas, at=(80, 490))
            else:
                for n in range(20):
                    words(canvas, 80, 700 - 30 * n, PROSE)

        return page

    document = opened(*[tall(n) for n in range(1, 6)])
    assert cells(document) == [TRUTH]
    assert {text.replace(" ", "") for text in texts(document, "footer")} == {f"-{n}-" for n in range(1, 6)}
    assert "".join(texts(document)) == PROSE * 80
