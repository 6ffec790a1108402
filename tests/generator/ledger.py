"""A department's year whose accounts agree to the cent."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.generator import words
from tests.generator.habit import COUNT, MONEY, PERCENT, SCORE, Value, half_up
from tests.generator.oracle import grade_of

WAN = 1_000_000  # cents in 万元
Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of the self-evaluation form; `target` and `result` are counts or percentages."""

    group: str
    kind: str
    name: str
    unit: str
    target: int
    result: int
    weight: int
    score: Fraction


@dataclass(slots=True)
class DepartmentYear:
    """One department in one year: `cents` by (item, year, basis), counts, indicators and scores.

    Bases are final, initial and adjusted; the year before stands in the same books.
    """

    county: str
    department: str
    year: int
    cents: dict[Key, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: list[Indicator] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)
    execution_score: Fraction = Fraction(0)

    @property
    def name(self) -> str:
        """The full name of the department."""
        return self.county + self.department

    def money(self, item: str, basis: str = "final", year: int = 0) -> Value:
        """An amount in 元; `year` 0 is the year of the report, -1 the one before."""
        when = self.year + year
        return Value(MONEY, Fraction(self.cents[item, when, basis], 100), item, when, basis)

    def count(self, item: str, unit: str) -> Value:
        """A number of things."""
        return Value(COUNT, Fraction(self.counts[item]), item, self.year, "", unit)

    def group_score(self, group: str) -> Value:
        """The points earned in a group of the form."""
        earned = sum((i.score for i in self.indicators if i.group == group), Fraction(0))
        exact = self.execution_score if group == "预算执行率" else earned
        return Value(SCORE, exact, f"score.{group}", self.year)

    def total_score(self) -> Value:
        """All points."""
        return Value(
            SCORE, sum((self.group_score(g).exact for g in self.groups), Fraction(0)), "score", self.year
        )

    def grade(self) -> str:
        """The grade that the points deserve."""
        exact = self.total_score().exact
        return grade_of(Decimal(exact.numerator) / exact.denominator)


def percent(part: Value, whole: Value, item: str = "") -> Value:
    """Part of whole in %, exact."""
    return Value(PERCENT, part.exact / whole.exact * 100, item, part.year, part.basis)


def change(now: Value, then: Value, item: str = "") -> Value:
    """The difference, positive, with its sign beside it."""
    gap = now.exact - then.exact
    return Value(now.dim, abs(gap), item, now.year, now.basis, now.unit, -1 if gap < 0 else 1)


def growth(now: Value, then: Value, item: str = "") -> Value:
    """The rate of change in %, positive, with its sign beside it."""
    rate = (now.exact - then.exact) / then.exact * 100
    return Value(PERCENT, abs(rate), item, now.year, now.basis, "", -1 if rate < 0 else 1)


