"""The left half of the re-check form: the unit's own indicators, read from its newest forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction

from quanheng import pipeline
from quanheng.model.figure import Figure
from quanheng.model.form import FormRow
from quanheng.model.place import Place
from quanheng.model.review import Reviewed
from quanheng.model.score import IndicatorScore
from quanheng.report.papers.letter import score as points_of
from quanheng.report.papers.signs import split
from quanheng.web.campaigns.models import ReviewScore, Task
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft

_OWN = (
    "order", "form", "level1", "level2", "name", "sign", "target", "measure", "weight", "self_result",
    "self_score", "self_reason", "standard", "machine", "keys", "draft_id",
)  # fmt: skip
_DECIDING = ("weight", "self_result", "self_score", "target", "sign")
"""What of the unit's own half a decision was made on."""
_EXECUTION = "预算执行率"


def brought_up(task: Task, drafts: Sequence[Draft]) -> list[ReviewScore]:
    """The rows of the form, read anew where a newer form has come since; a decision on what changed is marked.

    Rows that the newest form has no more go, unless somebody decided on them: those stay and are marked.
    """
    with_form = [
        draft for draft in drafts if draft.state == Draft.State.DONE and draft.summary.get("indicators")
    ]
    if {*task.scores.values_list("draft", flat=True)} != {draft.pk for draft in with_form}:
        _bring_up(task, with_form)
    return list(task.scores.select_related("by", "draft").order_by("order"))


@transaction.atomic
def _bring_up(task: Task, drafts: list[Draft]) -> None:
    Task.objects.select_for_update().get(pk=task.pk)  # of two who open the sheet at once one makes the rows
    known = {score.key: score for score in task.scores.all()}
    rows = [row for draft in drafts for row in _rows(draft)]
    seen: Counter[str] = Counter()
    keys = set()
    for order, row in enumerate(rows, 1):
        name = "|".join((row["form"], row["level1"], row["level2"], row["name"]))
        seen[name] += 1
        key = sha256(f"{name}#{seen[name]}".encode()).hexdigest()
        keys.add(key)
        _keep(known.get(key) or ReviewScore(task=task, key=key), row | {"order": order})
    for key in known.keys() - keys:
        gone = known[key]
        if gone.state == ReviewScore.State.OPEN:
            gone.delete()
        else:
            gone.changed, gone.draft_id = True, drafts[0].pk if drafts else None
            gone.save()


def _keep(score: ReviewScore, row: dict[str, Any]) -> None:
    decided = bool(score.pk) and score.state != ReviewScore.State.OPEN
    if decided and any(getattr(score, name) != row[name] for name in _DECIDING):
        score.changed = True
        score.version += 1
    for name in _OWN:
        setattr(score, name, row[name])
    score.save()


def _rows(draft: Draft) -> Iterator[dict[str, Any]]:
    """The rows of the forms in a draft, in their order. Raises made.Missing."""
    reviewed = made.reviewed(draft)
    setting = made.setting_of(draft)
    card = pipeline.scorecards(pipeline.as_review(reviewed, setting), setting, ("form",)).get(0)
    marked = _marked(reviewed)
    for indicator in card.indicators if card else ():
        number, _, at = indicator.id.removeprefix("F").partition("-")
        form = reviewed.facts.forms[int(number) - 1]
        several = len(reviewed.facts.forms) > 1
        name = (form.name or f"第{number}张表") if several else ""
        if at == "0":
            fund = form.execution
            row = _execution(indicator, fund.rate if fund else None)
        else:
            row = _row(indicator, form.rows[int(at) - 1], marked)
        yield row | {"form": name[:120], "draft_id": draft.pk}


def _row(
    indicator: IndicatorScore, given: FormRow, marked: dict[tuple[int, int], list[str]]
) -> dict[str, Any]:
    sign, value, unit = split(given.target or "")
    place = given.places.get("name") or next(iter(given.places.values()), None)
    return {
        "level1": given.group[:120],
        "level2": given.level2[:120],
        "name": indicator.name[:200],
        "sign": sign,
        "target": value[:500],
        "measure": unit[:20],
        "self_result": given.result or "",
        "self_reason": given.reason or "",
        "standard": given.rule or "",
        "keys": marked.get((place.block, place.cell.row), []) if place and place.cell else [],
    } | _points(indicator)


def _execution(indicator: IndicatorScore, rate: Figure | None) -> dict[str, Any]:
    return {
        "level1": _EXECUTION,
        "level2": "",
        "name": _EXECUTION,
        "sign": "",
        "target": "",
        "measure": "%",
        "self_result": rate.text if rate else "",
        "self_reason": "",
        "standard": "",
        "keys": [],
    } | _points(indicator)


def _points(indicator: IndicatorScore) -> dict[str, Any]:
    worked = "" if indicator.points is None else f"{points_of(indicator.points)} 分"
    told = [worked, indicator.calculation, *indicator.notes]
    return {
        "weight": indicator.full,
        "self_score": indicator.own.value if indicator.own else None,
        "machine": "；".join(part for part in told if part),
    }


def _marked(reviewed: Reviewed) -> dict[tuple[int, int], list[str]]:
    """Keys of findings by block and row of the cells in which they stand."""
    found: dict[tuple[int, int], list[str]] = {}
    for finding in reviewed.findings:
        for mark in finding.marks:
            place: Place = mark.place
            if place.cell is not None and not mark.document:
                same = found.setdefault((place.block, place.cell.row), [])
                if finding.key not in same:
                    same.append(finding.key)
    return found
