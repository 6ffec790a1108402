"""What a third party proposed on a unit's part, and the bureau's one step that makes it the reviewers' word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction

from quanheng.web.campaigns.deducting import RECOUNT, Unsound
from quanheng.web.campaigns.models import ReviewScore, Task
from quanheng.web.campaigns.scoring import Given, choice_of, settle
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.documents import verdicts
from quanheng.web.documents.models import Draft, Finding, Verdict
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal on a finding, and the reviewers' verdict that it would take the place of, if there is one."""

    draft: Draft
    finding: Finding
    verdict: Verdict
    standing: Verdict | None


@dataclass(frozen=True, slots=True)
class Proposals:
    """What waits for the bureau's word: verdicts in document order, scores in the order of the form."""

    verdicts: list[Proposed] = field(default_factory=list)
    scores: list[ReviewScore] = field(default_factory=list)

    @property
    def seen(self) -> str:
        """What the person was shown, to tell whether it is still the same."""
        parts = [f"v{one.verdict.pk}.{one.verdict.version}" for one in self.verdicts]
        parts += [f"s{one.pk}.{one.version}" for one in self.scores]
        return sha256(" ".join(parts).encode()).hexdigest()[:16] if parts else ""

    @property
    def people(self) -> list[str]:
        """Who proposed."""
        found = [one.verdict.by for one in self.verdicts] + [one.by for one in self.scores]
        return sorted({str(person) for person in found if person})


def proposals(task: Task, drafts: Sequence[Draft]) -> Proposals:
    """The proposals on the newest drafts that the reviewers have not decided on; those on a changed text are left out."""
    made = Proposals(scores=list(_scores(task)))
    for draft in drafts:
        stands = verdicts.carry_over(draft)
        for finding in draft.findings.all():
            found = _proposed(draft, finding, stands.get(finding.key, ()))
            if found is not None:
                made.verdicts.append(found)
    return made


def _scores(task: Task) -> Sequence[ReviewScore]:
    waiting = task.scores.filter(state=ReviewScore.State.PROPOSED, changed=False)
    return list(waiting.select_related("by").order_by("order"))


def _proposed(draft: Draft, finding: Finding, stands: Sequence[verdicts.Standing]) -> Proposed | None:
    ours = [one for one in stands if one.verdict.side == Verdict.Side.REVIEW]
    proposal = next((one.verdict for one in ours if one.verdict.proposed and not one.again), None)
    standing = next((one for one in ours if not one.verdict.proposed), None)
    settled = standing and not standing.again and standing.verdict.choice != Verdict.Choice.LATER
    if proposal is None or settled or proposal.choice == Verdict.Choice.LATER:
        return None
    return Proposed(draft, finding, proposal, standing.verdict if standing else None)


@transaction.atomic
def adopt(task: Task, drafts: Sequence[Draft], by: User, seen: str) -> Proposals:
    """Make all of them the reviewers' word, or none; returns what they were.

    Raises:
        PermissionDenied: for whoever may not decide.
        Stale: other proposals than those that the person was shown.
        NotNow: there is none, or the review is over.
    """
    demand(by, "decide", task)
    row = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if row.state not in {Task.State.SUBMITTED, Task.State.REVIEWING}:
        raise NotNow(f"现在是“{row.get_state_display()}”，不能再采纳建议")
    found = proposals(task, drafts)
    if not found.seen:
        raise NotNow("没有等着采纳的建议")
    if found.seen != seen:
        raise Stale("建议在您打开以后又有变化，请看过再采纳")
    try:
        for one in found.verdicts:
            version = one.standing.version if one.standing else 0
            verdicts.adopt(one.verdict, one.finding, by, one.verdict.version, version)
        for score in found.scores:
            settle(score, _given(score), by, score.version)
    except verdicts.Stale as fault:
        raise Stale(str(fault)) from fault
    except (verdicts.Unsound, Unsound) as fault:
        raise NotNow(str(fault)) from fault
    told = (
        f"采纳{'、'.join(found.people)}的建议：结论 {len(found.verdicts)} 条，复核得分 {len(found.scores)} 项"
    )
    record(by, "adopt", row, unit=task.unit, words=told)
    return found


def _given(score: ReviewScore) -> Given:
    """What the third party filled in, as if the reviewer had."""
    points = score.review_score if score.rule == RECOUNT else None
    return Given(choice_of(score), points, score.review_result, score.comment, score.above)
