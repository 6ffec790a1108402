"""A finding that rests on recognised characters says so, and accuses nobody on a doubtful one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng.checks.engine import run
from quanheng.checks.legibility import heed_figures
from quanheng.facts import extract
from quanheng.model.document import Block, Document, Unsure
from quanheng.model.figure import Figure
from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Place
from quanheng.model.quantity import unit
from quanheng.model.setting import Setting

WRONG = "2024年部门决算支出总额为900.00万元，其中：基本支出123.45万元，项目支出234.56万元。"
SLIPPED = "2024年部门决算支出总额为358.01万元，其中：基本支出133.45万元，项目支出234.56万元。"


def findings(text: str, confidence: float | None = None, unsure: tuple[Unsure, ...] = ()) -> list[Finding]:
    block = Block(0, "paragraph", text, page=3, confidence=confidence, unsure=unsure)
    return run(extract(Document("a", "scan", [block])), Setting())[1]


def at(text: str, words: str, sure: float) -> tuple[Unsure, ...]:
    return ((text.index(words), text.index(words) + len(words), sure),)


@pytest.mark.parametrize(
    ("confidence", "unsure", "severity", "caution"),
    [
        (None, (), "error", ""),
        (1.0, (), "error", "对照原图"),
        (0.5, at(WRONG, "2024", 0.5), "error", "对照原图"),
        (0.99, at(WRONG, "3.4", 0.99), "doubt", "没有把握"),
        (0.5, (), "doubt", "没有把握"),
    ],
)
def test_an_error_must_not_rest_on_a_doubtful_character(
    confidence: float | None, unsure: tuple[Unsure, ...], severity: str, caution: str
) -> None:
    (found,) = findings(WRONG, confidence, unsure)
    assert found.severity == severity
    assert caution in found.caution
    assert bool(caution) == bool(found.caution)


def test_what_one_misread_digit_would_explain_is_a_doubt_with_the_other_reading() -> None:
    assert [(f.severity, f.caution) for f in findings(SLIPPED)] == [("error", "")]
    (found,) = findings(SLIPPED, 1.0)
    assert found.severity == "doubt"
    assert "358.01" in found.marks[0].text
    assert "如原图是" in found.caution


def test_figures_of_several_documents_are_heeded_too() -> None:
    def figure(confidence: float | None) -> Figure:
        return Figure(0, "12.00万元", Decimal(12), unit("万元"), 2, Place(0, 0, 7), confidence=confidence)

    def heeded(*confidences: float | None) -> tuple[str, bool]:
        made = Finding("case/made", "error", "proved", [Mark("stated", "12.00万元", Place(0, 0, 7))])
        heed_figures(made, [figure(c) for c in confidences])
        return made.severity, bool(made.caution)

    assert heeded(None, None) == ("error", False)
    assert heeded(None, 1.0) == ("error", True)
    assert heeded(None, 0.99) == ("doubt", True)


def test_a_difference_that_a_lost_leading_group_explains_is_a_doubt() -> None:
    text = "2024年部门决算支出总额为358.01万元，其中：基本支出12,123.45万元，项目支出234.56万元。"
    assert [f.severity for f in findings(text)] == ["error"]
    (found,) = findings(text, 1.0)
    assert found.severity == "doubt"
    assert "少认了前面的数字" in found.caution
