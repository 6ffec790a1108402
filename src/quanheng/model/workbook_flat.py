"""A department-year as single entries under keys, so that versions of it can be compared and merged.

A key is a tuple of texts: its kind (amount, total, text, subject, indicator, project, problem, duty) and what names it;
the value is a text. A line of a list has an entry of its own under the field "", besides those of its fields.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from quanheng.model.quantity import trimmed
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Duty, Indicator, Key, Problem, Project, Total

FlatKey = tuple[str, ...]
_ABSENT, _OPEN = "—", "?"
_LISTS: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "indicator": (Indicator, ("project", "level1", "level2", "level3")),
    "project": (Project, ("name",)),
    "problem": (Problem, ("problem",)),
    "duty": (Duty, ("sheet", "office")),
}
_NUMBERS = ("weight", "score")


def flat(record: DepartmentYear) -> dict[FlatKey, str]:
    """Every entry of the record in order."""
    made: dict[FlatKey, str] = {}
    for key, amount in record.values.items():
        made["amount", *map(str, key)] = f"{trimmed(amount.value)} {amount.unit}"
    for key, total in record.totals.items():
        said = f"{trimmed(total.amount.value)} {total.amount.unit}" if total.amount else f"{_OPEN} {_OPEN}"
        made["total", *map(str, key)] = f"{said} {total.parts}"
    made |= {("amount", *map(str, key)): _ABSENT for key in sorted(record.absent)}
    made |= {("text", name): text for name, text in record.texts.items()}
    made |= {("subject", code): name for code, name in record.subjects.items()}
    lists: dict[str, Sequence[Any]] = {
        "indicator": record.indicators,
        "project": record.projects,
        "problem": record.problems,
        "duty": record.duties,
    }
    for kind, listed in lists.items():
        for one in listed:
            made |= _line(kind, one)
    return made


def _line(kind: str, one: Any) -> dict[FlatKey, str]:
    names = _LISTS[kind][1]
    key = (kind, *(str(getattr(one, name)) for name in names))
    made: dict[FlatKey, str] = {(*key, ""): "1"}
    for name in (f.name for f in fields(one) if f.name not in names):
        value = getattr(one, name)
        if value not in (None, ""):
            made[(*key, name)] = trimmed(value) if isinstance(value, Decimal) else str(value)
    return made


def unflat(record: DepartmentYear, entries: Mapping[FlatKey, str]) -> DepartmentYear:
    """A record of the same year and unit with these entries."""
    made = DepartmentYear(record.year, record.organisation, record.framework)
    lines: dict[FlatKey, dict[str, Any]] = {}
    for key, value in entries.items():
        kind = key[0]
        if kind in ("amount", "total"):
            _amount(made, key, value)
        elif kind == "text":
            made.texts[key[1]] = value
        elif kind == "subject":
            made.subjects[key[1]] = value
        elif (*key[:-1], "") in entries:
            line = lines.setdefault(key[:-1], dict(zip(_LISTS[kind][1], key[1:-1], strict=True)))
            if key[-1]:
                line[key[-1]] = Decimal(value) if key[-1] in _NUMBERS else value
    lists: dict[str, list[Any]] = {
        "indicator": made.indicators,
        "project": made.projects,
        "problem": made.problems,
        "duty": made.duties,
    }
    for key, line in lines.items():
        lists[key[0]].append(_LISTS[key[0]][0](**line))
    return made


def _amount(made: DepartmentYear, flat_key: FlatKey, value: str) -> None:
    item, basis, year, fund, code = flat_key[1:]
    key = Key(item, basis, int(year), fund, code)
    if value == _ABSENT:
        made.absent.add(key)
        return
    number, unit, *parts = value.split(" ")
    amount = None if number == _OPEN else Amount(Decimal(number), unit)
    if flat_key[0] == "total":
        made.totals[key] = Total(amount, int(parts[0]))
    elif amount is not None:
        made.values[key] = amount
