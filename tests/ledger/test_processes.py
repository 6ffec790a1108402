"""Processes: every shipped one loads and can be walked; refusals, terms, conflicts, signatures, objections."""

from __future__ import annotations

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from quanheng.ledgers.load import names as ledger_names
from quanheng.ledgers.load import schema
from quanheng.ledgers.processes.days import due, is_workday
from quanheng.ledgers.processes.load import names, process, read_process
from quanheng.ledgers.processes.machine import Attempt, Machine, Refused
from quanheng.ledgers.processes.record import WORKDAYS, Actor, Standing, Step, Term
from quanheng.ledgers.schema import BadLedger, Column, Data


def test_fourteen_processes_are_shipped_and_ledgers_name_those_that_fill_them() -> None:
    assert [process(name).no for name in names()] == list(range(1, 15))
    filled = {schema(name).process for name in ledger_names()} - {""}
    assert filled <= set(names())
    assert all(schema(process(name).ledger).process == name for name in names())


@pytest.mark.parametrize("name", names())
def test_every_state_can_be_reached_and_every_process_ends(name: str) -> None:
    found = process(name)
    reached = {"", *(step.target for step in found.steps if step.target)}
    assert {state for state in found.states if state} <= reached
    assert found.ends or name == "final-accounts-disclosure"
    assert any("" in step.sources for step in found.steps)


def value_for(column: Column, on: date) -> Any:
    return {
        "choice": column.choices[0] if column.choices else "",
        "date": (on + timedelta(days=40)).isoformat(),
        "month": on.isoformat()[:7],
        "year": on.year,
        "money": 10_000_00,
        "count": 1,
        "number": 8000,
        "percent": 1,
    }.get(column.type, "某某")


class Walk:
    """One row taken through a process, each step once, on days that the terms allow."""

    def __init__(self, name: str) -> None:
        found = process(name)
        self.machine = Machine(found, schema(found.ledger))
        self.standing, self.on = Standing(), date(2024, 3, 1)
        self.row: dict[str, Any] = {}

    def to_the_end(self) -> None:
        taken: set[str] = set()
        while step := next((one for one in self.onward() if one.name not in taken and self.take(one)), None):
            taken.add(step.name)

    def onward(self) -> list[Step]:
        """The steps from here: those that stay, then those that lead to the next state, those back last."""
        nobody = Actor("", frozenset())
        offers = [o.step for o in self.machine.offers(self.standing, nobody, self.row, self.on)]
        plain = [step for step in offers if not step.objects and not step.settles]
        states = ("", *self.machine.process.states)
        here = states.index(self.standing.state)
        ahead = {step.name: (states.index(step.target) - here) % len(states) for step in plain if step.target}
        return sorted(plain, key=lambda step: ahead.get(step.name, 0))

    def take(self, step: Step) -> bool:
        for other, count in step.people.items():
            for number in range(count):
                self.once(self.machine.process.step(other), f"专家{number}")
        return all(self.once(step, f"{step.name}{role}", role) for role in step.signs or step.who[:1])

    def once(self, step: Step, person: str, role: str = "") -> bool:
        wait = self.on
        if step.wait:
            start = self.row.get(step.wait.column) or self.standing.since.isoformat()
            wait = due(step.wait, date.fromisoformat(start)).day
        self.on = max(self.on, wait) + timedelta(days=1)
        lacking = [c for c in step.needs if self.row.get(c) is None]
        data = {c: value_for(self.machine.schema.column(c), self.on) for c in lacking}
        actor = Actor(person, frozenset([role or step.who[0]]))
        given = Attempt(self.on, data, step.evidence, role=role)
        try:
            made = self.machine.take(step.name, self.standing, actor, self.row, given)
        except Refused:
            return False
        self.standing, self.row = made.standing, {**self.row, **made.data}
        return True


@pytest.mark.parametrize("name", names())
def test_a_process_can_be_walked_to_its_end(name: str) -> None:
    walk = Walk(name)
    walk.to_the_end()
    found = walk.machine.process
    assert walk.standing.state in (found.ends or ("已更正",)), [m.step for m in walk.standing.moves]
    if found.column:
        assert walk.row[found.column] == walk.standing.state


PROJECT = Machine(process("science-project"), schema("science-projects"))
ROW: dict[str, Any] = {"title": "某技术", "enterprise": "甲公司", "code": "X", "fiscal": 2_000_000}
SCIENCE = Actor("李科员", frozenset(["science"]))


def standing_at(state: str, since: date, *moves: Any) -> Standing:
    return Standing(state, since, tuple(moves))


def at_review() -> tuple[Standing, dict[str, Any]]:
    row = dict(ROW)
    standing = Standing()
    for name, actor, papers in (
        ("file", Actor("张三", frozenset(["enterprise"]), "甲公司"), ("项目申报书",)),
        ("formal", SCIENCE, ("形式审查表",)),
        ("invite", SCIENCE, ()),
    ):
        made = PROJECT.take(name, standing, actor, row, Attempt(date(2024, 4, 1), {}, papers))
        standing, row = made.standing, {**row, **made.data}
    return standing, row


