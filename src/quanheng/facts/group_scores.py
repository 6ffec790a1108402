"""产出指标得分48.75分 in the text against the rows of that group in the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.grids import GOT, Grid
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import SCORE
from quanheng.model.relation import Claim, Operand

_GROUPS = ("成本指标", "产出指标", "效益指标", "满意度指标", "过程指标", "投入指标", "效果指标", "管理指标")
_FEWEST = 3


def _rows(grid: Grid, group: str) -> list[Operand]:
    """Scores of the rows whose first cell, merged down, names the group."""
    inside, found = False, []
    labels = {c.row: "".join(c.text.split()) for c in reversed(grid.table.cells) if c.column == 0}
    for row in grid.rows:
        label = labels.get(row.at, "")
        inside = label.startswith(group) if label else inside
        entry = row.entry(GOT)
        if inside and entry is not None:
            found.append(Operand("part", entry.figure))
    return found


def group_score_claims(grids: Sequence[Grid], mentions: Sequence[Mention]) -> Iterator[Claim]:
    """A group's score in the text is the sum of its rows; only in forms with scores in most rows."""
    for mention in mentions:
        if mention.attr != LEVEL or mention.dimension != SCORE or mention.paragraph.cell is not None:
            continue
        group = next((g for g in _GROUPS if g in mention.figure.surface), None)
        for grid in grids if group else ():
            parts = _rows(grid, str(group))
            if parts and sum(row.entry(GOT) is not None for row in grid.rows) >= _FEWEST:
                yield Claim(
                    "score_sum",
                    "group-scores",
                    (Operand("total", mention.figure), *parts),
                    mention.figure.place,
                    closed=False,
                )
                break
