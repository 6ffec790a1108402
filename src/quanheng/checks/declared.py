"""Relations that pages declare between terms: arithmetic without code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quanheng.checks.pages import Page, pages
from quanheng.model.figure import Figure
from quanheng.model.relation import Claim, Operand
from quanheng.model.review import Facts

_Table = dict[tuple[str, int | None, str, str], list[Figure]]


def _table(facts: Facts) -> _Table:
    made: _Table = {}
    for figure in facts.figures:
        if figure.item and figure.kind == "level":
            made.setdefault((figure.item, figure.year, figure.basis, figure.fund), []).append(figure)
    return made


def _one(table: _Table, item: str, year: int | None, basis: str, fund: str) -> Figure | None:
    """The figure, when every statement of it says the same."""
    found = table.get((item, year, basis, fund), [])
    return found[0] if found and len({f.base for f in found}) == 1 else None


def _terms(relation: dict[str, Any]) -> tuple[str, list[tuple[str, int]]] | None:
    for kind, sign in (("sum", 1), ("difference", -1), ("at_most", 1), ("equal", 1)):
        if kind in relation:
            names = list(relation[kind])
            return kind, [(name, 1 if at <= 1 else sign) for at, name in enumerate(names)]
    return None


def _claims(page: Page, table: _Table, asserted: set[frozenset[int]]) -> Iterator[Claim]:
    read = _terms(page.relation)
    if read is None:
        return
    kind, terms = read
    bases = page.relation.get("basis") or ["final", "initial"]
    for item, year, basis, fund in list(table):
        if item != terms[0][0] or basis not in bases:
            continue
        picked = [(_one(table, name, year, basis, fund), sign) for name, sign in terms]
        figures = [f for f, _ in picked if f is not None]
        if len(figures) == len(picked) and frozenset(f.id for f in figures) not in asserted:
            operands = tuple(Operand("total" if at == 0 else "part", f, s) for at, (f, s) in enumerate(picked) if f is not None)
            judged_as = {"sum": "sum", "difference": "balance", "at_most": "control", "equal": "text_table"}[kind]
            yield Claim(judged_as, page.id, operands, figures[0].place, closed=page.severity == "error", notes={"page": page.id})


def declared_claims(facts: Facts) -> Iterator[Claim]:
    """Claims of every page with a relation, where the document gives each term one value."""
    declaring = [page for page in pages().values() if page.relation]
    if not declaring:
        return
    table = _table(facts)
    asserted = {frozenset(o.figure.id for o in c.operands) for c in facts.claims if c.kind in ("sum", "balance")}
    for page in declaring:
        yield from _claims(page, table, asserted)
