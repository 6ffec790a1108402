"""An annotated Word file annotated again: our remarks are brought up to date, people's words stay and stay tied."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from quanheng.read.docx_comments import comments
from quanheng.read.package import Package
from quanheng.report.replies import answers
from tests.report.test_annotate import WRONG, anchored, annotated, look, replied, saved, word
from tests.report.test_annotate_office import through_office
from tests.report.word_samples import document, without_comments

OTHER = "会议费2.00万元，比上年1.00万元增加3.00万元。"


def texts(data: bytes) -> list[str]:
    return [comment.text for comment in comments(Package(data))]


def corrected(data: bytes, old: str, new: str) -> bytes:
    """The file after someone put right what one run says."""
    paper = docx.Document(BytesIO(data))
    runs = [run for paragraph in paper.paragraphs for run in paragraph.runs if old in run.text]
    assert runs
    for run in runs:
        run.text = run.text.replace(old, new)
    return saved(paper)


def test_nothing_is_doubled() -> None:
    once, _ = annotated(saved(word(WRONG, OTHER)))
    twice, _ = annotated(once)
    assert texts(twice) == texts(once)
    assert anchored(twice) == anchored(once)
    assert without_comments(document(twice)) == without_comments(document(once))
    assert look(twice) == look(once)


def test_a_remark_whose_finding_was_put_right_goes_with_its_marks() -> None:
    once, _ = annotated(saved(word(WRONG, OTHER)))
    again, _ = annotated(corrected(once, "89.00%", "60.00%"))
    assert [text[:4] for text in texts(again)] == ["【错误 "]
    assert list(anchored(again).values()) == ["3.00万元"]


def test_comments_of_people_stay_where_they_are() -> None:
    made = word(WRONG)
    made.add_comment(made.paragraphs[0].runs[0], text="请补盖章", author="张三", initials="张")
    once, _ = annotated(saved(made))
    twice, _ = annotated(once)
    assert sorted(texts(twice)) == sorted(texts(once))
    assert "云岭县林业局2023年度部门决算" in anchored(twice).values()
    assert [a.state for a in answers(twice)] == ["open"]


def test_an_answer_stays_tied_while_the_finding_stands() -> None:
    once, _ = annotated(saved(word(WRONG, OTHER)))
    twice, _ = annotated(replied(once, "口径不同，见附表"))
    assert answers(twice) == answers(replied(once, "口径不同，见附表"))
    (reply,) = (c for c in comments(Package(twice)) if c.author == "李四")
    assert reply.parent
    assert reply.span == next(c.span for c in comments(Package(twice)) if c.id == reply.parent)
    assert annotated(twice)[0] == twice


def test_an_answered_remark_says_when_its_finding_is_gone() -> None:
    once, _ = annotated(saved(word(WRONG, OTHER)))
    again, _ = annotated(corrected(replied(once, "已改"), "89.00%", "60.00%"))
    found = answers(again)
    assert [(a.state, a.gone) for a in found] == [("open", False), ("fixed", True)]
    assert [text[:5] for text in texts(again) if "已改" not in text] == ["【已消失 ", "【错误 Y"]
    assert answers(annotated(again)[0]) == found


@pytest.mark.parametrize("way", ["docx", "odt"])
def test_an_answer_whose_thread_libreoffice_dropped_is_tied_again(tmp_path: Path, way: str) -> None:
    once, _ = annotated(saved(word(WRONG, OTHER)))
    flat = through_office(replied(once, "按批复口径重新填报"), tmp_path, way, "MS Word 2007 XML")
    if way == "odt":
        flat = through_office(flat, tmp_path, "docx", "writer8", source="odt")
    assert not any(comment.parent for comment in comments(Package(flat)))
    assert [(a.state, a.words) for a in answers(flat)] == [("explained", "按批复口径重新填报"), ("open", "")]
    twice, _ = annotated(flat)
    assert [(a.state, a.words) for a in answers(twice)] == [("explained", "按批复口径重新填报"), ("open", "")]
    assert [c.parent != "" for c in comments(Package(twice)) if c.author == "李四"] == [True]
    assert len(texts(twice)) == 3


@pytest.mark.parametrize("said", ["0002：按批复填的", "编号0002 按批复填的", "0002号问题，按批复填的"])
def test_a_comment_anywhere_that_names_our_number_answers_it(said: str) -> None:
    made = docx.Document(BytesIO(annotated(saved(word(WRONG, OTHER)))[0]))
    made.add_comment(made.paragraphs[0].runs[0], text=said, author="李四", initials="李")
    assert [(a.number, a.state) for a in answers(saved(made))] == [(1, "open"), (2, "explained")]


@pytest.mark.parametrize("said", ["预算2002年批复", "1002.50万元", "请补盖章", "2.0002万元"])
def test_a_comment_that_names_no_number_of_ours_answers_nothing(said: str) -> None:
    made = docx.Document(BytesIO(annotated(saved(word(WRONG, OTHER)))[0]))
    made.add_comment(made.paragraphs[0].runs[0], text=said, author="李四", initials="李")
    assert [a.state for a in answers(saved(made))] == ["open", "open"]


def test_other_parts_stay_byte_for_byte_the_second_time() -> None:
    once, _ = annotated(replied(annotated(saved(word(WRONG)))[0], "已改"))
    twice, _ = annotated(once)
    before, after = ZipFile(BytesIO(once)), ZipFile(BytesIO(twice))
    assert {n: before.read(n) for n in before.namelist()} == {n: after.read(n) for n in after.namelist()}
