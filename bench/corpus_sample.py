"""The fixed sample of `make corpus`: documents of the generator, right ones and ones with a slip, and their findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool
from random import Random

from quanheng.checks.pages import pages
from quanheng.model.finding import Finding
from quanheng.model.place import Place
from tests.generator import forms
from tests.generator.accounts import make as accounts
from tests.generator.accounts.slips import SLIPS
from tests.generator.accounts.slips import slip as slip_account
from tests.generator.controls import habit_of
from tests.generator.mutations import OPERATORS, mutate
from tests.generator.report import Report, Spot
from tests.generator.styles import generate
from tests.generator.transplants import paste_paragraph, update_section
from tests.measure.checker import check

REPORTS, ACCOUNTS, FORMS = 60, 20, 20
_EACH = 4  # slips of one document; the next document gets the next ones


@dataclass(frozen=True, slots=True)
class Line:
    """One finding of the sample: what it is by (`key`), and what is printed of it.

    where    the kind of document: 无误 (nothing is wrong in it), or the operator of its slip
    hit      True when it points at the paragraph or cell of the slip
    """

    document: str
    where: str
    rule: str
    severity: str
    place: str
    stated: str
    message: str
    sentence: str
    hit: bool

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the same finding after a change: not its words."""
        return (self.document, self.rule, self.severity, self.place, self.stated)


@dataclass(frozen=True, slots=True)
class Case:
    """A document of the sample; `spots` are the places of its slip."""

    name: str
    where: str
    report: Report
    spots: tuple[Spot, ...] = ()


RIGHT = "无误"


def findings(processes: int) -> list[Line]:
    """Every finding of the sample, in a fixed order."""
    work = [("report", n) for n in range(REPORTS)]
    work += [("accounts", n) for n in range(ACCOUNTS)] + [("forms", n) for n in range(FORMS)]
    with Pool(processes) as pool:
        return [line for lines in pool.imap(_of, work) for line in lines]


def _of(given: tuple[str, int]) -> list[Line]:
    made = {"report": _reports, "accounts": _accounts, "forms": _forms}[given[0]]
    return [line for case in made(given[1]) for line in lines(case)]


def lines(case: Case) -> list[Line]:
    """The findings of one document."""
    found = check(case.report).findings
    return sorted((_line(case, one) for one in found), key=lambda line: (line.key, line.message))


def _line(case: Case, one: Finding) -> Line:
    places = [(mark.place.block, _cell(mark.place)) for mark in one.marks] or [(-1, None)]
    block, cell = places[0]
    return Line(
        case.name,
        case.where,
        one.rule,
        one.severity,
        f"{block} {cell or ''}".strip(),
        one.stated.text if one.stated else "",
        pages()[one.rule].words(one.values) if one.rule in pages() else "",
        _sentence(case.report, block, cell),
        any(place in ((spot.block, spot.cell) for spot in case.spots) for place in places),
    )


def _sentence(report: Report, block: int, cell: tuple[int, int] | None) -> str:
    if not 0 <= block < len(report.pieces):
        return ""
    piece = report.pieces[block]
    return " | ".join(text or "" for text in piece.rows[cell[0]]) if cell else piece.text


def _cell(place: Place) -> tuple[int, int] | None:
    return (place.cell.row, place.cell.column) if place.cell else None


def _reports(seed: int) -> Iterator[Case]:
    report = generate(seed)
    yield Case(f"report {seed}", RIGHT, report)
    names = list(OPERATORS)
    for name in (names[(seed * _EACH + n) % len(names)] for n in range(_EACH)):
        mutant = mutate(report, name, Random(f"{seed} {name}"))
        if mutant is not None:
            yield Case(f"report {seed} {name}", name, mutant.report, mutant.spots)
    graft = (paste_paragraph, update_section)[seed % 2]
    mutant = graft(report, habit_of(seed), Random(f"{seed} graft"))
    if mutant is not None:
        yield Case(f"report {seed} {mutant.operator}", mutant.operator, mutant.report, mutant.spots)


def _accounts(seed: int) -> Iterator[Case]:
    report = accounts(seed)
    yield Case(f"accounts {seed}", RIGHT, report)
    names = list(SLIPS)
    for name in (names[(seed * _EACH + n) % len(names)] for n in range(_EACH)):
        mutant = slip_account(report, name, Random(f"{seed} {name}"))
        if mutant is not None:
            yield Case(f"accounts {seed} {name}", name, mutant.report, mutant.spots)


def _forms(seed: int) -> Iterator[Case]:
    made = forms.make(seed)
    yield Case(f"form {seed}", RIGHT, made.report)
    names = list(forms.KINDS)
    for name in (names[(seed * _EACH + n) % len(names)] for n in range(_EACH)):
        slipped = forms.slip(made, name, Random(f"{seed} {name}"))
        if slipped is not None:
            spot = Spot(slipped.block, 0, 0, slipped.at)
            yield Case(f"form {seed} {name}", name, slipped.report.report, (spot,))
