"""What a unit's ledgers and processes are: those that are shipped, and those that the unit described itself."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from quanheng.ledgers import load
from quanheng.ledgers.load import read_schema
from quanheng.ledgers.processes import load as processes
from quanheng.ledgers.processes.load import read_process
from quanheng.ledgers.processes.record import Process
from quanheng.ledgers.schema import Schema
from quanheng.web.ledgers.models import Declaration, Ledger
from quanheng.web.units.models import Unit

OWN = "own-"
"""How the names of a unit's own ledgers and processes begin; no shipped one does."""


def schema_of(ledger: Ledger) -> Schema:
    """The description of a ledger that the unit keeps."""
    return schema_named(ledger.unit, ledger.name)


def schema_named(unit: Unit, name: str) -> Schema:
    """A ledger by its name, shipped or the unit's own; raises KeyError."""
    if not name.startswith(OWN):
        return load.schema(name)
    row = _own(unit, Declaration.Kind.LEDGER, name)
    return _read_schema(name, _Tree(row.tree, row.pk, row.version))


def schemas(unit: Unit) -> dict[str, Schema]:
    """Every ledger that the unit can keep, by name: the shipped ones in their order, then its own."""
    made = {name: load.schema(name) for name in load.names()}
    own = Declaration.objects.filter(unit=unit, kind=Declaration.Kind.LEDGER)
    made |= {row.name: _read_schema(row.name, _Tree(row.tree, row.pk, row.version)) for row in own}
    return made


def process_named(unit: Unit, name: str) -> Process:
    """A process by its name, shipped or the unit's own; raises KeyError."""
    if not name.startswith(OWN):
        return processes.process(name)
    row = _own(unit, Declaration.Kind.PROCESS, name)
    over = schema_named(unit, str(row.tree["ledger"]))
    return read_process(name, row.tree, row.tree.get("title", name), over)


def process_over(unit: Unit, ledger: str) -> Process | None:
    """The process that fills a ledger, None without one."""
    for row in Declaration.objects.filter(unit=unit, kind=Declaration.Kind.PROCESS):
        if row.tree.get("ledger") == ledger:
            return process_named(unit, row.name)
    shipped = [one for name in processes.names() if (one := processes.process(name)).ledger == ledger]
    return shipped[0] if shipped else None


def _own(unit: Unit, kind: str, name: str) -> Declaration:
    row = Declaration.objects.filter(unit=unit, kind=kind, name=name).first()
    if row is None:
        raise KeyError(name)
    return row


class _Tree:
    """A declaration that can be looked up in a cache by what identifies it."""

    def __init__(self, tree: Any, number: int, version: int) -> None:
        self.tree, self.mark = tree, (number, version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Tree) and self.mark == other.mark and self.tree == other.tree

    def __hash__(self) -> int:
        return hash(self.mark)


@lru_cache(maxsize=200)
def _read_schema(name: str, held: _Tree) -> Schema:
    return read_schema(name, held.tree, held.tree.get("title", name))
