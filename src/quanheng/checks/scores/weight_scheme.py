"""Two schemes of indicators in one form, or weights of groups that no scheme in force has."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from quanheng.checks.form_findings import finding, sound_forms, where_of
from quanheng.model.finding import LIKELY, NOTE, Finding, Mark
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import plain
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

RULE = "scores/weight-scheme"
_EXECUTION = "预算执行率"
_GROUPS = ("成本指标", "产出指标", "效益指标", "满意度指标")
_MIXED = {"成本指标": ("成本指标", "可持续影响指标")}


def check(facts: Facts, setting: Setting) -> Iterator[Finding]:  # noqa: ARG001 no setting bears on it
    """One note a form at most."""
    schemes = where_of(facts).norm("self-evaluation-schemes")
    for form in sound_forms(facts):
        own = _weights(form)
        if not own or set(own) - set(_GROUPS) or "产出指标" not in own or "效益指标" not in own:
            continue
        words, title = _mixed(form), "指标体系混用"
        # A workbook is held against the scheme that was chosen for it, by its own checks.
        if not words and schemes is not None and not form.scheme:
            words, title = _differs(own | _execution(form), schemes.value), "分值与统一权重不同"
        marks = _marks(form)
        if words and marks:
            made = finding(RULE, (NOTE, LIKELY), title, marks, calculation=words)
            made.calculation = words
            yield made


def _weights(form: SelfEvaluationForm) -> dict[str, Decimal]:
    """Points of each group; empty where a row has none."""
    made: dict[str, Decimal] = {}
    for row in form.rows:
        if row.points is None or not row.group:
            return {}
        made[row.group] = made.get(row.group, Decimal(0)) + row.points.value
    return made


def _mixed(form: SelfEvaluationForm) -> str:
    if not any(row.group == "成本指标" for row in form.rows):
        return ""
    below = {row.level2 for row in form.rows if row.group != "成本指标"}
    if "成本指标" in below:
        return "成本指标既是一级指标，又在产出指标之下"
    return "成本指标是一级指标，效益指标之下又有可持续影响指标" if "可持续影响指标" in below else ""


def _execution(form: SelfEvaluationForm) -> dict[str, Decimal]:
    fund = form.execution
    points = None if fund is None else fund.points.value if fund.points is not None else fund.head_points
    return {} if points is None else {_EXECUTION: points}


def _differs(own: dict[str, Decimal], schemes: Any) -> str:
    """Where the groups have the weights of no scheme; with another weight for execution all may be scaled."""
    known = [{g: Decimal(p) for g, p in s["weights"].items()} for s in schemes]
    if any(all(weights.get(g) == p for g, p in own.items()) for weights in known):
        return ""
    groups = set(own) - {_EXECUTION}
    near = [
        w for w in known if set(w) - {_EXECUTION} == groups and own.get(_EXECUTION) in (None, w[_EXECUTION])
    ]
    if not near:
        return ""
    return "，".join(
        f"{g}{plain(own[g])}分，统一权重{plain(near[0][g])}分" for g in own if own[g] != near[0][g]
    )


def _marks(form: SelfEvaluationForm) -> list[Mark]:
    first: dict[str, Mark] = {}
    for row in form.rows:
        if row.points is not None:
            first.setdefault(row.group, Mark("stated", row.points.text, row.points.place))
    return list(first.values())
