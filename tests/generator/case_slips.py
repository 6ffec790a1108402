"""Slips in a set of documents of one department, which only another document of the set can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from tests.generator.accounts import accounts
from tests.generator.accounts.books import build_books
from tests.generator.casework import (
    companion,
    department_and_units,
    first_letter,
    form_of,
    letter,
    plain,
    two_years,
)
from tests.generator.digits import SLIPS
from tests.generator.edits import edited
from tests.generator.habit import COUNT, MONEY, SCORE
from tests.generator.ledger import build
from tests.generator.styles import write

if TYPE_CHECKING:
    from tests.generator.report import Printed, Report


_SHARED = ("expenditure", "basic", "project", "three_public", "reception", "running", "vehicles", "bought")


@dataclass(frozen=True, slots=True)
class Slip:
    """A set with one slip: `kind`, the number of the document, the text there that a finding must show."""

    kind: str
    reports: tuple[Report, ...]
    document: int
    text: str
    rule: str


def slips(seed: int) -> list[Slip]:
    """One set for each kind of slip; a kind that the seed's documents offer no place for is left out."""
    made = [maker(seed, Random(f"slip {seed} {at}")) for at, maker in enumerate(_MAKERS)]
    return [slip for slip in made if slip is not None]


_Test = Callable[["Printed"], bool]
_LEAST = Fraction(5, 100)  # what rounding alone may have moved is no slip


@dataclass(frozen=True, slots=True)
class Plan:
    """A slip to be made in document `at`: which figures it may hit, by which operator, and the rule that tells it."""

    kind: str
    rule: str
    at: int
    test: _Test
    operator: str = "M2"

    def carry_out(self, reports: Sequence[Report], rng: Random) -> Slip | None:
        """Give every print of one figure other digits, as one who had another number would."""
        report = reports[self.at]
        found = sorted({_mark(f) for f in report.figures if self.test(f) and _long(f)})
        if not found:
            return None
        chosen = rng.choice(found)
        text = SLIPS[self.operator](chosen[3], rng)
        if text is None or abs(_value(text) - _value(chosen[3])) < _LEAST:
            return None
        same = [f for f in report.figures if _mark(f) == chosen]
        changed = edited(report, [(f.spot, text) for f in same])
        documents = (*reports[: self.at], changed, *reports[self.at + 1 :])
        return Slip(self.kind, documents, self.at, text, self.rule)


def _mark(figure: Printed) -> tuple[str, int, str, str]:
    return figure.item, figure.year, figure.basis, figure.text


def _long(figure: Printed) -> bool:
    return figure.dim != MONEY or sum(c.isdigit() for c in figure.text) > 2


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _of(year: int, basis: str, *items: str) -> _Test:
    return lambda f: (
        f.dim == MONEY and f.year == year and f.basis == basis and f.item in items and f.text != "0"
    )


def _same_year(seed: int, rng: Random, operator: str, kind: str) -> Slip | None:
    books, habit = build(seed), plain(seed)
    pair = first_letter(books, seed, habit), write(books, seed, "self_evaluation", habit)
    return Plan(kind, "same-fact", 0, _of(books.year, "final", *_SHARED), operator).carry_out(pair, rng)


def _digit(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M2", "digit in one document")


def _swap(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M1", "digits swapped in one document")


def _point(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M3", "decimal shift in one document")


def _tables(seed: int, rng: Random) -> Slip | None:
    books, habit = build_books(seed), plain(seed)
    pair = companion(books, seed, habit), accounts(seed)
    return Plan(
        "report against the nine tables",
        "same-fact",
        0,
        _of(books.year, "final", "expenditure", "basic", "project", "three_public", "reception"),
    ).carry_out(pair, rng)


def _budget(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), plain(seed)
    pair = write(books, seed, "budget", habit), write(books, seed, "self_evaluation", habit)
    return Plan(
        "disclosed budget",
        "budget-disclosed",
        0,
        _of(books.year, "initial", "expenditure", "basic", "project"),
    ).carry_out(pair, rng)


def _prior(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), plain(seed)
    pair = first_letter(old, seed, habit), write(new, seed, "three_public", habit)
    return Plan(
        "last year's figure", "prior-figure", 1, _of(old.year, "final", "three_public", "reception")
    ).carry_out(pair, rng)


def _delta(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan(
        "stated change", "change-since-prior", 1, lambda f: f.item.startswith("change.") and f.text != "0"
    ).carry_out(pair, rng)


def _base(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan(
        "last year's document",
        "change-since-prior",
        0,
        _of(old.year, "final", "expenditure", "three_public", "reception"),
    ).carry_out(pair, rng)


def _carried(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan("opening carryover", "carried-over", 0, _of(old.year, "final", "closing")).carry_out(
        pair, rng
    )


def _people(seed: int, rng: Random) -> Slip | None:
    books, habit = two_years(seed)[1], plain(seed)
    pair = letter(books, seed, habit), write(books, seed, "self_evaluation", habit)
    return Plan(
        "number of staff", "counted", 0, lambda f: f.dim == COUNT and f.item in ("posts", "staff")
    ).carry_out(pair, rng)


def _score(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), plain(seed)
    pair = write(books, seed, "self_evaluation", habit), form_of(books, seed, habit)
    return Plan(
        "score of the form", "report-and-form-score", 1, lambda f: f.dim == SCORE and f.item == "score"
    ).carry_out(pair, rng)


def _result(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), plain(seed)
    pair = write(books, seed, "self_evaluation", habit), form_of(books, seed, habit)
    plan = Plan(
        "result of the form",
        "report-and-form-result",
        1,
        lambda f: f.item.startswith("indicator.") and len(f.text) > 1,
    )
    return plan.carry_out(pair, rng)


def _unit(seed: int, rng: Random) -> Slip | None:
    reports = department_and_units(seed)
    return Plan(
        "unit of a department",
        "unit",
        1,
        _of(reports[0].year, "final", "expenditure", "basic", "project", "three_public"),
    ).carry_out(reports, rng)


def _copied(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), plain(seed)
    first = first_letter(old, seed, habit)
    second = first_letter(new, seed, habit)
    at = rng.choice([i for i, piece in enumerate(first.pieces) if "其中" in piece.text])
    text = first.pieces[at].text.replace(str(old.year), str(new.year))
    if text == second.pieces[at].text:
        return None
    pieces = [*second.pieces[:at], replace(second.pieces[at], text=text), *second.pieces[at + 1 :]]
    return Slip(
        "last year's sentence",
        (first, replace(second, pieces=pieces)),
        1,
        text.rstrip("。.").split(";")[0].split("；")[0],
        "copied-text",
    )


_MAKERS = (
    _digit, _swap, _point, _tables, _budget, _prior, _delta, _base, _carried, _people, _score, _result, _unit, _copied,
)  # fmt: skip
