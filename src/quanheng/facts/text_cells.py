"""Where an item that the text names stands in the account tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quanheng.facts.account_tables import AccountTable
from quanheng.facts.grids import Entry
from quanheng.facts.subject_items import SubjectItem
from quanheng.model.figure import Figure

FINAL, BUDGET = "final", "initial"
# item of the lexicon -> fund of the words ("" all funds or open) -> cells as table.row.column, the best first
_FINAL = {
    "income.total": {"": "T01/income.total/amount", "fiscal": "T04/income.total/amount"},
    "income.current_year": {
        "": "T01/income.current_year/amount T02/total/total",
        "fiscal": "T04/income.current_year/amount",
    },
    "income.fiscal": {
        "fiscal": "T02/total/fiscal T04/income.current_year/amount",
        "general": "T01/income.general/amount T04/income.general/amount",
    },
    "income.fund": {"": "T01/income.fund/amount T04/income.fund/amount T07/total/income"},
    "income.state": {"": "T01/income.state/amount T04/income.state/amount"},
    "income.superior": {"": "T01/income.superior/amount T02/total/superior_income"},
    "income.undertaking": {"": "T01/income.undertaking/amount T02/total/undertaking"},
    "income.business": {"": "T01/income.business/amount T02/total/business_income"},
    "income.subordinate": {"": "T01/income.subordinate/amount T02/total/subordinate"},
    "income.other": {"": "T01/income.other/amount T02/total/other"},
    "carryover.used": {"": "T01/carryover.used/amount"},
    "carryover.opening": {"": "T01/carryover.opening/amount", "fiscal": "T04/carryover.opening/amount"},
    "carryover.closing": {"": "T01/carryover.closing/amount", "fiscal": "T04/carryover.closing/total"},
    "carryover.distributed": {"": "T01/carryover.distributed/amount"},
    "expenditure.grand": {"": "T01/expenditure.grand/amount", "fiscal": "T04/expenditure.grand/total"},
    "expenditure.total": {
        "": "T01/expenditure.total/amount T03/total/total",
        "fiscal": "T04/expenditure.total/total",
        "general": "T05/total/total",
        "fund": "T07/total/total",
    },
    "expenditure.fiscal": {
        "fiscal": "T04/expenditure.total/total",
        "general": "T05/total/total T04/expenditure.total/general",
    },
    "expenditure.fund": {"": "T07/total/total T04/expenditure.total/fund"},
    "expenditure.state": {"": "T08/total/total T04/expenditure.total/state"},
    "expenditure.basic": {"": "T03/total/basic", "general": "T05/total/basic", "fiscal": "T05/total/basic"},
    "expenditure.project": {"": "T03/total/project", "general": "T05/total/project"},
    "expenditure.superior": {"": "T03/total/superior_expenditure"},
    "expenditure.business": {"": "T03/total/business_expenditure"},
    "expenditure.subsidy": {"": "T03/total/subsidy"},
    "expenditure.personnel": dict.fromkeys(("", "general"), "T06/personnel/amount"),
    "expenditure.operating": dict.fromkeys(("", "general"), "T06/operating/amount"),
    "function": {
        "": "T01/{}/amount T03/{}/total",
        "general": "T05/{}/total T04/{}/general",
        "fiscal": "T04/{}/total",
    },
    "economic": {"": "T06/{}/amount"},
    "three_public": {"": "T09/all/final_{}"},
}
_BUDGET = {
    "income.total": {"": "B01/income.total/amount", "fiscal": "B04/income.total/amount"},
    "income.all": {"": "B01/income.total/amount B02/total/total"},
    "income.fiscal": {
        "fiscal": "B01/income.fiscal/amount B02/total/fiscal B04/income.current_year/amount B04/income.total/amount",
        "general": "B01/income.general/amount B04/income.general/amount",
    },
    "income.fund": {"": "B01/income.fund/amount B04/income.fund/amount"},
    "income.state": {"": "B01/income.state/amount B04/income.state/amount"},
    "income.undertaking": {"": "B01/income.undertaking/amount B02/total/undertaking"},
    "income.business": {"": "B01/income.business/amount B02/total/business_income"},
    "income.other": {"": "B01/income.other/amount B02/total/other"},
    "expenditure.grand": {"": "B01/expenditure.grand/amount B03/total/total"},
    "expenditure.total": {
        "": "B01/expenditure.grand/amount B01/expenditure.total/amount B03/total/total",
        "fiscal": "B04/expenditure.grand/total B04/expenditure.total/total",
        "general": "B05/total/total",
    },
    "expenditure.fiscal": {
        "fiscal": "B04/expenditure.grand/total B04/expenditure.total/total",
        "general": "B05/total/total B04/expenditure.grand/general B04/expenditure.total/general",
    },
    "expenditure.fund": {"": "B08/total/total"},
    "expenditure.state": {"": "B09/total/total"},
    "expenditure.basic": {"": "B03/total/basic", "general": "B05/total/basic"},
    "expenditure.project": {"": "B03/total/project", "general": "B05/total/project"},
    "expenditure.personnel": dict.fromkeys(("", "general"), "B06/total/personnel B06/personnel/amount"),
    "expenditure.operating": dict.fromkeys(("", "general"), "B06/total/operating B06/operating/amount"),
    "function": {
        "": "B01/{}/total B03/{}/total",
        "general": "B05/{}/total B04/{}/general",
        "fiscal": "B04/{}/total",
    },
    "economic": {"": "B06/{}/total"},
    "three_public": {"": "B07/all/budget_{}"},
    "agency.operating_cost": {"": "B07/all/budget_agency"},
}
_PUBLIC = {
    "total": "total",
    "overseas": "overseas",
    "vehicles": "vehicles",
    "vehicle_purchase": "purchase",
    "vehicle_running": "running",
    "receptions": "receptions",
}
_BY_CLASS = {FINAL: ("T05", "T07", "T08", "T03"), BUDGET: ("B05", "B08", "B09", "B03")}


def _name(words: str) -> str:
    return "".join(c for c in words if "一" <= c <= "鿿")


@dataclass(slots=True)
class TextCells:
    """The tables of one side and year, and how the words find their cells.

    `subjects` maps (款, 项) to the codes that bear these names in the tables.
    """

    tables: dict[str, AccountTable]
    basis: str
    year: int | None
    subjects: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def of(self, figure: Figure) -> list[Entry]:
        """The cells that an item of the lexicon may stand in; several only where the words leave the fund open."""
        if figure.basis != self.basis or figure.year != self.year or not figure.item:
            return []
        known = _FINAL if self.basis == FINAL else _BUDGET
        family, _, member = figure.item.partition(".")
        paths = known.get(figure.item) or known.get(family) or {}
        if family == "three_public":
            member = _PUBLIC.get(member, "")
        fund = figure.fund if figure.fund in paths else ""
        if figure.fund and not fund and figure.fund not in ("", "fiscal"):
            return []  # of a fund that these tables do not tell apart
        chosen = [paths[fund]] if figure.fund and fund else list(paths.values())
        return [e for path in chosen for e in self._cells(path.replace("{}", member))]

    def _cells(self, paths: str) -> Iterator[Entry]:
        for path in paths.split():
            kind, row, column = path.split("/")
            table = self.tables.get(kind)
            entry = table.cell(row, column) if table is not None else None
            if entry is not None:
                yield entry

    def code(self, item: SubjectItem) -> str:
        """The code of a subject that the words name, "" where the tables have none or several."""
        if item.code:
            return item.code
        codes = self.subjects.get((_name(item.names[1]), _name(item.name)), set())
        return next(iter(codes)) if len(codes) == 1 else ""

    def name(self, code: str) -> str:
        """The name of a code in the tables, "" where it has none or several."""
        names = {path[1] for path, codes in self.subjects.items() if code in codes}
        return next(iter(names)) if len(names) == 1 else ""

    def knows(self, item: SubjectItem) -> bool:
        """True when some table has a subject of that name, or of its code."""
        if item.code:
            return any(item.code in codes for codes in self.subjects.values())
        return any(section_item[1] == _name(item.name) for section_item in self.subjects)

    def amount(self, code: str) -> list[Entry]:
        """The amounts of a subject: of its fund, and of all funds."""
        found = (
            self.tables[kind].cell(code, "total") for kind in _BY_CLASS[self.basis] if kind in self.tables
        )
        return [entry for entry in found if entry is not None]


def _subjects(tables: Sequence[AccountTable]) -> dict[tuple[str, str], set[str]]:
    made: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        names = {e.code: _name(e.label) for e in table.cells.values() if e.code}
        for code, name in names.items():
            if len(code) == 7:
                made.setdefault((names.get(code[:5], ""), name), set()).add(code)
    return made


def text_cells(tables: Sequence[AccountTable], year: int | None) -> list[TextCells]:
    """One look-up for the final accounts and one for the budget of a document; kinds that occur twice are left out."""
    made = []
    for basis, side in ((FINAL, "T"), (BUDGET, "B")):
        mine = [t for t in tables if t.kind and t.kind.startswith(side) and (t.year or year) == year]
        once = {t.kind or "": t for t in mine if sum(o.kind == t.kind for o in mine) == 1}
        if once:
            kinds = [once[k] for k in ("T02", "T03", "T05", "T07", "B02", "B03", "B05", "B08") if k in once]
            made.append(TextCells(once, basis, year, _subjects(kinds)))
    return made
