"""The traps that people really fall into, each planted by hand in clean rows and told in its own words."""

from __future__ import annotations

from typing import Any

import pytest

from quanheng.ledgers.load import read_schema, schema
from quanheng.ledgers.period import year_of
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.traps.run import search
from tests.generator.registers.rows import YEAR, clean, credit_code

WAN = 10**6
SAME = "SAME"  # the first row's own cell

NAMED: list[tuple[str, str, list[dict[str, Any]], str]] = [
    ("re-recognised counted as new", "high-tech-enterprises",
     [{"code": credit_code(1), "recognised": f"{YEAR - 3}-11-01"},
      {"code": credit_code(1), "enterprise": SAME, "kind": "新认定", "recognised": f"{YEAR}-11-01"}],
     "本次应为重新认定，不能算新增"),
    ("certificate expired", "high-tech-enterprises",
     [{"recognised": f"{YEAR - 3}-06-01", "expires": f"{YEAR}-05-31", "state": "有效"}], "期末已过期，状态仍写有效"),
    ("filed counted as passed", "high-tech-applications", [{"outcome": "通过", "notice": None}], "申报不等于通过"),
    ("batches overlap", "high-tech-applications",
     [{"batch": "第一批"}, {"code": SAME, "enterprise": SAME, "batch": "第二批"}], "同一年出现在第一批、第二批"),
    ("the same firm twice", "technology-smes",
     [{"state": "入库"}, {"state": "入库", "code": SAME, "enterprise": SAME}], "本年入库 2 次，只能计一家"),
    ("date outside the year", "technology-smes", [{"entered": f"{YEAR - 1}-12-31"}], f"{YEAR - 1}-12-31 不在{YEAR}年"),
    ("year-end and month-end batches", "scale-industry", [{"entered": f"{YEAR}-12", "batch": None}], "年度批次还是月度批次"),
    ("re-checked counted as new", "specialised-enterprises",
     [{"recognised": f"{YEAR - 3}-05-01", "grade": "专精特新", "code": credit_code(1)},
      {"recognised": f"{YEAR}-05-01", "grade": SAME, "code": SAME, "enterprise": SAME, "kind": "新认定"}],
     "本次是复核，不能算新增"),
    ("applied counted as granted", "innovation-platforms", [{"state": "获批", "notice": None}], "没有批文或获批日；组织"),
    ("the same contract twice", "technology-contracts",
     [{"state": "已登记"},
      {"state": "已登记", "seller": SAME, "buyer": SAME, "amount": SAME, "signed": SAME, "registered": SAME}],
     "是不是同一份合同"),
    ("technical value above the contract", "technology-contracts", [{"amount": WAN, "technical": 2 * WAN}], "大于成交额"),
    ("large contract not verified", "technology-contracts", [{"amount": 2000 * WAN, "verified": None}], "是大额合同，没有核查意见"),
    ("provisional figure", "rd-spending", [{"source": "快报"}], "可能与核定的年报数不同"),
    ("not of the 206 class", "fiscal-science", [{"kind": "科学技术支出", "subject_code": "2050101"}], "不是 206 类"),
    ("paid at the year's end", "award-payments", [{"paid": f"{YEAR}-12-25"}], f"在 {YEAR}-12-25 才拨付"),
    ("paid long after the allotment", "award-payments",
     [{"allotted": f"{YEAR}-01-05", "paid": f"{YEAR}-03-05"}], "超过 30 天"),
    ("rounded beneficiaries", "commissioner-services", [{"benefited": 50000}], "像估计数，请附签到表"),
    ("visits counted as persons", "enterprise-visits", [{"persons": None}], "人次只能按次数计"),
    ("a problem closed without a reply", "enterprise-problems", [{"state": "已办结", "reply": None}], "没有办结日或答复"),
    ("agreed counted as lent", "financing", [{"stage": "放款", "lent": None}], "授信不等于放款"),
    ("counted by two sections", "upper-funds", [{}, {"notice": SAME, "project": SAME}], "是两个股室都报了"),
    ("about so much", "arrears", [{"amount": 190 * WAN, "paid": WAN}], "是整数，请附协议"),
    ("closed without a re-check", "hazards", [{"state": "销号", "rechecked": None}], "没有复查日或销号日"),
    ("nobody dissatisfied", "satisfaction",
     [{"returned": 300, "satisfied": 260, "fairly": 40, "unsatisfied": 0}], "没有一份不满意，请附问卷原件"),
    ("published after twenty days", "disclosure",
     [{"version": "1", "approved": f"{YEAR}-08-01", "published": f"{YEAR}-08-22"}], "超过 20 日"),
    ("title and allotment differ", "special-funds", [{"project": "某专项资金200万元", "amount": 150 * WAN}], "两者不同"),
    ("a private number in a public column", "enterprise-visits", [{"content": "电话13912345678"}], "里有手机号"),
]  # fmt: skip


