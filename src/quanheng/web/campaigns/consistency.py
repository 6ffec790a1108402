"""Whether like is treated alike over units and reviewers, before letters go out; nothing here changes a score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from quanheng.report.papers.verdicts import CORRECT, EXPLAIN, IMPROVE
from quanheng.web.campaigns import deducting
from quanheng.web.campaigns.models import Campaign, Letter, ReviewScore, Task
from quanheng.web.campaigns.standing import standings
from quanheng.web.documents.models import Finding, Verdict
from quanheng.web.units.models import User

_COUNTED = {CORRECT: r"更正的事项", EXPLAIN: r"说明的事项", IMPROVE: r"改进建议"}
_NARRATED = ("restated/", "text_vs_table/")


@dataclass(frozen=True)
class Uneven:
    """One rule applied with several shares: the rows by share, the usual share first."""

    name: str
    shares: list[tuple[Decimal, list[ReviewScore]]]


@dataclass(frozen=True)
class ByReviewer:
    """How much a person takes off: settled rows, those with a deduction, points taken per cent of the weights."""

    name: str
    rows: int
    lowered: int
    taken: Decimal | None


@dataclass(frozen=True)
class Miscounted:
    """A letter whose sentence counts other than its list."""

    letter: Letter
    said: str
    listed: int


@dataclass(frozen=True)
class Narrated:
    """A unit whose report tells other figures than its tables, not yet decided on."""

    task: Task
    findings: list[Finding]


@dataclass(frozen=True)
class Report:
    """Everything that the page lists."""

    rows: int
    uneven: list[Uneven]
    bare: list[ReviewScore]
    above: list[ReviewScore]
    reviewers: list[ByReviewer]
    miscounted: list[Miscounted]
    narrated: list[Narrated]


def report(campaign: Campaign, user: User) -> Report:
    """Compare what `user` sees of the campaign."""
    seen = ReviewScore.objects.visible_to(user, "comment").filter(task__campaign=campaign)
    scores = list(seen.exclude(state=ReviewScore.State.OPEN).select_related("task__unit", "by"))
    letters = (
        Letter.objects.visible_to(user, "comment")
        .filter(task__campaign=campaign)
        .select_related("task__unit")
    )
    names = {rule.id: rule.name for rule in deducting.rules(campaign.norms, campaign.year)}
    return Report(
        len(scores),
        uneven(scores, names),
        [one for one in scores if one.review_score == 0 and one.self_score and not one.remark],
        [one for one in scores if one.lost is not None and one.lost < 0],
        by_reviewer(scores),
        [wrong for letter in letters for wrong in miscounted(letter)],
        narrated(campaign, user),
    )


def uneven(scores: Iterable[ReviewScore], names: dict[str, str]) -> list[Uneven]:
    """Rules that took different shares."""
    found: dict[str, dict[Decimal, list[ReviewScore]]] = {}
    for one in scores:
        if one.share is not None:
            found.setdefault(one.rule, {}).setdefault(Decimal(one.share), []).append(one)
    return [
        Uneven(names.get(rule, rule), sorted(shares.items(), key=lambda part: (-len(part[1]), part[0])))
        for rule, shares in sorted(found.items())
        if len(shares) > 1
    ]


def by_reviewer(scores: Iterable[ReviewScore]) -> list[ByReviewer]:
    """One line a person, most rows first."""
    found: dict[str, list[ReviewScore]] = {}
    for one in scores:
        found.setdefault(str(one.by), []).append(one)
    return sorted((_person(name, rows) for name, rows in found.items()), key=lambda one: -one.rows)


def _person(name: str, rows: Sequence[ReviewScore]) -> ByReviewer:
    whole = sum(
        (Decimal(one.weight) for one in rows if one.weight is not None and one.lost is not None), Decimal(0)
    )
    lost = sum((one.lost for one in rows if one.lost is not None and one.weight is not None), Decimal(0))
    lowered = sum(one.lost is not None and one.lost > 0 for one in rows)
    return ByReviewer(name, len(rows), lowered, lost * 100 / whole if whole else None)


def miscounted(letter: Letter) -> list[Miscounted]:
    """Where the edited sentence says another number than the list below it has."""
    said = letter.content["overall"]
    return [
        Miscounted(letter, found[0], len(letter.content["items"][ask]))
        for ask, words in _COUNTED.items()
        for found in re.finditer(rf"{words}\s*(\d+)\s*[项条个]", said)
        if int(found[1]) != len(letter.content["items"][ask])
    ]


def narrated(campaign: Campaign, user: User) -> list[Narrated]:
    """Findings between narrative and tables on which the reviewers have not decided."""
    seen = Task.objects.visible_to(user, "comment").filter(campaign=campaign)
    tasks = {task.pk: task for task in seen.select_related("unit", "campaign")}
    drafts = {
        draft.pk: key for key, one in standings(list(tasks.values()), user).items() for draft in one.drafts
    }
    between = Q(rule__startswith=_NARRATED[0]) | Q(rule__startswith=_NARRATED[1])
    verdicts = Verdict.objects.visible_to(user).filter(document__task__campaign=campaign)
    settled = verdicts.filter(proposed=False, side=Verdict.Side.REVIEW)
    decided = set(settled.values_list("document", "key"))
    found: dict[int, list[Finding]] = {}
    for one in Finding.objects.filter(between, draft__in=drafts).select_related("draft").order_by("order"):
        if (one.draft.document_id, one.key) not in decided:
            found.setdefault(drafts[one.draft_id], []).append(one)
    return [Narrated(tasks[key], findings) for key, findings in found.items()]
