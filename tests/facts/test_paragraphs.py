"""One spelling for all texts, and for every character the way back to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts.paragraphs import normalise, paragraph, paragraphs
from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.place import Cell

# what `normalise` may make of a character of the file; every other one stays as it is
SPELLINGS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF1A)},
    " ": ",",
    "，": ",", "：": ":", ",": "，", "．": ".", "％": "%", "－": "-", "(": "（", ")": "）", ";": "；", ":": "：", "～": "~", "「": "“", "」": "”",
}  # fmt: skip
LETTERS = "支出万元年其中：，。；、（）0123456789.,%０１２９．％－():;～「」 \n\t\u3000ABＡ"


def normal(text: str) -> str:
    return normalise(text)[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("建设用地5 218.7公顷、农用地2437.2公顷", "建设用地5,218.7公顷、农用地2437.2公顷"),
        ("惠及1\u2009235人，人均2400元", "惠及1,235人，人均2400元"),
        ("车辆（含作业车126辆）6 814.20万元", "车辆（含作业车126辆）6,814.20万元"),
        ("培训人数 10 120人", "培训人数10 120人"),
        ("合计 120 130", "合计120 130"),
        ("1 200户已完成", "1 200户已完成"),
    ],
)
def test_a_blank_between_thousands_is_a_mark_where_the_number_stands_close(source: str, text: str) -> None:
    assert normal(source) == text


@pytest.mark.parametrize("text", ["12 385", "9 640公里", "1 260.50"])
def test_in_a_cell_it_is_a_mark_where_nothing_else_stands_there(text: str) -> None:
    assert normalise(text, of_cell=True)[0] == text.replace(" ", ",")
    assert normal(text) == text


@pytest.mark.parametrize("text", ["001 004", "020 101 301"])
def test_codes_side_by_side_are_no_number(text: str) -> None:
    assert normalise(text, of_cell=True)[0] == text


@given(st.text(alphabet=LETTERS, max_size=80))
def test_every_character_maps_back_to_the_one_it_was(source: str) -> None:
    made = paragraph(Block(0, "paragraph", source), source)
    origins = [made.origin(at) for at in range(len(made.text))]
    assert origins == sorted(set(origins))
    for char, origin in zip(made.text, origins, strict=True):
        original = source[origin]
        same = char == original or (char == " " and original.isspace())
        assert same or SPELLINGS.get(original) == char or (original == "Ａ" and char == "A")


@given(st.text(alphabet=LETTERS, max_size=80))
def test_only_white_space_is_dropped(source: str) -> None:
    made = paragraph(Block(0, "paragraph", source), source)
    kept = {made.origin(at) for at in range(len(made.text))}
    assert all(source[at].isspace() for at in range(len(source)) if at not in kept)


@given(st.text(alphabet="".join(c for c in LETTERS if not c.isspace()), max_size=80))
def test_normalising_twice_changes_nothing(source: str) -> None:
    once = normal(source)
    assert normal(once) == once


@given(st.text(alphabet=LETTERS + '"（gōng）總額萬與', max_size=40))
def test_a_blank_at_the_end_changes_nothing_else(source: str) -> None:
    assert normal(source + "\u3000") == normal(source).rstrip()


@given(st.lists(st.sampled_from(["支出", "12.50", "万元", "，", "占"]), min_size=1, max_size=12), st.data())
def test_white_space_between_words_changes_neither_text_nor_place(
    pieces: list[str], data: st.DataObject
) -> None:
    spaces = [data.draw(st.sampled_from(["", " ", "\n", "\u3000"])) for _ in pieces]
    plain = "".join(
        a + ("|" if a == b == "12.50" else "") for a, b in zip(pieces, [*pieces[1:], ""], strict=True)
    )
    if "|" in plain or "12.50，12.50" in plain:
        return  # two numbers side by side are kept apart on purpose, a comma between them is one of thousands
    source = "".join(a + b for a, b in zip(pieces, spaces, strict=True))
    made = paragraph(Block(0, "paragraph", source), source)
    assert made.text == plain
    at = made.text.find("万元")
    if at >= 0:
        assert made.original(at, at + 2).replace(" ", "").replace("\n", "").replace("\u3000", "") == "万元"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("支出１２．５０万元，占８％", "支出12.50万元，占8%"),
        ("支出1,234.50万元", "支出1,234.50万元"),
        ("支出1，234.50万元", "支出1,234.50万元"),
        ("支出12,其中", "支出12，其中"),
        ("甲12，345乙", "甲12,345乙"),
        ("上午9:30开会", "上午9:30开会"),
        ("其中:基本支出", "其中：基本支出"),
        ('"三公"经费和"两项"补助', "“三公”经费和“两项”补助"),
        ("「三公」经费", "“三公”经费"),
        ("支出\n合计 12.50 万元", "支出合计12.50万元"),
        ("100 200", "100 200"),
        ("公务（gōng）接待", "公务接待"),
    ],
)
def test_one_spelling(source: str, text: str) -> None:
    assert normal(source) == text


def test_traditional_characters_are_read_as_simplified_ones_in_the_same_place() -> None:
    source = "本年支出總計12.50萬元，其中項目經費與財政撥款結轉結餘。"
    made = paragraph(Block(0, "paragraph", source), source)
    assert made.text == "本年支出总计12.50万元，其中项目经费与财政拨款结转结余。"
    at = made.text.index("12.50万元")
    assert made.original(at, at + 7) == "12.50萬元"


def test_a_number_over_two_lines_has_its_place_on_both() -> None:
    source = "支出合计1,234\n.50万元"
    made = paragraph(Block(3, "paragraph", source), source)
    place = made.place(0, len(made.text))
    assert (place.block, place.start, place.end) == (3, 0, len(source))


def test_an_empty_span_has_an_empty_place() -> None:
    made = paragraph(Block(0, "paragraph", "支 出"), "支 出")
    assert made.place(1, 1).start == made.place(1, 1).end


def test_running_text_and_cells_come_in_reading_order_and_what_is_hidden_or_blank_is_left_out() -> None:
    cells = [
        TableCell(0, 0, "项目"),
        TableCell(0, 1, "金额", hidden=True),
        TableCell(1, 0, " "),
        TableCell(1, 1, "5"),
    ]
    blocks = [
        Block(0, "heading", "一、概况", level=1),
        Block(1, "paragraph", "  "),
        Block(2, "table", "", table=Table(4, 2, 2, cells)),
        Block(3, "paragraph", "完"),
    ]
    found = list(paragraphs(Document("x", "docx", blocks)))
    assert [(p.block, p.text, p.cell) for p in found] == [
        (0, "一、概况", None), (2, "项目", Cell(4, 0, 0)), (2, "5", Cell(4, 1, 1)), (3, "完", None),
    ]  # fmt: skip
    assert (found[0].is_heading, found[0].level) == (True, 1)
