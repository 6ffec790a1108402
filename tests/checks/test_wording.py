"""The pages on wording, private data and duties not met: their cases, and what they may claim."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.checks.pages import Page, pages
from quanheng.facts.extract import extract
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from quanheng.read import read

FAMILIES = {"wording": range(701, 750), "privacy": range(751, 770), "missing": range(801, 850)}
PAGES = [page for page in pages().values() if page.family in FAMILIES]
CASES = [(page, case) for page in PAGES for case in page.cases]


def run(page: Page, text: str) -> list[Finding]:
    check = page.check()
    assert check is not None
    return list(check(extract(read(text.encode(), "case.txt")), Setting()))


@pytest.mark.parametrize(("page", "case"), CASES, ids=[f"{page.id} {case['name']}" for page, case in CASES])
def test_case(page: Page, case: dict[str, Any]) -> None:
    found = [
        (f.stated.text, f.expected.text if f.expected else None) for f in run(page, case["text"]) if f.stated
    ]
    wanted = [(want["stated"], want.get("expected")) for want in case["finds"]]
    assert sorted(found, key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_page_has_a_number_of_its_family_and_look_alikes(page: Page) -> None:
    assert page.no in FAMILIES[page.family]
    assert any(case["finds"] for case in page.cases)
    assert sum(not case["finds"] for case in page.cases) >= 2
    assert page.basis
    assert page.remedy


@pytest.mark.parametrize(("page", "case"), CASES, ids=[f"{page.id} {case['name']}" for page, case in CASES])
def test_an_error_is_proved_and_every_finding_says_where_and_what(page: Page, case: dict[str, Any]) -> None:
    for finding in run(page, case["text"]):
        assert finding.rule == page.id
        assert finding.certainty == "proved" or finding.severity != "error"
        assert finding.marks[0].role == "stated"
        message = page.words(finding.values)
        assert "{" not in message
        assert "“”" not in message
        assert finding.stated is not None
        assert finding.stated.text in message or "name" in finding.values


def test_private_numbers_are_not_repeated_in_any_field() -> None:
    number = "11010519491231002X"
    text = f"受助人李明，身份证号{number}，卡号6217001234567890123，电话13812345678。"
    found = [finding for page in PAGES if page.family == "privacy" for finding in run(page, text)]
    assert {finding.rule for finding in found} == {
        "privacy/identity-number",
        "privacy/bank-account",
        "privacy/mobile-number",
    }
    shown = repr([(f.marks, f.stated, f.expected, f.values, f.repairs) for f in found])
    assert not any(secret in shown for secret in (number, "6217001234567890123", "13812345678"))


def test_an_ordinary_report_is_left_alone() -> None:
    text = """2023年度某林县林业局部门整体支出绩效自评报告
一、基本情况
（一）机构设置
根据县政办发〔2019〕12号文件，内设6个股室，在职32人，退休18人。办公电话0735-6888888。
（二）职责
1、贯彻执行林业方针政策。
2、承办县委、县政府交办的其他任务。
二、预算执行情况
2023年年初预算1,234.56万元，决算1,300.12万元，完成年初预算的105.31%，主要原因是人员经费增加3万5000元。
截至2023年12月31日，固定资产原值565.93万元，公务用车2辆。三年来（2021—2023年）共培训300余人次。
三、绩效情况
组织赴省内外县学习，慰问困难党员25人共2.5万元，增减变动情况见说明。
自评综合得分96.5分，评价等级为“优”。
四、存在问题
无。"""
    assert [(f.rule, f.stated and f.stated.text) for page in PAGES for f in run(page, text)] == []
