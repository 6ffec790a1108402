"""The fixed sample before and after a change: gained, lost, and what it says of right documents."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench import corpus
from bench.corpus_sample import RIGHT, Case, Line, lines
from tests.generator.accounts import make
from tests.generator.accounts.slips import SLIPS, slip


@pytest.fixture(scope="module")
def slipped() -> list[Line]:
    """The findings of a right document and of the same with a slip."""
    report = make(3)
    mutants = (slip(report, kind, Random(f"3 {kind}")) for kind in SLIPS)
    mutant = next(one for one in mutants if one is not None and one.ceiling)
    wrong = Case("accounts 3 wrong", mutant.operator, mutant.report, mutant.spots)
    return [*lines(Case("accounts 3", RIGHT, report)), *lines(wrong)]


def test_a_slip_is_a_line_that_hits_it(slipped: list[Line]) -> None:
    assert any(line.hit and line.severity == "error" for line in slipped)
    assert not [line for line in slipped if line.where == RIGHT and line.severity in ("error", "doubt")]
    assert all(line.sentence for line in slipped if line.hit)


def test_nothing_is_gained_or_lost_without_a_change(slipped: list[Line]) -> None:
    reworded = [replace(line, message="别的话") for line in slipped]
    assert corpus.against(slipped, reworded) == ([], [])


def test_what_is_gone_and_what_is_new_is_told_by_rule(slipped: list[Line]) -> None:
    rule = next(line.rule for line in slipped if line.hit)
    without = [line for line in slipped if line.rule != rule]
    count = len(slipped) - len(without)
    assert corpus.against(slipped, without) == ([], [line for line in slipped if line.rule == rule])
    new = replace(slipped[0], document="accounts 3", where=RIGHT, rule=rule, place="9", hit=False)
    table = corpus.told(slipped, [*without, new], 1)
    row = next(line for line in table if line.startswith(rule)).split()
    assert row == [rule, str(count), "1", "1", "0", "1", str(count)]
    assert sum(line.startswith("+ ") for line in table) == 1
    assert "（无误）" in next(line for line in table if line.startswith("+ "))


def test_a_finding_twice_is_not_a_finding_once(slipped: list[Line]) -> None:
    assert corpus.against(slipped, [*slipped, slipped[0]]) == ([slipped[0]], [])


def test_a_baseline_comes_back_and_has_the_same_bytes(slipped: list[Line], tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        corpus.store(tmp_path / name, slipped)
    assert corpus.stored(tmp_path / "a.gz") == slipped
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_the_stored_baseline_accuses_no_right_document() -> None:
    found = corpus.stored(corpus.BASELINE)
    assert len(found) > 300
    assert not [line for line in found if line.where == RIGHT and line.severity in ("error", "doubt")]


def test_two_batches_are_compared(tmp_path: Path) -> None:
    row = {"sha256": "aa", "rule": "sums/x", "severity": "error", "block": 2, "grid": None, "line": None,
           "pillar": None, "stated": "5", "message": "说明"}  # fmt: skip
    for name, rows in (("a", [row]), ("b", [row, row | {"block": 3}])):
        for table, content in (
            ("findings", rows),
            ("passages", [{"sha256": "aa", "block": 3, "text": "原句"}]),
        ):
            folder = tmp_path / name / "tables" / table
            folder.mkdir(parents=True)
            text = "".join(json.dumps(one) + "\n" for one in content)
            (folder / "00000.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    gained, lost = corpus.against(corpus.of_batch(tmp_path / "a"), corpus.of_batch(tmp_path / "b"))
    assert ([line.place for line in gained], lost) == (["3"], [])
    assert gained[0].sentence == "原句"
