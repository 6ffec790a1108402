"""Weights of one project in two documents: one misprint is asked about, another way of dividing the points is not."""

from __future__ import annotations

from quanheng.checks.case_engine import run_case
from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.case import Paper
from quanheng.model.setting import Setting
from quanheng.read import read

ROWS = [("管护工程数", "36处"), ("水质达标率", "95%"), ("受益人口", "1200人"), ("群众满意度", "90%")]


def paper(number: int, title: str, weights: tuple[int, ...], scored: bool) -> Paper:
    head = "一级指标|二级指标|三级指标|年度指标值|" + ("实际完成值|分值|得分" if scored else "分值")
    rows = [
        f"|产出指标|数量指标|{name}|{target}|" + (f"{target}|{w}|{w}|" if scored else f"{w}|")
        for (name, target), w in zip(ROWS, weights, strict=False)
    ]
    width = head.count("|") + 1
    name = "|项目名称|饮水管护" + "|" * (width - 1)
    text = "\n".join(
        [f"某林县水利局2025年度项目支出绩效{title}", "", name, "|---" * width + "|", f"|{head}|", *rows]
    )
    document = read(text.encode(), f"{title}.txt")
    facts = extract(document)
    run(facts, Setting())
    return Paper(number, title, facts, document, title)


def asked(declared: tuple[int, ...], scored: tuple[int, ...]) -> bool:
    papers = [paper(0, "目标申报表", declared, False), paper(1, "自评表", scored, True)]
    return any(placed.finding.rule == "cases/targets-differ" for placed in run_case(papers, Setting())[1])


def test_one_weight_of_a_long_list() -> None:
    assert asked((40, 30, 20, 10), (30, 30, 20, 10))
    assert not asked((30, 30, 20, 10), (30, 30, 20, 10))


def test_a_short_list_is_asked_about_where_the_points_are_neither_90_nor_100() -> None:
    assert asked((55, 40, 25), (25, 40, 25))
    assert not asked((35, 40, 25), (25, 40, 25))


def test_all_weights_are_another_scale() -> None:
    assert not asked((40, 35, 15, 10), (35, 30, 20, 5))
