"""Documents with planted faults a person with a calculator can prove; the faults are noted in the JSON beside each.

They were frozen before the engine saw them: `python -m bench.attack` prints what is found, by kind.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.attack import alarms, documents, faults, names
from quanheng.model.finding import ERROR
from quanheng.read import read

DOCUMENTS = {path.stem: path for path in documents("attack")}
FOUND = 320  # errors that name a planted fault
ASKED = 592  # errors and doubts that name one


def _text(path: Path) -> str:
    """The words of the document, and of its tables where they are not written as text."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_text()
    blocks = read(path.read_bytes(), path.name).blocks
    return "\n".join([b.text for b in blocks] + [c.text for b in blocks if b.table for c in b.table.cells])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_note_is_about_the_document(name: str) -> None:
    text = _text(DOCUMENTS[name])
    planted = faults(DOCUMENTS[name])
    assert len(planted) >= 3
    assert all(fault["wrong"] in text and fault["wrong"] != fault["right"] for fault in planted)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_but_planted_faults_is_reported(name: str) -> None:
    planted = faults(DOCUMENTS[name])
    assert not [a.rule for a in alarms(DOCUMENTS[name]) if not any(names(a, fault) for fault in planted)]


def test_planted_faults_are_found() -> None:
    found = asked = 0
    for path in DOCUMENTS.values():
        raised = alarms(path)
        for fault in faults(path):
            severities = {finding.severity for finding in raised if names(finding, fault)}
            found += ERROR in severities
            asked += bool(severities)
    assert found >= FOUND
    assert asked >= ASKED
