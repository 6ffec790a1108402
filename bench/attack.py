"""Planted faults found in tests/attack, by kind, and alarms no fault explains; and alarms on tests/clean.

usage: python -m bench.attack [--verbose] [--from N] [--to N] [WORD ...]      (numbers and WORDs choose documents)

A planted fault counts as found if an error names the wrong figure (or, for a wrong word, a figure beside it);
a doubt is counted apart. An error or doubt that touches no planted fault is false.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import DOUBT, ERROR, Finding
from quanheng.model.setting import Setting
from quanheng.read import read
from quanheng.report.messages import message

TESTS = Path(__file__).resolve().parent.parent / "tests"
ENDINGS = (".txt", ".html", ".md", ".docx", ".xlsx")
Fault = dict[str, str]


def documents(folder: str) -> list[Path]:
    """The documents of a test folder, in order of their numbers."""
    return sorted(path for path in (TESTS / folder).iterdir() if path.suffix in ENDINGS)


def faults(path: Path) -> list[Fault]:
    """The planted faults noted beside a document: where, kind, stated, expected, wrong, right."""
    beside = path.with_suffix(".json")
    return json.loads(beside.read_text()) if beside.exists() else []


def alarms(path: Path) -> list[Finding]:
    """Its errors and doubts."""
    _, findings = run(extract(read(path.read_bytes(), path.name), Setting()), Setting())
    return [finding for finding in findings if finding.severity in (ERROR, DOUBT)]


def numbers(text: str) -> set[str]:
    """The numbers of a text without separators and trailing zeros."""
    found = (number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text))
    return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}


def names(finding: Finding, fault: Fault) -> bool:
    """Whether the finding is about the planted fault."""
    said = numbers(" ".join(mark.text for mark in finding.marks) + " " + message(finding))
    wrong = numbers(fault["wrong"])
    return bool((wrong or numbers(fault["explanation"])) & said)


def look(paths: list[Path], verbose: bool) -> None:
    """Print what was found and missed."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    false: Counter[str] = Counter()
    for path in paths:
        planted, raised = faults(path), alarms(path)
        for fault in planted:
            severities = {finding.severity for finding in raised if names(finding, fault)}
            kinds[fault["kind"]][ERROR if ERROR in severities else DOUBT if severities else "missed"] += 1
            if verbose and not severities:
                print("missed", path.stem[:20], fault["kind"], fault["explanation"], "->", fault["right"])
        for finding in raised:
            if not any(names(finding, fault) for fault in planted):
                false[finding.severity] += 1
                if verbose:
                    print("false ", path.stem[:20], finding.severity, finding.rule, message(finding)[:160])
    _print(len(paths), kinds, false)


def _print(count: int, kinds: dict[str, Counter[str]], false: Counter[str]) -> None:
    total: Counter[str] = sum(kinds.values(), Counter())
    for kind, seen in sorted(kinds.items()):
        print(f"  {kind:12s} {seen[ERROR]:3d} errors {seen[DOUBT]:3d} doubts of {seen.total()}")
    recall = f"{total[ERROR]} errors + {total[DOUBT]} doubts of {total.total()} faults; " if total else ""
    print(f"{count} documents: {recall}false errors {false[ERROR]}, false doubts {false[DOUBT]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="last", type=int, default=999_999)
    given = parser.parse_args()
    for folder in ("clean", "attack"):
        paths = [p for p in documents(folder) if given.first <= int(p.name.split("_")[0]) <= given.last]
        print(folder)
        look(
            [p for p in paths if not given.words or any(word in p.name for word in given.words)],
            given.verbose,
        )


if __name__ == "__main__":
    main()
