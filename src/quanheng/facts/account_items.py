"""What the amounts of account tables are called: the item of the lexicon and the fund, from the keys of the cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quanheng.facts.account_keys import PUBLIC_TABLES, Column
from quanheng.facts.grids import Entry

_FUNDS = {
    "T05": "general", "T06": "general", "T07": "fund", "T08": "state",
    "B05": "general", "B06": "general", "B08": "fund", "B09": "state",
}  # fmt: skip
_FISCAL = ("T04", "B04")
_FUND_COLUMNS = {
    "general": "general",
    "fund": "fund",
    "state": "state",
    "total": "fiscal",
    "amount": "fiscal",
}
_INCOME = {
    "total": "income.current_year", "fiscal": "income.fiscal", "superior_income": "income.superior",
    "undertaking": "income.undertaking", "business_income": "income.business",
    "subordinate": "income.subordinate", "other": "income.other",
}  # fmt: skip
_SPENT = {
    "total": "expenditure.total", "basic": "expenditure.basic", "project": "expenditure.project",
    "superior_expenditure": "expenditure.superior", "business_expenditure": "expenditure.business",
    "subsidy": "expenditure.subsidy", "personnel": "expenditure.personnel", "operating": "expenditure.operating",
}  # fmt: skip
_BY_TABLE = {
    "T02": _INCOME, "B02": _INCOME,
    **dict.fromkeys(("T03", "T05", "T07", "T08", "B03", "B05", "B06", "B08", "B09"), _SPENT),
}  # fmt: skip
_PUBLIC = {
    "total": "three_public.total", "overseas": "three_public.overseas", "vehicles": "three_public.vehicles",
    "purchase": "three_public.vehicle_purchase", "running": "three_public.vehicle_running",
    "receptions": "three_public.receptions", "agency": "agency.operating_cost",
}  # fmt: skip
_OWN = {"income.general": "income.fiscal", "income.fund": "income.fund", "income.state": "income.state"}
_ROWS = ("personnel", "operating")
_OPENED = "carryover.opening."


def name_figures(
    kind: str, cells: Mapping[tuple[str, str], Entry], others: Iterable[tuple[str, Column, Entry]]
) -> None:
    """Set item and fund of the figures of a table; `notes["account"]` holds the kind.

    A row of a subject has no item of its own but for the classes of the tables of two halves: the same
    name (公务接待费) is another amount in every table. What has no key loses its item too.
    """
    for (row, column), entry in cells.items():
        _name(kind, row, column, entry)
    for _, _, entry in others:
        entry.figure.notes["account"] = kind
        entry.figure.item = ""


def _name(kind: str, row: str, column: str, entry: Entry) -> None:
    figure = entry.figure
    figure.notes["account"] = kind
    if kind in PUBLIC_TABLES:
        basis, _, item = column.partition("_")
        figure.item = _PUBLIC.get(item, "")
        figure.basis = {"budget": "initial", "final": "final", "adjusted": "adjusted"}.get(
            basis, figure.basis
        )
        return
    figure.fund = _FUNDS.get(kind, "")
    # A column that only names a fund (政府性基金预算财政拨款) holds what the table is on.
    figure.basis = figure.basis or ("initial" if kind.startswith("B") else "final")
    if row == "total":
        figure.item = _BY_TABLE.get(kind, {}).get(column, "")
    elif row in _ROWS:
        figure.item = f"expenditure.{row}"
    elif row.startswith(("income.", "carryover.", "expenditure.")):
        _half_row(kind, row, column, entry)
    elif kind not in ("T01", "B01") or column not in ("total", "amount"):
        figure.item = ""


def _half_row(kind: str, row: str, column: str, entry: Entry) -> None:
    """A row of a table of two halves: 本年收入合计, 年末结转和结余."""
    figure = entry.figure
    opened = row.removeprefix(_OPENED) if row.startswith(_OPENED) else ""
    named = _OPENED[:-1] if opened else _OWN.get(row, row)
    figure.item = "" if column.startswith(("prior_", "change", "growth")) else named
    if row in _OWN:
        figure.fund = row.partition(".")[2]
    elif opened:
        figure.fund = opened
    elif kind in _FISCAL:
        figure.fund = _FUND_COLUMNS.get(column, "")
    if column in _SPENT and column != "total" and row.startswith("expenditure."):
        figure.item = _SPENT[column]