def refused(name: str, standing: Standing, actor: Actor, row: Data, given: Attempt) -> list[str]:
    with pytest.raises(Refused) as caught:
        PROJECT.take(name, standing, actor, row, given)
    return caught.value.reasons


def test_a_step_out_of_turn_by_the_wrong_role_without_papers_is_refused_with_every_reason() -> None:
    reasons = refused("accept", Standing(), SCIENCE, ROW, Attempt(date(2024, 4, 1)))
    assert reasons == ["“验收”只能在实施、中期之后办，现在是新登记", "没有附：验收意见"]
    reasons = refused("file", Standing(), SCIENCE, {}, Attempt(date(2024, 4, 1)))
    assert reasons == [
        "“企业申报”由申报单位办理",
        "没有填：项目名称、承担单位、统一社会信用代码",
        "没有附：项目申报书",
    ]


def test_an_expert_with_a_tie_to_the_applicant_stands_aside() -> None:
    standing, row = at_review()
    given = Attempt(date(2024, 4, 8), {"score": 8000}, ("评审意见",))
    tied = Actor("王教授", frozenset(["expert"]), "大学", frozenset(["甲公司"]))
    assert refused("review", standing, tied, row, given) == ["王教授与承担单位“甲公司”有利害关系，应当回避"]
    own = Actor("张三", frozenset(["expert"]))
    assert "办过“企业申报”" in refused("review", standing, own, row, given)[0]


def test_three_experts_and_the_mean_of_their_scores() -> None:
    standing, row = at_review()
    for number, score in enumerate((8000, 8500, 9001)):
        expert = Actor(f"专家{number}", frozenset(["expert"]))
        if number == 2:
            assert refused(
                "conclude", standing, SCIENCE, row, Attempt(date(2024, 4, 9), {}, ("评审汇总表",))
            ) == ["“专家评审”要 3 人，现有 2 人"]
        standing = PROJECT.take(
            "review", standing, expert, row, Attempt(date(2024, 4, 8), {"score": score}, ("评审意见",))
        ).standing
    twice = Actor("专家0", frozenset(["expert"]))
    given = Attempt(date(2024, 4, 8), {"score": 9900}, ("评审意见",))
    assert "不能再办“专家评审”" in refused("review", standing, twice, row, given)[0]
    made = PROJECT.take("conclude", standing, SCIENCE, row, Attempt(date(2024, 4, 9), {}, ("评审汇总表",)))
    assert made.data["score"] == 8500
    assert made.standing.state == "审定"


def decided() -> tuple[Standing, dict[str, Any]]:
    row = {**ROW, "score": 8500}
    standing = standing_at("审定", date(2024, 4, 9))
    for person, role in (("赵局长", "bureau"), ("钱科长", "finance")):
        given = Attempt(date(2024, 4, 12), {}, ("审定意见",), role=role)
        made = PROJECT.take("decide", standing, Actor(person, frozenset([role])), row, given)
        standing, row = made.standing, {**row, **made.data}
    return standing, row


def test_a_joint_decision_needs_both_signatures_by_two_people() -> None:
    row = {**ROW, "score": 8500}
    standing = standing_at("审定", date(2024, 4, 9))
    given = Attempt(date(2024, 4, 12), {}, ("审定意见",), role="bureau")
    both = Actor("赵局长", frozenset(["bureau", "finance"]))
    first = PROJECT.take("decide", standing, both, row, given)
    assert first.standing.state == "审定"
    assert "published" not in first.data
    again = Attempt(date(2024, 4, 12), {}, ("审定意见",), role="finance")
    assert refused("decide", first.standing, both, row, again) == ["赵局长已经签署，要由另一方签署"]
    other = Actor("孙局长", frozenset(["bureau"]))
    assert refused("decide", first.standing, other, row, given) == ["科技主管部门已经签署，要由另一方签署"]
    standing, row = decided()
    assert standing.state == "公示"
    assert row["published"] == "2024-04-12"


def test_a_low_score_is_not_approved() -> None:
    row = {**ROW, "score": 5999}
    reasons = refused(
        "decide",
        standing_at("审定", date(2024, 4, 9)),
        Actor("赵局长", frozenset(["bureau"])),
        row,
        Attempt(date(2024, 4, 12), {}, ("审定意见",)),
    )
    assert reasons == ["评审平均分不到 60 分，不能立项"]


def test_publicity_lasts_its_workdays_and_objections_are_settled_first() -> None:
    standing, row = decided()
    bureau = Actor("赵局长", frozenset(["bureau"]))
    given = {"number": "2024-01"}
    # seven workdays from Friday 12 April 2024 end on Tuesday 23 April
    early = Attempt(date(2024, 4, 23), given, ("立项通知",))
    assert refused("approve", standing, bureau, row, early) == ["公示还没有满7个工作日，到 2024-04-23 为止"]
    public = Actor("居民", frozenset(["public"]))
    late = Attempt(date(2024, 4, 24), {}, ("异议书",))
    assert refused("object", standing, public, row, late) == ["公示期7个工作日已过，2024-04-23 截止"]
    objected = PROJECT.take(
        "object", standing, public, row, Attempt(date(2024, 4, 22), {}, ("异议书",))
    ).standing
    after = Attempt(date(2024, 4, 24), given, ("立项通知",))
    assert refused("approve", objected, bureau, row, after) == ["有 1 件异议没有处理"]
    settled = PROJECT.take(
        "settle", objected, SCIENCE, row, Attempt(date(2024, 4, 24), {}, ("异议处理意见",))
    ).standing
    made = PROJECT.take("approve", settled, bureau, row, after)
    assert made.standing.state == "立项"
    assert made.data["approved"] == "2024-04-24"


