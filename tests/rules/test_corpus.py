"""Scoring rules as people write them: none read wrongly in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.rules import LOOSE, REFUSED, RIGHT, WRONG, measured

FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", ["corpus.yaml", "held_out.yaml"])
def test_none_is_read_wrongly_and_nearly_all_are_read(name: str) -> None:
    found = list(measured(FOLDER / name))
    assert len(found) >= 100
    assert [(entry["rule"], why) for entry, outcome, why in found if outcome == WRONG] == []
    assert sum(outcome == RIGHT for _, outcome, _ in found) >= 0.95 * len(found)


def test_what_is_built_on_is_read_entirely() -> None:
    bad = [
        (e["rule"], why)
        for e, outcome, why in measured(FOLDER / "corpus.yaml")
        if outcome in (REFUSED, LOOSE)
    ]
    assert bad == []
