"""The goal forms of projects behind a budget: how many there are, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quanheng.facts.grids import Entry, Grid
from quanheng.facts.leads import LEVEL
from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY
from quanheng.model.relation import Claim

_FORM = re.compile(r"绩效目标")
_NAME = re.compile(r"(?:项目|专项)(?:资金)?名称")
_YEARLY = re.compile(r"(?:年度|本年|当年)(?:预算|资金|项目资金)(?:申请)?(?:总额|金额|合计)?|预算资金总额")
_WHOLE = re.compile(r"(?:项目)?资金总额")
_SPOKEN = re.compile(r"绩效目标[^。；]{0,24}项目(?:共|数量?|为|有|计)*$")
_COMES_TO = re.compile(r"涉及|合计|共计|金额|资金")


def _projects(grids: Sequence[Grid]) -> Iterator[Entry | None]:
    """The year's amount of each project that has a form, None where the form gives none."""
    for grid in grids:
        texts = [cell.text for cell in grid.table.cells]
        if not any(_FORM.search(text) for text in texts[:6]) or not any(
            _NAME.search("".join(t.split())) for t in texts
        ):
            continue
        found: dict[int, Entry] = {}
        project = 0
        for row in grid.rows:
            project += any(_NAME.fullmatch(text.replace(" ", "")) for text in row.texts)
            for entry in row.entries:
                label = entry.label.replace(" ", "")
                if project and entry.figure.unit.dimension == MONEY:
                    if _YEARLY.fullmatch(label):
                        found[project] = entry
                    elif _WHOLE.fullmatch(label):
                        found.setdefault(project, entry)
        yield from (found.get(number) for number in range(1, project + 1))


def goal_claims(mentions: Sequence[Mention], grids: Sequence[Grid]) -> Iterator[Claim]:
    """编报绩效目标的项目5个，涉及预算资金300万元, where just so many forms are in the document."""
    spoken = [
        (count, amount)
        for count, amount in pairwise(mentions)
        if count.dimension == COUNT
        and count.figure.unit.name == "个"
        and amount.dimension == MONEY
        and amount.attr == LEVEL
        and count.sentence == amount.sentence
        and amount.figure.hedge == EXACT
        and _SPOKEN.search(count.paragraph.text, 0, count.start)
        and _COMES_TO.search(amount.gap)
    ]
    projects = list(_projects(grids)) if spoken else []
    amounts = [entry for entry in projects if entry is not None]
    for count, amount in spoken:
        if len(amounts) == len(projects) == count.figure.value and len(amounts) > 1:
            operands = sum_of(amount, amounts)
            yield Claim("goal_total", "goal-forms", operands, amount.figure.place, closed=False)
