"""Honest documents raise no error; gross slips are seen. Floors, not goals: bench/ prints the full picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from quanheng.model.finding import Finding
from quanheng.read import read
from tests.generator.controls import controls
from tests.generator.mutations import mutate
from tests.generator.report import Report
from tests.generator.styles import generate
from tests.generator.writers import save
from tests.measure.checker import Checked, check, check_document, hits, new_findings

SEEDS = range(1, 31)
# Share of slips above the ceiling that must be seen.
FLOORS = {
    "M1": 0.5,
    "M2": 0.5,
    "M3": 0.5,
    "M4": 0.4,
    "M6": 0.6,
    "M9": 0.9,
    "M10": 0.9,
    "M15": 0.5,
    "M18": 0.8,
}


@pytest.fixture(scope="module")
def checked() -> dict[int, tuple[Report, Checked]]:
    reports = {seed: generate(seed) for seed in SEEDS}
    return {seed: (report, check(report)) for seed, report in reports.items()}


def alarms(name: str) -> Iterator[str]:
    for seed in SEEDS:
        for control, report in controls(seed):
            if control == name:
                yield from (
                    f"{seed} {f.rule} {f.stated and f.stated.text} {f.calculation}"
                    for f in check(report).errors()
                )


@pytest.mark.parametrize("control", [name for name, _ in controls(1)])
def test_an_honest_document_raises_no_error(control: str) -> None:
    assert list(alarms(control)) == []


@pytest.mark.parametrize(("operator", "floor"), FLOORS.items())
def test_slips_are_seen(operator: str, floor: float, checked: dict[int, tuple[Report, Checked]]) -> None:
    made, seen = 0, 0
    for seed, (report, before) in checked.items():
        mutant = mutate(report, operator, Random(f"{seed} {operator}"))
        if mutant is not None and mutant.ceiling:
            made += 1
            seen += bool(hits(mutant, new_findings(before, check(mutant.report))))
    assert made >= 5
    assert seen >= floor * made


def test_most_amounts_are_judged(checked: dict[int, tuple[Report, Checked]]) -> None:
    amounts = judged = 0
    for report, result in checked.values():
        places = {(place.block, place.start) for place in result.judged() if place.cell is None}
        for figure in report.figures:
            if figure.dim == "money" and figure.spot.cell is None:
                amounts += 1
                judged += (figure.spot.block, figure.spot.start) in places
    assert judged >= 0.7 * amounts


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx"])
def test_the_file_format_does_not_change_the_errors(suffix: str, tmp_path: Path) -> None:
    for seed in range(1, 9):
        report = generate(seed)
        path = save(report, tmp_path / f"report{suffix}")
        read_back = check_document(read(path.read_bytes(), path.name))
        assert [error_text(f) for f in read_back.errors()] == [error_text(f) for f in check(report).errors()]


def error_text(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, *(mark.text for mark in finding.marks))
