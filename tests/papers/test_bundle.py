"""The papers of one department: what they say, from which findings, and in which layout."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from quanheng import pipeline
from quanheng.model.finding import ERROR
from quanheng.model.review import Review
from quanheng.model.setting import Setting
from quanheng.report.papers.bundle import bundle, templates
from quanheng.report.papers.filling import TemplateFault
from quanheng.report.papers.kinds import KINDS, shipped
from quanheng.report.papers.party import Party, parties
from quanheng.report.papers.problems import GRADED, problems
from quanheng.report.papers.recheck import recheck
from quanheng.report.papers.verdicts import AllErrors, Verdict, Verdicts, from_json, from_rows
from quanheng.report.xlsx import LISTED, workbook

OFFICE = {"复核单位": "清溪县财政局", "联系人": "张三", "联系电话": "123", "日期": "2024年5月6日"}


def party(review: Review, verdicts: Verdicts | None = None) -> Party:
    found, lacking = parties(review, verdicts or AllErrors(), OFFICE)
    assert not lacking
    return found[0]


def words(data: bytes) -> str:
    paper = docx.Document(BytesIO(data))
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_every_shipped_template_is_sound_and_has_no_field_left_when_filled(review: Review) -> None:
    made = bundle(party(review), templates({}))
    assert set(made) == {f"{name}.docx" for name in KINDS} | {"问题清单.xlsx"}
    for name, data in made.items():
        if name.endswith(".docx"):
            assert "{{" not in words(data), name


def test_the_letter_tells_accepted_errors_with_arithmetic_and_nothing_else(review: Review) -> None:
    text = words(bundle(party(review), templates({}, only=["复核意见书"]))["复核意见书.docx"])
    assert "关于清溪县水务局2023年度\n绩效自评报告的复核意见" in text
    assert "1. 一 第1段：原文“1300.50万元”" in text
    assert "800.00+400.50=1200.50" in text
    assert "等级写“良”" in text
    assert "三、需说明的事项\n无。" in text
    assert "XXXX" not in text
    assert "清溪县财政局\n2024年5月6日" in text
    assert "不实" not in text


def test_a_refused_error_is_not_in_the_letter_and_an_accepted_doubt_asks(review: Review) -> None:
    found = problems(review)
    error, doubt = (next(p for p in found if word in p.said) for word in ("1300.50", "XXXX"))
    verdicts = Verdicts(
        {error.finding.key: Verdict("不成立"), doubt.finding.key: Verdict("成立", note="请写明全称。")}
    )
    made = party(review, verdicts)
    assert [(one.problem, one.ask) for one in made.settled] == [(doubt, "说明")]
    text = words(bundle(made, templates({}, only=["复核意见书"]))["复核意见书.docx"])
    assert "二、需更正的事项\n无。" in text
    assert "请核实：请写明全称。" in text


def test_no_notice_where_nothing_is_asked(review: Review) -> None:
    assert set(bundle(party(review, Verdicts()), templates({}))) == {
        "复核意见书.docx", "问题清单.docx", "问题清单.xlsx", "复核表.docx",
    }  # fmt: skip


def test_the_working_paper_has_inputs_places_formula_interval_and_norm(review: Review) -> None:
    text = words(bundle(party(review), templates({}, only=["工作底稿"]))["工作底稿.docx"])
    for wanted in (
        "800.00万元",
        "一 第1段",
        "800.00+400.50",
        "1300.495万元至1300.505万元",
        "基本支出 2023年",
    ):
        assert wanted in text, wanted


def test_the_workbook_has_both_lists_as_text_and_grades_by_severity(review: Review) -> None:
    found = problems(review)
    book = openpyxl.load_workbook(BytesIO(workbook(review, found)))
    listed, graded = (list(sheet.values) for sheet in book.worksheets)
    assert listed[0] == LISTED
    assert [row[0] for row in listed[1:]] == [one.number for one in found]
    assert graded[0] == GRADED
    assert {row[0] for row in graded[1:]} == {"P0", "P1", "通过"}
    assert sum(row[0] == "P0" for row in graded) == sum(one.severity == ERROR for one in found)
    sheet = book.worksheets[0]
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


def test_a_text_that_looks_like_a_formula_stays_text(review: Review) -> None:
    found = [replace(problems(review)[0], excerpt='=HYPERLINK("x")', said="坏\x00字\ud800")]
    cell = openpyxl.load_workbook(BytesIO(workbook(review, found))).worksheets[0]["E2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


def test_the_printed_list_lies_across_with_its_head_on_every_page(review: Review) -> None:
    paper = docx.Document(BytesIO(bundle(party(review), templates({}, only=["问题清单"]))["问题清单.docx"]))
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    assert "w:tblHeader" in paper.tables[0].rows[0]._tr.xml
    assert "□ 已改" in paper.tables[0].rows[1].cells[9].text


def test_a_template_of_the_office_is_used_and_may_have_fields_of_its_own(review: Review) -> None:
    own = docx.Document()
    own.add_paragraph("{{单位}}{{科室}}：{{总体情况}}")
    own.add_paragraph("{{更正.位置}}{{更正.问题}}")
    own.add_paragraph("{{说明.位置}}{{说明.问题}}")
    out = BytesIO()
    own.save(out)
    files = {"复核意见书.docx": out.getvalue()}
    with pytest.raises(TemplateFault, match="没有字段“科室”"):
        templates(files)
    chosen = templates(files, frozenset({"科室"}), ["复核意见书"])
    found, _ = parties(review, AllErrors(), OFFICE | {"科室": "绩效股"})
    assert "清溪县水务局绩效股：" in words(bundle(found[0], chosen)["复核意见书.docx"])


def test_a_template_of_no_paper_is_refused() -> None:
    with pytest.raises(TemplateFault, match="不是任何一种文书的模板"):
        templates({"意见.docx": shipped("复核意见书")})


def test_the_fonts_of_official_papers_are_asked_for_by_name() -> None:
    xml = docx.Document(BytesIO(shipped("复核意见书"))).element.xml
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体", "Times New Roman"):
        assert f'"{font}"' in xml
    assert 'w:line="580"' in xml
    assert 'w:lineRule="exact"' in xml


def test_decisions_come_from_the_list_for_excel(review: Review) -> None:
    found = problems(review)
    rows = [["编号", "标识", "文件", "复核意见"]]
    rows += [[one.number, one.tag, one.path, ""] for one in found]
    rows[1][3] = "成立：请附决算表"
    verdict = from_rows(rows).of(found[0])
    assert verdict == Verdict("成立", "", "请附决算表")
    assert from_rows(rows).of(found[1]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "没有 verdicts"),
        ("{", "不是 JSON"),
        ('{"verdicts": {"a": "对"}}', "a 的结论要写成立、不成立、待说明之一"),
        ('{"verdicts": {"a": {"verdict": "成立", "ask": "罚款"}}}', "不能是 罚款"),
        ('{"verdicts": ["a"]}', "对照"),
        ('{"verdicts": {"a": "不成立"}}', "a 写“不成立”要有理由"),
    ],
)
def test_a_bad_list_of_decisions_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_json(text.encode())


def test_a_refusal_in_the_list_needs_its_reason() -> None:
    rows = [["标识", "文件", "复核意见"], ["a1b2c3d4", "a.txt", "不成立"]]
    with pytest.raises(ValueError, match="第 2 行 写“不成立”要有理由"):
        from_rows(rows)
    rows[1][2] = "不成立：口径已注明"
    assert from_rows(rows).by_document["a.txt", "a1b2c3d4"].note == "口径已注明"


def test_who_decided_and_when_stands_in_the_working_paper(review: Review) -> None:
    found = problems(review)
    key = next(p.finding.key for p in found if "1300.50" in p.said)
    signed = from_json(f'{{"by": "张三", "at": "2026-07-01", "verdicts": {{"{key}": "成立"}}}}'.encode())
    text = words(bundle(party(review, signed), templates({}, only=["工作底稿"]))["工作底稿.docx"])
    assert "张三 2026-07-01" in text
    rows = [
        ["标识", "文件", "复核意见", "复核人", "复核时间"],
        [key[:8], found[0].path, "成立", "李四", "7月2日"],
    ]
    assert from_rows(rows).of(next(p for p in found if p.finding.key == key)) == Verdict(
        "成立", by="李四", at="7月2日"
    )


def test_a_decision_on_no_finding_is_told(review: Review) -> None:
    made = from_json(
        '{"verdicts": {"00000000": "成立"}, "documents": {"别的.docx": {"11111111": "成立"}}}'.encode()
    )
    assert [fault[:8] for fault in made.faults(problems(review))] == ["00000000", "别的.docx "[:8]]


def test_one_key_in_two_documents_must_be_decided_for_each(review: Review) -> None:
    twice = Review([review.documents[0], replace(review.documents[0], path="乙.docx")])
    found = problems(twice)
    key = found[0].finding.key
    assert "2 份文件" in Verdicts({key: Verdict("成立")}).faults(found)[0]
    assert not Verdicts(by_document={("乙.docx", key): Verdict("成立")}).faults(found)


def test_the_table_of_indicators_sets_own_points_beside_those_by_the_rule(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("清溪县水务局2023年度项目支出绩效自评表")
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "渠道清淤", "≥120公里", "108公里", "50", "50"],
        ["效益指标", "社会效益指标", "受益人口", "800人", "800人", "40", "40"],
        ["总分", "", "", "", "", "90", "90"],
    ]
    table = paper.add_table(len(rows), 7)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "自评表.docx"
    paper.save(str(path))
    review = pipeline.review([str(path)], Setting())
    cards = pipeline.scorecards(review, Setting(), ("form",))
    found, _ = parties(review, AllErrors(), OFFICE, cards)
    made = recheck(found[0])["指标"]
    assert not isinstance(made, str)
    first = made[0]
    assert [first[name] for name in ("指标性质", "指标值", "计量单位", "自评完成值", "自评得分", "复核得分", "指标偏差")] == [
        "≥", "120", "公里", "108公里", "50", "45", "-10%",
    ]  # fmt: skip
    assert made[1]["指标性质"] == "—"
