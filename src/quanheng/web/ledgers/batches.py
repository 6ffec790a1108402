"""Tables that come in: kept as they came, looked at, taken by a person, undone as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from quanheng.ledgers.cells import shown
from quanheng.ledgers.incoming.grid import Grid, grids, pasted
from quanheng.ledgers.incoming.preview import Candidate, Preview, best, preview
from quanheng.ledgers.rows import Row as LibraryRow
from quanheng.ledgers.schema import Schema
from quanheng.model.finding import NOTE
from quanheng.read import Unreadable
from quanheng.web.events.log import record as event
from quanheng.web.files.store import content, keep
from quanheng.web.ledgers.models import Batch, Change, Ledger, Row
from quanheng.web.ledgers.rows import Writing, by_key, next_number, on_their_way
from quanheng.web.units.models import User

CLIPBOARD = "剪贴板"
MOST = 50_000
"""Rows that come in at once."""


class NotTaken(Exception):
    """Why a table cannot be taken, in Chinese with what to do; nothing was changed."""


def from_clipboard(ledger: Ledger, text: str, html: str, by: User) -> Batch:
    """Keep what was pasted; raises NotTaken when there is no table in it."""
    if not text.strip():
        raise NotTaken("没有粘贴到内容。请在 Excel 里选中表格复制，再到这里粘贴")
    data = json.dumps({"text": text, "html": html}, ensure_ascii=False).encode()
    return Batch.objects.create(ledger=ledger, source=CLIPBOARD, file=keep([data]), by=by)


def from_file(ledger: Ledger, schema: Schema, name: str, data: bytes, by: User) -> Batch:
    """Keep a file, and choose its table that looks most like the ledger; raises NotTaken."""
    found = _tables(name, data)
    chosen = best(schema, found) or max(found, key=lambda grid: len(grid.rows))
    made = Batch(ledger=ledger, source=name[:255], file=keep([data]), table=found.index(chosen), by=by)
    made.save()
    return made


def _tables(name: str, data: bytes) -> list[Grid]:
    try:
        found = grids(data, name)
    except Unreadable as fault:
        raise NotTaken(f"{name}：{fault}") from fault
    if not found:
        raise NotTaken(f"{name} 里没有表格")
    return found


def tables(batch: Batch) -> list[Grid]:
    """Every table that the batch holds."""
    data = content(batch.file)
    if batch.source == CLIPBOARD and batch.table < 0:
        held = json.loads(data)
        return [pasted(held["text"], held["html"])]
    return _tables(batch.source, data)


def look(batch: Batch, schema: Schema) -> Preview:
    """What the batch would give with the columns as they are chosen; raises NotTaken."""
    found = tables(batch)
    grid = found[batch.table] if 0 <= batch.table < len(found) else found[0]
    if len(grid.rows) > MOST:
        raise NotTaken(f"这张表有 {len(grid.rows)} 行，一次最多收 {MOST} 行，请分几次")
    chosen = {int(index): name for index, name in batch.chosen.items()}
    return preview(schema, grid, chosen or None, batch.unit)


def choose(batch: Batch, schema: Schema, columns: Mapping[int, str], unit: str, table: int) -> None:
    """Keep which column is which, the unit of money, and which table of the file."""
    if table != batch.table:
        columns = {}
    used = [name for name in columns.values() if name]
    twice = {name for name in used if used.count(name) > 1}
    if twice:
        titles = "、".join(schema.column(name).title for name in twice)
        raise NotTaken(f"两列都对应了“{titles}”，一栏只能对应一列")
    batch.chosen = {str(index): name for index, name in columns.items()}
    batch.unit, batch.table = unit, table
    batch.save()


@dataclass
class Plan:
    """What taking would do: candidates that are new, those that change a row (with what), those that are there."""

    new: list[Candidate] = field(default_factory=list)
    changed: list[tuple[Candidate, Row, list[tuple[str, str, str]]]] = field(default_factory=list)
    same: int = 0
    doubtful: int = 0
    states: int = 0

    @property
    def told(self) -> str:
        """What is not taken of the rows that are on their way, "" where there is none."""
        return f"{self.states} 行在流程里，状态由办理步骤来定，表里的状态不收" if self.states else ""


def plan(ledger: Ledger, made: Preview) -> Plan:
    """Compare with the rows there are, by key; rows of one key in the order of their entry. Nothing is deleted.

    The state of a row that is on its way through a process is left to the steps.
    """
    schema = made.schema
    there = by_key(ledger, [one.row.key for one in made.rows if schema.key_of(one.row.data)])
    names = [one.column for one in made.columns if one.column]
    moving = on_their_way(ledger) if schema.state in names else set()
    result = Plan()
    for one in made.rows:
        result.doubtful += any(told.severity != NOTE for told in one.told)
        known = there.get(one.row.key[:300], []) if schema.key_of(one.row.data) else []
        if not known:
            result.new.append(one)
            continue
        row = known.pop(0)
        cells = _differing(row, one.row, names, schema)
        if row.pk in moving and any(name == schema.state for name, *_ in cells):
            result.states += 1
            cells = [cell for cell in cells if cell[0] != schema.state]
        if cells:
            result.changed.append((one, row, cells))
        else:
            result.same += 1
    return result


def _differing(row: Row, came: LibraryRow, names: list[str], schema: Schema) -> list[tuple[str, str, str]]:
    """Column, before and after of the cells that would be overwritten; an empty cell overwrites nothing."""
    made = []
    for name in names:
        value, raw = came.data.get(name), came.raw.get(name)
        if value is None and raw is None:
            continue
        if (row.data.get(name), row.raw.get(name)) != (value, raw):
            column = schema.column(name)
            before = row.raw.get(name) or shown(row.data.get(name), column)
            made.append((name, before, raw or shown(value, column)))
    return made


def take(batch: Batch, schema: Schema, by: User) -> str:
    """Take the batch as it was looked at; returns what was done in words. Raises NotTaken."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().select_related("ledger__unit").get(pk=batch.pk)
        if held.state != Batch.State.PREVIEW:
            raise NotTaken(f"这一批{held.get_state_display()}，不能再收")
        made = look(held, schema)
        result = plan(held.ledger, made)
        writing = Writing(held.ledger, by, f"{held.source}收入", held)
        number = next_number(held.ledger)
        for at, one in enumerate(result.new):
            row = one.row
            complete = bool(schema.key_of(row.data))
            writing.add(row if complete else LibraryRow(f"#{number + at}", row.data, row.raw))
        for one, known, cells in result.changed:
            data = {name: one.row.data.get(name) for name, *_ in cells}
            writing.change(known, schema, data, one.row.raw)
        writing.write()
        words = f"新增 {len(result.new)} 行，修改 {len(result.changed)} 行，{result.same} 行没有变化"
        words += f"，{len(made.left)} 行未取" if made.left else ""
        words += f"；{result.told}" if result.told else ""
        held.state, held.told = Batch.State.TAKEN, words
        held.save()
        title = f"{schema.title}：从{held.source}收入，{words}"
        event(by, "take-rows", held, unit=held.ledger.unit, words=title)
    batch.state, batch.told = held.state, held.told
    batch.ledger.version = held.ledger.version
    return words


