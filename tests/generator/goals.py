"""Goal declarations that are as they should be, and the slips of offices that copy last year's."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.generator.indicator_sheets import (
    OFFICES,
    PLACES,
    PROJECTS,
    Sheet,
    Slip,
    indicators,
    pick,
    rounded,
    share_out,
)

_WEIGHTS = (
    {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10},
    {"成本指标": 20, "产出指标": 50, "效益指标": 20, "满意度指标": 10},
)
_EVIDENCE = ("管护台账", "检测报告", "验收单", "决算报表", "问卷汇总表", "签到表")
_TITLES = ("项目支出绩效目标申报表", "项目支出绩效目标表", "{place}{office}项目支出绩效目标申报表")


def make_goals(seed: int) -> Sheet:
    """The sheet of a seed."""
    rng = Random(seed)
    year, place, office = rng.choice((2024, 2025, 2026)), rng.choice(PLACES), rng.choice(OFFICES)
    budget = rounded(Decimal(rng.randint(500, 90000)) / 100)
    other = rounded(budget * rng.choice((0, 1, 2)) / 10)
    rows = indicators(rng, year, budget)
    share_out(rows, rng.choice(_WEIGHTS))
    evidence = rng.random() < 0.5
    columns = [("group", "一级指标"), ("level2", "二级指标"), ("name", "三级指标")]
    apart = rng.random() < 0.6
    columns += [("sign", "指标性质")] * apart + [("target", rng.choice(("指标值", "年度指标值")))]
    columns += [("unit", "计量单位")] * apart + [("points", rng.choice(("权重", "分值")))]
    last = rng.random() < 0.4
    columns += [("last_result", "上年完成值")] * last + [("evidence", "数据来源")] * evidence
    for row in rows:
        row["evidence"] = rng.choice(_EVIDENCE)
        row["last_result"] = _last(row, rng)
    title = rng.choice(_TITLES).format(place=place, office=office)
    return Sheet(
        "goals",
        [title, f"（{year}年度）"],
        [
            ["项目名称", rng.choice(PROJECTS), "", "主管部门", place + office],
            ["项目资金（万元）", "年度资金总额", "", str(budget)],
            ["", "其中：财政拨款", "", str(budget - other)],
            ["", "其他资金", "", str(other)],
            ["年度目标", "按计划完成各项任务，受益群众满意。"],
        ],
        columns,
        rows,
        {"points": str(sum(int(row["points"]) for row in rows))} if rng.random() < 0.5 else None,
        apart=apart,
        joined=rng.random() < 0.5,
        year=year,
        seed=seed,
    )


def _last(row: dict[str, str], rng: Random) -> str:
    """Last year's result, a little below the target; of a cost a little above."""
    if row["kind"] in ("time", "cost"):
        return ""
    return f"{int(row['target']) - rng.randint(0, 3)}{row['unit']}"


def _weight(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng)
    assert row is not None
    row["points"] = str(int(row["points"]) + rng.choice((1, 2, 5)))
    return True


def _funds(sheet: Sheet, rng: Random) -> bool:
    sheet.above[1][3] = str(Decimal(sheet.above[1][3] or 0) + rng.randint(1, 9))
    return True


def _set(role: str, value: str, *kinds: str) -> object:
    def act(sheet: Sheet, rng: Random) -> bool:
        row = pick(sheet, rng, *kinds)
        if row is None or role not in {r for r, _ in sheet.columns} | {"target", "unit", "sign"}:
            return False
        row[role] = value
        return True

    return act


def _vague(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "effect", "count")
    assert row is not None
    row.update(
        target=rng.choice(("显著提升", "明显提高", "较好", "有效提升", "满意")),
        unit="",
        sign="定性" if sheet.apart else "",
    )
    return True


def _above_budget(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "cost")
    assert row is not None
    row["target"] = str(Decimal(row["target"]) * 2)
    return True


def _same_again(sheet: Sheet, rng: Random) -> bool:
    first, second = pick(sheet, rng, "count"), pick(sheet, rng, "effect")
    assert first is not None
    assert second is not None
    second.update({role: first[role] for role in ("name", "sign", "target", "unit")})
    return True


def _no_benefit(sheet: Sheet, rng: Random) -> bool:  # noqa: ARG001 every slip is called alike
    sheet.rows = [row for row in sheet.rows if row["kind"] != "effect"]
    sheet.total = None
    return True


def _below_last(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count", "effect")
    if row is None or "last_result" not in {r for r, _ in sheet.columns}:
        return False
    row["last_result"] = f"{int(row['target']) + rng.randint(1, 30)}{row['unit']}"
    return True


def _last_year(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "time")
    assert row is not None
    row["target"] = f"{sheet.year - 1}年12月底前"
    return True


def _money(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count")
    assert row is not None
    row.update(name="补助资金", unit="万元")
    return True


def _pleased_as_benefit(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "effect")
    assert row is not None
    row.update(name="群众满意程度", target="90", unit="%")
    return True


GOAL_SLIPS = (
    Slip("weight", _weight, ("goals/weight-sum", "sums/parts-and-total")),
    Slip("funds", _funds, ("sums/parts-and-total",)),
    Slip("vague", _vague, ("goals/vague-target",)),
    Slip("blank", _set("target", "", "count", "rate"), ("goals/blank-cell",)),  # type: ignore[arg-type]
    Slip("unit", _set("unit", "", "count"), ("goals/unit-missing",)),  # type: ignore[arg-type]
    Slip("direction", _set("sign", "≥", "cost"), ("goals/cost-direction",)),  # type: ignore[arg-type]
    Slip("above-budget", _above_budget, ("goals/cost-above-budget",)),
    Slip("evidence", _set("evidence", ""), ("goals/evidence",)),  # type: ignore[arg-type]
    Slip("repeated", _same_again, ("goals/repeated",)),
    Slip("no-benefit", _no_benefit, ("goals/required-kinds",)),
    Slip("below-last", _below_last, ("goals/below-last-result",)),
    Slip("last-year", _last_year, ("goals/outside-year",)),
    Slip("money", _money, ("goals/misplaced",)),
    Slip("satisfaction", _pleased_as_benefit, ("goals/misplaced",)),
    Slip("rate", _set("target", "950", "rate"), ("goals/over-hundred",)),  # type: ignore[arg-type]
)
