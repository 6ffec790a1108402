"""What a text leaves open where it keeps both words of a template."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.setting import Setting
from quanheng.report.messages import message
from tests.facts.reading import facts_of


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        ("支出比上年增加（减少）5.2万元。", "增加还是减少"),
        ("决算数小于（大于）年初预算数的主要原因是人员变动。", "大于还是小于"),
        ("决算数高于/低于年初预算数5.2万元。", "高于还是低于"),
    ],
)
def test_the_question_is_put_in_the_words_of_the_text(words: str, open_: str) -> None:
    told = [message(f) for f in run(facts_of(words), Setting())[1] if f.rule == "wording/open-direction"]
    assert [text.split("没有写明是")[1] for text in told] == [f"{open_}。"]
