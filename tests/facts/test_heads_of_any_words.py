"""A first row of words over numbers is a head whatever it says; labels of a form beside their values are none."""

from __future__ import annotations

from quanheng.facts.table_heads import Heads
from quanheng.model.document import TableCell


def _row(at: int, *cells: tuple[str, int]) -> list[tuple[TableCell, str]]:
    made, column = [], 0
    for text, columns in cells:
        made.append((TableCell(at, column, text, columns=columns), text))
        column += columns
    return made


def _read(*rows: list[tuple[TableCell, str]]) -> Heads:
    heads = Heads()
    for at, row in enumerate(rows):
        heads.take(at, row)
    return heads


def test_words_of_one_width_with_the_numbers_below_are_a_head() -> None:
    head = _row(0, ("片区", 1), ("用电", 1), ("用水", 1))
    assert _read(head, _row(1, ("东片", 1), ("12.30", 1), ("4.50", 1))).texts == {
        0: "片区",
        1: "用电",
        2: "用水",
    }


def test_labels_beside_their_values_are_none() -> None:
    form = _row(0, ("主管部门", 1), ("青岭县水务局", 2), ("实施单位", 1), ("青岭县水务局", 2))
    below = _row(1, ("预算情况", 1), ("年度资金总额", 2), ("72.90", 3))
    assert _read(form, below).texts == {}
