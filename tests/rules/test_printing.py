"""Parse and print are inverse: a printed rule reads back to the same rule."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.facts.rules import parse, printed
from quanheng.model.rule import (
    FAULT,
    GAIN,
    LATE,
    NONE,
    OVER,
    RATA,
    SHORT,
    WHOLE,
    Amount,
    Clause,
    Deadline,
    Discretion,
    Each,
    Full,
    Loss,
    Otherwise,
    Outcome,
    Points,
    Prorata,
    Range,
    Reached,
    ScoringRule,
    Share,
    Spread,
    State,
)

UNITS = ["%", "家", "个", "户", "万元", "人次", "项"]
numbers = st.decimals("0.01", "5000", places=2, allow_nan=False).map(lambda d: Decimal(f"{d.normalize():f}"))
points = st.decimals("0.05", "20", places=2, allow_nan=False).map(lambda d: Decimal(f"{d.normalize():f}"))
subjects = st.sampled_from(["", "群众满意度", "检查企业", "合格率", "发放资金"])
states = st.sampled_from(
    ["完成", "未完成", "按时完成", "优秀", "良好", "效果一般", "明显改善", "有所改善", "预算内", "超预算"]
)
outcomes = st.one_of(
    points.map(Points),
    st.just(Points(Decimal(0))),
    st.just(Full()),
    st.sampled_from([Share(Decimal(p)) for p in (30, 50, 60, 80)]),
    points.map(Loss),
    st.just(Prorata()),
    st.just(Discretion()),
    st.sampled_from([Spread(Decimal(60), Decimal(80), percent=True), Spread(Decimal(2), Decimal("3.5"))]),
)


@st.composite
def ranges(draw: st.DrawFn, unit: str) -> Reached | Range:
    kind = draw(st.sampled_from(["reached", "low", "high", "both", "open"]))
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    ends = st.sampled_from([True, False, None])
    if kind == "reached":
        return Reached(Amount(low, unit))
    if kind == "low":
        return Range(low=Amount(low, unit), low_in=draw(ends))
    if kind == "high":
        return Range(high=Amount(high, unit), high_in=draw(ends))
    if kind == "open":
        return Range(Amount(low, unit), Amount(high, unit))
    return Range(Amount(low, unit), Amount(high, unit), draw(st.booleans()), draw(st.booleans()))


def _read(made: Outcome, condition: Reached | Range) -> Outcome:
    """8次扣1分 alone is refused: nobody can tell what is counted."""
    return Points(made.value) if isinstance(made, Loss) and isinstance(condition, Reached) else made


@st.composite
def measured(draw: st.DrawFn) -> ScoringRule:
    """Tiers of one quantity, and a deduction for each step."""
    unit, subject = draw(st.sampled_from(UNITS)), draw(subjects)
    clauses = [
        Clause(_read(made, condition), condition, subject)
        for condition, made in draw(st.lists(st.tuples(ranges(unit), outcomes), min_size=1, max_size=4))
    ]
    if draw(st.booleans()):
        way = draw(st.sampled_from([SHORT, OVER]))
        parts = draw(st.sampled_from(["", WHOLE, NONE, RATA]))
        clauses.append(Clause(Each(way, Amount(draw(numbers), unit), draw(points), parts=parts)))
    if draw(st.booleans()):
        clauses.append(Clause(draw(outcomes), Otherwise()))
    return ScoringRule(tuple(clauses), draw(st.none() | points), draw(st.booleans()))


@st.composite
def worded(draw: st.DrawFn) -> ScoringRule:
    """Scales of words, dates and delays."""
    made = [
        Clause(draw(outcomes), State(w)) for w in draw(st.lists(states, min_size=1, max_size=4, unique=True))
    ]
    late = Amount(Decimal(draw(st.integers(1, 6))), draw(st.sampled_from(["个月", "天"])))
    if draw(st.booleans()):
        of = draw(st.sampled_from([LATE, OVER]))
        end = late if of == LATE else Amount(late.value, "%")
        ends = [True, False, None] if of == LATE else [False, None]  # 超预算5% says beyond it
        made.append(Clause(Loss(draw(points)), Range(low=end, low_in=draw(st.sampled_from(ends)), of=of)))
        made.append(Clause(Loss(draw(points)), Range(Amount(Decimal(0), end.unit), end, False, True, of)))
    if draw(st.booleans()):
        made.insert(
            0,
            Clause(
                Full(),
                Deadline(draw(st.integers(1, 12)), draw(st.integers(1, 28)), draw(st.none() | st.just(2023))),
            ),
        )
    if draw(st.booleans()):
        made.append(Clause(Each(LATE, late, draw(points))))
    if all(isinstance(c.outcome, Discretion) for c in made):
        made.append(Clause(Points(Decimal(0)), Otherwise()))
    return ScoringRule(tuple(made), draw(st.none() | points), draw(st.booleans()))


@st.composite
def counted(draw: st.DrawFn) -> ScoringRule:
    """Gains and faults, each counted; rates; items."""
    step = Amount(Decimal(draw(st.integers(1, 100))), draw(st.sampled_from(["个", "项", "次", "户"])))
    way = draw(st.sampled_from([GAIN, FAULT]))
    once = draw(st.booleans())
    each = Each(way, step, draw(points), way == GAIN, once=once)
    if way == GAIN and not once and draw(st.booleans()):
        each = Each(GAIN, step, draw(points), gains=True, period=draw(st.sampled_from(["月", "季度"])))
    most = None if each.gains and each.once else draw(st.none() | points)  # a cap says that each one counts
    return ScoringRule((Clause(each),), most, draw(st.booleans()))


@settings(max_examples=300, deadline=None)
@given(st.one_of(measured(), worded(), counted()))
def test_a_printed_rule_reads_back(rule: ScoringRule) -> None:
    discretion = all(isinstance(c.outcome, Discretion) for c in rule.clauses)
    if not discretion:
        assert parse(printed(rule)) == rule, printed(rule)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(states, points), min_size=2, max_size=6))
def test_items_read_back(items: list[tuple[str, Decimal]]) -> None:
    rule = ScoringRule((), items=tuple(ScoringRule((Clause(Points(p), State(w)),)) for w, p in items))
    assert parse(printed(rule)) == rule


CORPUS = [
    entry
    for name in ("corpus.yaml", "held_out.yaml")
    for entry in yaml.load((Path(__file__).parent / name).read_text("utf-8"), yaml.BaseLoader)
]


@pytest.mark.parametrize("entry", CORPUS, ids=[str(i) for i in range(len(CORPUS))])
def test_what_people_write_prints_and_reads_back(entry: dict[str, str]) -> None:
    rule = parse(entry["rule"])
    if isinstance(rule, ScoringRule):
        assert parse(printed(rule)) == rule, printed(rule)
