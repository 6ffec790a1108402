"""Mid-year monitoring sheets that are as they should be, and their slips."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.generator.indicator_sheets import (
    OFFICES,
    PLACES,
    PROJECTS,
    Row,
    Sheet,
    Slip,
    indicators,
    pick,
    rounded,
)

_MONTHS = (6, 7, 8)


def make_monitoring(seed: int) -> Sheet:
    """The sheet of a seed: money and results go along together, a little ahead of the local lines."""
    rng = Random(seed)
    year, month, place = rng.choice((2024, 2025)), rng.choice(_MONTHS), rng.choice(PLACES)
    budget = rounded(Decimal(rng.randint(50, 900)) * 100)
    pace = rng.randint(62, 70)
    rows = indicators(rng, year, budget)
    for row in rows:
        _progress(row, pace, rng)
    dash = rng.choice(("-", "—", "至"))
    span = f"1{dash}{month}月"
    divided = rng.random() < 0.3
    columns = [
        ("group", "一级指标"), ("level2", "二级指标"), ("name", "三级指标"), ("target", "年度指标值"),
        ("done", f"{span}{rng.choice(('执行情况', '完成情况'))}"), ("expected", "全年预计完成情况"), ("reason", "偏差原因分析"),
    ]  # fmt: skip
    columns += (
        [("sure", "确定能"), ("perhaps", "有可能"), ("never", "完全不可能")]
        if divided
        else [("possibility", "完成目标可能性")]
    )
    columns.append(("note", "备注"))
    sheet = Sheet(
        "monitoring",
        [f"{place}{year}年{span}项目支出绩效运行监控表"],
        [
            ["项目名称", rng.choice(PROJECTS), "", "主管部门", place + rng.choice(OFFICES)],
            *_funds(budget, pace, span, rng),
        ],
        columns,
        rows,
        apart=False,
        joined=rng.random() < 0.5,
        year=year,
        seed=seed,
    )
    if divided:
        _divide(sheet)
    return sheet


def _divide(sheet: Sheet) -> None:
    """The head of the chances takes two rows, and a tick stands under one of them."""
    names = [head for _, head in sheet.columns]
    at = names.index("确定能")
    above = [*names[:at], "完成目标可能性", None, None, *names[at + 3 :]]
    sheet.above.append(above)
    sheet.columns = [
        (role, head if role in ("sure", "perhaps", "never") else "") for role, head in sheet.columns
    ]
    for row in sheet.rows:
        row[{"确定能": "sure", "有可能": "perhaps", "完全不可能": "never"}[row["possibility"]]] = "√"


def _funds(budget: Decimal, pace: int, span: str, rng: Random) -> list[list[str | None]]:
    """Head and three rows; both sources go at one pace."""
    own = rounded(budget * rng.choice((0, 1, 2)) / 10)
    rows: list[list[str | None]] = [
        [
            "项目资金（万元）",
            "",
            "年初预算数",
            "全年预算数",
            f"{span}执行数",
            f"{span}执行率",
            "全年预计执行数",
        ]
    ]
    spent = {part: rounded(part * pace / 100) for part in (budget - own, own)}
    total = spent[budget - own] + spent[own]
    rows.append(_money("年度资金总额", budget, total, budget))
    rows.append(_money("其中：财政拨款", budget - own, spent[budget - own], budget - own))
    rows.append(_money("其他资金", own, spent[own], own))
    return rows


def _money(label: str, budget: Decimal, spent: Decimal, expected: Decimal) -> list[str | None]:
    rate = f"{rounded(spent * 100 / budget)}%" if budget else "—"
    return ["", label, str(budget), str(budget), str(spent), rate, str(expected)]


def _progress(row: Row, pace: int, rng: Random) -> None:
    """Done by now, expected for the year, chance, reason."""
    row.update(possibility="确定能", reason="", note="")
    if row["kind"] == "time":
        row.update(done="按计划推进", expected=row["target"])
    elif row["unit"] == "%":
        row.update(done=f"{row['target']}%", expected=f"{row['target']}%")
    elif row["kind"] == "cost":
        row.update(
            done=f"{rounded(Decimal(row['target']) * pace / 100)}万元", expected=f"{row['target']}万元"
        )
    else:
        target = int(row["target"])
        row.update(done=f"{target * pace // 100}{row['unit']}", expected=f"{target}{row['unit']}")
        if rng.random() < 0.15 and target > 20:
            row.update(
                expected=f"{target - target // 10}{row['unit']}", possibility="有可能", reason="雨季影响施工",
                note="10月底前补齐",
            )  # fmt: skip


def _short(sheet: Sheet, rng: Random, **more: str) -> bool:
    row = pick(sheet, rng, "count", "effect")
    if row is None or "sure" in {role for role, _ in sheet.columns}:
        return False
    target = int(row["target"])
    row.update(
        {
            "expected": f"{target - max(1, target // 5)}{row['unit']}",
            "reason": "",
            "note": "",
            "possibility": "有可能",
        }
        | more
    )
    return True


def _unsaid(sheet: Sheet, rng: Random) -> bool:
    return _short(sheet, rng)


def _sure(sheet: Sheet, rng: Random) -> bool:
    return _short(sheet, rng, possibility="确定能", reason="进度偏慢")


def _fewer(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count", "effect")
    assert row is not None
    done = int(row["done"].removesuffix(row["unit"]))
    row.update(expected=f"{done - 1}{row['unit']}", reason="受天气影响进度偏慢", note="")
    return done > 1


def _rate(sheet: Sheet, rng: Random) -> bool:
    cells = sheet.above[2]
    cells[5] = f"{Decimal((cells[5] or '0%').rstrip('%')) + rng.choice((3, 7, -6))}%"
    return True


def _total(sheet: Sheet, rng: Random) -> bool:
    cells = sheet.above[2]
    cells[2] = cells[3] = cells[6] = str(Decimal(cells[3] or 0) + rng.randint(100, 900))
    return True


def _slow(sheet: Sheet, rng: Random) -> bool:
    """Money stands still, the results are all there."""
    for cells in sheet.above[2:5]:
        if cells[5] != "—":
            cells[4] = str(rounded(Decimal(cells[3] or 0) * rng.choice((1, 2)) / 100))
            cells[5] = f"{rounded(Decimal(cells[4] or 0) * 100 / Decimal(cells[3] or 1))}%"
    sheet.above[2][4] = str(sum(Decimal(c[4] or 0) for c in sheet.above[3:5]))
    sheet.above[2][5] = f"{rounded(Decimal(sheet.above[2][4] or 0) * 100 / Decimal(sheet.above[2][3] or 1))}%"
    for row in sheet.rows:
        if row["kind"] in ("count", "effect"):
            row.update(done=f"{row['target']}{row['unit']}", expected=f"{row['target']}{row['unit']}")
    return True


def _unfilled(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count", "rate")
    assert row is not None
    row.update(done="", reason="")
    return True


def _overspent(sheet: Sheet, rng: Random) -> bool:
    cells = sheet.above[2]
    cells[6] = str(Decimal(cells[3] or 0) + rng.randint(1, 50))
    return True


MONITORING_SLIPS = (
    Slip("reason", _unsaid, ("monitoring/reason",)),
    Slip("possibility", _sure, ("monitoring/possibility",)),
    Slip("fewer", _fewer, ("monitoring/expected-below-done",)),
    Slip("rate", _rate, ("ratios/completion",)),
    Slip("total", _total, ("sums/parts-and-total", "monitoring/over-budget", "ratios/completion")),
    Slip("slow", _slow, ("monitoring/ahead-of-spending",)),
    Slip("behind", _slow, ("monitoring/behind-schedule",)),
    Slip("unfilled", _unfilled, ("monitoring/blank-result",)),
    Slip("overspent", _overspent, ("monitoring/over-budget",)),
)
