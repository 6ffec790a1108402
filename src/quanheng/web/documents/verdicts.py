"""What people say about findings, and what becomes of it when a new draft comes.

A verdict stays with a finding as long as key and sign are the same; one whose text has changed is asked about
again, and none is ever moved to a finding that only looks alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from quanheng.web.documents.models import Document, Draft, Finding, Verdict, Waiver
from quanheng.web.events.log import record
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand, may

NEW, STILL, GONE, CHANGED = "新增", "仍在", "已消失", "原文已变"
AGAIN = "原文已变，待重核"


class Unsound(ValueError):
    """What is lacking for the verdict, in Chinese."""


class Stale(Exception):
    """Somebody else has decided in the meantime; `now` is what stands there, None where it was taken back."""

    def __init__(self, now: Verdict | None) -> None:
        said = f"{now.by} 已定为“{now.get_choice_display()}”" if now else "原来的结论已被撤回"
        super().__init__(f"{said}，您看到的是旧的，请看过再定")
        self.now = now


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict beside a finding of a draft: it holds, or `again` says that the text has changed since."""

    verdict: Verdict
    again: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a finding between two drafts: NEW, STILL, GONE or CHANGED; `before` is None for a new one."""

    state: str
    now: Finding | None
    before: Finding | None


def speaks_as(document: Document, by: User, side: str | None = None) -> tuple[str, bool]:
    """The side on which the person speaks, and whether they only propose.

    Raises PermissionDenied for whoever may neither decide nor propose.
    """
    reviews, own = may(by, "decide", document), may(by, "decide_own", document)
    judges = reviews or may(by, "comment", document)
    submitted = document.task is not None and document.task.submitted_at is not None
    if side is None:
        side = Verdict.Side.REVIEW if submitted and reviews else Verdict.Side.OWN
        if not own and judges:
            side = Verdict.Side.REVIEW
    if reviews if side == Verdict.Side.REVIEW else own:
        return side, False
    demand(by, "propose_verdict", document)
    demand(by, "comment" if side == Verdict.Side.REVIEW else "edit_section", document)
    return side, True


def decide(  # noqa: PLR0913, PLR0917  (what a decision consists of)
    document: Document,
    finding: Finding,
    choice: str,
    reason: str,
    by: User,
    version: int = 0,
    side: str | None = None,
) -> Verdict:
    """Write the verdict of `by`; who may not decide proposes. `version` is that of the verdict they saw, 0: none.

    Without `side` it is the reviewers' after submission for those who may decide there, else the department's own.

    Raises:
        PermissionDenied: the person may neither decide nor propose on this document.
        Unsound: 不成立 without a reason, or an unknown choice.
        Stale: the verdict is not the one that the person saw.
    """
    reason = reason.strip()[:500]
    _sound(document, finding, choice, reason)
    side, proposed = speaks_as(document, by, side)
    with transaction.atomic():
        known = (
            Verdict.objects.select_for_update()
            .filter(document=document, key=finding.key, side=side, proposed=proposed)
            .first()
        )
        if (known.version if known else 0) != version:
            raise Stale(known)
        row = known or Verdict(document=document, key=finding.key, side=side, proposed=proposed, version=0)
        row.sign, row.choice, row.reason, row.by = finding.sign, choice, reason, by
        row.version += 1
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as fault:  # two people decided for the first time at the same moment
            raise Stale(
                Verdict.objects.get(document=document, key=finding.key, side=side, proposed=proposed)
            ) from fault
        said = "建议" if proposed else "结论"
        record(
            by,
            "propose_verdict" if proposed else "decide",
            row,
            unit=document.unit,
            words=f"{said}{row.get_choice_display()}：{finding.message}",
            key=finding.key,
            rule=finding.rule,
            choice=choice,
            reason=reason,
            side=side,
            draft=finding.draft_id,
        )
    return row


def decide_rule(  # noqa: PLR0913, PLR0917
    draft: Draft, rule: str, choice: str, reason: str, by: User, side: str | None = None
) -> list[Verdict]:
    """The same verdict on every finding of a rule that has none yet; all or none. Raises as `decide`."""
    speaks_as(draft.document, by, side)
    with transaction.atomic():
        stands = carry_over(draft)
        open_ = [f for f in draft.findings.filter(rule=rule) if not _settled(stands.get(f.key, ()))]
        return [
            decide(draft.document, f, choice, reason, by, _version(draft.document, f, by, side), side)
            for f in open_
        ]


def adopt(proposal: Verdict, finding: Finding, by: User, seen: int, version: int) -> Verdict:
    """Decide as was proposed, with its reason; `seen` is the version of the proposal, `version` as of `decide`.

    Raises as `decide`; Stale also where the proposal is another by now, Unsound where its text has changed.
    """
    if speaks_as(proposal.document, by, proposal.side)[1]:
        raise PermissionDenied("采纳建议要由能下结论的人办")
    with transaction.atomic():
        now = Verdict.objects.select_for_update().filter(pk=proposal.pk, proposed=True).first()
        if now is None or now.version != seen:
            raise Stale(now)
        if now.sign != finding.sign:
            raise Unsound("建议以后原文变了，请按现在的原文定")
        return decide(now.document, finding, now.choice, now.reason, by, version, now.side)


def undo(verdict: Verdict, by: User, version: int) -> None:
    """Take a verdict back; what stood before it comes back where there was one. Raises PermissionDenied, Stale."""
    document = verdict.document
    side, proposed = speaks_as(document, by, verdict.side)
    if proposed and not verdict.proposed:
        raise PermissionDenied("这是别人定的结论，您可以提建议")
    with transaction.atomic():
        now = Verdict.objects.select_for_update().filter(pk=verdict.pk).first()
        if now is None or now.version != version:
            raise Stale(now)
        words = f"撤回{now.get_choice_display()}"
        earlier = (
            now.history.order_by("-history_date", "-history_id")[1:2].first() if now.version > 1 else None
        )
        if earlier is not None:
            now.choice, now.reason, now.sign, now.by_id = (
                earlier.choice,
                earlier.reason,
                earlier.sign,
                earlier.by_id,
            )
            now.version += 1
            now.save()
            words += f"，恢复为{now.get_choice_display()}"
        record(by, "undo_verdict", now, unit=document.unit, words=words, key=now.key, side=side)
        if earlier is None:
            now.delete()


def carry_over(draft: Draft) -> dict[str, list[Standing]]:
    """The verdicts on the findings of a draft by key; nothing is written, so nothing can be moved."""
    verdicts: dict[str, list[Verdict]] = {}
    for verdict in draft.document.verdicts.select_related("by").order_by("proposed", "side"):
        verdicts.setdefault(verdict.key, []).append(verdict)
    return {
        key: [Standing(verdict, verdict.sign != signed) for verdict in verdicts[key]]
        for key, signed in draft.findings.values_list("key", "sign")
        if key in verdicts
    }


def unanswered(draft: Draft) -> list[Finding]:
    """The findings of a draft that nobody has said to be none; those of a rule that is not asked about are left out."""
    stands, aside = carry_over(draft), waived(draft.document)
    return [
        finding
        for finding in draft.findings.all()
        if finding.rule not in aside
        and not any(
            s.verdict.choice == Verdict.Choice.NOT and not s.again and not s.verdict.proposed
            for s in stands.get(finding.key, ())
        )
    ]


def compare(old: Draft, new: Draft) -> list[Change]:
    """What became of each finding from one draft to the other: those of the new draft in order, then what is gone."""
    before = {finding.key: finding for finding in old.findings.all()}
    changes = []
    for now in new.findings.all():
        was = before.pop(now.key, None)
        state = NEW if was is None else STILL if was.sign == now.sign else CHANGED
        changes.append(Change(state, now, was))
    return changes + [Change(GONE, None, was) for was in before.values()]


def waive(document: Document, rule: str, reason: str, by: User, until: date | None = None) -> Waiver:
    """「本单位不查此项」 for one document: its findings of that rule are folded, counted and listed, never deleted.

    Raises:
        PermissionDenied: for whoever may not decide.
        Unsound: without a reason, or with a day that is past.
    """
    if speaks_as(document, by)[1]:
        raise PermissionDenied("不查一条规则要由能下结论的人定")
    if not reason.strip():
        raise Unsound("不查一条规则要写明理由")
    if until and until < timezone.localdate():
        raise Unsound("截止日期已经过了")
    with transaction.atomic():
        row, _ = Waiver.objects.update_or_create(
            document=document, rule=rule, defaults={"reason": reason.strip()[:500], "until": until, "by": by}
        )
        record(by, "waive", row, unit=document.unit, words=f"不查此项：{rule}（{row.reason}）", rule=rule)
    return row


def unwaive(waiver: Waiver, by: User) -> None:
    """Ask about the rule again. Raises PermissionDenied."""
    if speaks_as(waiver.document, by)[1]:
        raise PermissionDenied("恢复一条规则要由能下结论的人定")
    with transaction.atomic():
        record(by, "unwaive", waiver, unit=waiver.document.unit, words=f"恢复核对：{waiver.rule}")
        waiver.delete()


def waived(document: Document) -> dict[str, Waiver]:
    """The rules that the document is not asked about today."""
    open_ = Q(until=None) | Q(until__gte=timezone.localdate())
    return {waiver.rule: waiver for waiver in document.waivers.filter(open_).select_related("by")}


def _sound(document: Document, finding: Finding, choice: str, reason: str) -> None:
    if finding.draft.document_id != document.pk:
        raise Unsound("这条问题不属于这份文稿")
    if choice not in Verdict.Choice.values:
        raise Unsound("结论只能是成立、不成立、待说明或稍后再看")
    if choice == Verdict.Choice.NOT and not reason:
        raise Unsound("不成立要写明理由")


def _settled(standings: Iterable[Standing]) -> bool:
    return any(not s.again and s.verdict.choice != Verdict.Choice.LATER for s in standings)


def _version(document: Document, finding: Finding, by: User, side: str | None) -> int:
    on, proposed = speaks_as(document, by, side)
    known = document.verdicts.filter(key=finding.key, side=on, proposed=proposed).first()
    return known.version if known else 0
