"""Relations that pages declare between terms: arithmetic without code.

`relation: {sum: [expenditure.total, expenditure.basic, expenditure.project], basis: [final]}`

| kind | says |
|---|---|
| sum | first = second + third + ... (a term written `-term` is taken away) |
| difference | first = second - third - ... |
| equal | first = second |
| at_most | second, third, ... <= first |
| share, ratio | first (%) = second / third |
| growth | first (%) = change of second over last year's second |
| carried | first = last year's second |

`term@basis` fixes the basis of one term; `also` names terms that belong to the sum where they occur;
`basis` and `fund` restrict the scopes, and without `basis` any one that is named will do.
A claim is made for every scope (year, basis, fund, subject, dimension) in which every term has one
value; figures of different scopes never meet. It can prove a fault only where all of its terms stand
in one section or table or are said to be of one fund: elsewhere the scope of a figure is only guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from quanheng.checks.pages import Page, pages
from quanheng.lexicon.load import label
from quanheng.model.figure import EXACT, Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import UNDECIDED, Claim, Operand, Relation
from quanheng.model.review import Facts

_GOVERNMENT = re.compile(r"调[出入]资金|上解|还本|转贷|调节基金")
_JUDGED_AS = {
    "sum": "sum", "difference": "balance", "equal": "restated", "carried": "restated",
    "at_most": "at_most", "share": "share", "ratio": "completion", "growth": "growth",
}  # fmt: skip
_ROLES = {
    "sum": ("total", "part"), "difference": ("total", "part"), "at_most": ("total", "part"),
    "equal": ("stated", "first"), "carried": ("stated", "first"),
    "share": ("rate", "part", "whole"), "ratio": ("rate", "part", "whole"), "growth": ("rate", "current", "prior"),
}  # fmt: skip
_EXACTLY = {"equal": 2, "carried": 2, "share": 3, "ratio": 3, "growth": 2}
_BASES = ("initial", "adjusted", "final")
_SUMS = ("sum", "balance", "score_sum")
# A claim of the text that says as much as a declared one, by the kind of the declared one.
_SAYS = {
    "sum": _SUMS, "balance": _SUMS, "at_most": (*_SUMS, "at_most", "subset", "control"),
    "share": ("share", "completion"), "completion": ("share", "completion"), "restated": ("restated", "text_table"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a relation; `basis` is "" where that of the scope holds, `back` counts years."""

    item: str
    role: str
    sign: int = 1
    basis: str = ""
    back: int = 0
    optional: bool = False


class Scope(NamedTuple):
    """What the figures of one relation have in common."""

    year: int
    basis: str
    fund: str
    subject: str
    dimension: str


_Table = dict[tuple[str, Scope], list[Figure]]
_Terms = tuple[str, tuple[Term, ...]]
_READ: dict[str, tuple[Page, _Terms, tuple[str, ...]]] = {}


def _read(page: Page) -> tuple[Page, _Terms, tuple[str, ...]]:
    known = _READ.get(page.id)
    if known is None or known[0] is not page:
        kind, terms = terms_of(page)
        needed = tuple(term.item for term in terms if not term.optional)
        known = _READ[page.id] = (page, (kind, terms), needed)
    return known


def _terms(page: Page) -> _Terms:
    """`terms_of`, read once for each page."""
    return _read(page)[1]


def _needed(page: Page) -> tuple[str, ...]:
    """The items of the terms that must be there."""
    return _read(page)[2]


def terms_of(page: Page) -> _Terms:
    """Kind and terms of the relation of a page; raises ValueError where it cannot be read."""
    kinds = [kind for kind in page.relation if kind in _JUDGED_AS]
    if len(kinds) != 1 or set(page.relation) - {kinds[0], "basis", "fund", "also"}:
        raise ValueError(
            f"{page.id}: relation needs one kind of {', '.join(_JUDGED_AS)}, then basis, fund, also"
        )
    kind = kinds[0]
    names = list(page.relation[kind])
    if len(names) != _EXACTLY.get(kind, max(2, len(names))):
        raise ValueError(f"{page.id}: {kind} with {len(names)} terms")
    made = [_term(kind, at, name) for at, name in enumerate(names)]
    if kind == "growth":
        made.append(Term(made[1].item, "prior", basis=made[1].basis, back=1))
    also = [_term("sum", 1, name, optional=True) for name in page.relation.get("also", ())]
    return kind, (*made, *also)


