"""The weight schemes of self-evaluations, as the frame that a new workbook starts from."""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Indicator, Key
from quanheng.norms.schemes import EXECUTION, schemes


class UnknownScheme(ValueError):
    """No scheme of that id or name; the message lists them."""


def frame(record: DepartmentYear, name: str, jurisdiction: str = "cn") -> None:
    """Give the record the scheme of that id or name: the weight of execution, and the levels it lacks.

    A level is an indicator without a name, which the workbook shows and nobody counts. Raises UnknownScheme.
    """
    known = schemes(jurisdiction)
    found = known.get(name) or next((one for one in known.values() if one["name"] == name), None)
    if found is None:
        listed = "、".join(f"{key}（{one['name']}）" for key, one in known.items())
        raise UnknownScheme(f"没有权重方案 {name}，可选：{listed}")
    record.framework = str(found["id"])
    weight = Key("execution.weight", "final", record.year)
    record.values.setdefault(weight, Amount(Decimal(found["weights"].get(EXECUTION, "0")), "分"))
    present = {(one.level1, one.level2) for one in record.of_project()}
    for level1, levels in found["second_level"].items():
        record.indicators += [
            Indicator(level1, level2, "") for level2 in levels if (level1, level2) not in present
        ]
