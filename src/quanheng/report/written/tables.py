"""The published tables made of amounts, from the workbook; titles and columns are in accounts.yaml.

A line that nobody filled in is empty, as it is printed; a total that is not there, or the lines of a total
that is, read 【待补：…】.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from quanheng.norms.classification import DEPARTMENT, subjects
from quanheng.report.written import amounts, voice
from quanheng.report.written.blocks import LEFT, RIGHT, Box, Grid
from quanheng.report.written.ledger import Ledger, data

_NARROW = 5  # more columns of amounts need the page turned
# The rows of a two-sided table whose first amount must be there.
_OWED = ("income.current_year", "income.total", "income.fiscal", "income.total/fiscal")


@dataclass(frozen=True, slots=True)
class Side:
    """A line of one side of a table: its name and its amounts, of which the first must be there where it `owes`."""

    label: str = ""
    amounts: tuple[Decimal | None, ...] = ()
    owes: bool = False


def made(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:
    """One table as accounts.yaml describes it. Raises KeyError on a kind that is not made of amounts."""
    makers = {
        "sides": _sides,
        "subjects": _subjects,
        "economic": _economic,
        "public": _public,
        "projects": _projects,
    }
    return makers[table["kind"]](ledger, table, basis)


def _grid(
    ledger: Ledger, table: Mapping[str, Any], widths: Sequence[int], rows: list[list[Box]], head: int
) -> Grid:
    words = data("accounts.yaml")
    record = ledger.record
    grid = Grid(table["title"], tuple(widths), rows, head, unit=words["unit"])
    grid.owner = words["owner"].format(unit=record.organisation)
    grid.small = len(widths) > 6
    if "what" in table and not _filled(rows[head:]) and not _open(rows[head:]):
        grid.notes.append(words["empty"].format(year=record.year, what=table["what"]))
    return grid


def _filled(rows: list[list[Box]]) -> bool:
    """True when there is an amount that is not nothing."""
    return any(box.number and box.text.strip("0.") for row in rows for box in row)


def _open(rows: list[list[Box]]) -> bool:
    """True when a cell asks for something."""
    return any(voice.asks(box.text) for row in rows for box in row)


def lines(table: Mapping[str, Any]) -> set[str]:
    """The lines of the workbook that a table prints."""
    made = {line for part in ("columns", "income", "extra", "outgo") for line in table.get(part, {}).values()}
    made |= {line for row in table.get("tail", ()) for line in row.values()}
    return made | ({table["item"]} if "item" in table else set())


def waiting(ledger: Ledger, table: Mapping[str, Any]) -> Grid:
    """The place of a table whose parts the workbook does not have: with half of them it would not add up."""
    return _grid(ledger, table, [1], [[Box(voice.missing(f"{table['title']}的分项"))]], 0)


def owed(value: Decimal | None, what: str) -> Box:
    """A cell with an amount that must be there: where it is not, the cell asks for it."""
    return Box(voice.missing(what)) if value is None else amount(value)


def amount(value: Decimal | None) -> Box:
    """A cell with an amount, empty where there is none."""
    return Box("" if value is None else amounts.number(value), align=RIGHT, number=True)


def _head(text: str, rows: int = 1, columns: int = 1) -> Box:
    return Box(text, rows, columns, head=True)


def _sides(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:
    """Income left, expenditure right, the totals below on both sides."""
    funds, numbered = table["amounts"], "行次" in table["heads"]
    left = [
        Side(f"{numeral(n)}、{label}", (ledger.value(line, basis),))
        for n, (label, line) in enumerate(table["income"].items(), 1)
    ]
    extra = {label: line for label, line in table.get("extra", {}).items() if ledger.value(line, basis)}
    left += [
        Side(f"{numeral(len(left) + 1)}、{label}", (ledger.value(line, basis),))
        for label, line in extra.items()
    ]
    right = list(_outgo(ledger, table, basis))
    height = max(len(left), len(right))
    pairs = list(zip(_padded(left, height), _padded(right, height), strict=True))
    seldom = [row for row in table.get("seldom", ()) if any(ledger.value(x, basis) for x in row.values())]
    pairs += [_tail(ledger, row, funds, basis) for row in (*table["tail"][:1], *seldom, *table["tail"][1:])]
    wide = 1 + numbered + 1
    heads = [
        [_head(table["sides"][0], columns=wide), _head(table["sides"][1], columns=len(table["heads"]) - wide)]
    ]
    heads.append([_head(text) for text in table["heads"]])
    rows = [
        [*_half(one, 1, at, numbered), *_half(two, len(funds), at + len(pairs), numbered)]
        for at, (one, two) in enumerate(pairs, 1)
    ]
    mine, number, other = (14, 2, 14) if len(funds) == 1 else (12, 3, 15)
    widths = [mine, *[number] * numbered, 6, other, *[number] * numbered, *[6] * len(funds)]
    grid = _grid(ledger, table, widths, heads + rows, 2)
    grid.small = numbered or len(funds) > 1
    return grid


def _tail(ledger: Ledger, row: Mapping[str, str], funds: Sequence[str], basis: str) -> tuple[Side, Side]:
    """A row below the lines: its first entry at the left, its second at the right."""
    (label, line), *other = row.items()
    owes = line in _OWED
    mine = Side(label, (ledger.value(line, basis),), owes)
    return mine, (Side(other[0][0], _across(ledger, other[0][1], funds, basis), owes) if other else Side())


def _outgo(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Iterator[Side]:
    """The 类 of the functional classification."""
    funds = table["amounts"]
    for number, code in enumerate(data("accounts.yaml")["classes"].split(), 1):
        yield Side(
            f"{numeral(number)}、{ledger.name(code)}", tuple(_class(ledger, code, f, basis) for f in funds)
        )


def _class(ledger: Ledger, code: str, fund: str, basis: str) -> Decimal | None:
    """What was spent under a 类 from one fund, or from all appropriations."""
    if fund != "fiscal":
        return ledger.under(code, f"expenditure.total/{fund}" if fund else "expenditure.total", basis)
    known = [v for f in ("general", "fund", "state") if (v := _class(ledger, code, f, basis)) is not None]
    return sum(known, Decimal(0)) if known else None


def _across(ledger: Ledger, line: str, funds: Sequence[str], basis: str) -> tuple[Decimal | None, ...]:
    """One line's amounts fund by fund; what no line of the workbook sums up is summed here."""
    made = []
    for fund in funds:
        value = ledger.value(f"{line}/{fund}" if fund else line, basis)
        if value is None and fund == "fiscal":
            known = [
                v
                for f in ("general", "fund", "state")
                if (v := ledger.value(f"{line}/{f}", basis)) is not None
            ]
            value = sum(known, Decimal(0)) if known else None
        if value is None and line == "expenditure.grand":
            parts = [
                ledger.value(f"{item}/{fund}", basis) for item in ("expenditure.total", "carryover.closing")
            ]
            known = [v for v in parts if v is not None]
            value = sum(known, Decimal(0)) if known else None
        made.append(value)
    return tuple(made)


