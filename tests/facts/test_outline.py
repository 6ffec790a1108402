"""Headings and section paths."""

from __future__ import annotations

import pytest

from quanheng.facts.outline import numbering, outline
from quanheng.facts.paragraphs import Paragraph, cell_paragraph, paragraph
from quanheng.model.document import Block, Table, TableCell
from quanheng.model.review import Heading


def outlined(*texts: str) -> tuple[list[Paragraph], list[Heading]]:
    made = [paragraph(Block(at, "paragraph", text), text) for at, text in enumerate(texts)]
    return made, outline(made)


@pytest.mark.parametrize(
    ("text", "level", "number"),
    [
        ("第一部分 概况", 1, "第一部分"),
        ("一、收入情况", 2, "一"),
        ("十二、其他", 2, "十二"),
        ("（三）项目支出", 3, "（三）"),
        ("2、差旅费", 4, "2"),
        ("2.差旅费", 4, "2"),
        ("2.5万元", 0, ""),
        ("（4）会议费", 5, "（4）"),
        ("①培训", 6, "①"),
        ("收入情况", 0, ""),
    ],
)
def test_the_number_in_front_tells_the_level(text: str, level: int, number: str) -> None:
    assert numbering(paragraph(Block(0, "paragraph", text), text).text) == (level, number)


def test_a_section_is_the_path_of_the_numbers_above() -> None:
    parts, _ = outlined(
        "一、收支情况", "（一）收入", "1、财政拨款", "正文。", "（二）支出", "二、绩效", "正文。"
    )
    assert [p.section for p in parts] == ["一", "一（一）", "一（一）1", "一（一）1", "一（二）", "二", "二"]


def test_headings_have_a_title_without_the_number() -> None:
    _, headings = outlined("一、收支情况", "（一）收入", "本年收入10万元，比上年增加。")
    assert [(h.level, h.number, h.title, h.path, h.block) for h in headings] == [
        (2, "一", "收支情况", "一", 0), (3, "（一）", "收入", "一（一）", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "一、基本支出120.50万元",
        "1、我局本年度组织各类培训，邀请专家到场；完成全部工作",
        "一、基本支出；",
        "本年度各项工作按计划完成。工作有序，",
        "一、" + "工作情况" * 12,
    ],
)
def test_a_sentence_with_amounts_or_clauses_is_no_heading(text: str) -> None:
    assert outlined(text)[1] == []


def test_a_short_line_without_a_number_is_a_heading_of_the_lowest_level() -> None:
    _, (heading,) = outlined("部门概况")
    assert (heading.level, heading.number) == (7, "")


def test_a_number_of_another_style_that_carries_the_sequence_on_stands_at_its_level() -> None:
    parts, _ = outlined("八、其他事项", "9、名词解释", "十、附件")
    assert [p.section for p in parts] == ["八", "9", "十"]


@pytest.mark.parametrize(
    "lines", [("十九、其他", "20、附件", "二十一、附表"), ("二十一、其他", "22、附件", "二十三、附表")]
)
def test_sequences_beyond_ten_are_carried_on_too(lines: tuple[str, ...]) -> None:
    assert [len(p.section) for p in outlined(*lines)[0]] == [len(p.number) for p in outlined(*lines)[0]]


def test_a_heading_of_the_file_stays_one_however_long() -> None:
    text = "关于本年度部门整体支出绩效自评工作开展情况及下一步改进措施和有关建议的详细说明材料，供审阅"
    made = paragraph(Block(0, "heading", text), text)
    made.is_heading, made.level = True, 2
    (heading,) = outline([made])
    assert heading.level == 2


def test_a_cell_takes_the_section_of_the_table_and_opens_none() -> None:
    before = paragraph(Block(0, "paragraph", "一、支出"), "一、支出")
    total = TableCell(0, 0, "二、合计")
    cell = cell_paragraph(Block(1, "table", "", table=Table(0, 1, 1, [total])), total)
    after = paragraph(Block(2, "paragraph", "正文，如下。"), "正文，如下。")
    assert len(outline([before, cell, after])) == 1
    assert [p.section for p in (before, cell, after)] == ["一", "一", "一"]


def test_a_number_that_carries_nothing_on_goes_one_level_down() -> None:
    parts, _ = outlined("八、其他事项", "3、名词解释")
    assert [p.section for p in parts] == ["八", "八3"]


def test_a_part_is_not_carried_on_by_the_number_of_a_section() -> None:
    parts, _ = outlined("第一部分 概况", "二、机构设置", "第二部分 决算情况", "三、支出情况")
    assert [p.section for p in parts] == ["第一部分", "第一部分二", "第二部分", "第二部分三"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、概况 二、预算报表 三、名词解释", ""),
        ("一、部门概况二、预算情况", ""),
        ("一、二、三类事业单位情况", "一"),
        ("一、第一、二、三季度情况", "一"),
        ("一、收支情况", "一"),
    ],
)
def test_a_contents_list_printed_as_one_line_is_no_heading(text: str, number: str) -> None:
    parts, headings = outlined(text)
    assert [h.number for h in headings] == ([number] if number else [])
    assert parts[0].number == number
