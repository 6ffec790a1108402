"""The whole way: numbering, settings, and text of any kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.facts import extract
from quanheng.model.document import Document
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.facts.reading import facts_in_table, facts_of, printed

TITLE = "2023年度部门决算"
TEXT = "总支出100.50万元，其中：基本支出40.20万元，项目支出60.30万元。"
PIECES = (
    "总支出", "基本支出", "会议费", "100万元", "40.5万元", "12家", "5%", "，", "。", "；", "：", "、", "（", "）", "其中", "比上年", "增加", "下降",
    "占", "完成年初预算的", "分别为", "2022年", "上年", "决算数", "年初预算", "大于", "持平", "一是", "①", "共计", "\n", "一、",
    "综合得分95分", "等级为“优”",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_text_is_read_and_every_claim_speaks_of_figures_of_the_document(pieces: list[str]) -> None:
    facts = facts_of("说明", "".join(pieces))
    assert [f.id for f in facts.figures] == list(range(len(facts.figures)))
    for claim in facts.claims:
        for operand in (*claim.operands, *(o for reading in claim.alternatives for o in reading)):
            assert facts.figures[operand.figure.id] is operand.figure


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_a_claim_names_no_figure_twice_in_one_role(pieces: list[str]) -> None:
    for claim in facts_of("说明", "".join(pieces)).claims:
        parts = [o.figure.id for o in claim.all("part")]
        assert len(parts) == len(set(parts))


def test_the_setting_overrides_what_the_document_says() -> None:
    document = read(f"部门决算\n{TEXT}".encode(), "x.txt")
    facts = extract(document, Setting(year=2021, organisation="某县某局", jurisdiction="430100"))
    assert (facts.year, facts.organisation, facts.jurisdiction) == (2021, "某县某局", "430100")
    assert printed(facts, "40.20万元").year == 2021


def test_the_setting_overrides_the_year_of_the_title() -> None:
    document = read(f"{TITLE}\n{TEXT}".encode(), "x.txt")
    assert printed(extract(document, Setting(year=2021)), "40.20万元").year == 2021


@pytest.mark.parametrize(
    ("title", "kind", "basis"),
    [
        ("2023年度部门决算", "final_accounts", "final"),
        ("2023年度部门预算", "budget", "initial"),
        ("2023年度部门整体支出绩效自评报告", "self_evaluation_report", "final"),
        ("2023年度工作总结", "unknown", ""),
    ],
)
def test_the_kind_of_document_gives_the_basis(title: str, kind: str, basis: str) -> None:
    facts = facts_of(title, TEXT)
    assert (facts.kind, printed(facts, "40.20万元").basis) == (kind, basis)


def test_text_comes_before_tables_and_both_are_numbered_together() -> None:
    facts = facts_in_table([["项目", "决算数（万元）"], ["会议费", "4.25"]], TITLE, TEXT)
    assert [(f.id, f.text) for f in facts.figures] == [
        (0, "100.50万元"),
        (1, "40.20万元"),
        (2, "60.30万元"),
        (3, "4.25"),
    ]


def test_headings_and_places_are_those_of_the_document() -> None:
    facts = facts_of(TITLE, "一、支出情况", TEXT)
    assert [(h.title, h.path) for h in facts.headings][-1] == ("支出情况", "一")
    assert printed(facts, "40.20万元").place.section == "一"


def test_an_empty_document_says_nothing() -> None:
    facts = extract(Document("x.txt", "text", []))
    assert (facts.figures, facts.claims, facts.headings, facts.kind, facts.year) == (
        [],
        [],
        [],
        "unknown",
        None,
    )
