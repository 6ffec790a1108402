"""Running text of a PDF: paragraphs over lines and pages, and what is not text of the document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.model.document import Document
from quanheng.read import read
from quanheng.read.pdf_turn import Turn
from tests.read.pdf_writer import Page, pdf

LEFT, TOP, SIZE, LEADING, ACROSS, DOWN = 90.0, 90.0, 14.0, 28.0, 29, 22
"""Running text: 29 characters a line, 22 lines a page."""


def opened(*pages: Page) -> Document:
    return read(pdf(*pages), "a.pdf")


def texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.text.replace("\n", "") for block in document.blocks if block.kind == kind]


def wrapped(paragraph: str) -> list[str]:
    """Lines as a word processor breaks them: indented, numbers whole, no stop at the start of a line."""
    lines, line, room = [], "", ACROSS - 2.0
    at = 0
    while at < len(paragraph):
        word = paragraph[at]
        end = at + 1
        while word[0].isascii() and end < len(paragraph) and paragraph[end].isascii():
            word += paragraph[end]
            end += 1
        while end < len(paragraph) and paragraph[end] in "，。；":
            word += paragraph[end]
            end += 1
        need = sum(0.5 if sign.isascii() else 1.0 for sign in word)
        if need > room:
            lines.append(line)
            line, room = "", float(ACROSS)
        line, room, at = line + word, room - need, end
    return [*lines, line]


def typeset(paragraphs: list[str], numbered: bool) -> list[Page]:
    pages = [Page()]
    row = 0
    for paragraph in paragraphs:
        for number, line in enumerate(wrapped(paragraph)):
            if row == DOWN:
                pages.append(Page())
                row = 0
            pages[-1].text(LEFT + (2 * SIZE if number == 0 else 0), TOP + row * LEADING, line, SIZE)
            row += 1
    for count, page in enumerate(pages, 1):
        if numbered:
            page.text(280, 800, f"- {count} -", 9)
            page.text(200, 40, "某林县林业局2023年度部门决算", 9)
    return pages


_WORDS = st.lists(
    st.sampled_from(
        [
            "本年支出",
            "1,234.56万元，",
            "比上年增加",
            "其中：",
            "基本支出",
            "9.66%，",
            "项目",
            "因公出国",
            "（境）费",
        ]
    ),
    min_size=1,
    max_size=40,
).map(lambda words: "".join(words) + "完成。")


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, min_size=6, max_size=25), st.booleans())
def test_paragraphs_come_back_over_lines_and_pages(paragraphs: list[str], numbered: bool) -> None:
    long = "本年支出一千二百元，" * 9 + "完成。"  # so that the page has lines that show its margins
    given_texts = [long, *paragraphs, long]
    pages = typeset(given_texts, numbered)
    document = opened(*pages)
    found = [t for t in texts(document) if len(pages) > 1 or "年度部门决算" not in t]
    assert [t.replace(" ", "") for t in found] == given_texts
    assert len(texts(document, "footer")) == (len(pages) if numbered else 0)


def test_blocks_carry_page_and_box() -> None:
    document = opened(Page().text(90, 100, "一、收支情况"), Page().text(90, 200, "二、其他情况"))
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2
    box = document.blocks[1].box
    assert box is not None
    assert all(abs(a - b) < 1 for a, b in zip(box, (90, 200, 90 + 6 * 12, 212), strict=True))


def test_numbers_set_a_little_higher_belong_to_their_line() -> None:
    page = Page().text(90, 100, "本年支出").text(162, 100, "万元，增长").text(252, 100, "%。")
    page.text(138, 96.5, "1234", 12).text(222, 104, "25.30", 12)
    assert opened(page).blocks[0].text == "本年支出1234万元，增长25.30%。"


def test_words_printed_twice_count_once() -> None:
    page = Page().text(90, 100, "收入1122元").text(90.4, 100, "收入1122元")
    assert opened(page).blocks[0].text == "收入1122元"


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert opened(Page().text(90, 100, "\u2f00、收\u2f0a")).blocks[0].text == "一、收入"


@pytest.mark.parametrize("slanted", [True, False])
def test_a_watermark_is_left_out_and_told(slanted: bool) -> None:
    page = Page()
    if slanted:
        page.tilted(150, 600, "内部资料")
    else:
        page.pale(150, 160, "内部资料")
    for row in range(8):
        page.text(90, 100 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元。")
    document = opened(page)
    assert all("资" not in text for text in texts(document))
    (told,) = document.unread
    assert "内部资料" in told.reason
    assert told.place.page == 1


def test_a_pale_title_is_no_watermark() -> None:
    page = Page().pale(90, 100, "部门决算", 40)
    for row in range(8):
        page.text(90, 300 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元。")
    assert texts(opened(page))[0] == "部门决算"


def test_a_glyph_without_a_character_lowers_confidence() -> None:
    page = Page().text(90, 100, "本年支出合计为").nameless(174, 101).text(90, 140, "二、其他情况说明")
    document = opened(page)
    assert [block.confidence for block in document.blocks] == [0.5, None]
    (told,) = document.unread
    assert (told.place.block, told.place.start, told.place.page) == (0, 7, 1)


def test_a_running_head_is_set_aside_and_a_title_is_not() -> None:
    heads = ["收支情况", "支出情况", "收入情况", "其他情况", "名词解释"]
    pages = [
        Page()
        .text(200, 40, f"2023年部门决算公开 第{n + 2}页")
        .text(90, 90, f"第{n}部分 {head}")
        .text(90, 110, "单位：元")
        for n, head in enumerate(heads)
    ]
    document = opened(*pages)
    assert len(texts(document, "header")) == 5
    assert len(texts(document)) == 10


def test_a_contents_list_is_set_aside() -> None:
    titles = ["一、部门概况", "二、收支情况", "三、名词解释"]
    contents = Page().text(250, 100, "目  录", 20)
    for row, title in enumerate(titles):
        contents.text(90, 150 + 24 * row, f"{title}……………{row + 2}")
    bodies = [Page().text(90, 100, title).text(114, 130, "本年度没有此项内容。") for title in titles]
    document = opened(contents, *bodies)
    assert len(texts(document, "header")) == 4
    assert [t for t in texts(document) if t in titles] == titles


def test_a_break_inside_a_paragraph_does_not_end_it() -> None:
    """Where all paragraphs are indented, a line of prose at the margin goes on with the one before."""
    pages = typeset(["本年支出一千二百元，" * 5 + "完成。"] * 8, numbered=False)
    at = TOP + 18 * LEADING
    pages[0].text(LEFT + 2 * SIZE, at, "4、住房保障支出", SIZE).text(
        LEFT, at + LEADING, "预算数为3元，完成。", SIZE
    )
    assert texts(opened(*pages))[-1] == "4、住房保障支出预算数为3元，完成。"


def test_a_title_over_two_lines_is_one() -> None:
    page = Page().text(210, 150, "某林县林业局2023年", 20).text(237, 180, "部门决算公开", 20)
    for row in range(6):
        page.text(
            90, 300 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元，余下" + "为项目支出" * 2, 12
        )
    assert texts(opened(page))[0] == "某林县林业局2023年部门决算公开"


def test_a_picture_among_pages_of_text_is_told() -> None:
    page = Page()
    for row in range(20):
        page.text(90, 100 + 24 * row, "本年支出1,234.56万元，其中基本支出800万元。")
    document = opened(page, Page().picture())
    assert [(told.place.page, "图片" in told.reason) for told in document.unread] == [(2, True)]


_COORDINATE = st.floats(-2000, 2000, allow_nan=False)


@given(st.integers(0, 3), st.integers(0, 3), st.tuples(*[_COORDINATE] * 4), st.tuples(*[_COORDINATE] * 4))
def test_turning_there_and_back_changes_nothing(
    one: int, two: int, plane: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> None:
    first, second = Turn(one, *plane), Turn(two, *plane)
    upright = first.apply(*box)
    assert first.back(upright) == pytest.approx(box, abs=1e-6)
    assert first.to(second, upright) == pytest.approx(second.apply(*box), abs=0.006)


@pytest.mark.parametrize("pages", [1, 2, 6])
@pytest.mark.parametrize(
    "style",
    [
        "{n}", "- {n} -", "—{n}—", "·{n}·", "～{n}～", "[{n}]", "({n})", "{n}/{t}", "{n} / {t}", "第{n}页", "第 {n} 页 共 {t} 页",
        "第 {n} 页，共 {t} 页", "共 {t} 页 第 {n} 页", "第{n}页/共{t}页", "Page {n} of {t}", "P{n}", "页码：{n}", "第{h}页",
    ],
)  # fmt: skip
def test_page_numbers_of_all_styles(style: str, pages: int) -> None:
    made = []
    for n in range(1, pages + 1):
        page = Page().text(280 if n % 2 else 90, 800, style.format(n=n, t=pages, h="一二三四五六"[n - 1]), 9)
        for row in range(20):
            page.text(90, 100 + 24 * row, f"第{n}项第{row}目，本年支出1,234.56万元，其中基本支出800万元。")
        made.append(page)
    document = opened(*made)
    assert len(texts(document, "footer")) == pages
    assert all(text.endswith("。") for text in texts(document))


def test_a_figure_at_the_foot_is_no_page_number() -> None:
    page = Page().text(90, 100, "本年支出").text(90, 760, "合计1,234.56").text(90, 785, "2023年")
    assert texts(opened(page), "footer") == []


SENTENCES = [
    "收入合计一百万元，比上年增加，主要原因是补缴社会保险费，" * 4 + "其余没有变化。",
    "支出合计一百万元，比上年增加，主要原因是项目增加。",
    "年末没有结转和结余。",
    "机关运行经费与上年持平。",
    "没有其他需要说明的事项。",
]


@pytest.mark.parametrize("length", [22, 25, 26])
def test_a_numbered_heading_and_the_paragraph_under_it_are_two(length: int) -> None:
    heading = "六、一般公共预算财政拨款基本支出决算情况的有关说明和补充"[:length]
    prose = "2024年度一般公共预算财政拨款基本支出884.92万元，其中人员经费730.64万元。"
    assert texts(opened(*typeset([*SENTENCES, *SENTENCES, heading, prose], False)))[-2:] == [heading, prose]


@pytest.mark.parametrize("mark", ["第2项：", "第十二项：", "第3点、", "（二）"])
def test_without_indents_an_item_under_a_full_line_is_a_paragraph_of_its_own(mark: str) -> None:
    page = Page()
    full = "行政运行的决算" + "用" * (ACROSS - 8) + "。"
    item = f"{mark}住房公积金，决算为八十二万元。"
    for row, line in enumerate([full, full[:-1] + "用", full, item]):
        page.text(LEFT, TOP + row * LEADING, line, SIZE)
    assert texts(opened(page))[-1] == item


def test_a_list_within_a_paragraph_goes_on_in_a_line_that_begins_with_its_mark() -> None:
    head = "基本支出一百万元，其中：①工资福利支出六十万元，"
    full = head + "用" * (2 * ACROSS - 3 - len(head)) + "；"
    assert wrapped(full)[-1].endswith("用；")
    paragraph = full + "②商品和服务支出四十万元。"
    assert texts(opened(*typeset([*SENTENCES, paragraph], False)))[-1] == paragraph


def test_on_a_page_of_short_lines_a_note_and_a_title_are_two() -> None:
    wide = Page(842, 595)
    wide.text(75, 100, "注：本表反映部门本年度国有资本经营预算财政拨款支出的情况。", 15)
    wide.text(75, 128, "说明：本部门没有国有资本经营预算财政拨款支出，本表无数据。", 15)
    wide.text(75, 156, "财政拨款“三公”经费支出决算表", 15)
    assert texts(opened(wide))[-1] == "财政拨款“三公”经费支出决算表"
