"""Which amounts of a workbook a document prints.

Everything is printed by `report.written.amounts`. An amount that still knows its place in the workbook is
told when it is printed there; sums and differences have lost it and are judged by the checks instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.report.written import amounts, forms, published, voice, writing
from quanheng.report.written.blocks import Paper
from quanheng.report.written.ledger import Ledger


class Placed(Decimal):
    """A number that knows its place in the workbook until it is computed with."""

    key: Key


def placed(record: DepartmentYear) -> DepartmentYear:
    """The same record (changed in place) with amounts that know where they are."""
    for key, amount in record.values.items():
        value = Placed(amount.value)
        value.key = key
        record.values[key] = Amount(value, amount.unit)
    return record


def told(record: DepartmentYear, kind: str, outline: str) -> tuple[Paper, set[Key]]:
    """The document of a `placed` record with the places of all amounts that it prints."""
    with _heard() as keys:
        paper = writing.write(record, kind, outline)
    return paper, keys


def told_in_tables(record: DepartmentYear, kind: str) -> set[Key]:
    """The places of the amounts that stand in tables, and so in the Excel file."""
    ledger = Ledger(record)
    makers: dict[str, Callable[[], Any]] = {
        "final-accounts": lambda: published.accounts(ledger),
        "budget": lambda: published.budget(ledger),
        "self-evaluation": lambda: (
            forms.department(ledger),
            *(forms.project(ledger, one) for one in record.projects),
        ),
    }
    with _heard() as keys:
        makers.get(kind, lambda: writing.write(record, kind))()
    return keys


@contextmanager
def _heard() -> Iterator[set[Key]]:
    """Collect what is printed meanwhile."""
    keys: set[Key] = set()

    def heard(prints: Callable[..., str]) -> Callable[..., str]:
        def told_too(value: Decimal, *rest: int) -> str:
            if isinstance(value, Placed):
                keys.add(value.key)
            return prints(value, *rest)

        return told_too

    with ExitStack() as stack:
        for place, name in ((amounts, "number"), (voice, "trimmed"), (amounts, "points")):
            stack.enter_context(patch.object(place, name, heard(getattr(place, name))))
        yield keys
