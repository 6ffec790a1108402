"""The table of budget and accounts side by side, as reports of a county's departments have it."""

from __future__ import annotations

from decimal import Decimal

from quanheng.model.workbook import INITIAL
from quanheng.report.written import amounts
from quanheng.report.written.blocks import LEFT, RIGHT, Box, Grid
from quanheng.report.written.ledger import Ledger, data
from quanheng.report.written.tables import amount


def class_lines(ledger: Ledger) -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """Accounts and initial budget by functional 类, of all funds, else of the general budget; names first."""
    made: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for code in dict.fromkeys(code[:3] for code in ledger.record.codes("2")):
        final = ledger.under(code, "expenditure.total")
        final = ledger.under(code, "expenditure.total/general") if final is None else final
        initial = ledger.under(code, "expenditure.total/general", INITIAL)
        if final is not None or initial is not None:
            made[ledger.name(code)] = final, initial
    return made


def differences(ledger: Ledger) -> Grid:
    """Budget and accounts side by side with what the accounts are more: income by source, spending by 类."""
    words = data("accounts.yaml")["differences"]
    lines: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for label, line in words["income"].items():
        lines[label] = ledger.value(line), ledger.value(line, INITIAL)
    whole = {words["whole"]: (ledger.value("expenditure.total"), ledger.value("expenditure.total", INITIAL))}
    known = {label: pair for label, pair in (lines | whole).items() if any(v is not None for v in pair)}
    rows = [[Box(text, head=True) for text in words["heads"]]]
    for label, (final, initial) in (known | class_lines(ledger)).items():
        gap, rate = _gap(final, initial)
        rows.append([Box(label, align=LEFT), amount(final), amount(initial), amount(gap), rate])
    grid = Grid(words["title"], (11, 6, 6, 6, 5), rows, 1, unit=data("accounts.yaml")["unit"])
    grid.owner = data("accounts.yaml")["owner"].format(unit=ledger.record.organisation)
    return grid


def _gap(final: Decimal | None, initial: Decimal | None) -> tuple[Decimal | None, Box]:
    """How much the accounts are more than the budget, and in per cent where there was a budget."""
    empty = Box("", align=RIGHT, number=True)
    if final is None or initial is None:
        return None, empty
    gap = final - initial
    if not initial:
        return gap, empty
    return gap, Box(amounts.number(gap / initial * 100), align=RIGHT, number=True)
