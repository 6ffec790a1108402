"""The sets of tables that are published: nine of the final accounts, and those of the budget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quanheng.model.workbook import FINAL, INITIAL
from quanheng.report.written import forms, tables
from quanheng.report.written.blocks import Grid
from quanheng.report.written.ledger import Ledger, data

_NUMBERS = {FINAL: "公开{:02}表", INITIAL: "表{}"}


def accounts(ledger: Ledger) -> list[Grid]:
    """The nine tables of the final accounts."""
    return list(_all(ledger, FINAL))


def budget(ledger: Ledger) -> list[Grid]:
    """The tables of the budget: nine of amounts, the projects, the goals of the department and of each project."""
    return list(_all(ledger, INITIAL))


def titles(ledger: Ledger, basis: str) -> list[str]:
    """The titles in order, each once."""
    return [table["title"] for table in _tables(ledger, basis)]


def _tables(ledger: Ledger, basis: str) -> list[Mapping[str, Any]]:
    """The tables of a set; goals of projects only where there are projects."""
    listed = data("accounts.yaml")[basis].values()
    return [table for table in listed if table["kind"] != "project-goals" or ledger.record.projects]


def _all(ledger: Ledger, basis: str) -> Iterator[Grid]:
    for number, table in enumerate(_tables(ledger, basis), 1):
        for grid in _made(ledger, table, basis):
            grid.code = _NUMBERS[basis].format(number)
            yield grid


def _made(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Iterator[Grid]:
    if table["kind"] == "goals":
        yield forms.goals(ledger, None, table["title"])
    elif table["kind"] == "project-goals":
        yield from (forms.goals(ledger, one, table["title"]) for one in ledger.record.projects)
    elif ledger.unparted(basis) & tables.lines(table) or _unlisted(ledger, table, basis):
        yield tables.waiting(ledger, table)
    else:
        yield tables.made(ledger, table, basis)


def _unlisted(ledger: Ledger, table: Mapping[str, Any], basis: str) -> bool:
    """True for the table of economic subjects where basic spending is to be expected and none of its subjects is known."""
    if table["kind"] != "economic" or not ledger.owes(table["item"], basis):
        return False
    return all(ledger.value(table["item"], basis, code=code) is None for code in ledger.record.codes("3"))
