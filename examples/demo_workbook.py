"""The filled workbook of the demonstration: a department's year in which everything adds up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from quanheng.lexicon.workbook import complete
from quanheng.model.quantity import round_to, trimmed
from quanheng.model.rule import Amount
from quanheng.model.workbook import FINAL, INITIAL, DepartmentYear, Duty, Key
from tests.generator.department_years import department_year

NAME = "示例_自评数据.xlsx"
_SEED = 9
_JULY = Decimal("0.55")
_DUTIES = (
    Duty("02预算决算", "计划财务股", "2025年6月20日"),
    Duty("03三公会议培训", "计划财务股", "2025年6月20日"),
    Duty("05绩效指标", "办公室", "2025年6月25日", "各业务股室的指标在行末写明"),
)


def filled() -> DepartmentYear:
    """The record, with who fills in what and with the monitoring in July."""
    record = department_year(_SEED)
    record.duties = list(_DUTIES)
    for line, item in (
        ("expenditure.basic", "monitoring.basic"),
        ("expenditure.project", "monitoring.project"),
    ):
        _watch(record, item, _part(record, line))
    _watch(record, "monitoring.expected", record.value("expenditure.total"))
    for project in record.projects:
        _watch(record, "monitoring.total", _part(record, "funds.total", project.name), project.name)
        _watch(record, "monitoring.expected", record.value("funds.total", code=project.name), project.name)
    record.indicators = [
        replace(
            one,
            midyear=one.target if one.unit == "%" else _done(one.target_value),
            forecast=one.target,
            likelihood="确定能",
        )
        for one in record.indicators
    ]
    return complete(record)


def _part(record: DepartmentYear, item: str, code: str = "") -> Decimal | None:
    """What was spent by July of the initial budget."""
    value = record.value(item, INITIAL, code=code)
    return None if value is None else round_to(value * _JULY, 2)


def _watch(record: DepartmentYear, item: str, value: Decimal | None, code: str = "") -> None:
    if value is not None:
        record.values[Key(item, FINAL, record.year, "", code)] = Amount(value, "万元")


def _done(target: Decimal | None) -> str:
    return "" if target is None else trimmed(round_to(target * _JULY, 0))
