"""The accounts of one department over two years, to the cent, subject by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from tests.generator import words
from tests.generator.accounts.economic import Economy, economy
from tests.generator.accounts.offices import (
    FUND_ITEMS,
    INSTITUTION,
    OFFICES,
    PLACES,
    STAFF,
    STAFF_OF_INSTITUTION,
    STATE_ITEMS,
    TOWN,
    Office,
    items_of,
    running_item,
)
from tests.generator.habit import COUNT, MONEY, Value

GENERAL, FUND, STATE, OWN = "general", "fund", "state", "own"
FISCAL = (GENERAL, FUND, STATE)
BASIC, PROJECT, SUPERIOR, OPERATING, SUBSIDY = "basic", "project", "superior", "operating", "subsidy"
KINDS = (BASIC, PROJECT, SUPERIOR, OPERATING, SUBSIDY)
# Where money that is no appropriation comes from: grants from above, 事业, 经营, 附属单位上缴, 其他.
SOURCES = ("grant", "business", "operating", "affiliated", "other")
WAN = 1_000_000  # cents in 万元


@dataclass(slots=True)
class Line:
    """A 项 with one kind of money in one year: opening + income = spent + closing (+ distributed - used)."""

    code: str
    fund: str
    spent: dict[str, int]
    source: str = ""
    opening: int = 0
    closing: int = 0
    initial: int = 0

    @property
    def total(self) -> int:
        """All that was spent."""
        return sum(self.spent.values())

    @property
    def income(self) -> int:
        """What came in during the year."""
        return self.total + self.closing - self.opening


@dataclass(slots=True)
class Books:
    """One department: its lines by year, the economic items of its basic spending, three public expenses, counts."""

    county: str
    office: Office
    name: str
    year: int
    lines: dict[int, list[Line]] = field(default_factory=dict)
    economy: dict[int, Economy] = field(default_factory=dict)
    public: dict[tuple[str, int, str], int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    used: int = 0
    distributed: int = 0
    bought: dict[str, int] = field(default_factory=dict)
    basis: str = "final"

    def of(self, year: int, fund: str = "", code: str = "") -> Iterator[Line]:
        """The lines of a year, of one fund (or `fiscal`), under a code."""
        wanted = FISCAL if fund == "fiscal" else (fund,) if fund else (*FISCAL, OWN)
        return (line for line in self.lines[year] if line.fund in wanted and line.code.startswith(code))

    def sum(self, what: Callable[[Line], int], fund: str = "", code: str = "", year: int = 0) -> int:
        """Add up over lines."""
        return sum(what(line) for line in self.of(year or self.year, fund, code))

    def codes(self, length: int, fund: str = "", year: int = 0) -> list[str]:
        """The codes of 3, 5 or 7 digits that have a line."""
        return sorted({line.code[:length] for line in self.of(year or self.year, fund)})

    def has(self, *funds: str) -> bool:
        """True when there is such money in either year."""
        return any(line.fund in funds for year in self.lines for line in self.lines[year])

    def income(self, source: str, code: str = "", year: int = 0) -> int:
        """What came in under a code: a fund, one of SOURCES, fiscal, or all."""
        when = year or self.year
        ends = self.distributed - self.used if when == self.year else 0
        total = 0
        for line in self.of(when, "", code):
            own = line.income + (ends if line.source == "business" else 0)
            total += (
                own
                if source in ("all", line.fund, line.source) or (source == "fiscal" and line.fund != OWN)
                else 0
            )
        return total

    def count(self, item: str, unit: str) -> Value:
        """A number of things."""
        return Value(COUNT, Fraction(self.counts[item]), f"count.{item}", self.year, "", unit)


def money(cents: int, item: str, year: int, basis: str = "final") -> Value:
    """An amount in 元 from cents."""
    return Value(MONEY, Fraction(cents, 100), item, year, basis)


def build_books(seed: int, grain: int = 1, basis: str = "final") -> Books:
    """Draw a department with two years of accounts; the earlier one is the base of every comparison.

    Amounts are multiples of `grain` cents. With `basis` initial they are what a budget plans: nothing
    is left over at the end of the year.
    """
    rng = Random(f"accounts {basis if basis != 'final' else ''}{seed}")
    office = rng.choice(OFFICES)
    county = rng.choice(words.COUNTIES)
    name = county + (rng.choice(PLACES) if office.kind == TOWN else "") + office.name
    books = Books(county, office, name, rng.randrange(2018, 2026), basis=basis)
    plan = _plan(office, rng)
    for year in (books.year - 1, books.year):
        books.lines[year] = [_line(row, rng, grain) for row in plan]
        _public(books, year, rng)
    _carry(books, rng)
    for year in (books.year - 1, books.year):
        basics = {line.code: line.spent[BASIC] for line in books.of(year, GENERAL) if line.spent.get(BASIC)}
        books.economy[year] = economy(
            basics, {k[0]: v for k, v in books.public.items() if k[1:] == (year, basis)}, rng, grain
        )
    _counts(books, rng)
    return books


def _plan(office: Office, rng: Random) -> list[tuple[str, str, str, int]]:
    """Code, fund, source of own money and size of every line."""
    institution = office.kind == INSTITUTION
    scale = rng.choice((1, 1, 2, 4, 12))
    groups = office.groups[: rng.randrange(1, len(office.groups) + 1)]
    running = running_item(groups[0], institution)
    plan = [(running, GENERAL, "", rng.randrange(120, 900) * scale)]
    staff = STAFF_OF_INSTITUTION if institution else STAFF
    plan += [
        (code, GENERAL, "", max(3, plan[0][3] * share // 100)) for code, share in staff if rng.random() < 0.9
    ]
    if rng.random() < 0.4:
        plan.append(("2080502" if institution else "2080501", GENERAL, "", rng.randrange(4, 80)))
    for group in groups:
        pool = [code for code in items_of(group) if code != running]
        plan += [
            (code, GENERAL, "", -rng.randrange(6, 600) * scale)
            for code in rng.sample(pool, min(len(pool), rng.randrange(1, 4)))
        ]
    if office.funds and rng.random() < 0.45:
        items = FUND_ITEMS[rng.choice(office.funds)]
        plan += [
            (code, FUND, "", -rng.randrange(8, 400))
            for code, _ in rng.sample(items, rng.randrange(1, len(items) + 1))
        ]
    if rng.random() < 0.12:
        plan.append((STATE_ITEMS[0][0], STATE, "", -rng.randrange(2, 60)))
    if rng.random() < (0.9 if institution else 0.35):
        plan += _own_money(running, institution, scale, rng)
    return sorted(plan, key=lambda row: row[0])


def _own_money(running: str, institution: bool, scale: int, rng: Random) -> list[tuple[str, str, str, int]]:
    sources = rng.sample(("business", "other", "grant"), rng.randrange(1, 3)) if institution else ["other"]
    if rng.random() < 0.08:
        sources.append("operating")
    return [
        (running, f"{OWN}", source, rng.randrange(20, 900) * scale if institution else rng.randrange(2, 60))
        for source in sources
    ]


def _line(row: tuple[str, str, str, int], rng: Random, grain: int) -> Line:
    code, fund, source, weight = row
    amount = abs(weight) * WAN * rng.randrange(700, 1300) // 1000 + rng.randrange(WAN)
    amount = amount // grain * grain
    line = Line(code, fund, {}, source)
    if weight < 0:
        line.spent[PROJECT] = amount
        line.closing = amount * rng.randrange(1, 25) // 100 // grain * grain if rng.random() < 0.3 else 0
    elif source == "operating":
        line.spent[OPERATING] = amount
    else:
        line.spent[BASIC] = amount
        if fund == OWN and rng.random() < 0.4:
            line.spent[PROJECT] = amount // rng.randrange(2, 6) // grain * grain
    line.initial = _planned(line, rng)
    return line


def _planned(line: Line, rng: Random) -> int:
    """The opening budget: sometimes nothing, sometimes the very sum, mostly whole hundreds of 元."""
    drawn = rng.random()
    if line.fund != GENERAL or drawn < 0.12:
        return 0
    if drawn < 0.25:
        return line.total
    return line.total * rng.randrange(600, 1400) // 1000 // 10000 * 10000 or 10000


def _carry(books: Books, rng: Random) -> None:
    """What a year leaves over is what the next one begins with; own money carries nothing."""
    for old, new in zip(books.lines[books.year - 1], books.lines[books.year], strict=True):
        new.closing = new.closing if books.basis == "final" else 0
        old.closing = new.opening = min(old.closing, new.total + new.closing)
    own = [line for line in books.of(books.year, OWN) if line.source == "business"]
    if books.basis != "final":
        return
    if own and rng.random() < 0.4:
        books.used = own[0].total * rng.randrange(2, 15) // 100
    elif own and rng.random() < 0.3:
        books.distributed = own[0].total * rng.randrange(2, 9) // 100


def _public(books: Books, year: int, rng: Random) -> None:
    some = Random(f"public {books.name} {books.year} {rng.random() < 0.12}")
    none, has_car, abroad = some.random() < 0.1, some.random() < 0.65, some.random() < 0.12
    final = {
        "overseas": rng.randrange(WAN, 8 * WAN) if abroad and not none else 0,
        "purchase": rng.randrange(12 * WAN, 36 * WAN) if has_car and not none and rng.random() < 0.15 else 0,
        "running": rng.randrange(WAN // 2, 30 * WAN) if has_car and not none else 0,
        "reception": rng.randrange(WAN // 5, 12 * WAN) if not none and some.random() < 0.85 else 0,
    }
    for item, amount in final.items():
        books.public[item, year, "final"] = amount
        planned = amount * rng.randrange(1000, 1600) // 1000 // 10000 * 10000 + 10000 if amount else 0
        books.public[item, year, "initial"] = amount if rng.random() < 0.2 else planned
    for basis in ("final", "initial"):
        by_item = {item: books.public[item, year, basis] for item in final}
        books.public["vehicles", year, basis] = by_item["purchase"] + by_item["running"]
        books.public["total", year, basis] = sum(by_item.values())


def _counts(books: Books, rng: Random) -> None:
    def spent(item: str) -> int:
        return books.public[item, books.year, "final"]

    batches = rng.randrange(5, 90) if spent("reception") else 0
    put = {
        "trips": 1 if spent("overseas") else 0,
        "travellers": rng.randrange(2, 7) if spent("overseas") else 0,
        "batches": batches,
        "visitors": batches * rng.randrange(3, 9) + (rng.randrange(1, 9) if batches else 0),
        "cars.bought": 1 if spent("purchase") else 0,
    }
    kinds = ("leaders", "secret", "emergency", "patrol", "special", "other")
    put |= {
        f"cars.{kind}": rng.randrange(0, 4) if spent("running") and rng.random() < 0.6 else 0
        for kind in kinds
    }
    if spent("running") and not any(put[f"cars.{kind}"] for kind in kinds):
        put["cars.patrol"] = 2
    put["cars"] = sum(put[f"cars.{kind}"] for kind in kinds)
    put["machines"] = rng.randrange(0, 9) if rng.random() < 0.4 else 0
    good = [rng.randrange(0, 9) for _ in range(4)]
    put |= dict(zip(("graded.1", "graded.2", "graded.3", "graded.4"), good, strict=True))
    put["graded"] = sum(good)
    put["meetings"], put["trainings"] = rng.randrange(1, 12), rng.randrange(1, 9)
    put["meeting.people"], put["training.people"] = rng.randrange(30, 800), rng.randrange(30, 900)
    books.counts = put
    books.bought = {
        "goods": rng.randrange(WAN, 90 * WAN),
        "works": rng.randrange(9 * WAN, 300 * WAN) if rng.random() < 0.5 else 0,
        "services": rng.randrange(WAN, 200 * WAN) if rng.random() < 0.85 else 0,
    }
    books.bought["total"] = sum(books.bought.values())
    books.bought["small"] = books.bought["total"] * rng.randrange(30, 101) // 100
    books.bought["micro"] = books.bought["small"] * rng.randrange(20, 101) // 100
