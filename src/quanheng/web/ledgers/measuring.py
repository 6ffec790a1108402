"""Values of measures over the rows in the database, by the library's SQL; the rows behind them; what people build."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from quanheng.ledgers.measures.load import measure as read_measure
from quanheng.ledgers.measures.record import Measure, Result
from quanheng.ledgers.measures.sql import (
    Asked,
    apart,
    behind,
    query,
    query_by_month,
    query_of_all,
    width,
)
from quanheng.ledgers.measures.sql import result as made_of
from quanheng.ledgers.period import Period, months_of, year_of
from quanheng.ledgers.schema import BadLedger, Schema
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.answers import Answers, asked
from quanheng.web.ledgers.models import Binding, Ledger, Row, SavedMeasure
from quanheng.web.ledgers.storage import answer, storage
from quanheng.web.units.models import User

Whole = Mapping[str, Decimal]
MOST_ROWS = 500
CONDITIONS = 4
COUNT, SHARE = "count", "share"
KINDS = {
    "count": "计数（几行）",
    "distinct": "去重计数（几家、几人）",
    "sum": "合计",
    "valid": "期末有效数",
    "net_increase": "净增（期末有效减期初有效）",
    SHARE: "占比（其中符合另一条件的）",
    "quotient": "两栏之比",
    "on_time_rate": "按期办结率",
    "coverage": "覆盖率（去重计数÷总数）",
    "growth": "同比增长",
    "mean_days": "平均天数",
}
"""What can be measured, in the words of the builder."""


def measures(ledger: Ledger, schema: Schema) -> dict[str, Measure]:
    """Every measure of a ledger that can stand behind an indicator, by name."""
    made = {name: one for name, one in schema.measures.items() if one.indicator}
    for row in SavedMeasure.objects.filter(ledger=ledger):
        made[row.name] = read_measure(row.name, row.tree, schema, row.title)
    return made


def result(
    ledger: Ledger, schema: Schema, measure: Measure, period: Period, whole: Whole | None = None
) -> Result:
    """The value of a measure in a period."""
    return results(ledger, schema, {"": measure}, period, {"": whole or {}})[""]


def results(
    ledger: Ledger,
    schema: Schema,
    known: Mapping[str, Measure],
    period: Period,
    wholes: Mapping[str, Whole] | None = None,
) -> dict[str, Result]:
    """The values of several measures in a period; `wholes` as `known`, for each its own.

    Those that a long ledger has not answered since its last change are asked in one walk over the rows.
    """
    where = storage(ledger, schema)
    answers = Answers(ledger)
    questions = {name: query(Asked(one, schema, ledger.pk, period), where) for name, one in known.items()}
    held = {name: lines for name, one in questions.items() if (lines := answers.kept(one)) is not None}
    lacking = [name for name in known if name not in held]
    if lacking:
        several = [known[name] for name in lacking]
        found, long = asked(query_of_all(several, schema, ledger.pk, period, where), several)
        for name, told in zip(lacking, apart(several, found[0]), strict=True):
            held[name] = [told]
            if long:
                answers.keep(questions[name], [told])
    given = wholes or {}
    return {name: made_of(one, schema, held[name][0], given.get(name, {})) for name, one in known.items()}


def rows_behind(
    ledger: Ledger, schema: Schema, measure: Measure, period: Period
) -> list[tuple[str, int, list[Row]]]:
    """For each part of a measure: what it is called, how many rows were counted, the first of them."""
    made = []
    where = storage(ledger, schema)
    for at, part in enumerate(measure.parts):
        numbers = [row[0] for row in answer(behind(Asked(measure, schema, ledger.pk, period), where, at))]
        found = Row.objects.in_bulk(numbers[:MOST_ROWS])
        shown = [found[number] for number in numbers[:MOST_ROWS] if number in found]
        made.append((part.label or measure.title, len(numbers), shown))
    return made


def by_month(ledger: Ledger, schema: Schema, measure: Measure, period: Period) -> list[tuple[str, Result]]:
    """The measure month by month; [] for one that cannot be told so."""
    if not measure.series:
        return []
    question = query_by_month(Asked(measure, schema, ledger.pk, period), storage(ledger, schema))
    found = Answers(ledger).of(question, measure, names=1)
    known = {row[0]: made_of(measure, schema, row[1:]) for row in found}
    empty = made_of(measure, schema, (0,) * width(measure))
    return [(month, known.get(month, empty)) for month in period.months()]


def tree(schema: Schema, given: Mapping[str, str]) -> dict[str, Any]:
    """The declaration that the builder's inputs mean; what is wrong with it the library says."""
    kind = given.get("kind", COUNT)
    made: dict[str, Any] = {
        "title": given.get("title", "").strip() or KINDS.get(kind, kind).partition("（")[0],
        "unit": given.get("unit", "").strip() or "个",
        "measure": kind,
    }
    where = [one for n in range(CONDITIONS) if (one := _condition(given, f"{n}"))]
    made |= {"where": where} if where else {}
    names = {
        key: given.get(key, "")
        for key in ("of", "from", "to", "left", "done", "due", "before", "top", "bottom")
    }
    for key, words in _NEEDS.get(kind, {}).items():
        if not names[key]:
            raise BadLedger(f"请选{words}")
    if kind == SHARE:
        return made | {
            "measure": "ratio",
            "top": _part(given, "其中"),
            "bottom": {"measure": COUNT, "title": "全部"},
        }
    if kind == "quotient":
        parts = {
            key: {"measure": "sum", "of": names[key], "title": _title(schema, names[key])}
            for key in ("top", "bottom")
        }
        return made | {"measure": "ratio", **parts}
    if kind == "coverage":
        return made | {
            "of": names["of"],
            "whole": {"parameter": given.get("whole_name", "").strip() or "总数"},
        }
    for key in _TAKES.get(kind, ()):
        made |= {key: names[key]} if names[key] else {}
    if schema.has(series := given.get("series", "")):
        made["series"] = series
    return made


