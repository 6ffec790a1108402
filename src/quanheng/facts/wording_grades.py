"""A score without a grade and a grade without a score.

What is told must be plain, what would answer it need not be: one looks for it in every wording and in the tables too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanheng.facts.paragraphs import Paragraph
    from quanheng.model.figure import Statement

_SCORE = re.compile(
    r"(?:自评|评价|综合|绩效|考核|总)[^，。；\d]{0,14}?(?:得分|评分|总分|分数|分值|得)"
    r"[^，。；\d一-鿿]{0,3}(?:合计|共计|为|是|达|达到|共|综合)?[^，。；\d]{0,4}?"
    r"(\d{2,3}(?:\.\d+)?)分"
)
_WORD = "(?:优秀|良好|中等|较差|不合格|合格|优|良|中|差)"
_GRADE = re.compile(
    rf"(?:等级|等次|级别|档次|评定|评价|自评|结论|结果|评级|定级)[^，。；]{{0,14}}?[为是：“”][“‘]?{_WORD}(?![一-鿿]{{2}})[”’]?"
)
# 96.5分 as a result, in whatever words: neither the full marks nor a bound of the standard
_ANY_SCORE = re.compile(
    r"(?<!满分)(?<!满分为)(?<![\d.])\d{2,3}(?:\.\d+)?分(?!以上|以下|及以|（含|[-—~至]|制)"
    r"|(?:得分|总分|评分)[^，。；\d]{0,6}\d{2,3}"
)
_SCORES = re.compile("得分|评分|总分")
_ANY_GRADE = re.compile(
    rf"(?:等级|等次|级别|档次|评级|定级|评定|评价|自评|结论|结果)[^。；]{{0,20}}?{_WORD}"
    rf"|(?<![一-鿿]){_WORD}(?![一-鿿]{{2}})|{_WORD}(?:等次|等级|档次|级)"
)


def score_and_grade(paragraphs: Sequence[Paragraph]) -> Iterator[Statement]:
    """The score where no grade is told anywhere, or the grade where no score is."""
    prose = [p for p in paragraphs if p.cell is None]
    scored = next(((p, f) for p in prose if "分" in p.text and (f := _SCORE.search(p.text))), None)
    graded = next(((p, f) for p in prose if (f := _GRADE.search(p.text))), None)
    if scored and Decimal(scored[1][1]) <= 100 and not any(_ANY_GRADE.search(p.text) for p in paragraphs):
        yield said("ungraded_score", scored[0], scored[1].span())
    elif graded and "评" in graded[1][0][:8] and not any(_tells_score(p) for p in paragraphs):
        yield said("unscored_grade", graded[0], graded[1].span())


def _tells_score(paragraph: Paragraph) -> bool:
    """A score, or the head of a column of them."""
    return bool((_ANY_SCORE if paragraph.cell is None else _SCORES).search(paragraph.text))
