"""Changes told of a table of years: 2022年资助金额比2021年增加58.94万元, beside the rows 2021 and 2022.

The words name two years and a column; where one table alone has both rows and stands beside them, and one column
has that name, its cells are what the change is between. Without a name the column of totals is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.grids import Entry, Grid
from quanheng.facts.leads import CHANGE
from quanheng.facts.mentions import Mention
from quanheng.model.figure import EXACT
from quanheng.model.quantity import COUNT, MONEY, PERCENT, counts_alike
from quanheng.model.relation import Claim, Operand

_ROW = re.compile(r"(?P<year>20\d\d)年?度?")
_TOLD = re.compile(
    r"(?:(?P<now>20\d\d)年度?)?(?P<name>[\u4e00-\u9fff“”]{0,12}?)(?:比|较)(?P<prior>20\d\d)年度?的?"
    r"(?:增加|减少|增长|下降|上升|提高|降低|[增多减少])了?$"
)
_RATED = re.compile(r"[，、（](?:增长|下降|上升|降低|增幅|降幅|减幅)(?:率)?[为了]?")
_TOTAL = re.compile(r"^(?:合计|总计|总额|总数)")
_ALL_OF_IT = re.compile(r"^(?:全[县区市旗州省年校系统]|当年|年度|实际|总)+(?=..)")
_UNIT = re.compile(r"（[^）]*）")
_AROUND, _UNDER = 40, 2  # characters; blocks
_Years = dict[int, list[Entry]]
_Pair = tuple[Entry, Entry]


def year_row_claims(
    mentions: Sequence[Mention], grids: Sequence[Grid], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Differences between two rows of years, and the percentage right behind one; of changes that no claim explains."""
    tables = [years for grid in grids if len(years := _years(grid)) > 1]
    if not tables:
        return
    explained = {id(c.operands[0].figure) for c in claims if len(c.operands) > 2}
    pair: _Pair | None = None
    now: int | None = None
    last: Mention | None = None
    for mention in mentions:
        follows = (
            last is not None
            and last.end + len(mention.gap) == mention.start
            and last.paragraph is mention.paragraph
        )
        rated = follows and mention.dimension == PERCENT and _RATED.fullmatch(mention.gap)
        if mention.attr != CHANGE or mention.paragraph.cell is not None or mention.figure.hedge != EXACT:
            last = None
            continue
        if not rated:
            said = _TOLD.search(mention.paragraph.text, max(0, mention.start - _AROUND), mention.start)
            same = last is not None and last.paragraph is mention.paragraph
            now = int(said["now"]) if said and said["now"] else now if same else None
            pair = _named(tables, now, said, mention) if said and now else None
        last = mention
        if pair is not None and id(mention.figure) not in explained:
            yield _claim(mention, *pair)


def _claim(change: Mention, now: Entry, prior: Entry) -> Claim:
    kind, role = ("growth", "rate") if change.dimension == PERCENT else ("difference", "delta")
    operands = Operand(role, change.figure), Operand("current", now.figure), Operand("prior", prior.figure)
    return Claim(kind, "year-rows", operands, change.figure.place, word=change.lead.word)


def _years(grid: Grid) -> _Years:
    """The numbers of each row whose label is a year; none where a year has two rows."""
    found: _Years = {}
    for row in grid.rows:
        year = _ROW.fullmatch("".join((row.texts[0] if row.texts else "").split()))
        if year is not None:
            if int(year["year"]) in found:
                return {}
            found[int(year["year"])] = [e for e in row.entries if e.column]
    return found


def _named(tables: Sequence[_Years], now: int | None, said: re.Match[str], change: Mention) -> _Pair | None:
    """The two cells, where one table has both years and one column of that name."""
    prior = int(said["prior"])
    both = [years for years in tables if now in years and prior in years and now != prior]
    if len(both) != 1 or now is None or not _near(both[0][now], change):
        return None
    column = _column(both[0][now], said["name"].strip("“”"), change)
    ends = [next((e for e in both[0][year] if e.column == column), None) for year in (now, prior)]
    current, base = ends
    return (current, base) if current is not None and base is not None else None


def _near(entries: Sequence[Entry], change: Mention) -> bool:
    """Whether the words stand under the table, or right above it."""
    return bool(entries) and -1 <= change.paragraph.block - entries[0].figure.place.block <= _UNDER


def _column(entries: Sequence[Entry], name: str, change: Mention) -> int | None:
    """The column that the words name: by all of its head, else the only one that begins alike.

    普通高中资助金额 is no 资助金额: words in front make it less.
    """
    alike = [e for e in entries if change.dimension == PERCENT or _alike(e, change)]
    heads = {e.column: _UNIT.sub("", e.head or e.header) for e in alike}
    bare = _ALL_OF_IT.sub("", name)
    if not name:
        fit = [column for column, head in heads.items() if _TOTAL.match(head)]
    else:
        fit = [column for column, head in heads.items() if head == bare]
        fit = fit or [
            c for c, head in heads.items() if head and (bare.startswith(head) or head.startswith(bare))
        ]
    return fit[0] if len(fit) == 1 else None


def _alike(entry: Entry, change: Mention) -> bool:
    unit = entry.figure.unit
    if change.dimension == MONEY:
        return unit.dimension == MONEY or unit.name.startswith(("元/", "万元/"))
    return change.dimension == COUNT == unit.dimension and counts_alike(unit, change.figure.unit)
