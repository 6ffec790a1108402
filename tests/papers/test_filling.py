"""Templates: what an editor can do to them, and what is said then."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO

import docx
import pytest

from quanheng.report.papers.fields import Fields
from quanheng.report.papers.filling import Template, TemplateFault

FIELDS = Fields(
    frozenset({"单位", "日期"}),
    {"更正": frozenset({"序号", "问题"}), "说明": frozenset({"序号"})},
    frozenset({"单位", "更正.问题"}),
)
VALUES: dict[str, str | Sequence[Mapping[str, str]]] = {
    "单位": "清溪县水务局",
    "日期": "2024年5月6日",
    "更正": [{"序号": "1", "问题": "甲&<乙>"}, {"序号": "2", "问题": "丙"}],
    "说明": [],
}


def made(*paragraphs: str | list[str], rows: list[list[str]] | None = None) -> bytes:
    """A Word file; a list is one paragraph cut into runs."""
    paper = docx.Document()
    for paragraph in paragraphs:
        added = paper.add_paragraph()
        for run in [paragraph] if isinstance(paragraph, str) else paragraph:
            added.add_run(run)
    if rows:
        table = paper.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def faults(data: bytes) -> list[str]:
    with pytest.raises(TemplateFault) as caught:
        Template("意见书.docx", data).check(FIELDS)
    return caught.value.faults


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


GOOD = ["{{单位}}：", "{{更正.序号}}. {{更正.问题}}"]


def test_fields_and_lists_are_filled_in() -> None:
    template = Template("a.docx", made(*GOOD, "以上共两项", "{{说明.序号}}. 请说明"))
    template.check(FIELDS)
    assert texts(template.fill(VALUES)) == ["清溪县水务局：", "1. 甲&<乙>", "2. 丙", "以上共两项", "无。"]


@pytest.mark.parametrize("cut", [["{", "{单", "位}", "}："], ["｛｛单位｝｝："], ["{{ 单", " 位 }}："]])
def test_a_field_may_be_cut_into_runs_or_typed_wide(cut: list[str]) -> None:
    template = Template("a.docx", made(cut, GOOD[1]))
    template.check(FIELDS)
    assert texts(template.fill(VALUES))[0] == "清溪县水务局："


def test_the_value_takes_the_formatting_of_the_field_and_its_neighbours_keep_theirs() -> None:
    paper = docx.Document(BytesIO(made(["致", "{{单", "位}}", "并县长"], GOOD[1])))
    runs = paper.paragraphs[0].runs
    runs[1].bold, runs[2].italic, runs[3].underline = True, True, True
    out = BytesIO()
    paper.save(out)
    filled = docx.Document(BytesIO(Template("a.docx", out.getvalue()).fill(VALUES))).paragraphs[0].runs
    assert [(run.text, run.bold, run.underline) for run in filled if run.text] == [
        ("致", None, None), ("清溪县水务局", True, None), ("并县长", None, True),
    ]  # fmt: skip


def test_two_fields_in_one_run_are_both_replaced() -> None:
    assert (
        texts(Template("a.docx", made("{{单位}}{{日期}}", GOOD[1])).fill(VALUES))[0]
        == "清溪县水务局2024年5月6日"
    )


def test_a_table_row_is_repeated_and_an_empty_list_leaves_one() -> None:
    rows = [["序号", "问题"], ["{{更正.序号}}", "{{更正.问题}}"], ["合计", "{{单位}}"]]
    template = Template("a.docx", made(GOOD[0], rows=rows))
    template.check(FIELDS)
    cells = [
        [c.text for c in row.cells] for row in docx.Document(BytesIO(template.fill(VALUES))).tables[0].rows
    ]
    assert cells == [["序号", "问题"], ["1", "甲&<乙>"], ["2", "丙"], ["合计", "清溪县水务局"]]
    none = docx.Document(BytesIO(template.fill({**VALUES, "更正": []}))).tables[0]
    assert [[c.text for c in row.cells] for row in none.rows][1] == ["无", ""]


def test_a_template_can_be_filled_again_and_page_by_page() -> None:
    template = Template("a.docx", made(*GOOD))
    first = template.fill(VALUES)
    both = texts(template.fill_each([VALUES, {**VALUES, "单位": "乙局"}]))
    assert [text for text in both if text.strip()] == [
        "清溪县水务局：",
        "1. 甲&<乙>",
        "2. 丙",
        "乙局：",
        "1. 甲&<乙>",
        "2. 丙",
    ]
    assert texts(template.fill(VALUES)) == texts(first)


def test_control_characters_and_line_ends_of_values_make_a_file_that_opens() -> None:
    filled = Template("a.docx", made(*GOOD)).fill({**VALUES, "单位": "甲\x00\ud800\n乙"})
    assert texts(filled)[0] == "甲\n乙："


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        ([*GOOD, "{{单立}}"], "没有字段“单立”"),
        ([*GOOD, "{{更正.位置}}"], "没有字段“更正.位置”，“更正”可用：序号、问题"),
        ([*GOOD, "请于{{日期前办结"], "没有写完，缺“}}”"),
        ([*GOOD, "请于{{日期}前办结"], "没有写完，缺“}}”"),
        ([*GOOD, "请于日期}}前办结"], "缺前面的“{{”"),
        ([*GOOD, "请于{日期}前办结"], "字段“日期”前后各要两个大括号"),
        ([*GOOD, "{{更正.序号}}{{说明.序号}}"], "一行只能跟一个清单"),
        ([GOOD[1]], "缺字段“单位”，请补上 {{单位}}"),
        ([GOOD[0]], "没有“更正”这一行（应有 {{更正.问题}} 等字段），可能被删掉了"),
        ([GOOD[0], "{{更正.序号}}"], "“更正”的那一行缺字段“更正.问题”"),
    ],
)
def test_what_an_editor_broke_is_said_with_the_name(paragraphs: list[str], said: str) -> None:
    found = faults(made(*paragraphs))
    assert [fault for fault in found if said in fault], found


def test_everything_wrong_is_said_at_once() -> None:
    assert len(faults(made("{{单立}}", "{{日期"))) == 4


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", made("x")[:500]])
def test_no_word_file_is_said_so(data: bytes) -> None:
    with pytest.raises(TemplateFault, match="不是 Word 文件"):
        Template("a.docx", data)


def test_fields_of_footers_are_filled_in() -> None:
    paper = docx.Document(BytesIO(made(*GOOD)))
    paper.sections[0].footer.paragraphs[0].text = "{{单位}}印"
    out = BytesIO()
    paper.save(out)
    filled = docx.Document(BytesIO(Template("a.docx", out.getvalue()).fill(VALUES)))
    assert re.sub(r"\s", "", filled.sections[0].footer.paragraphs[0].text) == "清溪县水务局印"
