"""Slips in plain texts from outside the project, where only detection can be counted."""

from __future__ import annotations

from pathlib import Path
from random import Random

from quanheng.read import read
from tests.generator.plain import mutate_text
from tests.measure.checker import Checked, check_document, new_findings

_OPERATORS = ("M1", "M2", "M3", "M4", "M5", "M6", "M9", "M10", "M20")
_DRAWS = 10


def shared_texts(folder: Path | None) -> list[Path]:
    """The .txt files of a folder; none when no folder is given."""
    return sorted(folder.glob("*.txt")) if folder else []


def text_tally(path: Path, seed: int) -> str:
    """One line: findings on the text as it is, then the share of slips seen by operator."""
    text = path.read_text(encoding="utf-8")
    base = _check(text, path.name)
    parts = [f"{path.stem[:24]:24} errors {len(base.errors())}"]
    for operator in _OPERATORS:
        made = [mutate_text(text, operator, Random(f"{seed} {operator} {draw}")) for draw in range(_DRAWS)]
        mutants = [mutant for mutant in made if mutant is not None]
        seen = sum(bool(new_findings(base, _check(mutant.text, path.name))) for mutant in mutants)
        parts.append(f"{operator} {seen}/{len(mutants)}")
    return "  ".join(parts)


def _check(text: str, name: str) -> Checked:
    return check_document(read(text.encode(), name))
