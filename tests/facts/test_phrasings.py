"""Sentences written without knowledge of the parser: faults are found where they stand, right ones are left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from _pytest.mark import ParameterSet

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import DOUBT, ERROR, Finding
from quanheng.model.setting import Setting
from quanheng.read import read

_FOLDER = Path(__file__).resolve().parents[1] / "phrasings"

# A piece of the text -> why its fault is not found yet.
KNOWN_MISSES = {
    "参公编制9名": "posts of a kind that the lexicon does not know are left out of the division of the posts",
    "乡村振兴示范点建设156.40": "two wrong digits in a list that may be open: no single slip explains them",
    "| 智慧校园建设 |": "a text amount is not compared with the total of a table of its own name in 元",
}


def _cases() -> Iterator[dict[str, str]]:
    for path in sorted(_FOLDER.glob("*.yaml")):
        yield from yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


CASES = list(_cases())


def _parameters(error: str) -> list[ParameterSet]:
    made: list[ParameterSet] = []
    for at, case in enumerate(CASES):
        if case["error"] == error:
            missed = [reason for piece, reason in KNOWN_MISSES.items() if piece in case["text"]]
            marks = [pytest.mark.xfail(strict=True, reason=missed[0])] if missed else []
            made.append(pytest.param(case, id=f"{case['pattern']}-{at}", marks=marks))
    return made


def _findings(text: str) -> list[Finding]:
    """What is asked about or found wrong; ×× stands for a name that the writer left out, so it is no placeholder."""
    found = run(extract(read(text.encode(), "case.txt")), Setting(ignore=("wording/placeholder",)))[1]
    return [f for f in found if f.severity in (ERROR, DOUBT)]


def _speaks_of(finding: Finding, stated: str, text: str) -> bool:
    """The number or word is marked (in a sum any part may be the wrong one), or it stands right before the stated number."""
    marked = [m.text for m in finding.marks]
    return any(stated in m for m in marked) or stated + marked[0] in text


@pytest.mark.parametrize("case", _parameters("true"))
def test_the_fault_is_found_where_it_stands(case: dict[str, str]) -> None:
    assert any(_speaks_of(f, case["stated"], case["text"]) for f in _findings(case["text"]))


@pytest.mark.parametrize("case", _parameters("false"))
def test_a_right_passage_raises_no_error_and_no_doubt(case: dict[str, str]) -> None:
    assert [(f.rule, f.stated.text if f.stated else "") for f in _findings(case["text"])] == []


@pytest.mark.parametrize("piece", KNOWN_MISSES)
def test_a_known_miss_names_one_case(piece: str) -> None:
    assert sum(piece in case["text"] for case in CASES) == 1
