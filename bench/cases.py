"""Documents checked against each other: slips that only the other document shows, and honest sets left alone.

Run from the root: .venv/bin/python -m bench.cases --sets 25 --seed 1
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from time import perf_counter

from quanheng.checks.case_engine import Placed, run_case
from quanheng.facts import extract
from quanheng.model.case import Case, Paper
from quanheng.model.finding import ERROR
from quanheng.model.setting import Setting
from tests.generator.case_slips import Slip, slips
from tests.generator.casework import CLEAN
from tests.generator.report import Report
from tests.generator.writers import document

_ASIDE = ("note",)


def check(reports: Sequence[Report]) -> tuple[Case, list[Placed]]:
    """The reports as one case, called 0, 1, 2."""
    papers = []
    for number, report in enumerate(reports):
        read = document(report)
        papers.append(Paper(number, str(number), extract(read), read, str(number)))
    return run_case(papers, Setting())


def shown(placed: Placed) -> str:
    """A finding on one line."""
    finding = placed.finding
    said = finding.stated.text if finding.stated else ""
    texts = " | ".join(f"{m.document or 'own'}:{m.text}" for m in finding.marks)
    return f"{finding.rule} {finding.severity} {said} {finding.values.get('name', '')} {finding.calculation} [{texts}]"


def seen(slip: Slip, placed: Sequence[Placed]) -> list[Placed]:
    """The findings that show the slip's text."""
    return [
        p
        for p in placed
        if p.finding.severity not in _ASIDE and any(slip.text in mark.text for mark in p.finding.marks)
    ]


def measure_clean(first: int, sets: int, examples: int) -> None:
    """Relations and false alarms of honest sets, kind by kind."""
    print(
        f"{'honest sets':28}{'sets':>6}{'agree':>8}{'round':>7}{'off':>5}{'open':>6}{'errors':>8}{'doubts':>8}"
    )
    lines: list[str] = []
    whole: Counter[str] = Counter()
    for kind, make in CLEAN.items():
        counts: Counter[str] = Counter()
        for seed in range(first, first + sets):
            case, placed = check(make(seed))
            counts.update(relation.verdict for relation in case.relations)
            alarms = {p.finding.key: p for p in placed if p.finding.severity not in _ASIDE}.values()
            counts["errors"] += sum(p.finding.severity == ERROR for p in alarms)
            counts["doubts"] += sum(p.finding.severity != ERROR for p in alarms)
            lines += [f"{kind} {seed}: {shown(p)}" for p in alarms]
        whole.update(counts)
        _row(kind, sets, counts)
    _row("all", sets * len(CLEAN), whole)
    print(*lines[:examples], sep="\n")


def _row(kind: str, sets: int, counts: Counter[str]) -> None:
    told = [counts[v] for v in ("agree", "rounding", "off", "undecided", "errors", "doubts")]
    print(f"{kind:28}{sets:6}{told[0]:8}{told[1]:7}{told[2]:5}{told[3]:6}{told[4]:8}{told[5]:8}")


def measure_slips(first: int, sets: int, examples: int) -> None:
    """How many slips are seen, and how many as errors, kind by kind."""
    made, found, errors = Counter[str](), Counter[str](), Counter[str]()
    missed: list[str] = []
    for seed in range(first, first + sets):
        for slip in slips(seed):
            hits = seen(slip, check(slip.reports)[1])
            made[slip.kind] += 1
            found[slip.kind] += bool(hits)
            errors[slip.kind] += any(p.finding.severity == ERROR for p in hits)
            if not hits:
                missed.append(f"{slip.kind} {seed}: {slip.text} ({slip.rule})")
    print(f"{'planted slips':34}{'made':>6}{'seen':>6}{'share':>8}{'errors':>8}")
    for kind in made:
        share = f"{found[kind] / made[kind]:.1%}"
        print(f"{kind:34}{made[kind]:6}{found[kind]:6}{share:>8}{errors[kind]:8}")
    total = f"{sum(found.values()) / max(1, sum(made.values())):.1%}"
    print(f"{'all':34}{sum(made.values()):6}{sum(found.values()):6}{total:>8}{sum(errors.values()):8}")
    print(*missed[:examples], sep="\n")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=25, help="sets of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=20)
    chosen = parser.parse_args()
    start = perf_counter()
    measure_clean(chosen.seed, chosen.sets, chosen.examples)
    measure_slips(chosen.seed, chosen.sets, chosen.examples)
    print(f"{perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