def undo(batch: Batch, schema: Schema, by: User) -> str:
    """Undo a batch: cells that nobody changed since get back what they had; returns what was done in words."""
    with transaction.atomic():
        held = Batch.objects.select_for_update().select_related("ledger__unit").get(pk=batch.pk)
        if held.state != Batch.State.TAKEN:
            raise NotTaken(f"这一批{held.get_state_display()}，不能撤销")
        writing = Writing(held.ledger, by, f"撤销{held.source}收入")
        kept, moving = 0, on_their_way(held.ledger)
        for change in held.changes.select_related("row"):
            kept += change.row_id in moving or not _undone(change, schema, writing)
        writing.write()
        words = f"已撤销，{kept} 行因后来改过保留" if kept else "已撤销，恢复到收入以前"
        held.state, held.told = Batch.State.UNDONE, f"{held.told}；{words}"
        held.save()
        event(by, "undo-rows", held, unit=held.ledger.unit, words=f"{schema.title}：{words}")
    batch.ledger.version = held.ledger.version
    return words


def _undone(change: Change, schema: Schema, writing: Writing) -> bool:
    row = change.row
    now: dict[str, Any] = {
        name: [row.raw[name]] if name in row.raw else row.data.get(name) for name in change.after
    }
    if row.deleted or now != change.after:
        return False
    if change.what == Change.What.NEW:
        if row.version > 1:
            return False
        writing.delete(row)
        return True
    raw = {name: value[0] for name, value in change.before.items() if isinstance(value, list)}
    data = {name: None if isinstance(value, list) else value for name, value in change.before.items()}
    writing.change(row, schema, data, raw)
    return True


def drop(batch: Batch) -> None:
    """Leave a batch that was only looked at."""
    Batch.objects.filter(pk=batch.pk, state=Batch.State.PREVIEW).update(state=Batch.State.DROPPED)
