"""Slips in the tables of generated final accounts: how many the checker finds, and what it says of clean ones.

Run from the root: .venv/bin/python -m bench.table_mutations --documents 100 --seed 1 --examples 3
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from multiprocessing import Pool
from random import Random

from quanheng.model.finding import Finding
from tests.generator.accounts import make
from tests.generator.accounts.slips import GROSS, SLIPS, slip
from tests.generator.mutations import Mutant
from tests.generator.report import Report
from tests.measure.checker import Checked, check, hits, new_findings, overlaps, repaired


@dataclass(slots=True)
class Tally:
    """Counts by (kind, what); examples by kind."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, other: Tally) -> None:
        """Take in the counts of another process."""
        self.counts.update(other.counts)
        for key, lines in other.examples.items():
            self.examples[key].extend(lines)


def measure(given: tuple[int, bool]) -> Tally:
    """The clean document of one seed and, unless told otherwise, one slip of every kind."""
    seed, clean_only = given
    tally = Tally()
    report = make(seed)
    base = check(report)
    _clean(tally, report, base)
    _covered(tally, report, base)
    for kind in () if clean_only else SLIPS:
        mutant = slip(report, kind, Random(f"{seed} {kind}"))
        if mutant is not None:
            _judge(tally, report, base, mutant)
    return tally


def _clean(tally: Tally, report: Report, base: Checked) -> None:
    errors = base.errors()
    tally.counts["clean", "documents"] += 1
    tally.counts["clean", "with errors"] += bool(errors)
    for name in ("error", "doubt"):
        tally.counts["clean", name] += sum(finding.severity == name for finding in base.findings)
    for name in ("error", "doubt"):
        said = [f for f in base.findings if f.severity == name]
        tally.examples[f"false {name}"] += [f"seed {report.seed} {_said(report, f)}" for f in said[:3]]


def _covered(tally: Tally, report: Report, base: Checked) -> None:
    """The share of amounts in tables that take part in a relation the checker decided."""
    places = {(p.block, p.cell and (p.cell.row, p.cell.column)) for p in base.judged()}
    bound = {i for bond in report.bonds for i in (bond.result, *bond.operands)}
    for index, figure in enumerate(report.figures):
        where = "table" if figure.spot.cell else "text"
        if index in bound and figure.text:
            tally.counts["covered", where] += 1
            seen = (figure.spot.block, figure.spot.cell) in places
            if figure.spot.cell is None:
                seen = any(overlaps(p, figure.spot) for p in base.judged() if p.block == figure.spot.block)
            tally.counts["covered", f"{where} judged"] += seen


def _judge(tally: Tally, report: Report, base: Checked, mutant: Mutant) -> None:
    fresh = new_findings(base, check(mutant.report))
    found = hits(mutant, fresh)
    kind = mutant.operator
    tally.counts[kind, "made"] += 1
    tally.counts[kind, "provable"] += bool(mutant.ceiling)
    tally.counts[kind, "found"] += bool(mutant.ceiling and found)
    tally.counts[kind, "elsewhere"] += bool(mutant.ceiling and fresh and not found)
    tally.counts[kind, "error"] += bool(mutant.ceiling and any(f.severity == "error" for f in found))
    tally.counts[kind, "repaired"] += bool(mutant.ceiling and found and repaired(mutant, found))
    tally.counts[kind, "unprovable found"] += bool(found and not mutant.ceiling)
    if mutant.ceiling and not found:
        spot = mutant.spots[0]
        where = _where(mutant.report, spot.block, spot.cell)
        change = f"{mutant.before} → {mutant.after} breaks {'; '.join(mutant.expects)}"
        tally.examples[f"missed {kind}"].append(f"seed {report.seed} {where} {change}")


def _where(report: Report, block: int, cell: tuple[int, int] | None) -> str:
    if cell is None:
        return f"block {block} text"
    rows = report.pieces[block].rows
    title = next(
        (p.text for p in reversed(report.pieces[:block]) if "表" in p.text and "本表" not in p.text), ""
    )
    label = next((t for t in rows[cell[0]] if t and not t.replace(".", "").replace(",", "").isdigit()), "")
    return f"{title} r{cell[0]} c{cell[1]} {label}".replace("\n", "")


def _said(report: Report, finding: Finding) -> str:
    place = finding.marks[0].place
    cell = (place.cell.row, place.cell.column) if place.cell else None
    text = "" if cell else report.pieces[place.block].text[max(0, place.start - 40) : place.end + 30]
    stated = finding.stated.text if finding.stated else ""
    wanted = finding.expected.text if finding.expected else ""
    return f"{finding.rule} {stated} / {wanted} {finding.calculation} ：{_where(report, place.block, cell)} {text}"


def _print(tally: Tally, examples: int) -> None:
    n = tally.counts
    if any(n[kind, "made"] for kind in SLIPS):
        print(
            "kind              made provable  found/provable  as error  right value/found  only elsewhere  unprovable found"
        )
        rows = [(kind, Counter({what: n[kind, what] for k, what in n if k == kind})) for kind in SLIPS]
        gross: Counter[str] = Counter()
        for kind, row in rows:
            _line(kind, row)
            if kind in GROSS:
                gross.update(row)
        _line("gross slips", gross)
    print(
        f"\nclean documents {n['clean', 'documents']}: errors {n['clean', 'error']} in {n['clean', 'with errors']}, doubts {n['clean', 'doubt']}"
    )
    for where in ("table", "text"):
        print(
            f"bound figures in {where}: {n['covered', where]}, judged {_rate(n['covered', where + ' judged'], n['covered', where])}"
        )
    for key in sorted(tally.examples):
        for line in tally.examples[key][:examples]:
            print(f"  {key}: {line}")


def _line(kind: str, row: Counter[str]) -> None:
    print(
        f"{kind:16} {row['made']:5} {row['provable']:8} {_rate(row['found'], row['provable']):>15}"
        f" {_rate(row['error'], row['provable']):>9} {_rate(row['repaired'], row['found']):>18}"
        f" {row['elsewhere']:15} {row['unprovable found']:17}"
    )


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--examples", type=int, default=3)
    parser.add_argument("--clean", action="store_true", help="only the clean documents")
    parser.add_argument("--show", action="store_true", help="print the document of --seed as text and stop")
    given = parser.parse_args()
    if given.show:
        from tests.generator.writers import text  # noqa: PLC0415

        print(text(make(given.seed)))
        return
    jobs = [(seed, given.clean) for seed in range(given.seed, given.seed + given.documents)]
    total = Tally()
    with Pool(given.processes) as pool:
        for done, tally in enumerate(pool.imap_unordered(measure, jobs), 1):
            total.add(tally)
            if sys.stderr.isatty():
                print(f"\r{done}/{given.documents}", end="", file=sys.stderr)
    _print(total, given.examples)


if __name__ == "__main__":
    main()
