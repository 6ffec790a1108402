"""What the loop counts as not to be proved: small differences that rounding explains, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from quanheng.model.workbook import DepartmentYear, Indicator
from tests.generator.closed_loop.ceiling import LAST_PLACES, RATE, TWO_SCALES, unprovable
from tests.generator.closed_loop.slips import Slip

SHARE = "支出预算为13.55万元，支出决算为9.26万元，完成预算的68.33%。"


@pytest.mark.parametrize(
    ("kind", "was", "now", "around", "why"),
    [
        ("amount", "9.26", "9.27", SHARE, LAST_PLACES),
        ("percent", "68.33", "68.37", SHARE, RATE),
        ("percent", "68.33", "69.33", SHARE, ""),
        ("amount", "9.26", "9.86", SHARE, ""),
        ("count", "12", "13", "共有车辆12辆。", ""),
        ("score", "50", "60", "产出指标 | 培训 | ≥65期 | 50 | ", TWO_SCALES),
        ("score", "50", "70", "产出指标 | 培训 | ≥65期 | 50 | ", ""),
    ],
)
def test_why_nothing_contradicts_a_number(kind: str, was: str, now: str, around: str, why: str) -> None:
    weights = (50, 30, 10)
    rows = [Indicator("产出指标", "数量指标", f"指标{w}", weight=Decimal(w)) for w in weights]
    record = DepartmentYear(2024, "某县水利局", indicators=rows)
    assert unprovable(record, Slip(kind, was, now, around, b"")) == why


def test_of_a_long_list_of_weights_the_others_tell_the_scale() -> None:
    rows = [Indicator("产出指标", "数量指标", f"指标{w}", weight=Decimal(w)) for w in (40, 20, 20, 10)]
    record = DepartmentYear(2024, "某县水利局", indicators=rows)
    assert unprovable(record, Slip("score", "40", "50", "", b"")) == ""


def test_every_row_of_a_table_may_be_half_a_unit_off() -> None:
    record = DepartmentYear(2024, "某县水利局")
    made = Slip("cell", "0.56", "0.51", "取暖费 | 0.56 | ", b"", 12)
    assert unprovable(record, made) == LAST_PLACES
    assert unprovable(record, replace(made, rows=8)) == ""
