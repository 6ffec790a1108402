"""Subjects that the text lists by name against the table that has them by code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from quanheng.facts.account_tables import AccountTable
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.subject_items import SubjectItem
from quanheng.facts.text_cells import TextCells
from quanheng.facts.wording_statement import said
from quanheng.model.figure import Statement
from quanheng.norms.classification import DEPARTMENT, subjects

_LIST = re.compile(
    r"(?P<whole>人员经费|公用经费|日常公用经费|商品和服务支出|工资福利支出|对个人和家庭的补助)(?:支出|预算|决算)?(?:为|：)?"
    r"[\d,.]+(?:万元|元)(?:，占[^，；。]{0,24}%)?[，、；：。]?（?(?:主要)?(?:包括|用于|是用于|用于支付|为|是)[：]?(?P<list>[^。；\d]{4,600})"
)
_WHOLE = re.compile(r"[^、，]+")
_PARTED = re.compile(r"[^、，和及与]+")
_OPEN = re.compile(r"等(?:[^、，]{0,12})?$")
_BLOCKS = {
    "人员经费": "人员经费",
    "工资福利支出": "301",
    "对个人和家庭的补助": "303",
    "公用经费": "公用经费",
    "日常公用经费": "公用经费",
    "商品和服务支出": "302",
}
_SPELLING = str.maketrans("", "", "（）()、，“” ")
_FEWEST = 3


def _bare(name: str) -> str:
    return name.translate(_SPELLING).removesuffix("支出").removesuffix("费用").removesuffix("费")


@cache
def _codes(block: str) -> dict[str, str]:
    """Names of the 款 of a block (人员经费, 公用经费 or a 类) -> code."""
    found = [s for s in subjects(DEPARTMENT).values() if s.level == 2 and block in (s.block, s.parent)]
    names = [_bare(s.name) for s in found]
    return {_bare(s.name): s.code for s in found if names.count(_bare(s.name)) == 1}


def listed_statements(prose: Sequence[Paragraph], tables: Sequence[AccountTable]) -> Iterator[Statement]:
    """Statement listed_subject: named as part of the basic expenditure, and 0 in its table; `value` is the code.

    Statement unlisted_subject: spent in the table, and not in a list that claims to be complete.
    """
    kinds = [t for t in tables if t.kind in ("T06", "B06")]
    if len(kinds) != 1 or kinds[0].empty:
        return
    for paragraph in prose:
        if paragraph.cell is None and ("包括" in paragraph.text or "用于" in paragraph.text):
            for found in _LIST.finditer(paragraph.text):
                yield from _compare(paragraph, found, kinds[0])


def _pieces(found: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The names of a list with their spans, whole and parted at 和, 及: 税金及附加费用 is one, 差旅费和会议费 are two."""
    for whole in _WHOLE.finditer(found["list"]):
        for piece in (whole, *_PARTED.finditer(found["list"], *whole.span())):
            name, start = _OPEN.sub("", piece[0]), found.start("list") + piece.start()
            yield name, (start, start + len(name))


def _compare(paragraph: Paragraph, found: re.Match[str], table: AccountTable) -> Iterator[Statement]:
    codes = _codes(_BLOCKS[found["whole"]])
    named = {
        code: span for piece in _pieces(found) if (code := codes.get(_bare(piece[0]))) for span in [piece[1]]
    }
    spent = {code for code in codes.values() if _amount(table, code)}
    if len(named) < _FEWEST or 2 * len(spent & set(named)) < len(named):
        return  # a list of another table or of no table
    name = found["whole"]
    for code, span in named.items():
        if code not in spent:
            yield said(
                "listed_subject",
                paragraph,
                span,
                code,
                name=name,
                table=table.title,
                cell=_shown(table, code),
            )
    left = [code for code in sorted(spent) if code not in named]
    if left and not _OPEN.search(found["list"].rstrip("）")):
        names = "、".join(subjects(DEPARTMENT)[code].name for code in left)
        yield said("unlisted_subject", paragraph, found.span("whole"), names, name=name, table=table.title)


def _amount(table: AccountTable, code: str) -> bool:
    return any(e.figure.value for e in table.row(code).values())


def _shown(table: AccountTable, code: str) -> str:
    entry = next(iter(table.row(code).values()), None)
    return entry.figure.text if entry is not None else "空白"


def absent_statements(items: Sequence[SubjectItem], places: Sequence[TextCells]) -> Iterator[Statement]:
    """Statement absent_subject: a 项 that the text explains and no table has, where the tables have most of them."""
    for place in places:
        known = [item for item in items if place.knows(item)]
        absent = [item for item in items if not place.knows(item)]
        if len(known) >= _FEWEST and 5 * len(absent) <= len(items):
            for item in absent:
                yield said("absent_subject", item.paragraph, (item.start, item.head_end), name=item.name)


def misnamed_statements(items: Sequence[SubjectItem], places: Sequence[TextCells]) -> Iterator[Statement]:
    """Statement misnamed_subject: the code printed behind a name is another subject's in the tables (`value`)."""
    for place in places:
        for item in items:
            name = place.name(item.code) if item.code else ""
            own = "".join(c for c in item.name if "一" <= c <= "鿿")
            if name and name != own and not (name in own or own in name):
                span = (item.start, item.start + len(item.name))
                yield said("misnamed_subject", item.paragraph, span, name, code=item.code)
