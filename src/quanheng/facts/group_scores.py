"""产出指标得分48.75分（分值50分） in the text against the rows of that group in the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from quanheng.facts.grids import GOT, POINTS, Grid
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import SCORE
from quanheng.model.relation import Claim, Operand

_GROUPS = ("成本指标", "产出指标", "效益指标", "满意度指标", "过程指标", "投入指标", "效果指标", "管理指标")
_FEWEST = 3
_EXECUTION = "预算执行率"
_GOT = re.compile(r"[，、]?(?:自评|评价|实际|实)?得(?:分)?(?:为)?")
_WEIGHT = re.compile(r"（(?:分值|满分|权重)(?:为)?$")


def _rows(grid: Grid, group: str, role: str = GOT) -> list[Operand]:
    """Scores (weights) of the rows whose first cell, merged down, names the group."""
    inside, found = False, []
    labels = {c.row: "".join(c.text.split()) for c in reversed(grid.table.cells) if c.column == 0}
    for row in grid.rows:
        label = labels.get(row.at, "")
        inside = label.startswith(group) if label else inside
        entry = row.entry(role)
        if inside and entry is not None:
            found.append(Operand("part", entry.figure))
    return found


def group_score_claims(
    grids: Sequence[Grid], mentions: Sequence[Mention], forms: Sequence[SelfEvaluationForm]
) -> Iterator[Claim]:
    """A group's score in the text is the sum of its rows; only in forms with scores in most rows."""
    for score, weight in pairwise(mentions):
        if _EXECUTION in score.figure.surface and _is_weight(weight, score):
            yield from _execution(score, weight, forms)
    for mention, behind in zip_longest(mentions, mentions[1:]):
        group = _group(mention)
        for grid in grids if group else ():
            parts = _rows(grid, group)
            if behind is not None and _GOT.fullmatch(behind.gap):
                break  # 产出指标50分，得47.70分: its weight
            if parts and sum(row.entry(GOT) is not None for row in grid.rows) >= _FEWEST:
                yield _sum(mention, parts)
                # The form whose scores the text gives is the one whose weights it gives.
                same = sum(part.figure.value for part in parts) == mention.figure.value
                if behind is not None and same and _is_weight(behind, mention):
                    yield _sum(behind, _rows(grid, group, POINTS))
                break


def _execution(score: Mention, weight: Mention, forms: Sequence[SelfEvaluationForm]) -> Iterator[Claim]:
    """预算执行率得分8.64分（分值10分）: of the form that has that score."""
    rows = [form.execution for form in forms if form.execution is not None]
    for row in rows:
        if row.points is not None and row.score is not None and row.score.value == score.figure.value:
            operands = (Operand("stated", weight.figure), Operand("first", row.points))
            notes = {"asks": True}
            yield Claim("text_table", "told-row", operands, weight.figure.place, closed=False, notes=notes)
            return


def _group(mention: Mention) -> str:
    """The group whose score a figure of the text is, "" for any other figure."""
    if mention.attr != LEVEL or mention.dimension != SCORE or mention.paragraph.cell is not None:
        return ""
    return next((g for g in _GROUPS if g in mention.figure.surface), "")


def _is_weight(mention: Mention, score: Mention) -> bool:
    """True for the bracket right behind a score: 得分48.75分（分值50分）."""
    return mention.paragraph is score.paragraph and _WEIGHT.fullmatch(mention.gap) is not None


def _sum(total: Mention, parts: Sequence[Operand]) -> Claim:
    operands = (Operand("total", total.figure), *parts)
    return Claim("score_sum", "group-scores", operands, total.figure.place, closed=False)
