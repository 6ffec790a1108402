"""The five seeds written again from a workbook: their errors are gone, what held still holds."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quanheng.model.figure import Figure
from quanheng.model.relation import OFF
from tests.shared.lines import Lines
from tests.shared.rebuilt import NUMBERS, Rebuilt, rebuilt

pytestmark = pytest.mark.shared
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LEAST = {"000": 80, "001": 139, "002": 130, "003": 105, "004": 40}
"""Figures of the seed that stand in the new document as the same quantity, at least."""


@cache
def written(shared: Path, number: str) -> Rebuilt:
    return rebuilt(shared, number)


def gold(shared: Path, number: str, holds: bool) -> list[dict[str, Any]]:
    listed = json.loads((shared / "gold" / "seed_gold.json").read_text("utf-8"))
    return [g for g in listed if g["seed"] == number and (g["severity"] == "holds") == holds]


def numbers(text: str) -> set[str]:
    """The numbers in a text that tell something: two digits at least, no year."""
    found = (one.replace(",", "") for one in _NUMBER.findall(text or ""))
    return {n for n in found if len(n.replace(".", "")) >= 2 and not re.fullmatch(r"20\d\d", n)}


def stated(shared: Path, seen: Rebuilt, entry: dict[str, Any]) -> list[tuple[Figure, Figure | None, bool]]:
    """The figures of the seed that a truth calls wrong, with what stands in their place now."""
    (path,) = (shared / "seeds").glob(f"{entry['seed']}_*")
    lines = Lines(path.read_text("utf-8"), seen.old.document)
    right = numbers(entry["expected"])
    wrong = numbers(entry["stated"]) - right if right else set()
    return [
        pair
        for pair in seen.compared.pairs
        if numbers(pair[0].text) & wrong and lines.near(pair[0].place, entry["line"], 1)
    ]


@pytest.mark.parametrize("number", NUMBERS)
def test_no_error_and_no_doubt_but_what_is_to_be_supplied(shared: Path, number: str) -> None:
    findings = [f for f in written(shared, number).new.findings if f.severity in ("error", "doubt")]
    assert not [f.rule for f in findings if f.rule != "wording/placeholder"]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_error_of_the_seed_is_gone(shared: Path, number: str) -> None:
    seen = written(shared, number)
    proved = [g for g in gold(shared, number, holds=False) if g["certainty"] in ("proved", "likely")]
    kept = {
        entry["id"]: [(old.text, new.text if new else "") for old, new, _ in pairs]
        for entry in proved
        if (pairs := stated(shared, seen, entry)) and all(same for _, _, same in pairs)
    }
    assert not kept


@pytest.mark.parametrize("number", NUMBERS)
def test_what_held_holds_and_nothing_is_off(shared: Path, number: str) -> None:
    seen = written(shared, number)
    assert not [r for r in seen.new.relations if r.verdict == OFF]
    assert seen.compared.same >= _LEAST[number]
    held = {n for g in gold(shared, number, holds=True) for n in numbers(g["stated"]) if "." in n}
    text = seen.new.document
    digits = {n for f in seen.new.facts.figures for n in numbers(f.text)}
    digits |= {n for block in text.blocks for n in numbers(block.text)}
    plain = {n.rstrip("0").rstrip(".") for n in digits if "." in n}
    moved = {
        n for old, new, same in seen.compared.pairs if not same or new is not None for n in numbers(old.text)
    }
    lost = {n for n in held if n.rstrip("0").rstrip(".") not in plain and n not in moved}
    assert not lost


@pytest.mark.parametrize("number", NUMBERS)
def test_what_was_not_taken_over_is_listed(shared: Path, number: str) -> None:
    seen = written(shared, number)
    contradicted = [f for f in seen.old.findings if f.severity == "error" and f.rule.startswith("restated/")]
    assert not contradicted or "未带入" in seen.words
    assert seen.record.text("report.outline") or seen.old.facts.kind == "final_accounts"
