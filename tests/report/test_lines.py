"""Rows as JSON lines: the bytes are those of the standard library, and nothing that a row holds stops the writing."""

from __future__ import annotations

import json
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from quanheng.report.lines import compact, kept, lines

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | _TEXTS | st.lists(_TEXTS)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    lengths: dict[str, int]


def plainly(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@given(st.lists(st.dictionaries(_TEXTS, _VALUES)))
def test_the_bytes_are_those_that_everybody_writes(rows: list[dict[str, object]]) -> None:
    assert lines(rows) == b"".join(map(plainly, rows))


def test_a_line_is_one_line_whatever_its_text_holds() -> None:
    row = {"text": '第一行\n第二行\u2028\x7f\t“引号”"\\'}
    assert lines([row]).count(b"\n") == 1
    assert json.loads(lines([row])) == row


def test_a_record_of_ours_is_written_by_its_fields_in_their_order() -> None:
    assert lines([_Entry("甲.txt", {"figures": 3})]) == plainly({"name": "甲.txt", "lengths": {"figures": 3}})


def test_half_a_pair_of_code_units_is_replaced_and_the_rest_is_kept() -> None:
    rows = [{"path": "报告\udce4.txt", "parts": ["甲", "\ud800"]}, {"path": "乙.txt"}]
    assert lines(rows) == plainly({"path": "报告?.txt", "parts": ["甲", "?"]}) + plainly({"path": "乙.txt"})
    assert lines([_Entry("\ud800", {})]) == plainly({"name": "?", "lengths": {}})


def test_what_was_written_is_read_but_for_a_line_that_was_cut_off() -> None:
    rows = [{"text": "第一行\u2028第二行\x85"}, {"path": "乙"}]
    assert list(kept(lines(rows))) == rows
    assert list(kept(lines(rows)[:-4])) == rows[:1]  # in the middle of 乙
    assert list(kept(lines(rows)[:-4] + b"\n" + lines(rows))) == [rows[0], *rows]


def test_a_tree_in_a_column_is_written_in_the_same_way() -> None:
    assert compact([0, [[0, 1, "收入"]]]) == '[0,[[0,1,"收入"]]]'