def planted(name: str, changed: list[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """What the traps say of clean rows, and of the same with the first of them changed."""
    ledger = schema(name)
    before = clean(ledger)
    rows = [dict(row.data) for row in before]
    for data, given in zip(rows, changed, strict=False):
        data.update({key: rows[0][key] if value == SAME else value for key, value in given.items()})
    after = [row_of(ledger, data, n) for n, data in enumerate(rows, 1)]
    told = ([one.message for one in search(ledger, kept, year_of(YEAR))] for kept in (before, after))
    return next(told), next(told)


@pytest.mark.parametrize(
    ("name", "changed", "words"), [one[1:] for one in NAMED], ids=[one[0] for one in NAMED]
)
def test_it_is_told_where_it_is_and_nowhere_else(
    name: str, changed: list[dict[str, Any]], words: str
) -> None:
    before, after = planted(name, changed)
    assert not any(words in one for one in before)
    assert any(words in one for one in after), after


def told_of(name: str, changes: list[dict[str, Any]]) -> list[str]:
    """What the traps say of as many rows as there are changes, each changed in its own way."""
    ledger = schema(name)
    rows = [dict(row.data) | given for row, given in zip(clean(ledger, len(changes)), changes, strict=True)]
    made = [row_of(ledger, data, n) for n, data in enumerate(rows, 1)]
    return [one.message for one in search(ledger, made, year_of(YEAR))]


def test_five_guests_in_every_batch() -> None:
    assert any("12 批中有 12 批都是 5 人" in one for one in told_of("receptions", [{"guests": 5}] * 12))
    assert not any(
        "像按固定人数填写" in one for one in told_of("receptions", [{"guests": n} for n in range(2, 14)])
    )


def test_a_monthly_rule_with_one_record() -> None:
    once = [{"date": f"{YEAR}-03-0{n}"} for n in range(1, 4)]
    assert any(
        "全期只有 1 个月有；按月检查的规则没有做到" in one for one in told_of("safety-inspections", once)
    )


def test_a_quarterly_rule_with_one_record() -> None:
    told = told_of("party-activities", [{"kind": "党建", "date": f"{YEAR}-06-01"}])
    assert any("第1季度、第3季度、第4季度没有党建活动记录" in one for one in told)


def test_every_problem_is_told_to_be_solved() -> None:
    solved = {"state": "已办结", "reply": "已答复", "satisfied": "满意"}
    assert any("60件全部办结，请抽查" in one for one in told_of("enterprise-problems", [solved] * 60))
    assert not any(
        "全部办结" in one for one in told_of("enterprise-problems", [*[solved] * 59, {"state": "办理中"}])
    )


def test_what_came_and_went_does_not_make_what_is_there() -> None:
    gone = {"entered": f"{YEAR - 2}-01", "left": f"{YEAR}-06", "reason": "规模不达标"}
    again = told_of(
        "scale-industry", [gone, {"entered": f"{YEAR - 1}-01"}, {"entered": f"{YEAR}-04", "batch": "月度"}]
    )
    assert not any("期末却是" in one for one in again)


def test_an_amount_that_is_not_its_product() -> None:
    ledger = read_schema(
        "tickets",
        {
            "title": "票", "key": "number",
            "columns": {
                "number": {"title": "编号", "type": "code"}, "each": {"title": "单价", "type": "money"},
                "count": {"title": "张数", "type": "count"}, "amount": {"title": "金额", "type": "money"},
            },
            "traps": [{"trap": "product", "total": "amount", "parts": ["each", "count"]}],
        },
        "test",
    )  # fmt: skip
    rows = [
        row_of(ledger, {"number": "1", "each": 5000, "count": 3, "amount": amount})
        for amount in (15000, 15100)
    ]
    told = [
        [one.message for one in search(ledger, [row], year_of(YEAR)) if one.trap == "product"] for row in rows
    ]
    assert [len(one) for one in told] == [0, 1]
    assert told[1][0] == "与各项之积不符，按各项应为150，请核对", "any of the three may be the wrong one"


def test_a_ledger_that_goes_through_the_years_is_told_so_once() -> None:
    described = schema("technology-smes")
    rows = [*_of_year(YEAR, 12), *_of_year(YEAR - 1, 10), *_of_year(YEAR + 1, 2)]
    caught = [one for one in search(described, rows, year_of(YEAR)) if one.trap == "outside"]
    assert [(one.severity, len(one.keys)) for one in caught] == [("doubt", 1), ("doubt", 1), ("note", 0)]
    assert caught[2].message == f"入库日在{YEAR - 1}年的有 10 行，不计入{YEAR}年"


def _of_year(year: int, count: int) -> list[Row]:
    described = schema("technology-smes")
    return [
        row_of(
            described,
            {**row.data, "entered": f"{year}-06-15", "number": f"{year}43042308{number:06}"},
            number,
        )
        for number, row in enumerate(clean(described, count), 1)
    ]
