"""What `fill` tells about a filled workbook: cells, the checks of 99核对, and what checking it as a document finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quanheng.checks.workbook import EXECUTION, NOTHING, OFF, ROUNDING, WAITING, Checked
from quanheng.checks.workbook_lines import Remark
from quanheng.lexicon.workbook import At, Check, Part
from quanheng.model.finding import DOUBT, ERROR, NOTE, Finding
from quanheng.model.quantity import trimmed
from quanheng.model.review import Reviewed
from quanheng.model.workbook import Key
from quanheng.norms.schemes import EXECUTION as EXECUTION_GROUP
from quanheng.read.filled import Filled
from quanheng.report import messages, words
from quanheng.report.json import dump

_BASES = {"initial": "年初预算", "adjusted": "全年预算", "final": "决算"}
_SURE = ("sum", "weights")  # a carry-over can be adjusted, a limit can have its reason


@dataclass(slots=True)
class Filling:
    """Everything about one workbook."""

    path: str
    filled: Filled
    checks: list[Checked]
    remarks: list[Remark]
    reviewed: Reviewed


@dataclass(frozen=True, slots=True)
class _Line:
    severity: str
    where: str
    message: str
    hint: str = ""


def severities(filling: Filling) -> list[str]:
    """The severity of each thing found."""
    return [line.severity for line in _lines(filling)]


def text(filling: Filling) -> str:
    """One line for each thing found, its cell first; then what could not be checked."""
    made = [filling.path]
    for line in _lines(filling):
        made.append(f"  {words.SYMBOLS[line.severity]} {line.where}　{line.message}")
        if line.hint:
            made.append(f"      {line.hint}")
    waiting = [one for one in filling.checks if one.state in (NOTHING, WAITING)]
    if waiting:
        made.append(f"  ○ 未能核对 {len(waiting)} 项（数没有填齐）")
        made += [f"      {_title(one, filling)}" for one in waiting]
    agree = len(filling.checks) - len(waiting) - sum(one.state == OFF for one in filling.checks)
    made.append(f"  已填 {len(filling.filled.record.values)} 个数，{agree} 项相符")
    return "\n".join(made) + "\n"


def encode(filling: Filling) -> bytes:
    """The same as JSON."""
    checks = [
        {
            "id": one.check.id,
            "title": _title(one, filling),
            "state": one.state,
            "left": None if one.left is None else trimmed(one.left),
            "right": None if one.right is None else trimmed(one.right),
            "cells": _cells(one, filling),
        }
        for one in filling.checks
    ]
    found = [
        {"severity": one.severity, "cell": one.where, "message": one.message, "hint": one.hint}
        for one in _lines(filling)
    ]
    tree: dict[str, Any] = {"schema": 1, "path": filling.path, "findings": found, "checks": checks}
    return dump(tree)


def _lines(filling: Filling) -> Iterator[_Line]:
    for fault in filling.filled.faults:
        yield _Line(ERROR, fault.cell, fault.message, fault.hint)
    covered: set[str] = set()
    for one in filling.checks:
        if one.state in (OFF, ROUNDING):
            covered.update(_cells(one, filling))
            yield _off(one, filling)
    for remark in filling.remarks:
        where = filling.filled.cells.get(remark.where, "")
        yield _Line(remark.severity, where, remark.message)
    for finding in filling.reviewed.findings:
        cells = [mark.place.section for mark in finding.marks if "!" in mark.place.section]
        if not covered.issuperset(cells) or not cells:
            yield _found(finding, cells)


def _off(one: Checked, filling: Filling) -> _Line:
    assert one.difference is not None
    assert one.left is not None
    assert one.right is not None
    severity = NOTE if one.state == ROUNDING else ERROR if one.check.kind in _SURE else DOUBT
    sign = "<" if one.check.kind == "at_most" else "≠"
    said = f"{_title(one, filling)}：{trimmed(one.left)} {sign} {trimmed(one.right)}，相差{trimmed(abs(one.difference))}"
    hint = "四舍五入的尾差" if one.state == ROUNDING else ""
    return _Line(severity, "、".join(_cells(one, filling)) or "99核对", said, hint)


def _found(finding: Finding, cells: list[str]) -> _Line:
    where = "、".join(dict.fromkeys(cells)) or "全文"
    return _Line(words.severity(finding), where, messages.message(finding))


def _title(one: Checked, filling: Filling) -> str:
    year = filling.filled.record.year + one.at.offset
    said = f"（{year}年{_BASES[one.at.basis]}）" if one.check.at else ""
    return f"{one.check.title}{said}"


def _cells(one: Checked, filling: Filling) -> list[str]:
    """The cells of the rows of forms in a check; of a list its first line and last line stand for all."""
    if one.check.kind in ("weights", "scheme"):
        return _weight_cells(one.check, filling)
    before = At(one.at.basis, one.at.offset - 1) if one.check.kind == "carried" else one.at
    pairs = [*((p, one.at) for p in one.check.of), *((p, before) for p in one.check.parts)]
    return list(dict.fromkeys(c for part, where in pairs for c in _of(part, where, filling)))


def _weight_cells(check: Check, filling: Filling) -> list[str]:
    """The weights that a check adds up: of the execution rate, of all indicators or of a group."""
    record, cells = filling.filled.record, filling.filled.cells
    groups = {one.level1 for one in record.of_project()} if check.kind == "weights" else {check.group}
    execution = cells.get(Key(EXECUTION.item, "final", record.year), "")
    of_rate = check.kind == "weights" or check.group == EXECUTION_GROUP
    lines = [
        cells.get(f"indicator:{number}:weight", "")
        for number, one in enumerate(record.indicators)
        if not one.project and one.level1 in groups
    ]
    return [cell for cell in (execution if of_rate else "", *lines) if cell]


def _of(part: Part, where: At, filling: Filling) -> list[str]:
    record, cells = filling.filled.record, filling.filled.cells
    year = record.year + where.offset
    if not part.section:
        found = cells.get(Key(part.line.item, where.basis, year, part.line.fund))
        return [found] if found else []
    lines = [
        cell
        for key, cell in cells.items()
        if isinstance(key, Key)
        and key[:4] == (part.line.item, where.basis, year, part.line.fund)
        and key.code
        and key in record.values
        and (not part.codes or key.code.startswith(part.codes))
    ]
    if len(lines) < 2:
        return lines
    return [f"{lines[0]}:{lines[-1].partition('!')[2]}"]