def _term(kind: str, at: int, name: str, optional: bool = False) -> Term:
    item, _, basis = name.removeprefix("-").partition("@")
    roles = _ROLES[kind]
    minus = name.startswith("-") or (kind == "difference" and at > 1)
    back = 1 if kind == "carried" and at else 0
    return Term(item, roles[min(at, len(roles) - 1)], -1 if minus else 1, basis, back, optional)


def _tabled(facts: Facts) -> _Table:
    """Figures by item and scope; a year left open may be any, so those figures say nothing here."""
    made: _Table = {}
    for figure in facts.figures:
        amount = figure.kind == "level" and figure.unit.dimension in (MONEY, COUNT)
        rate = figure.unit.dimension == PERCENT and figure.kind != "target"
        if figure.item and figure.year is not None and (amount or rate):
            fund = "" if figure.unit.dimension == COUNT else figure.fund  # what is counted is of no fund
            scope = Scope(figure.year, figure.basis, fund, figure.subject, figure.unit.dimension)
            made.setdefault((figure.item, scope), []).append(figure)
    return made


def _one(found: list[Figure]) -> Figure | None:
    """The finest statement, when all statements say the same within their own digits."""
    exact = [f for f in found if f.hedge == EXACT]
    if len(exact) < 2:
        return exact[0] if exact else None
    finest = min(exact, key=lambda f: f.half(f.decimals))
    own = finest.interval(literal=True)
    return finest if all(own.meets(f.interval(literal=True)) for f in exact) else None


def _stated(table: _Table, term: Term, scope: Scope) -> list[Figure]:
    wanted = scope
    if term.back or term.basis:
        wanted = scope._replace(year=scope.year - term.back, basis=term.basis or scope.basis)
    if term.role == "rate":
        wanted = wanted._replace(dimension=PERCENT)
        return table.get((term.item, wanted), []) or table.get((term.item, wanted._replace(basis="")), [])
    return table.get((term.item, wanted), [])


def _scopes(table: _Table, terms: tuple[Term, ...], relation: dict[str, Any]) -> list[Scope]:
    """Every scope in which a term of this year stands, in document order."""
    bases, funds = relation.get("basis") or _BASES, relation.get("fund")
    items = {t.item for t in terms if t.role != "rate" and not t.back and not t.optional}
    found = [scope for item, scope in table if item in items and scope.dimension != PERCENT]
    return [s for s in dict.fromkeys(found) if s.basis in bases and (not funds or s.fund in funds)]


def _one_scope(figures: list[Figure]) -> bool:
    """True when nothing but the same section, table or named fund can hold all of them."""
    places = [f.place for f in figures]
    sections = {p.section for p in places}
    tables = {p.cell.table if p.cell else None for p in places}
    funds = {f.fund for f in figures}
    return len({p.document for p in places}) == 1 and any(
        len(marks) == 1 and not marks & {None, ""} for marks in (sections, tables, funds)
    )


def _claim(page: Page, kind: str, picked: list[tuple[Term, Figure]]) -> Claim:
    operands = tuple(Operand(t.role, f, t.sign) for t, f in picked)
    whole = tuple(o for o, (t, _) in zip(operands, picked, strict=True) if not t.optional)
    closed = page.severity == "error" and _one_scope([f for _, f in picked])
    # Parts that exceed their total are a fault of a sum; where something is taken away they are not.
    judged_as = "balance" if any(t.sign < 0 for t, _ in picked) else _JUDGED_AS[kind]
    return Claim(
        judged_as, page.id, operands, operands[0].figure.place, closed,
        alternatives=() if whole == operands else (whole,), notes={"page": page.id},
    )  # fmt: skip


