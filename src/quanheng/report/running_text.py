"""A monitored ledger in words: months with plain bars, where they are heading, groups, who fell, who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from quanheng.model.quantity import trimmed
from quanheng.report.json import dump

if TYPE_CHECKING:
    from quanheng.ledgers.measures.record import Result
    from quanheng.ledgers.monitoring.record import Faller, Forecast, Running, Silent, Watched

_BAR = 30
_SHOWN = 20
_WAN = 10_000


def text(path: str, made: Watched) -> str:
    """Everything about each sum, then who no longer reports."""
    last = made.watch.last
    told = f"1-{last}月" if last > 1 else "1月"
    lines = [path, f"  {made.watch.schema.title}　{made.watch.year}年{told}"]
    for one in made.running:
        lines += _running(one, told)
    lines += [f"  {last}月没有报的：" + "；".join(_silent(made.silent))] if made.silent else []
    return "\n".join(lines) + "\n"


def _running(one: Running, told: str) -> Iterator[str]:
    unit = one.measure.unit
    grown = f"，同比 {_value(one.growth)}" if one.growth else ""
    yield f"\n  {one.measure.title}　{told}累计 {trimmed(one.forecast.done)}{unit}{grown}"
    most = max((month.alone.value or Decimal(0) for month in one.months), default=Decimal(0))
    for month in one.months:
        bar = "█" * int((month.alone.value or Decimal(0)) * _BAR / most) if most > 0 else ""
        yield f"    {int(month.month[5:]):>2}月　{_value(month.alone)}　{bar}"
    yield from _forecast(one.forecast)
    for share in one.shares:
        part = f"，占 {trimmed(share.share)}%" if share.share is not None else ""
        growth = f"，同比 {_value(share.growth)}" if share.growth else ""
        yield f"    {share.group}　{_value(share.result)}{part}{growth}"
    money = one.measure.unit.endswith("元")
    yield from _fallers(one.fallers, unit, money)


def _forecast(one: Forecast) -> Iterator[str]:
    for words, _ in one.ways:
        yield f"    预计全年　{words}"
    if one.target is not None:
        needed = f"；以后每月要 {trimmed(one.needed)}{one.measure.unit}" if one.needed else ""
        yield f"    目标 {trimmed(one.target)}{one.measure.unit}，{one.verdict}{needed}"
    for missing in one.missing:
        yield f"    ▲ {missing}"


def _fallers(given: Iterable[Faller], unit: str, money: bool) -> Iterator[str]:
    listed = list(given)
    for one in listed[:_SHOWN]:
        loss = f"{trimmed(one.loss / _WAN)}万元" if money else f"{trimmed(one.loss)}{unit}"
        group = f"（{one.group}）" if one.group else ""
        fell = f"，连续 {one.months} 个月下降" if one.months else ""
        yield f"    ▼ {one.name}{group}　{trimmed(one.growth)}%，少 {loss}{fell}"
    if len(listed) > _SHOWN:
        yield f"    ▼ 另有 {len(listed) - _SHOWN} 家下降"


def _silent(given: Iterable[Silent]) -> list[str]:
    return [f"{one.name}　最后一次 {int(one.last[5:])}月" for one in given]


def _value(result: Result) -> str:
    return "不能计算" if result.value is None else trimmed(result.value) + result.unit


def encode(path: str, made: Watched) -> bytes:
    """The same as JSON."""
    return dump(
        {
            "schema": 1,
            "path": path,
            "ledger": made.watch.schema.name,
            "year": made.watch.year,
            "month": made.watch.last,
            "running": [_tree(one) for one in made.running],
            "silent": [{"key": one.key, "name": one.name, "last": one.last} for one in made.silent],
        }
    )


def _tree(one: Running) -> dict[str, Any]:
    heading = one.forecast
    return {
        "measure": one.measure.name,
        "title": one.measure.title,
        "unit": one.measure.unit,
        "done": trimmed(heading.done),
        "growth": _number(one.growth.value if one.growth else None),
        "months": [
            {"month": m.month, "value": _number(m.alone.value), "so_far": _number(m.so_far.value)}
            for m in one.months
        ],
        "forecast": {
            "ways": [{"formula": words, "value": trimmed(value)} for words, value in heading.ways],
            "target": _number(heading.target),
            "needed": _number(heading.needed),
            "verdict": heading.verdict,
            "missing": list(heading.missing),
        },
        "groups": [
            {
                "group": share.group,
                "value": _number(share.result.value),
                "share": _number(share.share),
                "growth": _number(share.growth.value if share.growth else None),
            }
            for share in one.shares
        ],
        "fallers": [
            {
                "key": f.key,
                "name": f.name,
                "group": f.group,
                "growth": trimmed(f.growth),
                "loss": trimmed(f.loss),
                "months": f.months,
                "formula": f.formula,
            }
            for f in one.fallers
        ],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else trimmed(value)
