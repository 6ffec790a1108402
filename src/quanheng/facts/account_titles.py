"""Titles of account tables: where they stand, and which side of the accounts they speak of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from quanheng.facts.grids import Grid
from quanheng.facts.paragraphs import normalise
from quanheng.lexicon.accounts import BUDGET, FINAL
from quanheng.model.document import Block, Document

_TITLE = re.compile(r"(?:表|明细|汇总|总表)(?:[（(][^（）()]{1,12}[）)])?(?:续表)?$")
_SUBJECT = re.compile(r"收|支|经费|基金|资本|预算|决算|绩效|采购|项目|债|目标|评")
_BESIDE = re.compile(
    r"[（(]?(?:金额)?单位[：:].*$|(?:公开|预算公开|附)?\d{2}表|^(?:编制)?(?:部门|单位)[：:].*$"
)
_FUNDS = re.compile(r"一般公共预算|政府性基金预算|国有资本经营预算|公共财政预算|预算单位|预算部门")
_LONGEST_TITLE, _NEAR = 44, 4


@dataclass(slots=True)
class Around:
    """The texts above and below a table, nearest first."""

    above: list[str]
    below: list[str]


def _clean(text: str) -> str:
    return normalise(text)[0].replace(" ", "")


def around(document: Document, block: Block) -> Around:
    """The texts above and below a table up to the next table, nearest first."""
    at = block.index
    return Around(
        _until_table(reversed(document.blocks[max(0, at - _NEAR) : at])),
        _until_table(document.blocks[at + 1 : at + 1 + _NEAR]),
    )


def _until_table(blocks: Iterable[Block]) -> list[str]:
    return [_clean(b.text) for b in itertools.takewhile(lambda b: b.table is None, blocks)]


def title_rows(grid: Grid) -> list[str]:
    """Texts that stand alone in the first rows of the table."""
    made = []
    for at in range(min(_NEAR, grid.table.height)):
        texts = [c.text for c in grid.table.cells if c.row == at and c.text.strip()]
        if len(texts) == 1:
            made.append(_clean(texts[0]))
    return made


def title_in(text: str) -> str:
    """The title that a line holds, without the number of the table and the unit; "" when it holds none."""
    title = _BESIDE.sub("", text)
    fits = len(title) <= _LONGEST_TITLE and _TITLE.search(title) and _SUBJECT.search(title)
    return title if fits and "。" not in title else ""


def side_of(title: str, grid: Grid, default: str) -> str:
    """T or B: what the title says, else the heads of the columns, else the kind of the document."""
    words = _FUNDS.sub("", title)
    if "决算" in words or "预算" in words:
        return FINAL if "决算" in words else BUDGET
    heads = "".join(h for path in grid.columns.values() for h in path)
    if "决算" in heads:
        return FINAL
    return BUDGET if "预算数" in heads and "执行数" not in heads else default
