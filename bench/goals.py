"""Goal declarations, monitoring sheets and working papers: alarms on right ones, slips found, by layout and format.

Run from the root: .venv/bin/python -m bench.goals --documents 100 --seed 1 [--examples 3]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import Finding
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.generator.goals import GOAL_SLIPS, make_goals
from tests.generator.indicator_sheets import Sheet
from tests.generator.monitoring import MONITORING_SLIPS, make_monitoring
from tests.generator.reviews import REVIEW_SLIPS, make_review
from tests.generator.writers import save

MAKERS = {"goals": make_goals, "monitoring": make_monitoring, "reviews": make_review}
SLIPS = {"goals": GOAL_SLIPS, "monitoring": MONITORING_SLIPS, "reviews": REVIEW_SLIPS}
FORMATS = (".docx", ".xlsx", ".html", ".md", ".txt")


def findings_of(sheet: Sheet, suffix: str, folder: Path) -> list[Finding]:
    """What the checker says of the sheet in a file of that format."""
    path = save(sheet.report(), folder / f"{sheet.kind}{suffix}")
    return run(extract(read(path.read_bytes(), path.name)), Setting())[1]


def measure(kind: str, documents: int, seed: int, folder: Path) -> tuple[Counter[str], list[str]]:
    """Counts of findings on clean sheets by severity, and of slips made and found; examples of what went wrong."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(seed, seed + documents):
        suffix = FORMATS[number % len(FORMATS)]
        clean = MAKERS[kind](number)
        before = findings_of(clean, suffix, folder)
        counts["clean"] += 1
        for finding in before:
            counts[finding.severity] += 1
            wrong.append(f"{kind} {number}{suffix} clean {finding.severity} {finding.rule}: {finding.values}")
        known = {f.rule for f in before}
        for slip in SLIPS[kind]:
            dirty = clean.copy()
            if not slip.act(dirty, Random(number)):
                continue
            after = findings_of(dirty, suffix, folder)
            hit = any(f.rule in slip.rules and f.rule not in known for f in after)
            counts["made"] += 1
            counts["found"] += hit
            if not hit:
                wrong.append(f"{kind} {number}{suffix} missed {slip.name}: {sorted({f.rule for f in after})}")
    return counts, wrong


def main() -> None:
    """Parse the command line, measure, print ratios."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for kind in MAKERS:
            counts, wrong = measure(kind, chosen.documents, chosen.seed, Path(folder))
            print(
                f"{kind}: clean {counts['clean']}, errors {counts['error']}, doubts {counts['doubt']}, "
                f"notes {counts['note']}, missing {counts['missing']}; "
                f"slips found {counts['found']}/{counts['made']} = {counts['found'] / max(1, counts['made']):.1%}"
            )
            for line in wrong[: chosen.examples]:
                print("   ", line[:260])


if __name__ == "__main__":
    main()
