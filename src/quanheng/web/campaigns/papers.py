"""A unit's papers: its newest drafts, the reviewers' verdicts and scores, as the papers of `report` take them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from quanheng import pipeline
from quanheng.model.review import Review
from quanheng.model.setting import Setting
from quanheng.report import numbers
from quanheng.report.papers import verdicts as words
from quanheng.report.papers.party import Party, Recheck
from quanheng.report.papers.recheck import COLUMNS, over
from quanheng.scoring.scorecard import grade
from quanheng.web.campaigns.models import ReviewScore, Task
from quanheng.web.campaigns.scoring import totals
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.documents import made
from quanheng.web.documents.models import Draft, Verdict
from quanheng.web.documents.verdicts import carry_over

STATES = {
    Verdict.Choice.HOLDS: words.ACCEPTED,
    Verdict.Choice.NOT: words.REFUSED,
    Verdict.Choice.EXPLAIN: words.ASKED,
}
_HUNDRED = Decimal(100)


def path_of(draft: Draft) -> str:
    """How the papers name the draft: documents of one unit may have files of one name."""
    return f"{draft.document_id}/{draft.name}"


def party(
    task: Task, drafts: Sequence[Draft], scores: Sequence[ReviewScore], proposed: bool = False
) -> Party:
    """The department of the papers, with `proposed` as a third party sees it: its proposals where nothing is decided.

    Raises NotNow where nothing was checked, or has to be checked again.
    """
    done = [draft for draft in drafts if draft.state == Draft.State.DONE]
    if not done:
        raise NotNow("还没有核对完的材料，不能拟意见")
    documents = []
    for draft in done:
        try:
            reviewed = made.reviewed(draft)
        except made.Missing as fault:
            raise NotNow(f"“{draft.name}”是旧版本核对的，请重新核对后再拟") from fault
        reviewed.path = path_of(draft)
        documents.append(reviewed)
    campaign = task.campaign
    review = Review(documents, norms=campaign.norms_version)
    cards = pipeline.scorecards(review, Setting(**campaign.settings), ("form",))
    return Party(
        task.unit.name,
        campaign.year,
        review,
        decided(done, proposed),
        campaign.office | {"主送": task.unit.name, "答复期限": f"收到本文书之日起{campaign.answer_days}日内"},
        next(iter(cards.values()), None),
        recheck(scores, campaign.norms, campaign.year) if scores else None,
    )


def decided(drafts: Sequence[Draft], proposed: bool = False) -> words.Verdicts:
    """What the reviewers decided on the findings as they stand now; changed texts do not count.

    Proposals count only with `proposed`, and give way to decisions.
    """
    found = words.Verdicts()
    for draft in drafts:
        for key, standings in carry_over(draft).items():
            ours = [s.verdict for s in standings if s.verdict.side == Verdict.Side.REVIEW and not s.again]
            for verdict in sorted(ours, key=lambda one: not one.proposed):
                state = STATES.get(Verdict.Choice(verdict.choice))
                if state and (proposed or not verdict.proposed):
                    note = verdict.reason if state != words.REFUSED else ""
                    found.by_document[path_of(draft), key] = words.Verdict(state, "", note)
    return found


def recheck(scores: Sequence[ReviewScore], jurisdiction: str, year: int) -> Recheck:
    """The form in its thirteen columns."""
    sums = totals(scores)
    return Recheck(
        [thirteen(score) for score in scores],
        sums.weight,
        sums.own,
        sums.final,
        reached(sums.final, sums.weight, jurisdiction, year),
        sums.rows - sums.settled,
    )


def thirteen(score: ReviewScore) -> dict[str, str]:
    """One row: 0 is zero, — does not apply, 未填 was not given; open rows are blank at the right."""
    name = f"{score.form}：{score.name}" if score.form else score.name
    given = (
        score.level1 or "—", score.level2 or "—", name, score.sign or "—", score.target or "—",
        score.measure or "—", _points(score.weight, "未填"), score.self_result or "未填",
        _points(score.self_score, "未填"),
        score.review_result, _points(score.review_score, ""), _deviation(score), score.remark,
    )  # fmt: skip
    return dict(zip(COLUMNS, given, strict=True))


def _points(value: Decimal | None, none: str) -> str:
    return none if value is None else numbers.points(Decimal(value))


def _deviation(score: ReviewScore) -> str:
    """Of the result that the reviewer found from the target; blank where none was filled in."""
    if not score.review_result:
        return "—" if score.review_score is not None else ""
    unit = "" if score.measure == "—" else score.measure
    return over(f"{score.sign}{score.target}{unit}", score.review_result)


def reached(score: Decimal | None, full: Decimal | None, jurisdiction: str, year: int) -> str:
    """The grade of a total by the bands of the place; "" while a part is missing."""
    if score is None or not full:
        return ""
    return grade(score * _HUNDRED / full, jurisdiction, date(year + 1, 6, 30))
