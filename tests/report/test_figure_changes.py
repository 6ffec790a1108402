"""Two drafts figure by figure: the same, corrected for a finding, another unit, gone, open and new."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from quanheng import pipeline
from quanheng.cli import main
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting
from quanheng.report import figure_changes, figure_list
from quanheng.report.figure_changes import ADDED, FIXED, GONE, OPEN, OTHER, WRITTEN

HEAD = "青禾县水利局2024年度部门整体支出绩效自评报告\n\n一、预算支出情况\n"
OLD = HEAD + (
    "2024年本年支出合计900.00万元，其中：基本支出400.00万元，占总支出的44.44%；项目支出500.00万元，占总支出的65.56%。\n"
    "2024年末资产总额1,250,000.00元。公务接待费2.10万元。完成堤防加固12.5公里。\n"
)
NEW = HEAD + (
    "2024年本年支出合计900.00万元，其中：基本支出400.00万元，占总支出的44.44%；项目支出500.00万元，占总支出的55.56%。\n"
    "2024年末资产总额125.00万元。公务接待费2.40万元。2024年末负债30.00万元。政府采购支出【待补：政府采购支出】。\n"
)


def reviewed(text: str) -> Reviewed:
    made = pipeline.review_one("稿.txt", text.encode(), Setting())
    assert isinstance(made, Reviewed)
    return made


@pytest.fixture(scope="module")
def compared() -> figure_changes.Compared:
    return figure_changes.compare(reviewed(OLD), reviewed(NEW))


def changes(compared: figure_changes.Compared, state: str) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in compared.changes if one.state == state]


def test_what_a_finding_called_wrong_is_a_correction_with_its_code(compared: figure_changes.Compared) -> None:
    assert changes(compared, FIXED) == [("65.56%", "55.56%")]
    (one,) = [one for one in compared.changes if one.state == FIXED]
    assert one.why.startswith("原稿错误 RAT")
    assert "按相关的数应为55.56%" in one.why, "of a relation any figure may be the wrong one"


def test_another_value_without_a_reason_is_to_be_looked_at(compared: figure_changes.Compared) -> None:
    assert changes(compared, OTHER) == [("2.10万元", "2.40万元")]


def test_another_unit_is_a_way_of_writing(compared: figure_changes.Compared) -> None:
    assert changes(compared, WRITTEN) == [("1,250,000.00元", "125.00万元")]


def test_gone_open_and_new_figures_are_listed(compared: figure_changes.Compared) -> None:
    assert changes(compared, GONE) == [("12.5公里", "")]
    assert [one.name for one in compared.changes if one.state == OPEN] == ["政府采购支出"]
    assert ("", "30.00万元") in changes(compared, ADDED)


def test_every_figure_of_the_old_draft_is_counted_once(compared: figure_changes.Compared) -> None:
    listed = sum(one.times for one in compared.changes if one.old)
    assert compared.same + listed == compared.total == len(compared.pairs)


def test_a_draft_beside_itself_has_no_change() -> None:
    same = figure_changes.compare(reviewed(OLD), reviewed(OLD))
    assert not same.changes
    assert same.same == same.total > 0


def test_the_list_in_excel_has_a_line_for_each_change(compared: figure_changes.Compared) -> None:
    sheet = load_workbook(BytesIO(figure_list.encode(compared, "旧.docx", "新.docx")))["数字对照"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[1] for row in rows] == [one.state for one in compared.changes]
    assert sheet["A1"].value == "数字对照：旧.docx → 新.docx"


def test_the_command_tells_an_unexplained_change_by_its_exit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "旧.txt", tmp_path / "新.txt"
    old.write_text(OLD, "utf-8")
    new.write_text(NEW, "utf-8")
    assert main(["diff", str(old), str(new), "--figures", "--format", "json"]) == 1
    tree = json.loads(capsys.readouterr().out)
    assert {one["state"] for one in tree["changes"]} == {FIXED, OTHER, WRITTEN, GONE, OPEN, ADDED}
    assert main(["diff", str(old), str(old), "--figures"]) == 0
    assert "相同" in capsys.readouterr().out
    out = tmp_path / "对照.xlsx"
    assert main(["diff", str(old), str(new), "--figures", "--fail-on", "never", "-o", str(out)]) == 0
    assert out.read_bytes()[:2] == b"PK"


def test_saved_results_have_no_figures_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / "旧.txt"
    old.write_text(OLD, "utf-8")
    saved = tmp_path / "旧.json"
    assert main(["check", str(old), "--format", "json", "--fail-on", "never", "-o", str(saved)]) == 0
    assert main(["diff", str(saved), str(old), "--figures"]) == 2
    assert capsys.readouterr().err
