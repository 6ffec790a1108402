"""The engine: findings of the right page and weight, stable keys, one cause told once, no lost run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.checks.breaker import doubt_templates
from quanheng.checks.clusters import gather
from quanheng.checks.engine import run
from quanheng.checks.judgement import Judgement
from quanheng.checks.pages import Page, pages, pages_judging
from quanheng.checks.parallel import close_parallel
from quanheng.checks.verdict import judge
from quanheng.facts import extract
from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark, Said
from quanheng.model.place import Cell, Place
from quanheng.model.relation import AGREE, OFF, UNDECIDED, Claim, Operand, Relation
from quanheng.model.review import Facts
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.checks.build import facts_of, figure, total

PARAGRAPHS = (
    "2023年总支出1200.50万元，其中：基本支出800.20万元，项目支出4000.30万元。",
    "2023年“三公”经费支出共计8.00万元，较上年支出数减少2.00万元，下降25.00%。",
    "综合评价得分96分，评价等级为“良”。",
    "内设机构3个：办公室、业务股、财务股、人事股。",
    "资产总额320.50万元，负债总额120.30万元，净资产210.20万元。",
)


def check(text: str, **setting: Any) -> list[Finding]:
    return run(extract(read(text.encode(), "case.txt")), Setting(**setting))[1]


def of(*claims: Claim) -> Facts:
    figures = [o.figure for c in claims for o in c.operands]
    for number, one in enumerate(figures):
        one.id = number
    return Facts(figures, list(claims), [], [], year=2023)


def test_every_paragraph_has_its_finding() -> None:
    assert {f.rule for f in check("\n".join(PARAGRAPHS))} == {
        "sums/parts-and-total",
        "years/growth",
        "grades/grade-for-score",
        "counts/names-listed",
        "sums/balance",
    }


@settings(max_examples=30)
@given(st.permutations(PARAGRAPHS))
def test_keys_stay_when_paragraphs_are_moved(moved: list[str]) -> None:
    keys = {f.key for f in check("\n".join(PARAGRAPHS))}
    assert {f.key for f in check("\n".join(moved))} == keys
    assert {f.key for f in check("前言。\n\n" + "\n空行。\n".join(moved))} == keys


def test_two_findings_that_read_alike_have_keys_of_their_own() -> None:
    text = f"{PARAGRAPHS[2]}\n{PARAGRAPHS[2]}"
    one, two = (f for f in check(text) if f.rule == "grades/grade-for-score")
    assert two.key == f"{one.key}-2"


def test_the_same_text_gives_the_same_findings() -> None:
    text = "\n".join(PARAGRAPHS)
    first, second = check(text), check(text)
    assert [(f.rule, f.key, f.values, f.root) for f in first] == [
        (f.rule, f.key, f.values, f.root) for f in second
    ]


@pytest.mark.parametrize("rule", ["grades/grade-for-score", "grades", "601"])
def test_rules_are_chosen_by_id_family_or_number(rule: str) -> None:
    text = "\n".join(PARAGRAPHS)
    assert {f.rule for f in check(text, select=(rule,))} == {"grades/grade-for-score"}
    assert "grades/grade-for-score" not in {f.rule for f in check(text, ignore=(rule,))}
    assert check(text, select=(rule,), ignore=("grades",)) == []


def test_an_ignored_rule_still_counts_its_relations() -> None:
    facts = extract(read("\n".join(PARAGRAPHS).encode(), "case.txt"))
    verdicts = [[r.verdict for r in run(facts, Setting(ignore=ignored))[0]] for ignored in ((), ("sums",))]
    assert verdicts[0] == verdicts[1]


def crash(facts: Facts, setting: Setting) -> Iterator[Finding]:
    yield Finding("wording/stale-year", "note", "likely", [])
    raise RuntimeError(f"{facts.year}{setting.year}")


def with_check(monkeypatch: pytest.MonkeyPatch, check: Any, status: str = "stable") -> None:
    """One coded page beside those that judge."""

    class Coded(Page):
        def check(self) -> Any:
            return check

    made = Coded("sums/made", 9999, "标题", "error", status, "{stated}")
    judging = {page.id: page for page in pages().values() if page.judges}
    monkeypatch.setattr("quanheng.checks.engine.pages", lambda: {**judging, made.id: made})


def test_a_check_that_throws_is_told_and_loses_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with_check(monkeypatch, crash)
    found = check(PARAGRAPHS[2])
    assert [(f.rule, f.severity) for f in found] == [
        ("grades/grade-for-score", "error"),
        ("engine/crashed", "note"),
    ]
    assert found[1].values["name"] == "sums/made"
    assert "RuntimeError" in found[1].calculation
    assert check(PARAGRAPHS[2], ignore=("sums/made",))[-1].rule == "grades/grade-for-score"


@pytest.mark.parametrize(
    ("status", "certainty", "severity"),
    [("stable", "proved", "error"), ("stable", "likely", "doubt"), ("trial", "proved", "doubt")],
)
def test_a_coded_error_must_be_proved_by_a_stable_page(
    status: str, certainty: str, severity: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = Mark("stated", "1.00万元", Place(0, 0, 6, cell=Cell(0, 1, 2)))
    with_check(monkeypatch, lambda *_: iter([Finding("sums/made", "error", certainty, [mark])]), status)
    assert [(f.severity, f.certainty) for f in check("甲。")] == [(severity, certainty)]


@pytest.mark.parametrize(
    ("status", "confidence", "wanted"),
    [
        ("stable", None, ("error", "proved")),
        ("trial", None, ("doubt", "likely")),
        ("stable", 0.9996, ("error", "proved")),
        ("stable", 0.99, ("doubt", "suspect")),
    ],
)
def test_an_error_needs_a_stable_page_and_legible_figures(
    status: str, confidence: float | None, wanted: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {kind: replace(page, status=status) for kind, page in pages_judging().items()}
    monkeypatch.setattr("quanheng.checks.engine.pages_judging", lambda: made)
    said = total("9.00", "1.00", "2.00")
    said.operands[2].figure.confidence = confidence
    (found,) = run(of(said), Setting())[1]
    assert (found.severity, found.certainty) == wanted


def test_findings_come_in_the_order_of_the_document() -> None:
    found = check("\n".join(PARAGRAPHS))
    assert [f.marks[0].place.block for f in found] == sorted(f.marks[0].place.block for f in found)


def test_a_name_is_taken_from_the_words_else_from_the_lexicon() -> None:
    said = total("9.00", "1.00", "2.00")
    said.operands[0].figure.item = "expenditure.total"
    (found,) = run(of(said), Setting())[1]
    assert found.values["name"] == "总支出"
    said.operands[0].figure.surface = "本年支出"
    (found,) = run(of(said), Setting())[1]
    assert found.values["name"] == "本年支出"


def test_a_claim_that_no_page_judges_gives_no_finding() -> None:
    relations, findings = run(of(total("9.00", "1.00", kind="horoscope")), Setting())
    assert [(r.verdict, r.rule) for r in relations] == [(UNDECIDED, "")]
    assert findings == []


DECLARED = {
    "facts": {
        "expenditure.total": {"final": "200.00"},
        "expenditure.basic": {"final": "80.00"},
        "expenditure.project": {"final": "132.00"},
    }
}


def test_a_declared_relation_speaks_for_its_own_page_and_is_on_trial() -> None:
    (found,) = run(facts_of(DECLARED), Setting())[1]
    assert (found.rule, found.severity) == ("sums/expenditure-by-kind", "doubt")
    assert run(facts_of(DECLARED), Setting(ignore=("sums/expenditure-by-kind",)))[1] == []


def test_a_missing_term_is_an_undecided_relation() -> None:
    said = {name: value for name, value in DECLARED["facts"].items() if name != "expenditure.project"}
    relations, findings = run(facts_of({"facts": said}), Setting())
    assert findings == []
    assert [(r.rule, r.why) for r in relations if r.verdict == UNDECIDED] == [
        ("sums/expenditure-by-kind", "没有写项目支出")
    ]


def test_a_declared_fault_of_a_unit_is_filed_as_such() -> None:
    case = {"facts": {"income.total": {"final": "852.50元"}, "expenditure.grand": {"final": "852.50"}}}
    found = run(facts_of(case), Setting())[1]
    assert "units/amount-unit" in {f.rule for f in found}
    assert len({f.root for f in found}) == 1


def judged(*claims: Claim) -> list[tuple[Claim, Judgement]]:
    return [(claim, judge(claim)) for claim in claims]


GOOD, BAD = ("3.00", "1.00", "2.00"), ("9.00", "1.00", "2.00")


def fails(number: int) -> Claim:
    return total(f"{number}9.00", "1.00", "2.00")


@pytest.mark.parametrize(
    ("good", "bad", "severity"),
    [(3, 2, "doubt"), (7, 3, "error"), (6, 3, "doubt"), (0, 4, "error"), (0, 5, "doubt")],
)
def test_a_template_that_fails_in_three_of_ten_is_itself_in_doubt(good: int, bad: int, severity: str) -> None:
    made = judged(*(total(*GOOD) for _ in range(good)), *(fails(n) for n in range(1, bad + 1)))
    doubt_templates(made)
    weights = {(j.severity, bool(j.why)) for _, j in made if j.verdict == OFF}
    assert weights == {(severity, severity == "doubt")}
    assert sum(j.verdict == OFF for _, j in made) == bad


def test_one_wrong_figure_in_many_relations_is_one_failure() -> None:
    made = judged(*(total(*GOOD) for _ in range(3)), *(total(*BAD) for _ in range(5)))
    doubt_templates(made)
    assert {j.severity for _, j in made if j.verdict == OFF} == {"error"}


def test_the_breaker_leaves_units_and_other_templates_alone() -> None:
    made = judged(*(fails(n) for n in range(1, 6)), total("6.20元", "2.10", "4.10"))
    other = judged(total(*BAD, template="other"))
    doubt_templates(both := [*made, *other])
    assert [j.severity for _, j in both] == ["doubt"] * 5 + ["error", "error"]


def listed(*printed: str, names: tuple[str, ...] = ("甲费", "乙费", "丙费"), closed: bool = False) -> Claim:
    said = total(*printed, closed=closed)
    for one, name in zip(said.operands[1:], names, strict=True):
        one.figure.surface = name
    return said


SHORT = ("90.00", "10.00", "20.00", "27.00")


def test_a_list_is_closed_by_another_of_the_same_names_that_holds() -> None:
    held = listed("60.00", "10.00", "20.00", "30.00")
    made = judged(held, listed(*SHORT))
    assert made[1][1].verdict == UNDECIDED
    close_parallel(made)
    assert (made[1][1].verdict, made[1][1].severity) == (OFF, "error")
    assert made[0][1].verdict == AGREE


@pytest.mark.parametrize("names", [("甲费", "乙费", "丁费"), ("甲费", "甲费", "丙费"), ("甲费", "乙费", "")])
def test_a_list_of_other_repeated_or_missing_names_closes_nothing(names: tuple[str, ...]) -> None:
    made = judged(listed("60.00", "10.00", "20.00", "30.00", names=names), listed(*SHORT))
    close_parallel(made)
    assert made[1][1].verdict == UNDECIDED


def test_two_names_are_too_few_to_close_a_list() -> None:
    pair = ("甲费", "乙费")
    made = judged(
        listed("30.00", "10.00", "20.00", names=pair), listed("80.00", "10.00", "27.00", names=pair)
    )
    close_parallel(made)
    assert made[1][1].verdict == UNDECIDED


def finding(key: str, *figures: int, difference: str = "") -> Finding:
    values = {"difference": difference}
    return Finding("r", "error", "proved", [], Said("1"), values=values, key=key, figures=list(figures))


def roots(findings: list[Finding], *failing: Figure) -> list[str]:
    claims = [total("9.00", "1.00")]
    relations = [Relation(replace_figures(claims[0], failing), OFF)] if failing else []
    return [f.root for f in gather(findings, relations)]


def replace_figures(claim: Claim, figures: tuple[Figure, ...]) -> Claim:
    return replace(claim, operands=tuple(claim.operands[0]._replace(figure=one) for one in figures))


def test_findings_of_one_figure_or_one_difference_share_their_root() -> None:
    assert roots([finding("a", 1), finding("b", 1)]) == ["a", "a"]
    assert roots([finding("a", 1), finding("b", 2)]) == ["a", "b"]
    assert roots([finding("a", 1, difference="13.10万元"), finding("b", 2, difference="13.10万元")]) == [
        "a",
        "a",
    ]
    assert roots([finding("a", 1, difference="10万元"), finding("b", 2, difference="10万元")]) == ["a", "b"]
    assert roots([finding("a", 1), finding("b", 2, 1)], figure("1.00", 1), figure("2.00", 2)) == ["a", "a"]
    assert roots([finding("a", 1), finding("b", 2, 1)]) == ["a", "b"]


def test_a_finding_without_figures_is_its_own_root() -> None:
    bare = Finding("r", "note", "likely", [], key="k")
    assert [f.root for f in gather([bare], [])] == ["k"]


def test_one_contradiction_is_told_once_however_many_claims_lead_to_it() -> None:
    one, two = (
        Claim("restated", template, (Operand("stated", stated), Operand("first", first)), stated.place)
        for stated, first in [(figure("12.00万元", 0), figure("21.00万元", 1))]
        for template in ("unique", "result-differs")
    )
    figures = [o.figure for o in one.operands]
    _, findings = run(Facts(figures, [one, two], [], [], year=2023), Setting())
    assert [f.rule for f in findings] == ["restated/contradicted"]
