"""Where a unit's material stands: its newest drafts, what was found in them, what is lacking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef

from quanheng.model.finding import DOUBT, ERROR, MISSING
from quanheng.report import words
from quanheng.web.campaigns import risk
from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.sampling import Candidate
from quanheng.web.documents.models import Draft, Finding, Verdict
from quanheng.web.units.models import Unit, User


@dataclass
class Standing:
    """One unit's part: the newest draft of each document with counts and measures over all of them.

    `spent` in 万元, `execution` and `three_public` in per cent, `computed` the lowest and highest score.
    """

    drafts: list[Draft] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    decided: int = 0
    self_score: Decimal | None = None
    computed: tuple[Decimal, Decimal] | None = None
    execution: Decimal | None = None
    three_public: Decimal | None = None
    spent: Decimal | None = None

    @property
    def errors(self) -> int:
        """Provable errors."""
        return self.counts.get(ERROR, 0)

    @property
    def doubts(self) -> int:
        """What a person has to look at."""
        return self.counts.get(DOUBT, 0)

    @property
    def missing(self) -> int:
        """What should stand in the documents and does not; a document that was not handed in is `lacking`."""
        return self.counts.get(MISSING, 0)

    @property
    def found(self) -> int:
        """Everything that was found."""
        return sum(self.counts.values())

    @property
    def checking(self) -> bool:
        """Whether a draft is still being checked."""
        return any(draft.state in {Draft.State.WAITING, Draft.State.READING} for draft in self.drafts)

    @property
    def lacking_words(self) -> str:
        """The kinds of documents that are lacking."""
        return "、".join(words.KINDS[kind] for kind in self.lacking)

    @property
    def undecided(self) -> int:
        """How many findings nobody decided on yet."""
        return max(self.found - self.decided, 0)

    @property
    def risk_parts(self) -> list[risk.Part]:
        """The parts of the risk."""
        above = None
        if self.self_score is not None and self.computed is not None:
            above = self.self_score - self.computed[1]
        return risk.parts(self.counts, len(self.lacking), self.spent, above)

    @property
    def risk(self) -> int:
        """The sum of the parts."""
        return risk.total(self.risk_parts)

    @property
    def risk_words(self) -> str:
        """The sum written out."""
        return risk.told(self.risk_parts)


def standings(tasks: Sequence[Task], user: User) -> dict[int, Standing]:
    """The standing of each task by its key, as far as `user` sees the drafts; three queries whatever their number."""
    made = {task.pk: Standing() for task in tasks}
    seen = Draft.objects.visible_to(user).filter(document__task__in=made)
    for draft in _newest(seen.select_related("document", "file").order_by("document_id", "-number")):
        assert draft.document.task_id is not None
        made[draft.document.task_id].drafts.append(draft)
    counted = _counted([draft.pk for one in made.values() for draft in one.drafts])
    decided = _decided([draft.pk for one in made.values() for draft in one.drafts])
    for task in tasks:
        _fill(made[task.pk], task, counted, decided.get(task.pk, 0))
    return made


def _newest(drafts: Iterable[Draft]) -> list[Draft]:
    made: dict[int, Draft] = {}
    for draft in drafts:
        made.setdefault(draft.document_id, draft)
    return list(made.values())


def _counted(drafts: list[int]) -> dict[int, dict[str, int]]:
    rows = Finding.objects.filter(draft__in=drafts).values_list("draft", "severity")
    made: dict[int, dict[str, int]] = {}
    for draft, severity, number in rows.annotate(number=Count("pk")).order_by():
        made.setdefault(draft, {})[severity] = number
    return made


def _decided(drafts: list[int]) -> dict[int, int]:
    """By task, findings of those drafts on which the reviewers' word stands; the unit's own decides nothing here."""
    word = Verdict.objects.filter(
        document=OuterRef("draft__document"), key=OuterRef("key"), sign=OuterRef("sign"),
        side=Verdict.Side.REVIEW, proposed=False,
    )  # fmt: skip
    rows = Finding.objects.filter(Exists(word.exclude(choice=Verdict.Choice.LATER)), draft__in=drafts)
    counted = rows.values_list("draft__document__task").annotate(number=Count("pk")).order_by()
    return {task: number for task, number in counted if task}


def _fill(one: Standing, task: Task, counted: dict[int, dict[str, int]], decided: int) -> None:
    one.decided = decided
    held = {draft.document.kind for draft in one.drafts}
    one.lacking = [kind for kind in task.campaign.forms if kind not in held]
    one.counts = _added(one.drafts, counted)
    summaries = [draft.summary for draft in one.drafts]
    one.self_score = _first(summaries, "self_score")
    spans = [summary.get("computed_score") or {} for summary in summaries]
    low, high = _first(spans, "low"), _first(spans, "high")
    one.computed = (low, high) if low is not None and high is not None else None
    measured = [summary.get("measures") or {} for summary in summaries]
    one.execution = _first(measured, "execution")
    one.three_public = _first(measured, "three_public")
    one.spent = _first(measured, "spent")


def _added(drafts: Iterable[Draft], counted: dict[int, dict[str, int]]) -> dict[str, int]:
    made: Counter[str] = Counter()
    for draft in drafts:
        made.update(counted.get(draft.pk, {}))
    return made


def _first(measured: Iterable[dict[str, Any]], name: str) -> Decimal | None:
    return next((Decimal(one[name]) for one in measured if one.get(name) not in (None, "")), None)


def candidates(units: Sequence[Unit], user: User) -> list[Candidate]:
    """The units for a draw, with spending and risk as their last drafts that `user` sees tell."""
    seen = Draft.objects.visible_to(user).filter(document__unit__in=units)
    last: dict[int, list[Draft]] = {}
    for draft in _newest(
        seen.select_related("document").order_by("-document__year", "document_id", "-number")
    ):
        assert draft.document.unit_id is not None
        same = last.setdefault(draft.document.unit_id, [])
        if not same or same[0].document.year == draft.document.year:
            same.append(draft)
    counted = _counted([draft.pk for drafts in last.values() for draft in drafts])
    return [_candidate(unit, last.get(unit.pk, []), counted) for unit in units]


def _candidate(unit: Unit, drafts: list[Draft], counted: dict[int, dict[str, int]]) -> Candidate:
    if not drafts:
        return Candidate(unit.pk, unit.name)
    spent = _first([draft.summary.get("measures") or {} for draft in drafts], "spent")
    one = Standing(drafts, counts=_added(drafts, counted), spent=spent)
    return Candidate(unit.pk, unit.name, spent, one.risk)