class _Asserted:
    """The claims of the text by kind, each as the set of what it speaks of; worked out for the kinds that are asked for."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims = claims
        self._known: dict[str, list[frozenset[tuple[object, ...]]]] = {}

    def says(self, claim: Claim) -> bool:
        """True when the text asserts it, perhaps with further terms."""
        own = _signature(claim)
        return any(
            own <= theirs for kind in _SAYS.get(claim.kind, (claim.kind,)) for theirs in self._of(kind)
        )

    def _of(self, kind: str) -> list[frozenset[tuple[object, ...]]]:
        if kind not in self._known:
            self._known[kind] = [_signature(claim) for claim in self._claims if claim.kind == kind]
        return self._known[kind]


def _signature(claim: Claim) -> frozenset[tuple[object, ...]]:
    figures = [o.figure for o in claim.operands]
    return frozenset((f.item, f.year, f.basis, f.fund, f.unit.dimension) for f in figures)


_Picked = tuple[list[tuple[Term, Figure]], list[Term]]


def _whole(page: Page, met: Iterable[_Picked]) -> Iterator[Claim]:
    """The relation in every scope that states all of its terms."""
    for picked, lacking in met:
        if not lacking:
            yield _claim(page, _terms(page)[0], picked)


def _lacking(page: Page, met: Iterable[_Picked]) -> Iterator[Relation]:
    """The relation in every scope that states all of its terms but one."""
    kind, terms = _terms(page)
    for picked, lacking in met:
        if len(lacking) == 1 and lacking[0] is not terms[0] and len(picked) >= 2:
            yield _cannot(_claim(page, kind, picked), lacking[0])


def _picked(page: Page, table: _Table) -> Iterator[_Picked]:
    """The figures of the terms in each scope, and the terms that it does not state."""
    _, terms = _terms(page)
    seen: set[tuple[int, ...]] = set()
    for scope in _scopes(table, terms, page.relation):
        found_for = ((term, _stated(table, term, scope)) for term in terms)
        stated = [(term, found) for term, found in found_for if found or not term.optional]
        picked = [(term, figure) for term, found in stated if (figure := _one(found)) is not None]
        lacking = [term for term, found in stated if not found]
        figures = tuple(figure.id for _, figure in picked)
        if figures in seen:  # terms with a basis of their own are met once in every scope
            continue
        seen.add(figures)
        if len(picked) + len(lacking) == len(stated):  # else the document contradicts itself on a term
            yield picked, lacking


def _cannot(claim: Claim, lacking: Term) -> Relation:
    claim.notes["missing"] = (lacking.item,)
    words = "上年" if lacking.back else ""
    return Relation(claim, UNDECIDED, f"没有写{words}{label(lacking.item)}", claim.notes["page"])


def _bearing(table: _Table) -> Iterator[Page]:
    """Pages with a relation, all of whose terms but one at most are named in the document."""
    items = {item for item, _ in table}
    for page in pages().values():
        if page.relation and sum(item not in items for item in _needed(page)) <= 1:
            yield page


def declared(facts: Facts) -> tuple[list[Claim], list[Relation]]:
    """What the pages with a relation say of a document: claims, and relations that cannot be checked.

    A claim is made where the document gives each term one value, and is left out where the text itself asserts it;
    `notes["page"]` holds the id of the page. A relation cannot be checked where one term, and only one, is nowhere
    stated: `why` names it in Chinese, `claim.notes["missing"]` by its identifier. The result itself must be there:
    without it nothing is left unchecked.
    """
    asserted = _Asserted(facts.claims)
    table = _tabled(facts)
    met = [(page, list(_picked(page, table))) for page in _bearing(table)]
    whole = (claim for page, found in met for claim in _whole(page, found))
    claims = [
        c for c in whole if not (asserted.says(c) or _of_another_total(c, facts) or _of_a_county(c, facts))
    ]
    return claims, [relation for page, found in met for relation in _lacking(page, found)]


def _of_a_county(claim: Claim, facts: Facts) -> bool:
    """True of a government's balance: what it pays over or back is spent as well, and a carry-over is no expenditure."""
    if claim.kind != "sum" or claim.operands[0].figure.item not in ("income.total", "expenditure.grand"):
        return False
    beside = (f for f in facts.figures if f.place.block == claim.place.block and f.surface)
    return any(_GOVERNMENT.search(f.surface) for f in beside)


def _of_another_total(claim: Claim, facts: Facts) -> bool:
    """True where the parts are printed with a total of their own: 一般公共预算支出90万元 beside 支出100万元."""
    total, *parts = claim.operands
    added = sum((o.figure.base * o.sign for o in parts), Decimal(0))
    if claim.kind != "sum" or added == total.figure.base or len(parts) < 2:
        return False
    side = total.figure.item.partition(".")[0]
    others = (f for f in facts.figures if f.item.partition(".")[0] == side and f.base == added)
    own = (total.figure.item, total.figure.fund)
    return any(
        f.year == total.figure.year and f.basis == total.figure.basis and (f.item, f.fund) != own
        for f in others
    )
