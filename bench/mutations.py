"""How many slips the checker sees, operator by operator, and how often it cries wolf.

Run from the root: .venv/bin/python -m bench.mutations --documents 200 --seed 1 --processes 2
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from random import Random

from bench.texts import shared_texts, text_tally
from quanheng.model.finding import Finding
from tests.generator.controls import controls, habit_of
from tests.generator.mutations import OPERATORS, Mutant, mutate
from tests.generator.report import Report
from tests.generator.styles import generate
from tests.generator.transplants import paste_paragraph, update_section
from tests.measure.checker import Checked, check, hits, new_findings, overlaps, repaired

NAMES = [f"M{n}" for n in range(1, 21)]


@dataclass(slots=True)
class Tally:
    """Counts of one run: keys are (operator, what), examples are sentences by operator."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    alarms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    shapes: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Take in the counts of another process."""
        self.counts.update(other.counts)
        self.shapes.update(other.shapes)
        for mine, theirs in ((self.missed, other.missed), (self.alarms, other.alarms)):
            for key, lines in theirs.items():
                mine[key].extend(lines)


def measure(seed: int) -> Tally:
    """All operators and controls of one seed."""
    tally = Tally()
    report = generate(seed)
    base = check(report)
    _coverage(tally, report, base)
    for mutant in _mutants(report, seed):
        _judge(tally, report, base, mutant)
    for name, control in controls(seed):
        checked = check(control)
        errors = checked.errors()
        tally.counts[name, "documents"] += 1
        tally.counts[name, "errors"] += len(errors)
        tally.counts[name, "doubts"] += sum(finding.severity == "doubt" for finding in checked.findings)
        tally.counts[name, "documents with errors"] += bool(errors)
        tally.alarms[name] += [f"{seed} {control.style} {_line(control, error)}" for error in errors[:3]]
    return tally


def _mutants(report: Report, seed: int) -> Iterable[Mutant]:
    habit = habit_of(seed)
    made = [mutate(report, name, Random(f"{seed} {name}")) for name in OPERATORS]
    made.append(paste_paragraph(report, habit, Random(f"{seed} M13")))
    made.append(update_section(report, habit, Random(f"{seed} M14")))
    return [mutant for mutant in made if mutant is not None]


def _judge(tally: Tally, report: Report, base: Checked, mutant: Mutant) -> None:
    fresh = new_findings(base, check(mutant.report))
    found = hits(mutant, fresh)
    marks = {
        "all": True,
        "covered": mutant.covered,
        "ceiling": bool(mutant.ceiling),
        "seen": bool(found),
        "seen anywhere": bool(fresh),
        "seen of covered": mutant.covered and bool(found),
        "seen of ceiling": bool(mutant.ceiling) and bool(found),
        "error": any(finding.severity == "error" for finding in found),
        "repaired": bool(found) and repaired(mutant, found),
    }
    tally.counts.update({(mutant.operator, name): int(value) for name, value in marks.items()})
    if mutant.ceiling and not found:
        spot = mutant.spots[0]
        around = _around(mutant.report.text_at(spot), spot.start)
        change = f"{mutant.before[:24]} → {mutant.after[:24]}"
        line = f"{report.seed} {report.style} [{','.join(mutant.expects)}] {change} ：{around}"
        tally.missed[mutant.operator].append(line)


def _coverage(tally: Tally, report: Report, base: Checked) -> None:
    places = base.judged()
    bound = {i for bond in report.bonds for i in (bond.result, *bond.operands)}
    for index, figure in enumerate(report.figures):
        seen = any(overlaps(place, figure.spot) for place in places)
        tally.counts[figure.dim, "figures"] += 1
        tally.counts[figure.dim, "judged"] += seen
        tally.counts[figure.dim, "bound"] += index in bound
        tally.counts[figure.dim, "bound and judged"] += index in bound and seen
        if index in bound:
            tally.shapes[_shape(report, index), seen] += 1


