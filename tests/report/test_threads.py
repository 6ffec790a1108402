"""Which comments answer which remarks, and what an answer says it is."""

from __future__ import annotations

import pytest

from quanheng.read.docx_comments import Comment
from quanheng.report.threads import gone, kind, named, ours, state, tied

FIRST = Comment(
    "1", "权衡", "2026-11-21T09:00:00Z", "【错误 RAT201 ·0001】占比不符。〔aaaaaaaa〕", span=(10, 16)
)
SECOND = Comment(
    "2", "权衡", "2026-11-21T09:00:00Z", "【疑点 SUM101 ·0002】合计不符。〔bbbbbbbb〕", span=(10, 16)
)
AGAIN = Comment("3", "权衡", "2026-11-21T09:00:00Z", "见 0001〔aaaaaaaa〕", span=(40, 46))


def said(text: str, span: tuple[int, int] | None = None, parent: str = "", date: str = "") -> Comment:
    return Comment("9", "李四", date, text, parent, span=span)


def answered(*found: Comment) -> list[str]:
    """The ids of our comments that the one of people answers."""
    return [number for number, answers in tied(found).items() if answers]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("已改", "fixed"), ("已按批复更正", "fixed"), ("已在第二稿中修改。", "fixed"), ("更正为5.59万元", "fixed"),
        ("0007：已改", "fixed"), ("第0007号问题，已整改", "fixed"), ("未改，等批复", "explained"),
        ("说明：口径不同", "explained"), ("好的", "explained"), ("这个数含上年结转", "explained"),
        ("不认可，数字有出处", "disputed"), ("经核实无误", "disputed"), ("申请延期至6月底", "delayed"),
    ],
)  # fmt: skip
def test_the_kind_is_read_from_the_beginning_and_other_words_explain(words: str, expected: str) -> None:
    assert state(words) == expected


def test_free_wording_has_no_kind_of_its_own() -> None:
    assert kind("这个数含上年结转") == ""


def test_a_thread_ties_even_an_answer_to_an_answer() -> None:
    reply = said("好", parent="1")
    more = Comment("10", "王五", "", "再看看", "9")
    assert [c.id for c in tied([FIRST, reply, more])["1"]] == ["9", "10"]


def test_without_a_thread_the_same_words_of_the_document_tie_to_the_last_remark_before() -> None:
    assert answered(FIRST, said("按批复填", span=(10, 16)), SECOND) == ["1"]
    assert answered(FIRST, SECOND, said("按批复填", span=(10, 16))) == ["2"]
    assert answered(FIRST, SECOND, AGAIN, said("按批复填", span=(40, 46))) == ["3"]


def test_what_stood_there_before_our_remark_is_no_answer() -> None:
    assert answered(said("请补盖章", span=(10, 16)), FIRST) == []
    older = said("请补盖章", span=(10, 16), date="2026-11-20T09:00:00Z")
    assert answered(FIRST, older) == []
    assert answered(FIRST, said("请补盖章", span=(10, 16), date="0-00-00T00:00:00Z")) == ["1"]


def test_a_comment_elsewhere_is_an_answer_only_where_it_says_so() -> None:
    assert answered(FIRST, said("请补附件", span=(90, 95))) == []
    assert answered(FIRST, said("已改", span=(90, 95))) == []
    assert answered(FIRST, said("已改", span=(8, 30))) == ["1"]
    assert answered(FIRST, SECOND, said("0001、0002 已改", span=(90, 95))) == ["1", "2"]


def test_a_number_names_a_remark_that_is_gone_only_where_no_other_has_it() -> None:
    left = Comment("4", "权衡", "", gone("【错误 RAT201 ·0002】旧。〔cccccccc〕"))
    assert left.text.startswith("【已消失 RAT201 ·0002】")
    assert answered(left, SECOND, said("0002 已改", span=(90, 95))) == ["2"]
    assert answered(left, said("0002 已改", span=(90, 95))) == ["4"]


@pytest.mark.parametrize("words", ["2024年预算", "10001.50万元", "0.0001", "1,0001", "00012"])
def test_figures_are_no_numbers_of_remarks(words: str) -> None:
    assert named(words, [("0001", "aaaaaaaa"), ("2024", "bbbbbbbb")]) == []


@pytest.mark.parametrize("text", ["见 2023 年报表", "【错误】请改", "0001〔aaaaaaaa〕"])
def test_words_of_people_are_not_taken_for_ours(text: str) -> None:
    assert ours(said(text)) is None
