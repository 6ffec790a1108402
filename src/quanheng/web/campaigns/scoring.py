"""Scores of the re-check: read from the unit's form, decided by reviewers, one version after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from quanheng.report import numbers
from quanheng.web.campaigns import deducting
from quanheng.web.campaigns.deducting import Outcome, Unsound
from quanheng.web.campaigns.models import Campaign, ReviewScore, Task
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand, may

_S = ReviewScore.State
_OPEN_TASKS = {Task.State.SUBMITTED, Task.State.REVIEWING}


@dataclass(frozen=True)
class Given:
    """What the reviewer filled in; `choice` is rule and share, `score` only where points are worked out anew."""

    choice: str
    score: Decimal | None = None
    result: str = ""
    comment: str = ""
    above: str = ""


@transaction.atomic
def settle(row: ReviewScore, given: Given, actor: User, version: int) -> ReviewScore:
    """Decide one indicator: those who review settle it, third parties propose.

    Raises:
        PermissionDenied, Stale; NotNow outside review; Unsound with what is lacking.
    """
    score = (
        ReviewScore.objects.select_for_update(of=("self",))
        .select_related("task__campaign", "task__unit")
        .get(pk=row.pk)
    )
    decides = may(actor, "review_score", score)
    if not decides:
        demand(actor, "propose_score", score)
    if score.version != version:
        raise Stale(f"“{score.name}”{_standing(score)}")
    if score.task.state not in _OPEN_TASKS:
        raise NotNow(f"现在是“{score.task.get_state_display()}”，不能改复核得分")
    if not decides and score.state == _S.SETTLED:
        raise NotNow(f"“{score.name}”已由 {score.by} 定下，建议可写在意见里")
    made = _outcome(score, given)
    before = f"{score.review_score}（{score.remark}）"
    _write(score, given, made, actor, _S.SETTLED if decides else _S.PROPOSED)
    record(
        actor, "review_score" if decides else "propose_score", score, unit=score.task.unit,
        words=f"{score.name}：{numbers.points(made.score)} 分，{score.remark or '同意自评'}", before=before,
        rule=score.rule, share=str(made.share or ""),
    )  # fmt: skip
    return score


def _outcome(score: ReviewScore, given: Given) -> Outcome:
    campaign = score.task.campaign
    rule, share = deducting.chosen(given.choice, deducting.rules(campaign.norms, campaign.year))
    deducting.check_comment(given.comment)
    made = deducting.outcome(rule, share, score.weight, score.self_score, given.score)
    if rule.id == deducting.RECOUNT and not given.comment.strip():
        raise Unsound("按评分标准重算要在补充说明里写明怎样算")
    if score.self_score is not None and made.score > score.self_score and not given.above.strip():
        raise Unsound(
            f"复核 {numbers.points(made.score)} 分高于自评 {numbers.points(score.self_score)} 分，请写明理由"
        )
    return made


def _write(score: ReviewScore, given: Given, made: Outcome, actor: User, state: str) -> None:
    score.rule, score.share = given.choice.partition(":")[0], made.share
    score.review_score, score.note = made.score, made.note
    score.review_result, score.comment = given.result.strip()[:200], given.comment.strip()[:500]
    above = score.self_score is not None and made.score > score.self_score
    score.above = given.above.strip()[:300] if above else ""
    score.state, score.by, score.changed = state, actor, False
    score.version += 1
    score.save()


def choice_of(score: ReviewScore) -> str:
    """The choice that a row was decided by, as the desk's list names it."""
    if not score.rule:
        return ""
    return f"{score.rule}:{numbers.points(score.share) if score.share is not None else ''}"


def precedents(campaign: Campaign, user: User, apart_from: ReviewScore | None = None) -> dict[str, str]:
    """How each rule was applied so far in the campaign, by rule: 同类问题已按 30% 扣 5 处、按 60% 扣 1 处."""
    seen = ReviewScore.objects.visible_to(user).filter(task__campaign=campaign, share__gt=0)
    if apart_from is not None:
        seen = seen.exclude(pk=apart_from.pk)
    counts = Counter(seen.values_list("rule", "share"))
    made: dict[str, list[str]] = {}
    for (rule, share), number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        made.setdefault(rule, []).append(f"按 {numbers.points(Decimal(share or 0))}% 扣 {number} 处")
    return {rule: f"同类问题已{'、'.join(parts)}" for rule, parts in made.items()}


@dataclass(frozen=True)
class Totals:
    """Sums of a unit's rows: None where a part is missing; `settled` of `rows` are decided."""

    weight: Decimal | None
    own: Decimal | None
    review: Decimal | None
    settled: int
    rows: int

    @property
    def final(self) -> Decimal | None:
        """The re-checked total; None until every indicator is settled."""
        return self.review if self.settled == self.rows else None


def totals(scores: Sequence[ReviewScore]) -> Totals:
    """The last row of the form."""
    done = sum(score.state == _S.SETTLED and not score.changed for score in scores)
    return Totals(
        _sum([score.weight for score in scores]),
        _sum([score.self_score for score in scores]),
        _sum([score.review_score for score in scores]),
        done,
        len(scores),
    )


def _sum(values: list[Decimal | None]) -> Decimal | None:
    known = [Decimal(value) for value in values if value is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(values) else None


def _standing(score: ReviewScore) -> str:
    """What became of a score since somebody saw it; the form that changed has taken it back."""
    if score.by is None or score.review_score is None:
        return "的自评刚改过，复核得分要重新定"
    return f"刚由 {score.by} 改为 {numbers.points(Decimal(score.review_score))} 分"
