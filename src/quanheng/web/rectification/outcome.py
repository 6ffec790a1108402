"""The paper that tells a unit what became of its answers."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone

from quanheng.report import numbers
from quanheng.report.papers.decisions import Decided
from quanheng.report.papers.decisions import decisions as values_of
from quanheng.report.papers.kinds import OUTCOME, template
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.rectification.models import Answer, Item


def issued(task: Task) -> list[tuple[Item, Decided | None]]:
    """The items of the unit's letters, each with the reviewers' last word and the answer it was said to."""
    rows = task.items.prefetch_related("answers__by").order_by("number")
    return [(item, _decided(item)) for item in rows]


def known(task: Task) -> list[Decided]:
    """Those on which the reviewers have said something."""
    return [made for _, made in issued(task) if made is not None]


def _decided(item: Item) -> Decided | None:
    asked, made = None, None
    for said in item.answers.all():
        if said.kind in Answer.OF_UNIT:
            asked = said
        elif asked is not None:
            made = _row(item, asked, said)
    return made


def _row(item: Item, asked: Answer, said: Answer) -> Decided:
    until = f"至{numbers.day(said.until)}" if said.until else ""
    state = (
        f"{item.get_state_display()}，期限{numbers.day(item.due)}" if item.open else item.get_state_display()
    )
    return Decided(
        item.number,
        item.message,
        "：".join(filter(None, (str(asked.get_kind_display()), asked.words))),
        f"{said.get_kind_display()}{until}",
        said.words,
        state,
    )


def written(task: Task) -> bytes:
    """The Word file. Raises NotNow before anything was decided."""
    found = known(task)
    if not found:
        raise NotNow("还没有复核过的答复")
    campaign = task.campaign
    office = campaign.office | {"主送": task.unit.name, "日期": numbers.day(timezone.localdate())}
    given = values_of(task.unit.name, campaign.year, found, overall(task, found), office)
    return template(OUTCOME).fill(given)


def overall(task: Task, found: list[Decided]) -> str:
    """How many items there are, and where they stand."""
    items = list(task.items.all())
    states = Counter(str(item.get_state_display()) for item in items)
    told = "、".join(f"{state}{count}项" for state, count in states.items())
    return f"整改事项共{len(items)}项，已复核答复{len(found)}项；现在{told}。"
