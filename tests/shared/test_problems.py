"""The rule that ties findings to truths, and the way back to lines: wrong here, every measure is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.place import Cell, Place
from quanheng.read import read
from tests.shared.lines import Lines
from tests.shared.problems import matching

_LINE = st.text("预算决算支出一二三", min_size=1, max_size=12)


@given(st.lists(_LINE, min_size=1, max_size=8))
def test_every_paragraph_is_found_on_its_own_line(words: list[str]) -> None:
    text = "\n\n".join(f"{number}、{line}。" for number, line in enumerate(words, 1))
    document = read(text.encode(), "x.txt")
    lines = Lines(text, document)
    for block in document.blocks:
        assert block.text.split("\n")[0].strip() in lines.text(lines.of(Place(block.index, 0, 1)))


def test_equal_cells_of_a_table_are_told_apart_by_their_rows() -> None:
    text = "表\n\n|项目|分值|得分|\n|---|---|---|\n|甲|5|5|\n|乙|5|5|\n"
    document = read(text.encode(), "x.md")
    block = next(b for b in document.blocks if b.table is not None)
    lines = Lines(text, document)
    cells = sorted(block.table.cells, key=lambda c: (c.row, c.column)) if block.table else []
    found = {c.row: lines.of(Place(block.index, 0, 1, cell=Cell(0, c.row, c.column))) for c in cells}
    assert found == {0: 3, 1: 5, 2: 6}


def test_a_place_is_near_within_its_row_and_not_beyond() -> None:
    text = "第一段。\n\n第二段。\n\n第三段。\n\n第四段。"
    document = read(text.encode(), "x.txt")
    lines = Lines(text, document)
    assert lines.near(Place(0, 0, 1), 3, 2)
    assert not lines.near(Place(0, 0, 1), 4, 2)


@pytest.mark.shared
def test_a_finding_of_another_number_explains_nothing(shared: Path) -> None:
    truth = {"stated": "占比12.34%", "expected": "13.45%", "where": "一", "explanation": ""}
    found: dict[str, Any] = {
        "stated": {"text": "12.34%"},
        "expected": None,
        "places": [],
        "calculation": "",
        "message": "",
    }
    rule = matching(shared)
    assert rule(truth, found)
    assert not rule(truth, found | {"stated": {"text": "56.78%"}})
