"""Annexes of the self-evaluation: the index of what proves each result, and the rows of the ledgers."""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.model.proof import BY_HAND, Proof, ProofList
from quanheng.model.workbook import DepartmentYear
from quanheng.report import width
from quanheng.report.written.blocks import LEFT, Block, Box, Grid, NewPage, words

_HEADS = ("序号", "三级指标", "实际完成值", "台账", "算式", "行数", "各行校验", "还缺什么")
_WIDTHS = (5, 16, 10, 13, 26, 6, 12, 14)
_NOTE = (
    "“各行校验”是台账全部各行 SHA-256 值的前16位，与封存的台账文件所载校验相同；台账改动一格，校验就不同。"
)
_LONGEST = 1000  # rows of a list that a report still prints; the rest stands in the ledger's own file
_NARROW = 6  # more columns need the page turned
_CELL = 4, 24  # columns of a cell at least and at most


def annexes(record: DepartmentYear) -> list[Block]:
    """The index and the lists, each on a page of its own; nothing where no ledger proved anything."""
    if not record.proofs:
        return []
    made: list[Block] = [NewPage(), _index(record)]
    for number, one in enumerate(record.proof_lists, 2):
        made += [NewPage(), _list(number, one)]
    return made


def sentence(record: DepartmentYear, level3: str, project: str = "") -> str:
    """What the text says of an indicator's proof; "" where the record has no proofs at all."""
    if not record.proofs:
        return ""
    for number, one in enumerate(record.proofs, 1):
        if (one.level3, one.project) == (level3, project):
            return f"（依据{one.ledger}台账，见佐证1序号{number}）"
    return f"（{BY_HAND}）"


def _index(record: DepartmentYear) -> Grid:
    rows = [words(*_HEADS, head=True)]
    rows += [_proved(number, one) for number, one in enumerate(record.proofs, 1)]
    proved = {(one.level3, one.project) for one in record.proofs}
    for one in record.indicators:
        if (one.level3, one.project) not in proved:
            evidence = one.evidence or BY_HAND
            rows.append(
                [
                    Box("—"),
                    Box(one.level3, align=LEFT),
                    Box(one.printed_result),
                    Box(evidence, columns=5, align=LEFT),
                ]
            )
    return Grid("佐证1　绩效指标佐证索引", _WIDTHS, rows, small=True, wide=True, notes=[_NOTE])


def _proved(number: int, one: Proof) -> list[Box]:
    lacking = "；".join(one.missing) or "无"
    cells = (one.level3, one.value, one.ledger, one.formula, str(one.rows), one.hash, lacking)
    left = (0, 3, 6)
    return [
        Box(str(number)),
        *(Box(cell, align=LEFT) if at in left else Box(cell) for at, cell in enumerate(cells)),
    ]


def _list(number: int, one: ProofList) -> Grid:
    rows = [words("序号", *one.heads, head=True)]
    shown = one.rows[:_LONGEST]
    rows += [words(str(at), *cells) for at, cells in enumerate(shown, 1)]
    if one.total:
        rows.append(words("", *one.total))
    notes = [f"“计入”栏是佐证1的序号：该行计入哪些指标。共{len(one.rows)}行。"]
    if len(one.rows) > len(shown):
        notes.append(f"只列前{len(shown)}行，其余见台账文件。")
    title = f"佐证{number}　{one.ledger}台账"
    return Grid(title, _widths(one), rows, small=True, wide=len(one.heads) > _NARROW, notes=notes)


def _widths(one: ProofList) -> tuple[int, ...]:
    """Shares of the page by the longest text of each column."""
    least, most = _CELL
    columns: Sequence[Sequence[str]] = list(zip(*(one.heads, *one.rows[:_LONGEST]), strict=True))
    longest = (max(width.columns(text) for text in column) + 2 for column in columns)
    return (least + 1, *(min(max(size, least), most) for size in longest))
