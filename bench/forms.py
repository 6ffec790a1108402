"""Self-evaluation forms: what the checker says of right ones, and how many slips it finds, by kind and layout.

Run from the root: .venv/bin/python -m bench.forms --documents 200 --seed 1 --examples 3
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from random import Random

from quanheng.model.finding import Finding
from quanheng.read import read
from tests.generator.forms import KINDS, FormReport, Slipped, make, slip
from tests.generator.printing import by_browser
from tests.generator.writers import save
from tests.measure.checker import Checked, check, check_document, new_findings


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


def measure(given: tuple[int, bool, tuple[str, ...]]) -> Tally:
    """The clean document of a seed, in memory and in files, and one slip of every kind."""
    seed, clean_only, suffixes = given
    tally = Tally()
    made = make(seed)
    base = check(made.report)
    _clean(tally, made, base.findings, "memory")
    for suffix in suffixes:
        _clean(tally, made, _in_file(made, suffix).findings, suffix)
    for kind in () if clean_only else KINDS:
        mutant = slip(made, kind, Random(f"{seed} {kind}"))
        if mutant is not None:
            _judge(tally, made, base, mutant)
    return tally


def _in_file(made: FormReport, suffix: str) -> Checked:
    with tempfile.TemporaryDirectory() as folder:
        if suffix == "pdf":
            path = by_browser(save(made.report, Path(folder) / "form.html"), Path(folder))
        else:
            path = save(made.report, Path(folder) / f"form.{suffix}")
        return check_document(read(path.read_bytes(), path.name))


def _clean(tally: Tally, made: FormReport, findings: list[Finding], where: str) -> None:
    tally.counts[where, "documents"] += 1
    for found in findings:
        tally.counts[where, found.severity] += 1
        tally.counts[f"{where} {found.severity}", found.rule] += 1
        key = f"{where} {found.severity} {found.rule}"
        tally.examples[key].append(f"seed {made.seed} {made.layouts} {_said(found)}")


def _judge(tally: Tally, made: FormReport, base: Checked, mutant: Slipped) -> None:
    fresh = new_findings(base, check(mutant.report.report))
    here = [f for f in fresh if any(_touches(mutant, mark.place) for mark in f.marks)]
    layout = next((name for name in made.layouts[:1] if len(made.layouts) == 1), "several")
    for key in (mutant.kind, f"in {layout}"):
        tally.counts[key, "made"] += 1
        tally.counts[key, "found"] += bool(here)
        tally.counts[key, "elsewhere"] += bool(fresh and not here)
        tally.counts[key, "error"] += any(f.severity == "error" for f in here)
    if not here:
        line = (
            f"seed {made.seed} {made.layouts} {mutant.before} → {mutant.after} at {mutant.block} {mutant.at}"
        )
        tally.examples[f"missed {mutant.kind}"].append(line)


def _touches(mutant: Slipped, place: object) -> bool:
    cell = getattr(place, "cell", None)
    at = (cell.row, cell.column) if cell else None
    return getattr(place, "block", None) == mutant.block and at == mutant.at


def _said(found: Finding) -> str:
    stated = found.stated.text if found.stated else ""
    wanted = found.expected.text if found.expected else ""
    return f"{found.rule} {stated} / {wanted} {found.calculation}"


def _print(tally: Tally, examples: int, places: list[str]) -> None:
    n = tally.counts
    print("slip            made   found  as error  elsewhere")
    for key in [*KINDS, *sorted({k for k, _ in n if k.startswith("in ")})]:
        made = n[key, "made"]
        if made:
            print(
                f"{key:15} {made:4} {100 * n[key, 'found'] / made:6.1f}% {100 * n[key, 'error'] / made:7.1f}% {n[key, 'elsewhere']:9}"
            )
    every = sum(n[k, "made"] for k in KINDS)
    if every:
        print(f"all             {every:4} {100 * sum(n[k, 'found'] for k in KINDS) / every:6.1f}%")
    for where in places:
        told = ", ".join(f"{name} {n[where, name]}" for name in ("error", "doubt", "missing", "note"))
        print(f"right forms, {where}: {n[where, 'documents']} documents: {told}")
        for severity in ("error", "doubt", "missing", "note"):
            for (key, rule), count in sorted(n.items()):
                if key == f"{where} {severity}":
                    print(f"    {severity} {rule} {count}")
    for key in sorted(tally.examples):
        for line in tally.examples[key][:examples]:
            print(f"  {key}: {line}")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench.forms", description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--examples", type=int, default=2)
    parser.add_argument("--clean", action="store_true", help="only the right forms")
    parser.add_argument(
        "--files", default="", help="suffixes to read the right forms from, such as docx,xlsx,html,txt"
    )
    chosen = parser.parse_args(arguments)
    suffixes = tuple(s for s in chosen.files.split(",") if s)
    work = [(seed, chosen.clean, suffixes) for seed in range(chosen.seed, chosen.seed + chosen.documents)]
    tally = Tally()
    if chosen.processes > 1:
        with Pool(chosen.processes) as pool:
            for part in pool.imap_unordered(measure, work, 4):
                tally.add(part)
    else:
        for given in work:
            tally.add(measure(given))
    _print(tally, chosen.examples, ["memory", *suffixes])
    return 0


if __name__ == "__main__":
    sys.exit(main())
