"""Plain text: paragraphs and tables as the writer meant them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.document import Document
from quanheng.read import read
from quanheng.read.wrapped import width, wrapping_width

_SENTENCE = "本单位坚持以习惯性的收支管理为基础并且按照规定的程序开展各项工作逐步提高资金使用的效益，"


def text(content: str, name: str = "a.txt") -> Document:
    return read(content.encode(), name)


def texts(content: str) -> list[str]:
    return [block.text for block in text(content).blocks]


def rows(content: str, name: str = "a.txt") -> list[list[str]]:
    table = next(text(content, name).tables())[1]
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.height)]


def wrapped(paragraph: str, columns: int = 28) -> str:
    return "\n".join(paragraph[at : at + columns] for at in range(0, len(paragraph), columns))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_is_found(encoding: str) -> None:
    document = read("一、收入情况\r\n本年收入100万元。".encode(encoding), "a.txt")
    assert [b.text for b in document.blocks] == ["一、收入情况", "本年收入100万元。"]
    assert document.format == "text"


def test_utf8_cut_inside_a_character_is_still_utf8() -> None:
    assert [b.text for b in read("收入合计".encode()[:-1], "a.txt").blocks] == ["收入合"]


def test_lines_of_a_wrapped_text_are_joined_and_their_breaks_kept() -> None:
    first, second = _SENTENCE * 4 + "效果良好。", "二是" + _SENTENCE * 3 + "成绩明显。"
    assert texts(wrapped(first) + "\n" + wrapped(second)) == [wrapped(first), wrapped(second)]


def test_a_heading_is_not_joined_to_the_text_below() -> None:
    body = wrapped(_SENTENCE * 5 + "完。")
    assert texts("一、部门概况\n" + body)[0] == "一、部门概况"


def test_a_page_end_inside_a_sentence_is_bridged() -> None:
    lines = wrapped(_SENTENCE * 5 + "完。").split("\n")
    broken = "\n".join(lines[:3]) + "\n\n" + "\n".join(lines[3:])
    assert texts(broken) == [broken]


def test_a_page_number_inside_a_sentence_becomes_a_footer() -> None:
    lines = wrapped(_SENTENCE * 5 + "完。").split("\n")
    document = text("\n".join([*lines[:3], "", "- 3 -", "", *lines[3:]]))
    assert [(b.kind, b.text.replace("\n", "")) for b in document.blocks] == [
        ("paragraph", "".join(lines)), ("footer", "- 3 -"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [
        "2024年负债总额111.34万\n\n元,净资产139.91万元。",
        "财政拨款收入252.5\n万元，经营收入0万元。",
        "资产总额192.76万元，负债232.64万元，净资产\n\n-39.88万元。",
        "2.项目完成情况(仅对50万元以上的项目资\n\n金进行说明)",
        "在面对企业个数较多以及基数较大的双重压力之下,\n\n增速排名第五,高于平均水平。",
    ],
)
def test_a_sentence_broken_in_an_unwrapped_text_is_whole(broken: str) -> None:
    assert texts(broken) == [broken]


@pytest.mark.parametrize(
    "whole",
    [
        ["一、收入情况", "2019年度收入总计100万元。"],
        ["本年收入100万元。", "本年支出90万元。"],
        ["14、组织实施科技重大专项，", "15、主管全县高新技术的研究。"],
        ["其中：", "公务接待费5万元。"],
        ["部门决算表", "(部门决算公示表附后)", "第三部分"],
        ["单位：万元", "2024年"],
    ],
)
def test_paragraphs_of_an_unwrapped_text_stay_apart(whole: list[str]) -> None:
    assert texts("\n".join(whole)) == whole
    assert texts("\n\n".join(whole)) == whole


def test_equal_lines_that_end_in_full_stops_are_not_wrapped() -> None:
    assert wrapping_width(["本单位今年的收入为一百万元整，比上年增长。"] * 30) == 0


def test_where_first_lines_are_indented_a_full_stop_at_the_margin_ends_no_paragraph() -> None:
    first = "　　" + _SENTENCE[:25] + "。" + _SENTENCE * 3 + "完。"
    body = "\n".join(
        [
            wrapped(first),
            wrapped("　　二是" + _SENTENCE * 3 + "好。"),
            wrapped("　　三是" + _SENTENCE * 3 + "优。"),
        ]
    )
    assert wrapped(first).split("\n")[0].endswith("。")
    assert [paragraph[:2] for paragraph in texts(body)] == [_SENTENCE[:2], "二是", "三是"]


def test_a_list_goes_on_after_a_semicolon_at_the_margin() -> None:
    sentence = _SENTENCE[:27] + "；" + _SENTENCE * 4 + "完。"
    assert texts(wrapped(sentence)) == [wrapped(sentence)]


@given(st.text("收支预算决", min_size=60, max_size=400), st.integers(20, 40))
def test_wrapping_loses_nothing(paragraph: str, columns: int) -> None:
    found = texts(wrapped(paragraph + "。", columns))
    assert "".join(found).replace("\n", "") == paragraph + "。"


def test_width_counts_full_width_signs_twice() -> None:
    assert width("收入12.5") == 8


def test_cells_one_a_line_behind_a_tab() -> None:
    content = (
        "表1\n\t项目\n\t金额\n(元)\n\t备注\n\n\t收入\n\t19,040.35\n\t\n\n\t支出\n\t0\n\t无\n\n（2）原因。"
    )
    assert rows(content) == [["项目", "金额\n(元)", "备注"], ["收入", "19,040.35", ""], ["支出", "0", "无"]]
    assert texts(content) == ["表1", "", "（2）原因。"]


def test_tab_table_with_a_broken_cell() -> None:
    content = "项目\t预算\t决算\n会议费\t1\t1\n公务接\n待费\t5\t4\n差旅费\t3\t2 说\n明\n培训费\t1\t1"
    assert rows(content) == [
        ["项目", "预算", "决算"], ["会议费", "1", "1"], ["公务接\n待费", "5", "4"], ["差旅费", "3", "2 说\n明"],
        ["培训费", "1", "1"],
    ]  # fmt: skip


def test_a_ragged_tab_table_is_kept_as_it_is() -> None:
    content = "\t\t\t自评\t表\n部门\t\t某局\t\t\t\n\t1\t2\t3"
    assert rows(content) == [
        ["", "", "", "自评", "表"],
        ["部门", "", "某局", "", "", ""],
        ["", "1", "2", "3"],
    ]


def test_text_after_a_tab_table_is_not_part_of_it() -> None:
    assert texts("a\tb\tc\n1\t2\t3\n\n以上为收支情况。")[1:] == ["以上为收支情况。"]


@pytest.mark.parametrize(
    "content",
    [
        "|项目|金额|\n|---|--:|\n|收入|1|",
        "项目 | 金额\n收入 | 1",
        "│项目│金额│\n├──┼──┤\n│收入│1│",
    ],
)
def test_tables_between_bars(content: str) -> None:
    assert rows(content) == [["项目", "金额"], ["收入", "1"]]


def test_names_and_values_with_one_tab() -> None:
    assert rows("收入\t100\n支出\t90\n结余\t10") == [["收入", "100"], ["支出", "90"], ["结余", "10"]]


def test_one_tab_in_a_sentence_makes_no_table() -> None:
    assert texts("一、\t收入情况\n本年收入100万元。") == ["一、\t收入情况", "本年收入100万元。"]


def test_separated_values() -> None:
    content = '项目,金额\n"收入,其他","1,000"\n\n支出,"两\n行"'
    assert rows(content, "a.csv") == [["项目", "金额"], ["收入,其他", "1,000"], ["支出", "两\n行"]]
    assert rows("项目\t金额\n收入\t1", "a.xls") == [["项目", "金额"], ["收入", "1"]]


def test_markdown_shows_no_signs() -> None:
    content = (
        "# 决算说明\n\n## 一、**收入**\n\n本年收入 **100** 万元，见[附件](http://x)。\n- 基本支出\n- 项目支出\n\n"
        "|项目|金额|\n|---|---|\n|**收入**|1|\n\n结尾\n====\n"
    )
    document = text(content, "a.md")
    assert [(b.kind, b.level, b.text) for b in document.blocks] == [
        ("heading", 1, "决算说明"), ("heading", 2, "一、收入"), ("paragraph", 0, "本年收入 100 万元，见附件。"),
        ("paragraph", 0, "基本支出"), ("paragraph", 0, "项目支出"), ("table", 0, ""), ("heading", 1, "结尾"),
    ]  # fmt: skip
    assert rows(content, "a.md") == [["项目", "金额"], ["收入", "1"]]


def test_stars_that_multiply_stay() -> None:
    assert texts("得分=10*0.9*100") == ["得分=10*0.9*100"]
    assert text("得分=10*0.9*100", "a.md").blocks[0].text == "得分=10*0.9*100"


@pytest.mark.parametrize(
    "content",
    [
        "本年收入100万元，\n" * 5000,
        "\n\n\n本（年收入" * 5000,
        "a\tb\tc\nfoo\n" * 5000,
        "a|b\n\n" * 5000,
        "a\tb\n" * 5000,
    ],
)
def test_long_texts_take_time_by_their_length(content: str) -> None:
    """A reader that looks back over everything for each line takes minutes here."""
    from time import process_time

    begun = process_time()
    text(content)
    assert process_time() - begun < 3
