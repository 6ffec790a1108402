"""汇总: a row for each department, the kinds of problems, and what could not be checked."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from quanheng import pipeline
from quanheng.checks.pages import pages
from quanheng.cli import main
from quanheng.model.review import Failure, Review
from quanheng.model.setting import Setting
from quanheng.norms import load
from quanheng.report.papers.bundle import templates, whole
from quanheng.report.papers.party import parties
from quanheng.report.papers.problems import grades, problems
from quanheng.report.papers.summary import DEPARTMENTS, Summary
from quanheng.report.papers.verdicts import AllErrors, Verdict, Verdicts
from quanheng.report.words import FAMILY_NAMES

GOOD = "清溪县林业局2023年度部门整体支出绩效自评报告\n2023年度支出合计1200.50万元，其中基本支出800.00万元，项目支出400.50万元。\n"


@pytest.fixture
def both(report: Path) -> Review:
    good = report.with_name("林业局.txt")
    good.write_text(GOOD, encoding="utf-8")
    return pipeline.review([str(report), str(good)], Setting())


def summary(review: Review, verdicts: Verdicts | None = None) -> Summary:
    cards = pipeline.scorecards(review, Setting(), ("form", "scored", "department"))
    found, _ = parties(review, verdicts or AllErrors(), {}, cards)
    return Summary(found, [Failure("坏.pdf", "打不开", "请重新下载")], {"复核单位": "清溪县财政局"})


def test_a_row_for_each_department_counts_its_findings(both: Review) -> None:
    wrong, good = summary(both).departments
    assert list(wrong) == list(DEPARTMENTS)
    assert (wrong["单位"], wrong["自评得分"], wrong["自评等级"]) == ("清溪县水务局", "96", "良")
    assert (wrong["错误"], wrong["成立"]) == ("2", "2")
    assert wrong["主要问题"].split("；")[0].endswith("处")
    assert (good["错误"], good["主要问题"], good["自评得分"]) == ("0", "无", "未读到")


def test_decisions_are_counted(both: Review) -> None:
    first, *rest = problems(Review(both.documents[:1]))
    verdicts = Verdicts({first.finding.key: Verdict("不成立", note="口径已注明")})
    row = summary(both, verdicts).departments[0]
    assert (row["不成立"], row["成立"], row["未定"]) == ("1", "0", str(len(rest)))


def test_kinds_add_up_to_the_departments(both: Review) -> None:
    made = summary(both)
    for kind in ("错误", "疑点", "缺少", "提示"):
        assert sum(int(row[kind]) for row in made.categories) == sum(
            int(row[kind]) for row in made.departments
        )
    assert {row["涉及单位"] for row in made.categories} == {"1"}


def test_both_files_tell_what_could_not_be_read(both: Review) -> None:
    files = whole(summary(both), templates({}))
    paper = docx.Document(BytesIO(files["通报表.docx"]))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert {"坏.pdf", "打不开", "清溪县水务局（2023）"} <= set(cells)
    assert "清溪县财政局" in "".join(p.text for p in paper.paragraphs)
    book = openpyxl.load_workbook(BytesIO(files["汇总.xlsx"]))
    assert [sheet.title for sheet in book] == [
        "汇总_部门",
        "汇总_问题类别",
        "汇总_部门与类别",
        "汇总_未能核对",
    ]
    values = list(book.worksheets[0].values)
    assert values[0] == DEPARTMENTS
    assert [row[DEPARTMENTS.index("错误")] for row in values[1:]] == [2, 0]
    heads, wrong, good = book.worksheets[2].values
    assert (wrong[0], sum(int(str(n)) for n in wrong[2:])) == ("清溪县水务局", len(problems(both)))
    assert set(good[2:]) == {0}
    assert "前后不一" in heads or "合计与分项" in heads
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_one_department_alone_needs_no_summary(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(report.parent)
    main(["papers", str(report), "--out", "文书"])
    assert [path.name for path in Path("文书").iterdir()] == ["清溪县水务局"]
    main(["papers", str(report), "--out", "通报", "--only", "通报表"])
    assert sorted(path.name for path in Path("通报").iterdir()) == ["汇总.xlsx", "通报表.docx"]


def test_the_grades_are_a_norm_that_a_county_may_change(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(grades(review).values()) == ["P0", "P1", "P2", "P1", "通过"]
    usual = load.norm("problem-grades")
    own = replace(
        usual, value={"错误": "一类", "疑点": "二类", "缺少": "二类", "提示": "三类", "相符": "合格"}
    )
    monkeypatch.setattr(load, "norm", lambda *_: own)
    assert grades(review)["error"] == "一类"


def test_no_kind_of_mistake_is_called_like_a_column_of_departments() -> None:
    assert not set(FAMILY_NAMES.values()) & set(DEPARTMENTS)
    assert len(set(FAMILY_NAMES.values())) == len(FAMILY_NAMES)
    assert {page.family for page in pages().values()} <= set(FAMILY_NAMES)
