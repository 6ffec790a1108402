"""The same generated document in every format: are the figures and findings the same?

Run from the root: .venv/bin/python -m bench.formats --documents 10 --seed 1 --formats docx,html,xlsx,office,browser
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path

from quanheng.model.figure import Figure
from quanheng.model.finding import Finding
from quanheng.read import read
from tests.generator import printing
from tests.generator.accounts import make
from tests.generator.report import Report
from tests.generator.styles import generate
from tests.generator.writers import save
from tests.measure.checker import Checked, check, check_document

WRITTEN = {"docx": ".docx", "html": ".html", "xlsx": ".xlsx", "md": ".md"}
PRINTED = ("office", "browser", "scan")
_SPACE = re.compile(r"\s")


@dataclass(slots=True)
class Agreement:
    """Counts of one format; `lines` are examples of what differs."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def compare(self, what: str, wanted: Counter[Hashable], got: Counter[Hashable], seed: int) -> None:
        """Count what both have and keep what one has alone."""
        self.counts[f"{what} wanted"] += wanted.total()
        self.counts[f"{what} got"] += got.total()
        self.counts[f"{what} both"] += (wanted & got).total()
        for sign, rest in (("-", wanted - got), ("+", got - wanted)):
            self.lines.setdefault(what, []).extend(f"{sign} seed {seed} {key}" for key in rest.elements())


def _amount(figure: Figure) -> Hashable:
    return str(figure.value.normalize()), figure.unit.name


def _meaning(figure: Figure) -> Hashable:
    return _amount(figure), figure.item, figure.basis, figure.year, figure.fund


def _standing(figure: Figure) -> Hashable:
    """The meaning with the row and the column that the figure stands in."""
    table = figure.place.cell is not None
    column = _SPACE.sub("", "".join(figure.path)) if table else ""
    return _meaning(figure), _SPACE.sub("", figure.surface), column


def _finding(finding: Finding) -> Hashable:
    stated, expected = (said.text if said else "" for said in (finding.stated, finding.expected))
    return finding.severity, finding.rule, _SPACE.sub("", stated), _SPACE.sub("", expected)


def _truth(report: Report) -> Counter[Hashable]:
    """The amounts and shares that the generator printed."""
    printed = [
        f for f in report.figures if f.text and (f.dim in ("money", "percent")) and f.text not in ("—", "/")
    ]
    return Counter((str(abs(f.value).normalize()), f.unit) for f in printed)


def _read_amounts(checked: Checked, report: Report) -> Counter[Hashable]:
    units = {f.unit for f in report.figures if f.dim in ("money", "percent")}
    return Counter(
        (str(abs(f.value).normalize()), f.unit.name) for f in checked.facts.figures if f.unit.name in units
    )


def _against(agreement: Agreement, base: Checked, other: Checked, report: Report) -> None:
    seed = report.seed
    views: dict[str, Callable[[Figure], Hashable]] = {"figures": _meaning, "rows and columns": _standing}
    for what, view in views.items():
        one, two = (Counter(view(f) for f in checked.facts.figures) for checked in (base, other))
        agreement.compare(what, one, two, seed)
    one, two = (Counter(map(_finding, c.findings)) for c in (base, other))
    agreement.compare("findings", one, two, seed)
    truth, got = _truth(report), _read_amounts(other, report)
    agreement.compare("truth", truth, truth & got, seed)
    same = Counter(map(_finding, base.findings)) == Counter(map(_finding, other.findings))
    agreement.counts["documents"] += 1
    agreement.counts["documents the same"] += same


def written(reports: list[Report], formats: list[str], folder: Path) -> dict[tuple[str, int], Path]:
    """Every report in every format, by format and number."""
    made: dict[tuple[str, int], Path] = {}
    for number, report in enumerate(reports):
        name = f"{report.style}-{report.seed}"
        for kind in {*formats, "docx", "html"} & set(WRITTEN):
            made[kind, number] = save(report, folder / f"{name}{WRITTEN[kind]}")
        if {"browser", "scan"} & set(formats):
            made["browser", number] = printing.by_browser(made["html", number], folder / "browser")
        if "scan" in formats:
            made["scan", number] = printing.scanned(made["browser", number], folder / "scan")
    if "office" in formats:
        files = printing.by_office([made["docx", n] for n in range(len(reports))], folder / "office")
        made |= {("office", number): file for number, file in enumerate(files)}
    return made


def measure(reports: list[Report], formats: list[str], folder: Path) -> dict[str, Agreement]:
    """Compare every format with the document that was never a file."""
    files = written(reports, formats, folder)
    found = {kind: Agreement() for kind in formats}
    for number, report in enumerate(reports):
        base = check(report)
        for kind in formats:
            file = files[kind, number]
            other = check_document(read(file.read_bytes(), file.name))
            _against(found[kind], base, other, report)
    return found


def _print(found: dict[str, Agreement], examples: int) -> None:
    print("format     documents  same findings  findings  figures  rows and columns  printed amounts read")
    for kind, one in found.items():
        shares = [_share(one.counts, what) for what in ("findings", "figures", "rows and columns")]
        n = one.counts
        same = f"{n['documents the same']}/{n['documents']}"
        read_all = f"{100 * n['truth both'] / max(1, n['truth wanted']):.2f}%"
        print(
            f"{kind:10} {n['documents']:9} {same:>14} {shares[0]:>9} {shares[1]:>8} {shares[2]:>17} {read_all:>21}"
        )
    for kind, one in found.items():
        for what, lines in one.lines.items():
            for line in lines[:examples]:
                print(f"  {kind} {what} {line}")


def _share(counts: Counter[str], what: str) -> str:
    """What both have, of what either has."""
    either = counts[f"{what} wanted"] + counts[f"{what} got"] - counts[f"{what} both"]
    return f"{100 * counts[f'{what} both'] / either:.2f}%" if either else "-"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default="docx,html,xlsx,office,browser")
    parser.add_argument("--kind", choices=("accounts", "reports"), default="accounts")
    parser.add_argument("--examples", type=int, default=6)
    parser.add_argument("--keep", type=Path, help="folder for the files, otherwise they are thrown away")
    given = parser.parse_args()
    maker = make if given.kind == "accounts" else generate
    reports = [maker(seed) for seed in range(given.seed, given.seed + given.documents)]
    with tempfile.TemporaryDirectory() as made:
        folder = given.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        _print(measure(reports, given.formats.split(","), folder), given.examples)


if __name__ == "__main__":
    main()
