"""The conditions of filters: declared as data, told in Chinese, true or false of a row.

A condition on an empty cell is false, but for `filled: no`; so it has two values only, in Python and in SQL.

    {column: state, in: [新认定, 重新认定]}      {column: state, is: 到期}     {column: state, not: 到期}
    {column: certificate, filled: yes}           {column: topic, contains: 培训}
    {column: amount, at_least: 1000万元}         at_most above below
    {column: granted, during: period}            the date lies in the period
    {column: granted, until: closing}            on or before the last day (opening: the day before the first)
    {column: expires, reaches: closing}          empty, or on or after that day
    {column: left, beyond: closing}              empty, or after that day
    {column: paid, by: due}                      not later (not more) than another column
    {column: paid, after: due}                   later (more) than it
    {column: seller, same: buyer}
    {days: [issued, paid], at_most: 30}          at_least above
    {any: [...]} {all: [...]} {none: [...]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from quanheng.ledgers import cells
from quanheng.ledgers.period import CLOSING, OPENING, Period
from quanheng.ledgers.schema import (
    CHOICE,
    DATE,
    MONTH,
    TIMED,
    YEAR,
    BadLedger,
    Column,
    Data,
    Schema,
    Value,
)
from quanheng.model.finding import ERROR

SET, FILLED, CONTAINS, ORDER, DURING, AT_DAY, OTHER, DAYS = (
    "set", "filled", "contains", "order", "during", "day", "other", "days",
)  # fmt: skip
_ORDER = {"at_least": "不少于", "at_most": "不多于", "above": "多于", "below": "少于"}
_AT_DAY = {"until": "不晚于", "reaches": "为空或不早于", "beyond": "为空或晚于"}
_OTHER = {"by": "不晚于", "after": "晚于", "same": "等于"}
_OTHER_NUMBERS = {"by": "不多于", "after": "多于", "same": "等于"}
_GROUPS = {"any": "或", "all": "且", "none": "或"}


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on one column (`days`: on two). `op` is the key it was declared with; `kind` groups the ops."""

    kind: str
    op: str
    column: str
    value: tuple[Value, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """`any`, `all` or `none` of the conditions; `all` of nothing is true."""

    op: str
    parts: tuple[Condition, ...] = ()


Condition: TypeAlias = "Test | Group"
ALWAYS = Group("all")


def condition(tree: Any, schema: Schema, where: str) -> Condition:
    """Read a condition, or a list of which all must hold; raises BadLedger, `where` names file and key."""
    if tree is None or tree == "":
        return ALWAYS
    if isinstance(tree, list):
        return Group("all", tuple(condition(one, schema, where) for one in tree))
    if not isinstance(tree, Mapping):
        raise BadLedger(f"{where}：条件要写成 {{column: …}} 的样子")
    for op in _GROUPS:
        if op in tree:
            _only(tree, {op}, where)
            return Group(op, tuple(condition(one, schema, where) for one in _list(tree[op])))
    return _days(tree, schema, where) if "days" in tree else _test(tree, schema, where)


def _test(tree: Mapping[str, Any], schema: Schema, where: str) -> Test:
    column = column_of(tree.get("column"), schema, where)
    ops = [key for key in tree if key != "column"]
    if len(ops) != 1:
        raise BadLedger(f"{where}：“{column.title}”的条件要有且只有一个比法，写的是 {ops or '空'}")
    op, given = ops[0], tree[ops[0]]
    make = _MAKERS.get(op)
    if make is None:
        raise BadLedger(f"{where}：不认识的比法“{op}”，可用：{'、'.join([*_MAKERS, 'days', *_GROUPS])}")
    return make(op, given, column, schema, where)


def _set(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    return Test(SET, op, column.name, tuple(_value(one, column, where) for one in _list(given)))


def _filled(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    if given not in ("yes", "no", True, False):
        raise BadLedger(f"{where}：filled 要写 yes 或 no")
    return Test(FILLED, op, column.name, ("yes" if given in ("yes", True) else "no",))


def _contains(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    words = tuple(str(one) for one in _list(given))
    if column.numeric or not all(words) or not words:
        raise BadLedger(f"{where}：contains 只用于文字，且不能为空")
    return Test(CONTAINS, op, column.name, words)


def _order(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    if not column.numeric and column.type not in TIMED:
        raise BadLedger(f"{where}：“{column.title}”不是数或日期，不能用 {op}")
    return Test(ORDER, op, column.name, (_value(given, column, where),))


def _during(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    if column.type not in TIMED or given not in ("period", "year"):
        raise BadLedger(f"{where}：during 只用于日期、月份、年份，值写 period（本期）或 year（本年）")
    return Test(DURING, op, column.name, (given,))


def _at_day(op: str, given: Any, column: Column, _: Schema, where: str) -> Test:
    if column.type not in TIMED or given not in (OPENING, CLOSING):
        raise BadLedger(f"{where}：{op} 只用于日期、月份、年份，值写 opening（期初）或 closing（期末）")
    return Test(AT_DAY, op, column.name, (given,))


def _other(op: str, given: Any, column: Column, schema: Schema, where: str) -> Test:
    other = column_of(given, schema, where)
    comparable = other.type == column.type or (column.numeric and other.numeric)
    if not comparable or column.decimals != other.decimals:
        raise BadLedger(f"{where}：“{column.title}”与“{other.title}”类型不同，不能比较")
    return Test(OTHER, op, column.name, other=other.name)


_MAKERS = {
    "in": _set, "is": _set, "not": _set, "filled": _filled, "contains": _contains,
    **dict.fromkeys(_ORDER, _order), "during": _during, **dict.fromkeys(_AT_DAY, _at_day),
    **dict.fromkeys(_OTHER, _other),
}  # fmt: skip


def _days(tree: Mapping[str, Any], schema: Schema, where: str) -> Test:
    pair = [column_of(one, schema, where) for one in _list(tree["days"])]
    ops = [op for op in tree if op != "days"]
    if len(pair) != 2 or any(column.type != DATE for column in pair) or len(ops) != 1 or ops[0] not in _ORDER:
        raise BadLedger(f"{where}：days 要写两个日期栏和 at_most 等一个比法")
    try:
        most = int(tree[ops[0]])
    except (TypeError, ValueError):
        raise BadLedger(f"{where}：{ops[0]} 要写天数") from None
    return Test(DAYS, ops[0], pair[0].name, (most,), pair[1].name)


def column_of(name: Any, schema: Schema, where: str) -> Column:
    """The column of that name; raises BadLedger."""
    if not isinstance(name, str) or not schema.has(name):
        known = "、".join(column.name for column in schema.columns)
        raise BadLedger(f"{where}：台账“{schema.title}”没有栏目“{name}”，有：{known}")
    return schema.column(name)


def _value(given: Any, column: Column, where: str) -> Value:
    made = cells.typed(str(given), column, "元" if column.type == "money" and not column.unit else "")
    if (
        made.value is None
        or made.severity == ERROR
        or (column.type == CHOICE and given not in column.choices)
    ):
        raise BadLedger(f"{where}：“{given}”不能是{column.title}的值。{made.told}")
    return made.value


def _list(given: Any) -> list[Any]:
    return list(given) if isinstance(given, (list, tuple)) else [given]


def _only(tree: Mapping[str, Any], keys: set[str], where: str) -> None:
    extra = set(tree) - keys
    if extra:
        raise BadLedger(f"{where}：不认识的项 {'、'.join(sorted(extra))}")


def holds(test: Condition, data: Data, period: Period, schema: Schema) -> bool:
    """True where the row meets the condition."""
    if isinstance(test, Group):
        met = (holds(one, data, period, schema) for one in test.parts)
        return all(met) if test.op == "all" else any(met) == (test.op == "any")
    value = data.get(test.column)
    if test.kind == FILLED:
        return (value is not None) == (test.value[0] == "yes")
    if value is None:
        return test.op in ("reaches", "beyond")
    return _HOLDS[test.kind](test, value, data, bounds(test, schema.column(test.column), period))


def bounds(test: Test, column: Column, period: Period) -> tuple[Value, ...]:
    """What the cell is compared with: the days of the period written as the column writes its own."""
    if test.kind == DURING:
        first, last = period.start, period.end
        if test.value[0] == "year":
            first, last = date(last.year, 1, 1), date(last.year, 12, 31)
        return _as(first, column), _as(last, column)
    if test.kind == AT_DAY:
        return (_as(period.day(str(test.value[0])), column),)
    return test.value


def _as(day: date, column: Column) -> Value:
    return (
        day.year if column.type == YEAR else day.isoformat()[:7] if column.type == MONTH else day.isoformat()
    )


def _in_set(test: Test, value: Any, _: Data, given: Sequence[Any]) -> bool:
    return (value in given) == (test.op != "not")


def _has_words(_: Test, value: Any, __: Data, given: Sequence[Any]) -> bool:
    return any(words in value for words in given)


def _ordered(test: Test, value: Any, _: Data, given: Sequence[Any]) -> bool:
    return compare(test.op, value, given[0])


def _within(_: Test, value: Any, __: Data, given: Sequence[Any]) -> bool:
    return bool(given[0] <= value <= given[1])


def _by_day(test: Test, value: Any, _: Data, given: Sequence[Any]) -> bool:
    return compare({"until": "at_most", "reaches": "at_least", "beyond": "above"}[test.op], value, given[0])


def _by_other(test: Test, value: Any, data: Data, _: Sequence[Any]) -> bool:
    other = data.get(test.other)
    return other is not None and compare(
        {"by": "at_most", "after": "above", "same": "same"}[test.op], value, other
    )


def _by_days(test: Test, value: Any, data: Data, given: Sequence[Any]) -> bool:
    until = data.get(test.other)
    return isinstance(until, str) and compare(test.op, days_between(value, until), given[0])


_HOLDS = {
    SET: _in_set, CONTAINS: _has_words, ORDER: _ordered, DURING: _within,
    AT_DAY: _by_day, OTHER: _by_other, DAYS: _by_days,
}  # fmt: skip


def compare(op: str, left: Any, right: Any) -> bool:
    """Compare two values of one type."""
    if op == "at_least":
        return bool(left >= right)
    if op == "at_most":
        return bool(left <= right)
    return bool(left == right if op == "same" else left > right if op == "above" else left < right)


def days_between(first: str, last: str) -> int:
    """Calendar days from the first date to the last, both written 2024-12-31."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def all_of(test: Condition) -> Iterator[Condition]:
    """The conditions that must all hold for it to hold."""
    if isinstance(test, Group) and test.op == "all":
        for one in test.parts:
            yield from all_of(one)
    else:
        yield test


def columns_used(test: Condition) -> Iterator[str]:
    """The columns whose emptiness keeps a row out: those compared, not those asked whether they are filled."""
    if isinstance(test, Group):
        for one in test.parts:
            yield from columns_used(one)
    elif test.kind != FILLED and test.op not in ("reaches", "beyond"):
        yield test.column
        if test.other:
            yield test.other


def told(test: Condition, schema: Schema) -> str:
    """The condition in Chinese; "" for one that always holds."""
    if isinstance(test, Group):
        parts = [words for one in test.parts if (words := told(one, schema))]
        inner = _GROUPS[test.op].join(parts)
        if test.op == "none":
            return f"不是（{inner}）" if inner else ""
        return f"（{inner}）" if test.op == "any" and len(parts) > 1 else inner
    column = schema.column(test.column)
    return _TOLD[test.kind](test, column, schema)


def _words(test: Test, column: Column) -> str:
    return "或".join(cells.shown(value, column) for value in test.value)


def _told_other(test: Test, column: Column, schema: Schema) -> str:
    words = _OTHER if column.type in TIMED else _OTHER_NUMBERS
    return f"{column.title}{words[test.op]}{schema.column(test.other).title}"


_TOLD: Mapping[str, Callable[[Test, Column, Schema], str]] = {
    SET: lambda t, c, _: f"{c.title}{'不' if t.op == 'not' else ''}为{_words(t, c)}",
    FILLED: lambda t, c, _: f"{'有' if t.value[0] == 'yes' else '没有'}{c.title}",
    CONTAINS: lambda t, c, _: f"{c.title}含{'或'.join(map(str, t.value))}",
    ORDER: lambda t, c, _: f"{c.title}{_ORDER[t.op]}{_words(t, c)}{c.unit if c.numeric else ''}",
    DURING: lambda t, c, _: f"{c.title}在{'本年' if t.value[0] == 'year' else '本期'}",
    AT_DAY: lambda t, c, _: f"{c.title}{_AT_DAY[t.op]}{'期初' if t.value[0] == OPENING else '期末'}",
    OTHER: _told_other,
    DAYS: lambda t, c, s: f"{c.title}到{s.column(t.other).title}{_ORDER[t.op]}{t.value[0]}天",
}