def test_paying_more_than_approved_is_refused() -> None:
    reasons = refused(
        "pay",
        standing_at("签订", date(2024, 5, 1)),
        Actor("周会计", frozenset(["finance"])),
        ROW,
        Attempt(date(2024, 5, 8), {"paid_amount": 2_000_001, "allotted": "2024-05-02"}, ("支付凭证",)),
    )
    assert reasons == ["拨付金额大于立项的财政资金"]


def test_a_date_before_the_last_step_is_refused() -> None:
    standing, row = at_review()
    expert = Actor("专家", frozenset(["expert"]))
    given = Attempt(date(2024, 3, 31), {"score": 8000}, ("评审意见",))
    assert refused("review", standing, expert, row, given) == ["日期 2024-03-31 早于上一步的 2024-04-01"]


def test_offers_tell_terms_and_what_stands_in_the_way() -> None:
    standing, row = at_review()
    offers = {one.step.name: one for one in PROJECT.offers(standing, SCIENCE, row, date(2024, 4, 2))}
    assert set(offers) == {"review", "conclude"}
    assert offers["review"].refusals == ("“专家评审”由评审专家办理",)
    term = offers["review"].due
    assert term is not None
    assert term.day == date(2024, 4, 29)  # 4-6 April are holidays, 7 and 28 April are worked


def test_workdays_follow_the_holidays_of_the_year() -> None:
    assert not is_workday(date(2024, 10, 4))
    assert is_workday(date(2024, 10, 12))
    assert not is_workday(date(2024, 10, 13))
    assert due(Term(5, WORKDAYS), date(2024, 9, 30)).day == date(2024, 10, 12)
    assert due(Term(20), date(2024, 8, 1)).day == date(2024, 8, 21)
    assert not due(Term(3, WORKDAYS), date(2031, 5, 1)).sure


def test_what_is_late_and_what_the_year_end_asks_for() -> None:
    funds = Machine(process("fund"), schema("special-funds"))
    row: Data = {"project": "甲", "state": "下达", "amount": 10**8, "issued": "2024-10-01", "spent": 0}
    standing = standing_at("下达", date(2024, 10, 1))
    assert funds.warnings([("k", row, standing)], date(2024, 10, 20)) == []
    soon = funds.warnings([("k", row, standing)], date(2024, 10, 20), ahead=15)
    assert [one.message for one in soon] == ["“用款计划”要在 2024-10-31 前办，还有 11 天"]
    found = funds.warnings([("k", row, standing)], date(2024, 11, 20))
    assert [one.late for one in found] == [20, 0]
    assert found[1].message == "甲下达 100万元，已支出 0万元，年底前要支付完"


WRONG: list[tuple[list[str], Any, str]] = [
    (["steps", "pay", "to"], "完成", "steps.pay to：没有状态“完成”"),
    (["steps", "pay", "who"], "banker", "没有角色“banker”"),
    (["steps", "pay", "needs"], ["money"], "没有栏目“money”"),
    (["steps", "pay", "within"], {"days": 3, "unit": "weeks"}, "只能是 workdays"),
    (["steps", "pay", "people"], {"ghost": 2}, "没有步骤“ghost”"),
    (["steps", "pay", "form"], "slip", "没有打印表“slip”"),
    (["steps", "pay", "colour"], "red", "不认识的项 colour"),
    (["ledger"], "nowhere", "没有台账“nowhere”"),
]


@pytest.mark.parametrize(("path", "value", "told"), WRONG, ids=[told for *_, told in WRONG])
def test_a_wrong_declaration_is_told_with_file_and_key(path: list[str], value: Any, told: str) -> None:
    tree = copy.deepcopy(dict(process("fund").source))
    place = tree
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(BadLedger) as caught:
        read_process("own", tree, "资金.yaml")
    assert told in str(caught.value)
    assert str(caught.value).startswith("资金.yaml")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("rectification", "反馈 签收 措施 整改 佐证 复核 销号"),
        ("hazard", "排查 整改中 已整改 复查 销号"),
        ("science-project", "申报 形式审查 评审 审定 公示 立项 签订 实施 中期 验收 绩效考核 结题"),
        ("enterprise-cultivation", "培育中 达标预警 已申报 已转化"),
        ("technology-contract", "签订 提交 认定 已登记"),
        ("final-accounts-disclosure", "编制 批复 公开"),
        ("enterprise-problem", "登记 办理中 已答复 已办结"),
    ],
)
def test_the_line_of_a_process_is_the_one_that_ends_well(name: str, line: str) -> None:
    assert process(name).line == tuple(line.split())
