"""Small workbooks that came back, put together with the one they were made from.

A small workbook remembers what it held when it was handed out, so that a change can be told from an old
value: what only one side changed is taken, what both changed differently is a conflict and stays as it is
in the whole. Without that memory every difference from a filled cell is a conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from quanheng.lexicon.workbook import complete, layout
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.model.workbook_flat import FlatKey, flat, unflat
from quanheng.read.filled import Filled

_BASES = {"initial": "年初预算", "adjusted": "全年预算", "final": "决算"}
_KINDS = {"indicator": "指标", "project": "项目", "problem": "问题", "subject": "科目", "duty": "分工"}


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry that two files have differently: `kept` is what the whole has ("" for nothing), `other` what `path` has."""

    name: str
    kept: str
    kept_from: str
    other: str
    path: str
    cell: str


@dataclass(slots=True)
class Part:
    """A small workbook; `whole` is the record it belongs to as far as its sheets go."""

    path: str
    filled: Filled
    whole: DepartmentYear


@dataclass(slots=True)
class Merged:
    """The record with what came back; counts of entries taken by file, and the conflicts."""

    record: DepartmentYear
    taken: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(whole: DepartmentYear, path: str, parts: list[Part]) -> Merged:
    """Merge the parts, one after the other, into the whole, which was read from `path`."""
    entries, source = flat(whole), {}
    made = Merged(whole)
    for part in parts:
        theirs, origin = flat(part.filled.record), part.filled.origin
        count = 0
        for key in dict.fromkeys([*flat(part.whole), *theirs]):
            known, new = entries.get(key), theirs.get(key)
            if known == new or _computed(key):
                continue
            before = None if origin is None else origin.get(key)
            if (new == before) if origin is not None else (new is None):
                continue
            if known == before:
                count += 1
                source[key] = part.path
                _set(entries, key, new)
            else:
                made.conflicts.append(
                    Conflict(
                        _name(key),
                        known or "",
                        source.get(key, path),
                        new or "",
                        part.path,
                        _cell(key, part.filled),
                    )
                )
        made.taken[part.path] = count
    made.record = complete(unflat(whole, entries))
    return made


def _set(entries: dict[FlatKey, str], key: FlatKey, value: str | None) -> None:
    if value is None:
        entries.pop(key, None)
    else:
        entries[key] = value


def _computed(key: FlatKey) -> bool:
    """Sums follow from what they are made of."""
    return key[0] == "amount" and (key[1], key[4], bool(key[5])) not in _filled_in()


@cache
def _filled_in() -> set[tuple[str, str, bool]]:
    return {(line.item, line.fund, bool(listed)) for line, _, listed in layout().places()}


def _name(key: FlatKey) -> str:
    """What an entry is called in a list of conflicts."""
    if key[0] in ("amount", "total"):
        item, basis, year, _, code = key[1:]
        lines = (
            row for _, s in layout().sections() for row in s.rows if row.line and str(row.line) == _line(key)
        )
        label = next((row.label for row in lines), layout().label(item))
        return f"{label}{f'（{code}）' if code else ''} {year}年{_BASES[basis]}"
    if key[0] == "text":
        rows = (row.label for _, s in layout().sections() for row in s.rows if row.text == key[1])
        return next(rows, key[1])
    section = next(s for _, s in layout().sections() if s.record == key[0])
    heads: Mapping[str, str] = {column.field: column.head for column in section.columns}
    if key[0] == "subject":
        return f"科目 {key[1]} 的名称"
    return f"{_KINDS[key[0]]} {'／'.join(filter(None, key[1:-1]))} 的{heads.get(key[-1], '行')}"


def _line(key: FlatKey) -> str:
    return f"{key[1]}/{key[4]}" if key[4] else key[1]


def _cell(key: FlatKey, filled: Filled) -> str:
    cells = filled.cells
    if key[0] in ("amount", "total"):
        item, basis, year, fund, code = key[1:]
        return cells.get(Key(item, basis, int(year), fund, code), "")
    if key[0] == "indicator":
        for number, one in enumerate(filled.record.indicators):
            if (one.project, one.level1, one.level2, one.level3) == key[1:-1]:
                return cells.get(f"indicator:{number}:{key[-1]}") or cells.get(
                    f"indicator:{number}:target", ""
                )
    return cells.get(f"project:{key[1]}" if key[0] == "project" else key[1], "")
