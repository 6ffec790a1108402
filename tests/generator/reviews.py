"""Reviewers' working papers of 13 columns that are as they should be, and the slips of their reviewers."""

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
    share_out,
    short,
)

_WEIGHTS = {"成本指标": 20, "产出指标": 40, "效益指标": 30, "满意度指标": 10}
_HEADS = (
    ("group", "一级指标"), ("level2", "二级指标"), ("name", "三级指标"), ("sign", "指标性质"), ("target", "指标值"),
    ("unit", "计量单位"), ("points", "权重"), ("self_result", "自评完成值"), ("self_score", "自评得分"),
    ("review_result", "复核完成值"), ("review_score", "复核得分"), ("deviation", "指标偏差"), ("note", "备注"),
)  # fmt: skip
_PROOFLESS = ("无佐证材料，不得分", "未提供佐证资料，不得分", "没有佐证，得0分")
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


def make_review(seed: int) -> Sheet:
    """The paper of a seed."""
    rng = Random(seed)
    year, place, office = rng.choice((2023, 2024)), rng.choice(PLACES), rng.choice(OFFICES)
    rows = indicators(rng, year, rounded(Decimal(rng.randint(500, 90000)) / 100))
    share_out(rows, _WEIGHTS)
    style = rng.choice(("relative", "absolute", "none"))
    share = rng.choice((30, 50, 60))
    for row in rows:
        _judge(row, rng, style, share)
    sheet = Sheet(
        "reviews",
        [rng.choice((f"{place}{office}{year}年度项目支出绩效自评复核表", f"{year}年度绩效自评复核工作底稿"))],
        [["项目名称", rng.choice(PROJECTS), "", "主管部门", place + office]],
        list(_HEADS),
        rows,
        joined=rng.random() < 0.5,
        year=year,
        seed=seed,
    )
    _close(sheet)
    return sheet


def _close(sheet: Sheet) -> None:
    """Total row and grade."""
    totals = {
        role: short(sum((Decimal(row[role]) for row in sheet.rows), Decimal(0)))
        for role in ("points", "self_score", "review_score")
    }
    sheet.total = totals
    grade = next(name for floor, name in _GRADES if Decimal(totals["review_score"]) >= floor)
    sheet.below = [[f"复核等级：{grade}"]]


def _judge(row: Row, rng: Random, style: str, share: int) -> None:
    """Results, scores and note of a row: sound, short of its target, unproved or not assessable."""
    weight = Decimal(row["points"])
    row.update(self_score=row["points"], review_score=row["points"], note="", deviation="")
    if row["kind"] == "time":
        row.update(self_result="按期完成", review_result="按期完成")
        return
    target = Decimal(row["target"])
    row.update(
        self_result=row["target"],
        review_result=row["target"],
        deviation={"relative": "0%", "absolute": "0"}.get(style, ""),
    )
    fate = rng.random()
    if fate < 0.15 and row["kind"] in ("count", "effect"):
        done = int(target * rng.randint(70, 97) / 100)
        row["review_result"] = str(done)
        row["review_score"] = short(rounded(weight * done / target))
        row["note"] = "复核完成值低于指标值，按比例扣分"
        gap = done - target
        row["deviation"] = {"relative": f"{rounded(gap * 100 / target)}%", "absolute": short(gap)}.get(
            style, ""
        )
    elif fate < 0.25:
        row.update(review_score="0", note=rng.choice(_PROOFLESS))
    elif fate < 0.35:
        row.update(review_score=short(weight * (100 - share) / 100), note=f"指标难以考核，扣{share}%")
    elif fate < 0.4 and weight > 2:
        row.update(review_score=short(weight - 2), note="资料不全，扣2分")


def _rescored(row: Row, change: Decimal) -> bool:
    made = Decimal(row["review_score"]) + change
    if not 0 <= made <= Decimal(row["points"]):
        return False
    row["review_score"] = short(made)
    return True


def _noted(sheet: Sheet, rng: Random) -> bool:
    """The score does not follow the note; the total does follow the score."""
    rows = [row for row in sheet.rows if "扣2分" in row["note"] or "%" in row["note"]]
    if not rows or not _rescored(rng.choice(rows), Decimal(1)):
        return False
    _close(sheet)
    return True


def _total(sheet: Sheet, rng: Random) -> bool:
    assert sheet.total is not None
    sheet.total["review_score"] = short(Decimal(sheet.total["review_score"]) + rng.choice((1, 2, -1)))
    return True


def _grade(sheet: Sheet, rng: Random) -> bool:
    right = (sheet.below[0][0] or "")[-1]
    sheet.below = [[f"复核等级：{rng.choice([name for _, name in _GRADES if name != right])}"]]
    return True


def _cap(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng)
    assert row is not None
    row.update(review_score=str(int(row["points"]) + 1), note="成效突出")
    _close(sheet)
    return True


def _above(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng)
    if row is None or row["note"] or int(row["points"]) < 3:
        return False
    row["self_score"] = str(int(row["points"]) - 2)
    _close(sheet)
    return True


def _silent(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng)
    assert row is not None
    row.update(review_score="0", note="")
    _close(sheet)
    return True


def _uneven(sheet: Sheet, rng: Random) -> bool:
    rows = rng.sample(sheet.rows, 2)
    for row, left in zip(rows, (0, 2), strict=True):
        row.update(review_score=short(Decimal(row["points"]) * left / 4), note="未提供佐证材料")
    _close(sheet)
    return True


def _deviated(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count", "rate", "effect")
    if row is None or not row["deviation"]:
        return False
    row["deviation"] = "-37.77%"
    return True


def _over(sheet: Sheet, rng: Random) -> bool:
    row = pick(sheet, rng, "count", "effect")
    if row is None or row["note"]:
        return False
    row.update(
        review_result=str(int(row["target"]) * 2), self_result=str(int(row["target"]) * 2), deviation=""
    )
    return True


REVIEW_SLIPS = (
    Slip("noted", _noted, ("reviews/said-and-scored",)),
    Slip("total", _total, ("sums/parts-and-total",)),
    Slip("grade", _grade, ("grades/grade-for-score",)),
    Slip("cap", _cap, ("orders/part-within-whole",)),
    Slip("above", _above, ("reviews/above-self",)),
    Slip("silent", _silent, ("reviews/reason",)),
    Slip("uneven", _uneven, ("reviews/same-rule",)),
    Slip("deviation", _deviated, ("reviews/deviation",)),
    Slip("over", _over, ("reviews/over-fulfilled",)),
)
