"""Sentences that departments of a campaign share, as a job: reading eighty reports takes longer than a page may."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from quanheng.compare.copied import Comparison, Shared, compare
from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.campaigns.standing import standings
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import Progress, Refused, enqueue, job
from quanheng.web.units.models import User

KIND = "copied"
_LISTED = 200
_SHARE = 3
"""A sentence of more than a third of the units, and of more than three, is the wording of the notice."""


def start(campaign: Campaign, by: User) -> Job:
    """Hand out the comparison."""
    return enqueue(KIND, f"{campaign.title}：比对各单位的文字", by, campaign.unit, campaign=campaign.pk)


def last(campaign: Campaign, user: User) -> Job | None:
    """The newest comparison that the person asked for."""
    jobs: QuerySet[Job] = Job.objects.visible_to(user).filter(kind=KIND, args__campaign=campaign.pk)
    return jobs.filter(by=user).order_by("-pk").first()


@job(KIND)
def compare_all(progress: Progress) -> dict[str, Any]:
    """Compare the newest drafts that the person sees; what is found stands in the job's result."""
    user = progress.row.by
    assert user is not None
    seen = Task.objects.visible_to(user, "comment").filter(campaign=progress.args["campaign"])
    tasks = list(seen.select_related("unit", "campaign"))
    found = standings(tasks, user)
    texts: dict[str, list[str]] = {}
    for number, task in enumerate(tasks, 1):
        progress.tell(f"读取 {task.unit}", number, len(tasks) + 1)
        paragraphs = [text for draft in found[task.pk].drafts for text in _paragraphs(draft)]
        if paragraphs:
            texts[task.unit.name] = paragraphs
    if len(texts) < 2:
        raise Refused("核对完的单位不到两个，没有可比的")
    progress.tell("比对", len(tasks), len(tasks) + 1)
    names = {task.unit.name: _names(task) for task in tasks}
    href = reverse("campaign-consistency", args=[progress.args["campaign"]])
    return _result(compare(texts, names, max(len(texts) // _SHARE, _SHARE)), len(texts)) | {"href": href}


def _paragraphs(draft: Draft) -> list[str]:
    if draft.state != Draft.State.DONE:
        return []
    try:
        document = made.reviewed(draft).document
    except made.Missing:
        return []
    return [block.text for block in document.blocks if block.table is None and block.text]


def _names(task: Task) -> list[str]:
    """What stands for the unit in its own text: its name whole and without the county, its short name."""
    whole = task.unit.name
    county = task.unit.parent.name if task.unit.parent else ""
    return [whole, whole.removeprefix(county), task.unit.short, county]


def _result(found: Comparison, units: int) -> dict[str, Any]:
    return {
        "units": units,
        "sentences": found.sentences,
        "common": found.common,
        "found": len(found.shared),
        "groups": [_group(one) for one in found.shared[:_LISTED]],
    }


def _group(one: Shared) -> dict[str, Any]:
    likeness = one.likeness.numerator * 100 // one.likeness.denominator
    return {
        "likeness": likeness,
        "units": one.owners,
        "texts": [[sentence.owner, sentence.text[:300]] for sentence in one.sentences[:6]],
    }
