"""Scoring rules as people write them: how many are read right, refused, or read wrongly without a word.

Run from the root: .venv/bin/python -m bench.rules [--misses] [FILE ...]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from quanheng.facts.rules import parse, result
from quanheng.model.rule import Unparsed, Worth
from quanheng.model.rule_value import evaluate

FOLDER = Path(__file__).parents[1] / "tests" / "rules"
RIGHT, REFUSED, WRONG, LOOSE = "right", "refused", "wrong", "loose"


def expected(text: str) -> Worth:
    """4.6 or 4..5."""
    low, _, high = str(text).partition("..")
    return Worth(Decimal(low), Decimal(high or low))


def judged(entry: dict[str, Any]) -> tuple[str, str]:
    """What came of one rule, and why: loose is an interval wider than the words, wrong any other difference."""
    rule = parse(entry["rule"])
    if isinstance(rule, Unparsed):
        return (RIGHT if entry.get("refused") else REFUSED), f"{rule.why}: {rule.piece}"
    if entry.get("refused"):
        return WRONG, f"read: {rule}"
    target = result(entry["target"]) if "target" in entry else None
    outcome, why = RIGHT, ""
    for done, points in entry["gives"].items():
        made = evaluate(rule, result(done), target, Decimal(entry["weight"]))
        wanted = expected(points)
        if made == wanted:
            continue
        wide = not isinstance(made, Worth) or (made.low <= wanted.low and wanted.high <= made.high)
        outcome = WRONG if not wide or outcome == WRONG else LOOSE
        why += f" {done}: {made} not {points};"
    return outcome, why


def measured(file: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Every rule of a corpus with its outcome."""
    entries = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    for entry in entries:
        yield entry, *judged(entry)


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="the rules that are not read right")
    given = parser.parse_args()
    for file in given.files or sorted(FOLDER.glob("*.yaml")):
        found = list(measured(file))
        count = Counter(outcome for _, outcome, _ in found)
        for entry, outcome, why in found if given.misses else ():
            if outcome != RIGHT:
                print(f"{outcome:8s}{entry['rule']}\n        {why}")
        results = sum(len(entry.get("gives", {})) for entry, _, _ in found)
        print(
            f"{file.name}: {len(found)} rules, {results} results; right {count[RIGHT] / len(found):.1%}, "
            f"refused {count[REFUSED]}, open too wide {count[LOOSE]}, wrong in silence {count[WRONG]}"
        )


if __name__ == "__main__":
    main()