def _shape(report: Report, index: int) -> str:
    """The words around a figure with every number made #."""
    figure = report.figures[index]
    if figure.spot.cell is not None:
        head = report.pieces[figure.spot.block].rows[0][0] or ""
        return f"table {head[:6]} column {figure.spot.cell[1]} ({figure.item.split('.')[0]})"
    text = report.text_at(figure.spot)
    before, after = (
        text[max(0, figure.spot.start - 14) : figure.spot.start],
        text[figure.spot.end : figure.spot.end + 7],
    )
    return re.sub(r"[\d,]*\d(?:\.\d+)?", "#", f"{before}⟦#⟧{after}")


def _around(text: str, start: int) -> str:
    return text[max(0, start - 40) : start + 50].replace("\n", "⏎")


def _line(report: Report, finding: Finding) -> str:
    mark = finding.marks[0]
    piece = report.pieces[mark.place.block]
    text = (
        piece.text
        if mark.place.cell is None
        else " | ".join(c or "" for c in piece.rows[mark.place.cell.row])
    )
    said = finding.stated.text if finding.stated else ""
    wanted = finding.expected.text if finding.expected else ""
    return f"{finding.rule} {said} / {wanted} {finding.calculation} ：{_around(text, mark.place.start)}"


def _print_operators(tally: Tally, examples: int) -> None:
    print("operator   made  covered  seen/covered  seen/all ", end="")
    print(" ceiling  seen/ceiling  as error  repaired/seen")
    for name in NAMES:
        n = {what: tally.counts[name, what] for key, what in tally.counts if key == name}
        if not n:
            continue
        print(
            f"{name:8} {n['all']:6} {n['covered']:8} {_rate(n['seen of covered'], n['covered']):>13}"
            f" {_rate(n['seen'], n['all']):>9} {n['ceiling']:8} {_rate(n['seen of ceiling'], n['ceiling']):>13}"
            f" {_rate(n['error'], n['all']):>9} {_rate(n['repaired'], n['seen']):>14}"
        )
    for name in NAMES:
        for line in tally.missed[name][:examples]:
            print(f"  missed {name} {line}")


def _print_controls(tally: Tally, examples: int) -> None:
    print(
        "\ncontrol                documents  errors per 1000 documents  doubts per 1000  documents with an error"
    )
    for name in sorted(key for key, what in tally.counts if what == "documents"):
        documents, errors = tally.counts[name, "documents"], tally.counts[name, "errors"]
        touched = tally.counts[name, "documents with errors"]
        doubts = 1000 * tally.counts[name, "doubts"] / documents
        print(f"{name:22} {documents:9} {1000 * errors / documents:26.1f} {doubts:16.1f} {touched:24}")
    for name, lines in sorted(tally.alarms.items()):
        for line in lines[:examples]:
            print(f"  alarm {name} {line}")


def _print_coverage(tally: Tally, examples: int) -> None:
    print("\nfigures      all  judged  in an asserted relation  of these judged")
    for dim in ("money", "percent", "score", "count"):
        n = {what: tally.counts[dim, what] for what in ("figures", "judged", "bound", "bound and judged")}
        rates = _rate(n["judged"], n["figures"]), _rate(n["bound and judged"], n["bound"])
        print(f"{dim:8} {n['figures']:7} {rates[0]:>7} {n['bound']:24} {rates[1]:>16}")
    seen = {shape for shape, judged in tally.shapes if judged}
    never = Counter(
        {shape: n for (shape, judged), n in tally.shapes.items() if not judged and shape not in seen}
    )
    print(f"\nphrasings never judged: {len(never)}; the commonest")
    for shape, number in never.most_common(examples * 8):
        print(f"  {number:5} {shape}")


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--examples", type=int, default=4)
    parser.add_argument("--texts", type=Path, help="a folder of plain texts to mutate as well")
    given = parser.parse_args()
    seeds = range(given.seed, given.seed + given.documents)
    total = Tally()
    with Pool(given.processes) as pool:
        for done, tally in enumerate(pool.imap_unordered(measure, seeds), 1):
            total.add(tally)
            if sys.stderr.isatty():
                print(f"\r{done}/{given.documents}", end="", file=sys.stderr)
    _print_operators(total, given.examples)
    _print_controls(total, given.examples)
    _print_coverage(total, given.examples)
    for path in shared_texts(given.texts):
        print(text_tally(path, given.seed))


if __name__ == "__main__":
    main()
