"""Setting up a campaign: its tasks, who reviews which, which were drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle
from typing import Any

from django.db import transaction

from quanheng.norms.load import version
from quanheng.web.campaigns.models import Assignment, Campaign, Task
from quanheng.web.campaigns.sampling import Sample, draw
from quanheng.web.campaigns.standing import candidates
from quanheng.web.campaigns.steps import Stale
from quanheng.web.disclosure.clock import BY_LAW
from quanheng.web.disclosure.owing import Days, owe
from quanheng.web.events.log import record
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import demand


@transaction.atomic
def set_up(given: dict[str, Any], actor: User) -> tuple[Campaign, Sample]:
    """Make the campaign of a valid CampaignForm with a task for every unit; the draw is in the event.

    One of 预决算公开 asks every unit to publish the budgets or accounts that it names, until its deadline.

    Raises PermissionDenied when the actor may not set work for that unit's area.
    """
    campaign = Campaign.objects.create(
        **{name: given[name] for name in ("kind", "year", "title", "unit", "deadline", "norms")},
        **{name: given[name] for name in ("sampling", "share", "seed", "answer_days")},
        forms=given["material"],
        norms_version=version(given["norms"]),
        office=given["papers"],
        state=Campaign.State.OPEN,
    )
    demand(actor, "campaign", campaign)
    sample = draw_from(campaign, given["units"], actor)
    tasks = [
        Task.objects.create(campaign=campaign, unit=unit, sampled=unit.pk in sample.keys)
        for unit in given["units"]
    ]
    drawn = [task for task in tasks if task.sampled]
    share_out(drawn, list(given["reviewers"]), campaign, actor)
    for task, person in zip(drawn, cycle(given["third"]), strict=False):
        assign(task, person, given["third_from"], given["third_to"], actor)
    if campaign.kind == Campaign.Kind.DISCLOSURE:
        for kind in sorted(BY_LAW.intersection(campaign.forms)):
            owe(given["units"], kind, campaign.year, actor, Days(due=campaign.deadline))
    record(
        actor, "campaign", campaign, unit=campaign.unit, words=f"下达“{campaign}”",
        units=[unit.name for unit in given["units"]], sample=sample.words,
        drawn=[task.unit.name for task in drawn],
    )  # fmt: skip
    return campaign, sample


def draw_from(campaign: Campaign, units: Sequence[Unit], actor: User) -> Sample:
    """Draw as the campaign says, by what the last documents of the units tell."""
    found = candidates(units, actor)
    return draw(found, campaign.sampling, Decimal(campaign.share or 100), campaign.seed)


@transaction.atomic
def draw_again(  # noqa: PLR0913, PLR0917  (a draw is its method, share and seed)
    campaign: Campaign, method: str, share: Decimal, seed: str, actor: User, version: int | None = None
) -> Sample:
    """Draw from the campaign's own units anew, before review has begun anywhere.

    Raises PermissionDenied; Stale when `version` is given and is not the row's any more; ValueError in Chinese when a unit is under review already.
    """
    demand(actor, "campaign", campaign)
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    if version is not None and campaign.version != version:
        raise Stale("这项任务刚被别人改动，请看过再抽")
    tasks = list(campaign.tasks.select_related("unit").select_for_update(of=("self",)))
    begun = [task for task in tasks if task.sampled and task.state in _BEGUN]
    if begun:
        raise ValueError(f"{begun[0].unit} 等 {len(begun)} 个单位已开始复核，不能重新抽样")
    campaign.sampling, campaign.share, campaign.seed = method, share, seed
    campaign.version += 1
    campaign.save()
    sample = draw_from(campaign, [task.unit for task in tasks], actor)
    for task in tasks:
        if task.sampled != (task.unit_id in sample.keys):
            task.sampled = not task.sampled
            task.version += 1
            task.save()
    record(
        actor, "draw", campaign, unit=campaign.unit, words=sample.words,
        drawn=[task.unit.name for task in tasks if task.sampled],
    )  # fmt: skip
    return sample


_BEGUN = {
    Task.State.REVIEWING,
    Task.State.OPINION,
    Task.State.RECTIFYING,
    Task.State.CLOSED,
    Task.State.PUBLISHED,
    Task.State.ARCHIVED,
}


def share_out(tasks: Sequence[Task], people: Sequence[User], campaign: Campaign, actor: User) -> None:
    """Give the tasks to the people in turn; nothing without people. One event names who got which."""
    if not people or not tasks:
        return
    given: dict[str, list[str]] = {}
    for task, person in zip(tasks, cycle(people), strict=False):
        task.reviewer = person
        task.version += 1
        task.save()
        given.setdefault(str(person), []).append(task.unit.name)
    record(actor, "assign", campaign, unit=campaign.unit, words="分派承办人", given=given)


def assign(task: Task, person: User, starts: date, ends: date, actor: User) -> None:
    """Open a unit's task to a third party's person for a period; a period given before is replaced.

    Raises PermissionDenied.
    """
    with transaction.atomic():
        demand(actor, "campaign", task.campaign)
        Assignment.objects.update_or_create(task=task, user=person, defaults={"starts": starts, "ends": ends})
        record(actor, "assign_third", task, unit=task.unit, words=f"{person}，{starts} 至 {ends}")