@dataclass(slots=True)
class _Draw:
    """`shape` decides what there is, `size` how much: another size keeps the same layout."""

    shape: Random
    size: Random

    def cents(self, low: float, high: float) -> int:
        """An amount between two numbers of 万元, to the cent."""
        base = self.shape.randrange(int(low * WAN), int(high * WAN))
        return base * self.size.randrange(800, 1200) // 1000

    def near(self, amount: int, low: int, high: int) -> int:
        """An amount of `low` to `high` per cent of another, in whole 100 元."""
        self.shape.random()
        return amount * self.size.randrange(low * 10, high * 10) // 1000 // 10000 * 10000

    def split(self, amount: int, names: tuple[str, ...]) -> dict[str, int]:
        """Divide an amount among names."""
        weights = [self.shape.randrange(5, 100) * self.size.randrange(80, 120) for _ in names]
        parts = [amount * w // sum(weights) for w in weights]
        parts[0] += amount - sum(parts)
        return dict(zip(names, parts, strict=True))


def build(seed: int, year: int | None = None, jitter: int = 0) -> DepartmentYear:
    """Draw a department year; the same seed with another `jitter` has the same layout, other amounts."""
    rng = Random(f"who {seed}")
    county, department = rng.choice(words.COUNTIES), rng.choice(list(words.DEPARTMENTS))
    books = DepartmentYear(county, department, year or rng.randrange(2019, 2025))
    opening = 0
    for offset in (-1, 0):
        draw = _Draw(Random(f"shape {seed}"), Random(f"size {seed} {jitter} {offset}"))
        opening = _accounts(books, draw, books.year + offset, opening)
    draw = _Draw(Random(f"things {seed}"), Random(f"things {seed} {jitter}"))
    _people(books, draw)
    _score(books, draw)
    return books


def _accounts(books: DepartmentYear, draw: _Draw, year: int, opening: int) -> int:
    """Write one year's finals and budgets; returns what is carried over at its end."""
    put = {"opening": opening, **_three_public(draw)}
    put |= _basic(books, draw, put)
    projects = words.DEPARTMENTS[books.department][2][: draw.shape.randrange(2, 6)]
    books.lists["projects"] = projects
    put |= {f"project.{name}": draw.cents(12, 900) for name in projects}
    put["project"] = sum(put[f"project.{name}"] for name in projects)
    put["expenditure"] = put["basic"] + put["project"]
    _income(draw, put)
    _classes(books, draw, put)
    _purchases(draw, put)
    _assets(draw, put)
    books.cents |= {(item, year, "final"): amount for item, amount in put.items()}
    books.cents |= {(item, year, "initial"): amount for item, amount in _budget(books, draw, put).items()}
    books.cents["expenditure", year, "adjusted"] = draw.near(put["expenditure"], 101, 118)
    return put["closing"]


def _three_public(draw: _Draw) -> dict[str, int]:
    put = {
        "overseas": draw.cents(1, 6) if draw.shape.random() < 0.12 else 0,
        "purchase": draw.cents(12, 20) if draw.shape.random() < 0.12 else 0,
        "running": draw.cents(1, 14) if draw.shape.random() < 0.75 else 0,
        "reception": draw.cents(0.6, 19),
    }
    put["vehicles"] = put["purchase"] + put["running"]
    put["three_public"] = put["overseas"] + put["vehicles"] + put["reception"]
    return put


def _basic(books: DepartmentYear, draw: _Draw, public: dict[str, int]) -> dict[str, int]:
    put: dict[str, int] = {}
    for item, pool, low, high in (("wages", words.WAGES, 150, 900), ("subsidies", words.SUBSIDIES, 4, 60)):
        names = pool[: draw.shape.randrange(2, len(pool) + 1)]
        books.lists[item] = names
        put[item] = draw.cents(low, high)
        put |= {f"{item}.{name}": part for name, part in draw.split(put[item], names).items()}
    names = tuple(n for n in words.GOODS if draw.shape.random() < 0.6) or words.GOODS[:3]
    parts = draw.split(draw.cents(30, 200), names)
    parts |= {
        n: public[key]
        for n, key in (("公务接待费", "reception"), ("公务用车运行维护费", "running"))
        if public[key]
    }
    books.lists["supplies"] = tuple(parts)
    put |= {f"supplies.{name}": part for name, part in parts.items()}
    put["supplies"] = put["operating"] = sum(parts.values())
    put["agency"] = put["operating"]
    put["personnel"] = put["wages"] + put["subsidies"]
    put["basic"] = put["personnel"] + put["operating"]
    return put


def _income(draw: _Draw, put: dict[str, int]) -> None:
    other = draw.cents(1, 30) if draw.shape.random() < 0.5 else 0
    business = draw.cents(2, 60) if draw.shape.random() < 0.2 else 0
    put["closing"] = draw.cents(2, 40) if draw.shape.random() < 0.6 else 0
    put["income.other"], put["income.business"] = other, business
    put["fiscal"] = put["expenditure"] - other - business
    put["income.fiscal"] = put["fiscal"] + put["closing"] - put["opening"]
    put["income"] = put["income.fiscal"] + other + business
    put["grand"] = put["income"] + put["opening"]


def _classes(books: DepartmentYear, draw: _Draw, put: dict[str, int]) -> None:
    main = words.DEPARTMENTS[books.department][0]
    sides = [name for name in words.SIDE_CLASSES if name != main]
    names = (main, *sides[: draw.shape.randrange(2, 5)])
    small = {name: draw.cents(8, 70) for name in names[1:]}
    books.lists["classes"] = names
    put |= {f"class.{name}": amount for name, amount in small.items()}
    put[f"class.{main}"] = put["fiscal"] - sum(small.values())


def _purchases(draw: _Draw, put: dict[str, int]) -> None:
    put["goods_bought"] = draw.cents(2, 60)
    put["works_bought"] = draw.cents(20, 300) if draw.shape.random() < 0.4 else 0
    put["services_bought"] = draw.cents(5, 120)
    put["bought"] = put["goods_bought"] + put["works_bought"] + put["services_bought"]
    put["small_firms"] = draw.near(put["bought"], 50, 96)
    put["micro_firms"] = draw.near(put["small_firms"], 30, 90)


def _assets(draw: _Draw, put: dict[str, int]) -> None:
    put["assets"] = draw.cents(300, 4000)
    put["debts"] = draw.cents(20, 600)
    put["net"] = put["assets"] - put["debts"]
    put["fixed"] = draw.near(put["assets"], 40, 80)
    put["in_use"] = draw.near(put["fixed"], 70, 99)


def _budget(books: DepartmentYear, draw: _Draw, final: dict[str, int]) -> dict[str, int]:
    put = {f"class.{n}": draw.near(final[f"class.{n}"], 55, 130) for n in books.lists["classes"]}
    put["fiscal"] = put["expenditure"] = put["income"] = put["income.fiscal"] = sum(put.values())
    put["basic"] = draw.near(put["expenditure"], 30, 70)
    put["project"] = put["expenditure"] - put["basic"]
    put["personnel"] = draw.near(put["basic"], 60, 90)
    put["operating"] = put["agency"] = put["basic"] - put["personnel"]
    for item in ("overseas", "purchase", "running", "reception"):
        put[item] = draw.near(final[item], 101, 150) + (10000 if final[item] else 0)
    put["vehicles"] = put["purchase"] + put["running"]
    put["three_public"] = put["overseas"] + put["vehicles"] + put["reception"]
    put["bought"] = draw.near(final["bought"], 80, 130)
    for item in [key for key in final if key.startswith("project.")]:
        put[item] = draw.near(final[item], 100, 125) + 10000
    return put


def _people(books: DepartmentYear, draw: _Draw) -> None:
    sections = words.DEPARTMENTS[books.department][1]
    books.lists["sections"] = sections[: draw.shape.randrange(4, len(sections) + 1)]
    whole = draw.size.randint
    put = {
        "posts.admin": whole(8, 24),
        "posts.institution": whole(4, 30),
        "retired": whole(6, 70),
        "temps": whole(0, 8),
    }
    put["posts"] = put["posts.admin"] + put["posts.institution"]
    put["staff"] = put["posts"] - whole(0, 4)
    put["staff.admin"] = min(put["posts.admin"], put["staff"] - 2)
    put["staff.institution"] = put["staff"] - put["staff.admin"]
    put["people"] = put["staff"] + put["retired"]
    put["staff.before"] = put["staff"] + draw.size.choice((-3, -2, -1, 1, 2))
    put["batches"] = whole(20, 300)
    put["visitors"] = put["batches"] * whole(3, 9) + whole(1, 19)
    put["cars"] = whole(1, 5) if books.cents["running", books.year, "final"] else 0
    put["cars.bought"] = 1 if books.cents["purchase", books.year, "final"] else 0
    abroad = bool(books.cents["overseas", books.year, "final"])
    put["trips"], put["travellers"] = (1, whole(2, 6)) if abroad else (0, 0)
    books.counts = put


def _score(books: DepartmentYear, draw: _Draw) -> None:
    cost = draw.shape.random() < 0.3
    books.groups = {"预算执行率": 10, "产出指标": 50, "效益指标": 30, "满意度指标": 10}
    if cost:
        books.groups = {"预算执行率": 10, "成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}
    rate = books.money("expenditure").exact / books.money("expenditure", "adjusted").exact
    books.execution_score = Fraction(half_up(min(rate, Fraction(1)) * 10, 2))
    strict = draw.size.choice((2, 6, 40))
    for group, weight in books.groups.items():
        rows = _rows_of(books, draw, group)
        for position, row in enumerate(rows):
            share = weight // len(rows) + (weight % len(rows) if position == 0 else 0)
            # Every second row may fall short, never by more than half its points.
            lost = min(Fraction(draw.size.randrange(0, strict + 1), 4), Fraction(share, 2)) * (position % 2)
            books.indicators.append(_judged(group, row, share, lost))


def _judged(group: str, row: tuple[str, str, str, int, int], weight: int, lost: Fraction) -> Indicator:
    """Points are lost where the target was missed, and only there."""
    kind, name, unit, target, result = row
    reached = target - max(1, target * 4 // 100) if lost else result
    return Indicator(group, kind, name, unit, target, reached, weight, weight - lost)


def _rows_of(books: DepartmentYear, draw: _Draw, group: str) -> list[tuple[str, str, str, int, int]]:
    if group == "产出指标":
        pool = words.DEPARTMENTS[books.department][3][: draw.shape.randrange(2, 6)]
        rows = [_counted(draw, *row) for row in pool]
        return [
            *rows,
            _rated(draw, "质量指标", *words.QUALITY[draw.shape.randrange(4)]),
            _rated(draw, "时效指标", *words.TIMELY[draw.shape.randrange(2)]),
        ]
    if group == "成本指标":
        return [("经济成本指标", "成本节约率", "%", 1, draw.size.randrange(1, 9))]
    if group == "效益指标":
        return [_rated(draw, "社会效益指标", *row) for row in words.BENEFIT[: draw.shape.randrange(1, 4)]]
    return [_rated(draw, "服务对象满意度指标", *words.SATISFIED)] if group == "满意度指标" else []


def _counted(draw: _Draw, name: str, unit: str, low: int, high: int) -> tuple[str, str, str, int, int]:
    target = draw.shape.randrange(low, high) * draw.size.randrange(90, 110) // 100
    return "数量指标", name, unit, target, target + target * draw.size.randrange(0, 26) // 100


def _rated(draw: _Draw, kind: str, name: str, low: int, high: int) -> tuple[str, str, str, int, int]:
    target = draw.size.randrange(low - 5, low + 1)
    return kind, name, "%", target, draw.size.randrange(max(target, low), high + 1)