_NEEDS = {
    "distinct": {"of": "按哪一栏去重"},
    "sum": {"of": "合计哪一栏"},
    "valid": {"from": "从哪天起有效"},
    "net_increase": {"from": "从哪天起有效"},
    "quotient": {"top": "分子", "bottom": "分母"},
    "on_time_rate": {"due": "期限在哪一栏", "done": "办结在哪一栏"},
    "coverage": {"of": "按哪一栏去重"},
    "growth": {"of": "本期在哪一栏", "before": "上年同期在哪一栏"},
    "mean_days": {"from": "从哪天起", "to": "到哪天止"},
}
_TAKES = {
    "distinct": ("of",),
    "sum": ("of",),
    "valid": ("of", "from", "to", "left"),
    "net_increase": ("of", "from", "to", "left"),
    "on_time_rate": ("done", "due"),
    "growth": ("of", "before"),
    "mean_days": ("from", "to"),
}


def _title(schema: Schema, name: str) -> str:
    return schema.column(name).title if schema.has(name) else name


def _part(given: Mapping[str, str], title: str) -> dict[str, Any]:
    extra = _condition(given, "top")
    return {"measure": COUNT, "title": title, **({"where": [extra]} if extra else {})}


def _condition(given: Mapping[str, str], which: str) -> dict[str, Any] | None:
    """One line of conditions: column, comparison and value; None for an empty line."""
    column, op, value = (given.get(f"{key}-{which}", "").strip() for key in ("column", "op", "value"))
    if not column or not op:
        return None
    if op in {"filled", "empty"}:
        return {"column": column, "filled": "yes" if op == "filled" else "no"}
    if op == "during":
        return {"column": column, "during": "period"}
    if op in {"until", "reaches"}:
        return {"column": column, op: "closing"}
    if op in {"in", "not"}:
        return {
            "column": column,
            op: [one for one in value.replace("、", " ").replace("，", " ").split() if one],
        }
    return {"column": column, op: value}


def months(year: int, first: int, last: int) -> Period:
    """A whole year, or from one of its months to another."""
    return year_of(year) if (first, last) == (1, 12) else months_of(year, first, last)


def drop(row: SavedMeasure, schema: Schema, by: User) -> None:
    """Give up a measure that was built here. Raises NotNow for one that an indicator takes."""
    ledger = row.ledger
    if Binding.objects.filter(ledger=ledger, measure=row.name).exists():
        raise NotNow("有指标在用这个取数，先解除绑定")
    with transaction.atomic():
        event(by, "drop-measure", row, unit=ledger.unit, words=f"{schema.title}：删除取数“{row.title}”")
        row.delete()


def save(row: SavedMeasure, schema: Schema, inputs: Mapping[str, str], by: User) -> SavedMeasure:
    """Keep a measure, new or changed; raises BadLedger when the library does not understand it."""
    declared = tree(schema, inputs)
    read_measure("saved", declared, schema, declared["title"])
    with transaction.atomic():
        made, ledger = row, row.ledger
        made.title, made.tree, made.inputs, made.by = declared["title"][:120], declared, dict(inputs), by
        made.save()
        event(by, "save-measure", made, unit=ledger.unit, words=f"{schema.title}：取数“{made.title}”")
    return made
