"""Declarations of measures read strictly: whatever is not understood is refused with file and key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quanheng.ledgers.conditions import (
    DURING,
    Condition,
    Group,
    Test,
    column_of,
    columns_used,
    condition,
)
from quanheng.ledgers.measures.record import (
    COUNT,
    DAYS,
    DIFFERENCE,
    DISTINCT,
    GROWTH,
    ONE,
    RATIO,
    SUM,
    Aggregate,
    Measure,
)
from quanheng.ledgers.period import CLOSING, OPENING
from quanheng.ledgers.schema import DATE, MONEY, TIMED, BadLedger, Schema

_COMMON = {"title", "unit", "measure", "where", "names", "series", "decimals", "indicator"}
_Parts = tuple[str, tuple[Aggregate, ...]]


def measure(name: str, tree: Any, schema: Schema, where: str) -> Measure:
    """Read one measure of a ledger from its declaration (YAML or JSON); raises BadLedger."""
    if not isinstance(tree, Mapping):
        raise BadLedger(f"{where}：指标取数要写成表")
    kind = tree.get("measure")
    known = _KINDS.get(str(kind))
    if known is None:
        raise BadLedger(f"{where}：measure 不能是“{kind}”，可用：{'、'.join(_KINDS)}")
    keys, make = known
    extra = set(tree) - _COMMON - keys
    if extra:
        raise BadLedger(f"{where}：{kind} 没有 {'、'.join(sorted(extra))} 这一项")
    for key in ("title", "unit"):
        if not isinstance(tree.get(key), str) or not tree[key]:
            raise BadLedger(f"{where}：缺少 {key}")
    combine, parts = make(tree, schema, where)
    series = tree.get("series", "")
    if series and column_of(series, schema, where).type not in TIMED:
        raise BadLedger(f"{where}：series 要写日期栏")
    whole = tree.get("whole", {})
    return Measure(
        name=name,
        ledger=schema.name,
        title=tree["title"],
        unit=tree["unit"],
        kind=str(kind),
        combine=combine,
        parts=parts,
        names=(tree["title"], *_words(tree.get("names", ()))),
        whole=str(whole.get("parameter", "")) if isinstance(whole, Mapping) else "",
        series=series,
        decimals=int(tree.get("decimals", 2)),
        indicator=tree.get("indicator", "yes") not in ("no", False),
        source=dict(tree),
    )


def _words(given: Any) -> list[str]:
    return given.split() if isinstance(given, str) else list(given)


def _aggregate(
    function: str, columns: tuple[str, ...], where: Condition, label: str, schema: Schema
) -> Aggregate:
    used = dict.fromkeys([*columns, *columns_used(where)])
    required = {column.name for column in schema.columns if column.required}
    optional = tuple(name for name in used if name not in required or name in columns)
    return Aggregate(function, columns, where, optional, label)


def _count(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    return ONE, (_aggregate(COUNT, (), _where(tree, schema, where), tree["title"], schema),)


def _of(tree: Mapping[str, Any], schema: Schema, where: str) -> tuple[str, ...]:
    given = tree.get("of")
    names = [given] if isinstance(given, str) else list(given or [])
    if not names:
        raise BadLedger(f"{where}：缺少 of，写哪一栏")
    return tuple(column_of(name, schema, f"{where} of").name for name in names)


def _where(tree: Mapping[str, Any], schema: Schema, where: str) -> Condition:
    return condition(tree.get("where"), schema, f"{where} where")


def _distinct(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    columns = _of(tree, schema, where)
    return ONE, (_aggregate(DISTINCT, columns, _where(tree, schema, where), tree["title"], schema),)


def _sum(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    columns = _numbers(_of(tree, schema, where), schema, where)
    return ONE, (_aggregate(SUM, columns, _where(tree, schema, where), tree["title"], schema),)


def _numbers(names: tuple[str, ...], schema: Schema, where: str) -> tuple[str, ...]:
    columns = [schema.column(name) for name in names]
    kinds = {
        (column.type, column.unit if column.type != MONEY else "", column.decimals) for column in columns
    }
    if not all(column.numeric for column in columns) or len(kinds) != 1:
        raise BadLedger(f"{where}：要写数字栏，几栏相加的单位要相同")
    return names


def _growth(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    """Of the rows that have both numbers: what was there before is compared with the same ones now."""
    pair = _numbers(
        (*_of(tree, schema, where), column_of(tree.get("before"), schema, where).name), schema, where
    )
    if len(pair) != 2:
        raise BadLedger(f"{where}：growth 的 of、before 各写一栏")
    both = [condition({"column": name, "filled": "yes"}, schema, where) for name in pair]
    test = Group("all", (_where(tree, schema, where), *both))
    labels = ("本期", "上年同期")
    return GROWTH, tuple(
        Aggregate(SUM, (name,), test, pair, label) for name, label in zip(pair, labels, strict=True)
    )


def _standing(tree: Mapping[str, Any], schema: Schema, where: str, day: str, label: str) -> Aggregate:
    """What holds on a day: begun, not ended before it, not left."""
    tests: list[Condition] = [_where(tree, schema, where)]
    for key, op in (("from", "until"), ("to", "reaches"), ("left", "beyond")):
        if key in tree:
            tests.append(condition({"column": tree[key], op: day}, schema, f"{where} {key}"))
    if len(tests) == 1:
        raise BadLedger(f"{where}：缺少 from，写从哪一天起有效")
    columns = _of(tree, schema, where) if "of" in tree else ()
    return _aggregate(DISTINCT if columns else COUNT, columns, Group("all", tuple(tests)), label, schema)


def _valid(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    return ONE, (_standing(tree, schema, where, CLOSING, tree["title"]),)


def _net_increase(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    pair = ((CLOSING, "期末有效"), (OPENING, "期初有效"))
    return DIFFERENCE, tuple(_standing(tree, schema, where, day, label) for day, label in pair)


def _ratio(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    return RATIO, tuple(_part(tree, key, schema, where) for key in ("top", "bottom"))


def _part(tree: Mapping[str, Any], key: str, schema: Schema, where: str) -> Aggregate:
    inner, at = tree.get(key), f"{where} {key}"
    if not isinstance(inner, Mapping) or inner.get("measure") not in (COUNT, DISTINCT, SUM):
        raise BadLedger(f"{at}：要写 measure（count、distinct 或 sum）、of、where")
    extra = set(inner) - {"measure", "of", "where", "title"}
    if extra:
        raise BadLedger(f"{at}：不认识的项 {'、'.join(sorted(extra))}")
    told = {"title": "分子" if key == "top" else "分母", **inner}
    made = _KINDS[inner["measure"]][1](told, schema, at)[1][0]
    outer = _where(tree, schema, where)
    return _aggregate(
        made.function, made.columns, Group("all", (outer, made.where)), str(told["title"]), schema
    )


def _on_time(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    """Done by the day it was due, of what fell due in the period."""
    for key in ("done", "due"):
        if column_of(tree.get(key), schema, f"{where} {key}").type != DATE:
            raise BadLedger(f"{where} {key}：要写日期栏")
    due: Condition = Test(DURING, "during", tree["due"], ("period",))
    asked = Group("all", (_where(tree, schema, where), due))
    met = Group("all", (asked, condition({"column": tree["done"], "by": tree["due"]}, schema, where)))
    return RATIO, (
        Aggregate(COUNT, (), met, (), "按时办结"),
        _aggregate(COUNT, (), asked, "应办结", schema),
    )


def _coverage(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    columns = _of(tree, schema, where)
    top = _aggregate(DISTINCT, columns, _where(tree, schema, where), "已覆盖", schema)
    whole = tree.get("whole")
    if not isinstance(whole, Mapping) or not whole:
        raise BadLedger(f"{where}：缺少 whole，写 parameter: 名称（总数另行给出），或 measure、of、where")
    if set(whole) == {"parameter"}:
        return RATIO, (top,)
    bottom = _part({"whole": whole}, "whole", schema, where)
    return RATIO, (top, Aggregate(bottom.function, bottom.columns, bottom.where, bottom.used, "全部"))


def _mean_days(tree: Mapping[str, Any], schema: Schema, where: str) -> _Parts:
    columns = tuple(column_of(tree.get(key), schema, f"{where} {key}").name for key in ("from", "to"))
    if any(schema.column(name).type != DATE for name in columns):
        raise BadLedger(f"{where}：from、to 要写日期栏")
    test = _where(tree, schema, where)
    both = Group("all", (test, *(condition({"column": c, "filled": "yes"}, schema, where) for c in columns)))
    return RATIO, (
        _aggregate(DAYS, columns, both, "天数合计", schema),
        Aggregate(COUNT, (), both, (), "件数"),
    )


_KINDS: dict[str, tuple[set[str], Callable[[Mapping[str, Any], Schema, str], _Parts]]] = {
    "count": (set(), _count),
    "distinct": ({"of"}, _distinct),
    "sum": ({"of"}, _sum),
    "valid": ({"of", "from", "to", "left"}, _valid),
    "net_increase": ({"of", "from", "to", "left"}, _net_increase),
    "ratio": ({"top", "bottom"}, _ratio),
    "average": ({"top", "bottom"}, _ratio),
    "on_time_rate": ({"done", "due"}, _on_time),
    "coverage": ({"of", "whole"}, _coverage),
    "mean_days": ({"from", "to"}, _mean_days),
    "growth": ({"of", "before"}, _growth),
}