def _padded(sides: list[Side], height: int) -> list[Side]:
    return [*sides, *[Side()] * (height - len(sides))]


def _half(side: Side, count: int, line: int, numbered: bool) -> list[Box]:
    values = (*side.amounts, *[None] * (count - len(side.amounts)))
    number = [Box(str(line))] if numbered else []
    cells = [amount(value) for value in values]
    if side.owes:
        cells[0] = owed(values[0], side.label)
    return [Box(side.label, align=LEFT), *number, *cells]


def _subjects(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:
    """类, 款 and 项 with the sums of the columns over them."""
    words, columns = data("accounts.yaml"), dict(table["columns"])
    columns |= {name: x for name, x in table.get("seldom", {}).items() if ledger.value(x, basis)}
    lines = list(columns.values())
    rows = _column_heads(words["subject_heads"], list(columns))
    head = len(rows)
    items = [c for c in ledger.record.codes("2") if any(ledger.value(x, basis, code=c) for x in lines)]
    total = Box(words["total"], columns=2)
    if items or not ledger.owes(lines[0], basis):
        rows.append([total, *(_summed(ledger, "2", line, basis) for line in lines)])
    else:
        rows.append([total, owed(ledger.value(lines[0], basis), f"{table['what']}合计"),
                     *(amount(ledger.value(line, basis)) for line in lines[1:])])  # fmt: skip
        rows.append([Box(voice.missing(f"按科目的{table['what']}"), columns=len(lines) + 2, align=LEFT)])
    for code in sorted({code[:length] for code in items for length in (3, 5, 7) if length <= len(code)}):
        name = Box(ledger.name(code), align=LEFT)
        rows.append([Box(code, align=LEFT), name, *(_summed(ledger, code, line, basis) for line in lines)])
    grid = _grid(ledger, table, [4, 9, *[5] * len(columns)], rows, head)
    grid.wide = len(columns) > _NARROW
    return grid


def _summed(ledger: Ledger, prefix: str, line: str, basis: str) -> Box:
    return amount(ledger.under(prefix, line, basis))


def _column_heads(first: Sequence[str], columns: Sequence[str]) -> list[list[Box]]:
    """One row of heads, two where a head is group|name."""
    if not any("|" in column for column in columns):
        return [[_head(text) for text in (*first, *columns)]]
    groups = [column.partition("|")[0] for column in columns]
    top = [_head(text, rows=2) for text in first]
    for at, (column, group) in enumerate(zip(columns, groups, strict=True)):
        if "|" not in column:
            top.append(_head(column, rows=2))
        elif at == 0 or groups[at - 1] != group:
            top.append(_head(group, columns=groups.count(group)))
    return [top, [_head(column.partition("|")[2]) for column in columns if "|" in column]]


def _economic(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:
    """人员经费 beside 公用经费, each with its sum below."""
    blocks = list(table["blocks"])
    columns = [_economic_lines(ledger, table, block, basis) for block in blocks]
    height, sums = max(map(len, columns)), list[Box]()
    rows = [
        [_head(block, columns=3) for block in blocks],
        [_head(text) for _ in blocks for text in table["heads"]],
    ]
    for at in range(height):
        cells = [column[at] if at < len(column) else ("", "", None) for column in columns]
        rows.append(
            [b for code, name, value in cells for b in (Box(code), Box(name, align=LEFT), amount(value))]
        )
    for label, column in zip(table["blocks"].values(), columns, strict=True):
        known = [value for code, _, value in column if len(code) == 3 and value is not None]
        sums += [Box(label, columns=2), amount(sum(known, Decimal(0)) if known else None)]
    rows.append(sums)
    return _grid(ledger, table, [4, 9, 5] * len(blocks), rows, 2)


def _economic_lines(
    ledger: Ledger, table: Mapping[str, Any], block: str, basis: str
) -> list[tuple[str, str, Decimal | None]]:
    """The 类 of a block with their 款."""
    chart, line = subjects(DEPARTMENT), table["item"]
    codes = [c for c in ledger.record.codes("3") if chart.get(c[:3]) and chart[c[:3]].block == block]
    filled = {code for code in codes if ledger.value(line, basis, code=code)}
    heads = sorted({code[:3] for code in filled} | set(table["common"][block].split()))
    made = []
    for head in heads:
        made.append((head, ledger.name(head), ledger.under(head, line, basis)))
        made += [
            (code, ledger.name(code), ledger.value(line, basis, code=code))
            for code in sorted(filled)
            if code.startswith(head) and code != head
        ]
    return made


def _public(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:  # noqa: ARG001  (each group has its own)
    """The three public expenses in one row, the budget beside the accounts."""
    words, groups = data("accounts.yaml")["public"], table["groups"]
    top = [_head(name, columns=6) for name in groups]
    middle, low = [], []
    for _ in groups:
        middle += [
            _head(text, columns=3) if text == words["heads"][2] else _head(text, rows=2)
            for text in words["heads"]
        ]
        low += [_head(text) for text in words["vehicles"]]
    row = [
        owed(ledger.value(item, group), f"“三公”经费{name}")
        if item == words["items"][0]
        else amount(ledger.value(item, group))
        for name, group in groups.items()
        for item in words["items"]
    ]
    numbers = [Box(str(n)) for n in range(1, len(row) + 1)]
    grid = _grid(ledger, table, [1] * len(row), [top, middle, low, numbers, row], 4)
    grid.wide, grid.small = len(groups) > 1, False
    return grid


def _projects(ledger: Ledger, table: Mapping[str, Any], basis: str) -> Grid:
    """A project a row; the sum below the head."""
    lines, projects = list(table["columns"].values()), ledger.record.projects
    values = [[ledger.value(line, basis, code=one.name) for line in lines] for one in projects]
    sums = [[v for v in column if v is not None] for column in zip(*values, strict=True)] or [
        [] for _ in lines
    ]
    rows = [[_head(text) for text in (*table["heads"], *table["columns"])]]
    rows.append([Box(data("accounts.yaml")["total"], columns=len(table["heads"])),
                 *(amount(sum(known, Decimal(0)) if known else None) for known in sums)])  # fmt: skip
    for one, mine in zip(projects, values, strict=True):
        words = [one.name, one.nature or voice.missing("项目类别"), one.unit or ledger.record.organisation]
        owing = [owed(mine[0], "预算数"), *(amount(value) for value in mine[1:])]
        rows.append([*(Box(text, align=LEFT) for text in words), *owing])
    if not projects and ledger.value("expenditure.project", basis):
        rows.append([Box(voice.missing("预算项目"), columns=len(rows[0]), align=LEFT)])
    return _grid(ledger, table, [11, 6, 9, *[5] * len(lines)], rows, 1)


def numeral(number: int) -> str:
    """一 to 九十九."""
    digits = "一二三四五六七八九"
    tens, ones = divmod(number, 10)
    lead = "" if not tens else "十" if tens == 1 else digits[tens - 1] + "十"
    return lead + (digits[ones - 1] if ones else "")
