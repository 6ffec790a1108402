"""Account tables of documents: which are recognised, how many numbers are placed, what their identities come to.

Run from the root: .venv/bin/python -m bench.tables [FILE...]      without files, the shared documents
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from quanheng.checks.engine import run
from quanheng.facts.account_tables import AccountTable, account_tables
from quanheng.facts.extract import extract
from quanheng.facts.grid_reader import read_grids
from quanheng.facts.grids import Grid, entries
from quanheng.facts.paragraphs import normalise
from quanheng.facts.surroundings import Surroundings
from quanheng.model.document import Document
from quanheng.model.setting import Setting
from quanheng.read import read

_SHARED = Path("../shared/documents")
_AMOUNT = re.compile(r"[（(]?-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[)）]?")
_NAMED = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Placed:
    """Numeric cells of account tables, and those that have row, column and unit."""

    cells: int = 0
    placed: int = 0
    keyed: int = 0

    @property
    def share(self) -> str:
        """Percent of the cells that are placed."""
        return f"{self.placed / self.cells:.2%}" if self.cells else "-"


def numeric_cells(grid: Grid) -> int:
    """Cells under the heads that hold a number, those in columns of codes and running numbers left out."""
    heads = set(grid.heads)
    aside = {
        at for at, path in grid.columns.items() if re.search(r"编码|代码|^[类款项]$|[行栏]次$|序号", path[-1])
    }
    return sum(
        bool(_AMOUNT.fullmatch(normalise(c.text)[0].strip()))
        for c in grid.table.cells
        if c.row not in heads and c.column not in aside and (c.column or len(c.text) > len("2010101"))
    )


def placed(tables: list[AccountTable]) -> Placed:
    """What is placed of the tables that are recognised."""
    made = Placed()
    for table in tables:
        for grid in table.grids if table.kind else ():
            made.cells += numeric_cells(grid)
            for entry in entries([grid]):
                row = bool(entry.code or _NAMED.search(entry.label) or table.kind in ("T09", "B07"))
                made.placed += bool(row and entry.path and entry.figure.unit.name)
        made.keyed += len(table.cells) if table.kind else 0
    return made


def judged(document: Document) -> Counter[str]:
    """Verdicts on the identities of the tables."""
    facts = extract(document, Setting())
    relations, findings = run(facts, Setting())
    made = Counter(r.verdict for r in relations if "identity" in r.claim.notes)
    made["errors"] = sum(f.severity == "error" and f.rule.startswith("tables/") for f in findings)
    return made


def show(path: Path) -> None:
    """One document: its tables in a line, the cells and the identities in the next."""
    document = read(path.read_bytes(), path.name)
    facts = extract(document, Setting())
    grids = read_grids(document, Surroundings(facts.year, ""))
    tables = account_tables(document, grids, facts.kind, facts.year)
    known = [t.kind + ("空" if t.empty else "") for t in tables if t.kind]
    cells, verdicts = placed(tables), judged(document)
    print(f"{path.name}: {len(grids)} tables, {len(known)} recognised: {' '.join(known) or '-'}")
    print(f"    numeric cells {cells.cells}, with row, column and unit {cells.share}, by key {cells.keyed}")
    names = ("agree", "rounding", "off", "undecided", "errors")
    print("    identities " + ", ".join(f"{name} {verdicts[name]}" for name in names))


def main() -> None:
    """Print every file given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args().files or sorted(p for p in _SHARED.glob("*") if p.is_file())
    if not given:
        print(f"no file given, and no {_SHARED}")
    for path in given:
        show(path)


if __name__ == "__main__":
    main()
