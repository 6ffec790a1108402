"""Tables of a PDF: every cell in its place, however the producer draws the rules."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.model.document import Document, Table
from quanheng.read import read
from tests.read.pdf_writer import Page, pdf, table, write

XS, YS = [90.0, 200.0, 300.0, 400.0], [200.0, 220.0, 240.0, 260.0]
TEXTS = [["项目", "预算数", "决算数"], ["基本支出", "1,210.50", "-9.66"], ["项目支出", "", "3"]]
Edges = tuple[list[float], list[float]]


def opened(*pages: Page) -> Document:
    return read(pdf(*pages), "a.pdf")


def tables(*pages: Page) -> list[Table]:
    return [made for _, made in opened(*pages).tables()]


def grid(made: Table) -> list[list[str]]:
    return [[cell.text if cell else "?" for cell in row] for row in made.grid()]


def strokes(page: Page, xs: list[float], ys: list[float]) -> None:
    table(page, (xs, ys), [])


def bars(page: Page, xs: list[float], ys: list[float]) -> None:
    """Each side of each cell as a filled rectangle, as Word and WPS write them."""
    for y in ys:
        for a, b in pairwise(xs):
            page.bar(a, y, b, y)
    for x in xs:
        for a, b in pairwise(ys):
            page.bar(x, a, x, b)


def frames(page: Page, xs: list[float], ys: list[float]) -> None:
    """Each cell as a stroked rectangle: inner lines are drawn twice."""
    for a, b in pairwise(xs):
        for c, d in pairwise(ys):
            page.frame(a, c, b, d)


def open_sides(page: Page, xs: list[float], ys: list[float]) -> None:
    """No uprights at the outer sides."""
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    for x in xs[1:-1]:
        page.line(x, ys[0], x, ys[-1])


def double(page: Page, xs: list[float], ys: list[float]) -> None:
    strokes(page, xs, ys)
    strokes(page, [x + 1.2 for x in xs], [y + 1.2 for y in ys])


@pytest.mark.parametrize("draw", [strokes, bars, frames, open_sides, double])
def test_rules_of_every_make(draw: Callable[[Page, list[float], list[float]], None]) -> None:
    page = Page()
    draw(page, XS, YS)
    write(page, (XS, YS), TEXTS)
    (made,) = tables(page)
    assert grid(made) == TEXTS


_CELL = st.text("收入支出预决算合计0123456789.,%-", max_size=6)


@st.composite
def ruled(draw: st.DrawFn) -> tuple[Edges, list[list[str]]]:
    columns, rows = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    widths = draw(st.lists(st.integers(70, 90), min_size=columns, max_size=columns))
    heights = draw(st.lists(st.integers(18, 40), min_size=rows, max_size=rows))
    xs = [50.0 + sum(widths[:n]) for n in range(columns + 1)]
    ys = [100.0 + sum(heights[:n]) for n in range(rows + 1)]
    texts = [[draw(_CELL) for _ in range(columns)] for _ in range(rows)]
    texts[0][0] = "项目"
    return (xs, ys), texts


@settings(max_examples=60, deadline=None)
@given(ruled(), st.sampled_from([strokes, bars, frames]), st.sampled_from([0, 90, 180, 270]), st.booleans())
def test_any_table_comes_back(
    made: tuple[Edges, list[list[str]]],
    draw: Callable[[Page, list[float], list[float]], None],
    rotate: int,
    turned: bool,
) -> None:
    """Also on pages that are turned, and on those whose content alone is."""
    edges, texts = made
    page = Page(842, 595, rotate)
    draw(page, *edges)
    write(page, edges, texts)
    # A page of nothing but a dash or a point may as well be read upside down: give it a direction.
    page.text(50, 60, "收支情况表")
    document = read(pdf(page, turned=turned), "a.pdf")
    (found,) = [t for _, t in document.tables()]
    assert [[t.replace(" ", "") for t in row] for row in grid(found)] == texts
    if turned:
        xs, ys = edges
        for cell in found.cells:
            truth = xs[cell.column], ys[cell.row], xs[cell.column + 1], ys[cell.row + 1]
            assert cell.page == 1
            assert cell.box is not None
            assert all(abs(a - b) < 1.5 for a, b in zip(cell.box, truth, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3), st.integers(0, 2), st.integers(1, 3), st.integers(1, 3))
def test_merged_cells_keep_their_spans(row: int, column: int, rows: int, columns: int) -> None:
    """One block of cells is merged: its inner lines are not drawn."""
    xs, ys = [50.0 + 90 * n for n in range(6)], [100.0 + 25 * n for n in range(7)]
    page = Page()
    for r, y in enumerate(ys):
        for c, (a, b) in enumerate(pairwise(xs)):
            if not (row < r < row + rows and column <= c < column + columns):
                page.line(a, y, b, y)
    for c, x in enumerate(xs):
        for r, (a, b) in enumerate(pairwise(ys)):
            if not (column < c < column + columns and row <= r < row + rows):
                page.line(x, a, x, b)
    page.text(xs[column] + 5, ys[row] + 4, "合计")
    (made,) = tables(page)
    (cell,) = [c for c in made.cells if c.text]
    assert (cell.row, cell.column, cell.rows, cell.columns) == (row, column, rows, columns)
    assert (made.height, made.width, len(made.cells)) == (6, 5, 30 - rows * columns + 1)


def test_two_tables_side_by_side_stay_two() -> None:
    page = Page()
    table(page, ([50, 120, 190], YS), [["收入", "1"], ["甲", "2"], ["乙", "3"]])
    table(page, ([250, 320, 390], YS), [["支出", "4"], ["丙", "5"], ["丁", "6"]])
    assert [grid(made)[0] for made in tables(page)] == [["收入", "1"], ["支出", "4"]]


def test_a_frame_round_the_text_is_no_table() -> None:
    page = Page()
    page.frame(40, 40, 555, 800)
    page.text(90, 100, "一、收支情况")
    table(page, (XS, YS), TEXTS)
    document = opened(page)
    assert [b.kind for b in document.blocks] == ["paragraph", "table"]


def test_an_underline_is_no_table() -> None:
    page = Page()
    page.text(90, 100, "单位名称：某林县林业局").line(150, 114, 260, 114)
    assert [b.kind for b in opened(page).blocks] == ["paragraph"]


def test_lines_of_a_cell_keep_their_breaks_and_a_cut_number_does_not() -> None:
    page = Page()
    xs, ys = [90.0, 145.0, 190.0, 260.0], [200.0, 240.0, 280.0]
    table(page, (xs, ys), [["机关事业", "1,234,56", "12.50"], ["其他", "7", "8"]])
    page.text(93, 216, "单位养老", 10).text(148, 216, "7.89", 10).text(193, 216, "13.50", 10)
    (made,) = tables(page)
    assert grid(made)[0] == ["机关事业\n单位养老", "1,234,567.89", "12.50\n13.50"]


def test_a_number_that_ends_with_its_point_goes_on_below() -> None:
    page = Page()
    table(page, ([90.0, 140.0, 190.0], [200.0, 240.0, 280.0]), [["2130.", "1"], ["2", "3"]])
    page.text(93, 216, "65", 10)
    (made,) = tables(page)
    assert grid(made)[0][0] == "2130.65"


def test_a_dash_at_a_line_end_stays_a_dash() -> None:
    """PDFium takes it for a mark of hyphenation and gives a code of its own."""
    page = Page()
    table(page, ([90, 130, 300], [200, 240, 280]), [["记abc-", "凭证"], ["1", "2"]])
    page.text(93, 216, "0001", 10)
    (made,) = tables(page)
    assert grid(made)[0][0].replace("\n", "") == "记abc-0001"


def test_words_up_the_side_are_read_in_their_order() -> None:
    page = Page()
    table(page, ([90, 120, 300], [200, 300]), [["", "本年预算数"]])
    page.upright(110, 290, "产出指标")
    assert grid(tables(page)[0]) == [["产出指标", "本年预算数"]]


def over_pages(second_head: bool, title: str = "") -> list[Page]:
    pages = [Page(), Page()]
    pages[0].text(200, 100, "表2 收入预算总表").text(400, 150, "单位：万元")
    rows = [["科目", "名称", "金额"], *[[str(201 + n), f"第{n}类支出", f"{n}.50"] for n in range(24)]]
    table(pages[0], (XS, [200.0 + 24 * n for n in range(26)]), rows)
    if title:
        pages[1].text(200, 60, title).text(400, 80, "单位：万元")
    more = [["225", "其他", "7.00"], ["合计", "", "9.00"]]
    more = [rows[0], *more] if second_head else more
    table(pages[1], (XS, [100.0 + 24 * n for n in range(len(more) + 1)]), more)
    return pages


@pytest.mark.parametrize("head", [True, False])
@pytest.mark.parametrize("title", ["", "表2 收入预算总表", "表2 收入预算总表（续）"])
def test_a_table_goes_on_over_the_page(head: bool, title: str) -> None:
    document = opened(*over_pages(head, title))
    (made,) = [t for _, t in document.tables()]
    assert (made.height, grid(made)[0], grid(made)[-1]) == (
        27,
        ["科目", "名称", "金额"],
        ["合计", "", "9.00"],
    )
    assert {cell.page for cell in made.cells} == {1, 2}
    assert sum(b.kind == "paragraph" for b in document.blocks) == 2


def test_a_table_with_a_title_of_its_own_is_another() -> None:
    assert len(tables(*over_pages(True, "表3 支出预算总表"))) == 2


def test_a_row_that_the_page_end_cuts_is_one() -> None:
    """No rule closes the first page nor opens the second."""
    first, second = Page(), Page()
    for x in XS:
        first.line(x, 700, x, 790)
        second.line(x, 60, x, 130)
    for y in (700, 725, 750):
        first.line(XS[0], y, XS[-1], y)
    for y in (105, 130):
        second.line(XS[0], y, XS[-1], y)
    write(
        first,
        (XS, [700, 725, 750]),
        [["科目", "名称", "金额"], ["201", "甲", "1"], ["202", "机关事业单位", "2"]],
    )
    write(second, (XS, [60, 105]), [["", "养老保险", ""], ["合计", "", "3"]])
    (made,) = tables(first, second)
    assert grid(made)[2:] == [["202", "机关事业单位\n养老保险", "2"], ["合计", "", "3"]]


def test_the_padding_of_a_cut_row_is_no_row() -> None:
    first, second = Page(), Page()
    for x in XS:
        first.line(x, 700, x, 772)
        second.line(x, 60, x, 110)
    for y in (700, 725, 750):
        first.line(XS[0] if y < 750 else XS[1], y, XS[-1], y)
    for y in (64, 87, 110):
        second.line(XS[1] if y < 87 else XS[0], y, XS[-1], y)
    write(first, (XS, [700, 725, 750]), [["指标", "名称", "得分"], ["", "甲", "1"], ["", "乙", "2"]])
    write(second, (XS, [64, 87]), [["产出", "丙", "3"], ["效益", "丁", "4"]])
    (made,) = tables(first, second)
    assert grid(made)[1:] == [
        ["产出", "甲", "1"],
        ["产出", "乙", "2"],
        ["产出", "丙", "3"],
        ["效益", "丁", "4"],
    ]


def test_a_label_over_rows_of_two_pages_stays_over_all() -> None:
    first, second = Page(), Page()
    for page, ys in ((first, (700, 725, 750)), (second, (60, 85, 110))):
        for x in XS:
            page.line(x, ys[0], x, ys[2])
        for y in (ys[0], ys[2]):
            page.line(XS[0], y, XS[-1], y)
        page.line(XS[1], ys[1], XS[-1], ys[1])
    write(first, (XS, [700, 725]), [["产出指标", "数量", "1"], ["", "质量", "2"]])
    write(second, (XS, [60, 85]), [["", "时效", "3"], ["", "成本", "4"]])
    (made,) = tables(first, second)
    assert [row[0] for row in grid(made)] == ["产出指标"] * 4


def test_columns_that_only_the_head_divides_are_kept() -> None:
    first, second = Page(), Page()
    table(first, ([90, 140, 200, 300, 400], YS), [["类", "款", "名称", "金额"], ["201", "01", "甲", "1"]])
    table(second, (XS, [100, 124, 148]), [["合计", "", "3"], ["总计", "", "4"]])
    (made,) = tables(first, second)
    assert (made.width, grid(made)[-1]) == (4, ["总计", "总计", "", "4"])


def test_columns_without_rules() -> None:
    page = Page()
    rows = [
        ["项目", "预算数", "决算数"],
        ["基本支出", "10.50", "9.66"],
        ["项目支出", "3.00", "-3.10"],
        ["合计", "13.50", ""],
    ]
    write(page, ([90, 250, 400], [200, 222, 244, 266]), rows)
    page.text(90, 150, "表1 收支情况")
    document = opened(page)
    (made,) = [t for _, t in document.tables()]
    assert grid(made) == rows
    assert document.blocks[0].text == "表1 收支情况"


def test_rules_between_the_rows_part_them() -> None:
    """No uprights; a name over two lines, its numbers in the middle of them."""
    page = Page()
    for y in (196, 222, 258, 284, 310, 336):
        page.line(85, y, 480, y)
    write(page, ([90, 250, 400], [199, 231, 261, 287]), [["项目", "预算数", "决算数"], ["", "10.50", "9.66"]])
    page.text(93, 226, "机关事业单位", 10).text(93, 242, "养老保险缴费", 10)
    more = [["项目支出", "3.00", "-3.10"], ["其他支出", "1", "2"], ["合计", "13.50", ""]]
    write(page, ([90, 250, 400], [261, 287, 313]), more)
    (made,) = tables(page)
    assert [row[0] for row in grid(made)] == [
        "项目",
        "机关事业单位\n养老保险缴费",
        "项目支出",
        "其他支出",
        "合计",
    ]
    assert grid(made)[1][1:] == ["10.50", "9.66"]


def test_a_wrapped_name_goes_to_the_nearest_numbers() -> None:
    page = Page()
    rows = [
        ["项目", "预算数", "决算数"],
        ["机关事业单位", "10.50", "9.66"],
        ["项目支出", "3.00", "-3.10"],
        ["合计", "1.5", "2"],
    ]
    write(page, ([90, 250, 400], [200, 222, 256, 278]), rows)
    page.text(93, 238, "养老保险缴费", 10)
    page.text(90, 310, "二、其他情况", 12)
    document = opened(page)
    (made,) = [t for _, t in document.tables()]
    assert grid(made)[1] == ["机关事业单位\n养老保险缴费", "10.50", "9.66"]
    assert document.blocks[-1].text == "二、其他情况"


def test_prose_in_columns_is_no_table() -> None:
    page = Page()
    write(
        page, ([90, 250, 400], [200, 222, 244]), [["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚", "辛", "壬"]]
    )
    assert tables(page) == []


def test_the_same_table_by_another_reader() -> None:
    """pdfplumber, an independent implementation, sees the same cells."""
    from io import BytesIO

    import pdfplumber

    page = Page()
    table(page, (XS, YS), TEXTS)
    with pdfplumber.open(BytesIO(pdf(page))) as file:
        theirs = file.pages[0].extract_table()
    assert [[text or "" for text in row] for row in theirs or []] == grid(tables(page)[0])


@pytest.mark.parametrize(
    ("rest", "joined"),
    [(["", "养老保险", ""], True), (["", "养老保险", "3"], False), (["", "二、其他", ""], False)],
)
def test_a_name_that_a_closed_page_cuts_goes_on(rest: list[str], joined: bool) -> None:
    """Rules close the row on both pages; the name had no room left, and nothing else stands in the row."""
    xs = [90.0, 140.0, 205.0, 300.0]
    first, second = Page(), Page()
    rows = [["科目", "名称", "金额"], ["201", "教育", "1"], ["202", "机关事业单位", "2"]]
    table(first, (xs, [700, 725, 750, 775]), rows)
    table(second, (xs, [60, 85, 110, 135]), [rows[0], rest, ["合计", "", "3"]])
    (made,) = tables(first, second)
    name = "机关事业单位\n养老保险" if joined else "机关事业单位"
    assert grid(made)[2] == ["202", name, "2"]
    assert made.height == (4 if joined else 5)


def test_a_head_that_is_printed_again_may_be_cut_otherwise() -> None:
    """The words of a high head cell fall into the next row of the head on the second page."""
    pages = [Page(), Page()]
    heads = [["科目", "名称", "金额"], ["", "", "1"]]
    rows = [[str(201 + n), f"第{n}类支出", f"{n}.50"] for n in range(24)]
    table(pages[0], (XS, [100.0 + 24 * n for n in range(27)]), [*heads, *rows])
    table(
        pages[1],
        (XS, [60.0 + 24 * n for n in range(4)]),
        [["科目", "名称", ""], ["", "", ""], ["225", "其他", "7.00"]],
    )
    write(pages[1], (XS, [60.0, 84.0, 108.0]), [["", "", ""], ["", "", "金额1"]])
    (made,) = tables(*pages)
    assert (made.height, grid(made)[-1]) == (27, ["225", "其他", "7.00"])
