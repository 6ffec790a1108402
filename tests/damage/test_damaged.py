"""Sixty of the inputs of bench/damaged.py: told in Chinese, no trace, and the good files beside them checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.damage import Damaged, damaged, sound
from tests.damage.runs import LARGEST, LONGEST, Run, faults, run, together, write

Sound = dict[str, bytes]


@pytest.fixture(scope="module")
def good() -> Sound:
    return sound(2, with_office=False)


@pytest.fixture(scope="module")
def inputs(good: Sound) -> list[Damaged]:
    made = damaged(200, 2, good, heavy=False)
    hostile = [one for one in made if one.kind in ("hostile", "odd")][::2]
    return hostile + made[-(60 - len(hostile)) :]


def test_the_same_seed_makes_the_same_inputs(good: Sound) -> None:
    assert damaged(100, 5, good, heavy=False) == damaged(100, 5, good, heavy=False)
    assert damaged(100, 5, good, heavy=False) != damaged(100, 6, good, heavy=False)


def test_the_good_files_of_a_folder_are_checked_all_the_same(
    inputs: list[Damaged], good: Sound, tmp_path: Path
) -> None:
    assert len(inputs) == 60
    made, there, right = together(inputs, good, tmp_path, jobs=2)
    assert faults(made) == []
    assert made.status == 2
    assert (there, right) == (5, 5)
    told = {Path(e["path"]).name for e in made.tree["errors"]}
    assert not [one.name for one in inputs if one.refused and one.name not in told]


@pytest.mark.parametrize("part", ["加密.pdf", "实体炸弹.docx", "外部实体.xlsx", "怪名\udcff", "深层.docx"])
def test_one_alone(part: str, good: Sound, tmp_path: Path) -> None:
    (one,) = (each for each in damaged(100, 2, good, heavy=False) if each.name.startswith(part))
    (path,) = write([one], tmp_path / "alone")
    made = run([path], tmp_path, LONGEST)
    assert faults(made, one) == []
    assert b"root:" not in made.out


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (Run(-9, b"", b"", 1, 0), "exit -9"),
        (Run(1, b"", b"Traceback (most recent call last)", 1, 0), "trace"),
        (Run(0, b"", b"", 1, LARGEST + 1), "memory 2048 MB"),
        (Run(0, b"{", b"", 1, 0), "no JSON"),
        (Run(0, b"", b"", LONGEST + 1, 0), "hang 61 s"),
        (Run(0, b"", b"", 1, 0), "not refused, exit 0"),
        (Run(2, b'{"documents": [], "errors": []}', b"", 1, 0), "no error told"),
        (Run(2, b'{"documents": [], "errors": [{"message": "no", "hint": ""}]}', b"", 1, 0), "no advice: no"),
    ],
)
def test_what_is_wrong_with_a_run_is_seen(made: Run, fault: str) -> None:
    assert fault in faults(made, Damaged("a", "hostile", b"", refused=True))
