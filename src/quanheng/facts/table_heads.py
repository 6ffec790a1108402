"""The heads of a table: which rows they are, and the path of heads over each column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

from quanheng.facts.table_cells import CODE, amount, is_numbering, is_small
from quanheng.model.document import TableCell

_HEADERS = re.compile(
    r"预算数|决算数|执行数|分值|执行率|得分|指标值|完成值|权重|评分标准|一级指标|二级指标|三级指标|年初预算|全年预算|金额|增减|合计|本年|上年|项目$|占比|科目|调整后|原因"
    r"|单位名称|因公出国|公务接待费$|公务用车(?:购置|运行)"
)
_OVER = re.compile(r"收入|支出|预算|决算|执行|合计|金额|经费|拨款|增减|本年|上年|费$")
_TOTAL = re.compile(r"(?:合计|总计|小计)$")
_ROW_LABEL = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]|\d[、.．]|其中")
_WORKED, _BRACKET = re.compile(r"[÷×]|\d分|不得分"), re.compile(r"（[^（）]*）")
_LEVELS = ("类", "款", "项")
_LONGEST = 24
_SLOTS = 2  # fewer words are no head

Texts = list[tuple[TableCell, str]]


class Heads:
    """The heads read so far: `texts` joined over each column, `last` line of each, `paths` from the top."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.last: dict[int, str] = {}
        self.paths: dict[int, tuple[str, ...]] = {}
        self.before: list[Texts] = []  # rows without numbers above the first head
        self.above: Texts = []  # the head right above
        self.was_head = self.seen_row = False

    def take(self, at: int, texts: Texts) -> bool:
        """Take a row as head where it is one; else it is data, or stands before the first head."""
        if self.was_head and is_numbering([t for _, t in texts]):
            return True
        filled = [t for _, t in texts if t]
        if self.was_head and filled and all(t in _LEVELS for t in filled):
            self._add(texts)  # 类 | 款 | 项 under 科目编码, each over a column of codes
            return True
        if not (self._is_head(texts) or self._is_under(at, texts)):
            self._pass(texts)
            return False
        if not self.was_head:
            self.texts, self.last, self.paths, self.above = {}, {}, {}, []
            for above in self._over(texts):
                self._add(above)
        self._add(texts)
        self.was_head, self.before = True, []
        return True

    def _pass(self, texts: Texts) -> None:
        self.was_head = False
        if not self.paths and self.before and _stands_over(self.before[-1], texts):
            self._put(self.before[-1])
        if self.seen_row or any(amount(t) for _, t in texts):
            self.seen_row, self.before = True, []
        elif texts:
            self.before.append(texts)

    def _is_head(self, texts: Texts) -> bool:
        if any(amount(t) and not is_small(t) for _, t in texts):
            return False
        words = [t for _, t in texts if t and len(t) < _LONGEST and _HEADERS.search(t) and not _worked(t)]
        return len(words) >= _SLOTS and not self._is_blank_total(texts)

    def _is_blank_total(self, texts: Texts) -> bool:
        """本年收入合计 | | 本年支出合计 | : totals without amounts under a head."""
        return bool(self.paths) and all(_TOTAL.search(t) for _, t in texts if t)

    def _is_under(self, at: int, texts: Texts) -> bool:
        """小计 | 购置费 | 运行费 under one wide head, with nothing in the first column."""
        own = [(c, t) for c, t in texts if t and c.row == at]
        return (
            self.was_head
            and len(own) >= _SLOTS
            and own[0][0].column > 0
            and all(len(t) < _LONGEST and not amount(t) and not _ROW_LABEL.match(t) for _, t in own)
            and all(c.column in self.paths for c, _ in own)
        )

    def _over(self, texts: Texts) -> list[Texts]:
        """Rows right above the first head whose wide cells the head divides: 收入 | 支出."""
        made: list[Texts] = []
        below = texts
        for row in reversed(self.before):
            if not _divides(row, below):
                break
            made.insert(0, row)
            below = row
        return made

    def _add(self, texts: Texts) -> None:
        if self.above:
            self._put(_spread(self.above, texts, self.paths))
        self._put(texts)
        self.above = texts

    def _put(self, texts: Texts) -> None:
        for cell, text in texts:
            for column in range(cell.column, cell.column + cell.columns):
                above = self.texts.get(column, "")
                self.texts[column] = above if text in above else above + text
                self.last[column] = text or self.last.get(column, "")
                path = self.paths.get(column, ())
                if text and (not path or path[-1] != text):
                    self.paths[column] = (*path, text)


def _worked(text: str) -> bool:
    """结转结余÷预算数, 5%以上不得分: a calculation or a rule is no head; 执行率（B÷A） is one."""
    return _WORKED.search(_BRACKET.sub("", text)) is not None


def _stands_over(head: Texts, texts: Texts) -> bool:
    """A first row of words alone, one as wide over each number of the row below: a head, whatever it says.

    Labels beside their values in a form (主管部门 | … | 实施单位 | …) stand over wider or narrower cells.
    """
    words = {(c.column, c.columns) for c, t in head if t and len(t) < _LONGEST and not amount(t)}
    numbers = {(c.column, c.columns) for c, t in texts if c.column and amount(t)}
    return (
        len(words) > _SLOTS
        and len(words) == len([t for _, t in head if t])
        and len(numbers) >= _SLOTS
        and numbers <= words
    )


def _spread(above: Texts, texts: Texts, paths: Mapping[int, tuple[str, ...]]) -> Texts:
    """A head of several columns of which only the first was left (pasted text, printed lines): the blanks beside it.

    预算数 | | 决算数 | over 合计 | 因公出国 | 合计 | 因公出国: it goes on up to the next word where heads of their
    own stand below both the word and the first blank, and no further than the head over it reaches. A table that
    kept its wide cells needs none of this.
    """
    if any(c.columns > 1 or c.rows > 1 for c, _ in above):
        return []
    below = {c.column for c, t in texts if t}
    made: Texts = []
    word = ""
    over: tuple[str, ...] = ()
    for (cell, text), (after, beside) in itertools.pairwise([*above, above[-1]]):
        if text:
            divided = not beside and {cell.column, after.column} <= below
            word, over = (text if divided else ""), paths.get(cell.column, ())[:-1]
        elif paths.get(cell.column, ()) != over:
            word = ""
        elif word:
            made.append((cell, word))
    return made


def _divides(row: Texts, below: Texts) -> bool:
    """True where `row` is a head over `below`: wide cells of its own, each over two or more of those."""
    filled = [(c, t) for c, t in row if t]
    wide = [c for c, _ in filled if c.columns > 1 and all(c is not b for b, _ in below)]
    told = any(_OVER.search(t) for _, t in filled)
    short = all(len(t) < _LONGEST and not CODE.fullmatch(t) for _, t in filled)
    starts = [c.column for c, _ in below]
    shared = all(sum(w.column <= s < w.column + w.columns for s in starts) > 1 for w in wide)
    return len(filled) >= _SLOTS and bool(wide) and told and short and shared
