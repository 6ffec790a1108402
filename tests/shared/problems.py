"""Faults that a person found in the texts, and which findings of the program explain them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline import review_one
from quanheng.report.json import document

Truth = dict[str, Any]
Found = dict[str, Any]
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CERTAIN = ("proved", "likely")


@dataclass(frozen=True, slots=True)
class Tally:
    """One text: truths that no finding explains, by root, and error findings that no truth explains."""

    name: str
    roots: int
    missed: list[Truth]
    unexplained: list[Found]


@cache
def matching(folder: Path) -> Callable[[Truth, Found], bool]:
    """The rule by which the shared script ties a finding to a truth, taken from the script itself."""
    script = folder / "tools" / "gold.py"
    source = script.read_text("utf-8").rsplit("\nmain()", 1)[0]  # it measures as soon as it is imported
    names: dict[str, Any] = {"__file__": str(script), "__name__": "gold"}
    exec(compile(source, str(script), "exec"), names)
    found: Callable[[Truth, Found], bool] = names["matches"]
    return found


def tally(name: str, reviewed: Reviewed, truths: list[Truth], folder: Path) -> Tally:
    """Compare the findings of one text with the truths about it; one truth of a root is enough."""
    shared_rule = matching(folder)

    def matches(truth: Truth, found: Found) -> bool:
        return shared_rule(truth, found) or _same_numbers(truth, found)

    findings: list[Found] = document(reviewed)["findings"]
    explained = {at for at, f in enumerate(findings) if any(matches(truth, f) for truth in truths)}
    roots: dict[str, list[Truth]] = {}
    for truth in truths:
        roots.setdefault(truth.get("root") or truth["stated"], []).append(truth)
    missed = [
        same[0] for same in roots.values() if not any(matches(truth, f) for truth in same for f in findings)
    ]
    unexplained = [f for at, f in enumerate(findings) if f["severity"] == "error" and at not in explained]
    return Tally(name, len(roots), missed, unexplained)


def _same_numbers(truth: Truth, found: Found) -> bool:
    """Stated and expected number agree: the shared rule knows no number of one digit, such as a total of 0."""
    stated, expected = (str((found[side] or {}).get("text") or "") for side in ("stated", "expected"))
    sides = (
        (_numbers(stated), _numbers(truth["stated"])),
        (_numbers(expected), _numbers(truth.get("expected") or "")),
    )
    return all(mine & theirs for mine, theirs in sides)


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(digits) for digits in _NUMBER.findall(text)}


def seed_truths(folder: Path, seed: str) -> list[Truth]:
    """The faults of one seed that are proved or likely."""
    truths = json.loads((folder / "gold" / "seed_gold.json").read_text("utf-8"))
    return [
        t for t in truths if t["seed"] == seed and t["severity"] != "holds" and t["certainty"] in _CERTAIN
    ]


def page_tallies(folder: Path) -> Iterator[Tally]:
    """Every page of the folder against the faults known of it; raises ValueError when one cannot be read."""
    errors = json.loads((folder / "gold" / "pages.json").read_text("utf-8"))["errors"]
    for path in sorted((folder / "documents" / "pages").glob("*.txt")):
        reviewed = review_one(path.name, path.read_bytes(), Setting())
        if isinstance(reviewed, Failure):
            raise ValueError(f"{path.name}: {reviewed.message}")
        yield tally(path.stem, reviewed, errors.get(path.name[:3], []), folder)
