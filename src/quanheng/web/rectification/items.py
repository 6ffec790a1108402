"""Items made from what holds, answered by the unit, marked by a new check, closed by a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow, Stale
from quanheng.web.documents.models import Document, Draft, Finding, Verdict
from quanheng.web.documents.verdicts import GONE, carry_over, compare
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

DAYS = 30
"""The time to put right where the bureau sets no other: measures within 30 days of the feedback."""
_S, _K = Item.State, Answer.Kind
_NEXT = {
    _K.CORRECTED: _S.ANSWERED,
    _K.EXPLAINED: _S.ANSWERED,
    _K.DISAGREE: _S.ANSWERED,
    _K.EXTEND: _S.EXTENSION,
}
_ASKS = {"error": Item.Ask.CORRECT, "missing": Item.Ask.PROVE}


@dataclass(frozen=True)
class Mark:
    """What the newest checked draft says of an item: `state` 已消失, 仍在, 原文已变, or "" without a newer draft."""

    item: Item
    state: str
    draft: Draft | None


def issue(task: Task, by: User, due: date | None = None) -> list[Item]:
    """Items for the findings that the reviewers hold or want explained; those there are stay. Returns the new ones.

    Raises:
        PermissionDenied: for whoever may not sign opinions.
    """
    demand(by, "sign_opinion", task)
    due = due or timezone.localdate() + timedelta(days=DAYS)
    made: list[Item] = []
    with transaction.atomic():
        row = Task.objects.select_for_update().get(pk=task.pk)
        number = row.items.count()
        for document in row.documents.all():
            draft = document.drafts.filter(submitted_at__isnull=False).order_by("-number").first()
            for finding, verdict in _held(draft) if draft else []:
                if document.items.filter(key=finding.key).exists():
                    continue
                number += 1
                made.append(_item(row, finding, verdict, number, due))
        if made:
            record(by, "issue", row, unit=row.unit, words=f"下达整改事项 {len(made)} 项，限 {due} 前")
    return made


def _held(draft: Draft) -> list[tuple[Finding, Verdict]]:
    """The findings with a standing verdict of the reviewers that asks for something."""
    stands = carry_over(draft)
    asks = {Verdict.Choice.HOLDS, Verdict.Choice.EXPLAIN}
    found = []
    for finding in draft.findings.all():
        for standing in stands.get(finding.key, []):
            verdict = standing.verdict
            if (
                verdict.side == Verdict.Side.REVIEW
                and not verdict.proposed
                and not standing.again
                and verdict.choice in asks
            ):
                found.append((finding, verdict))
                break
    return found


def _item(task: Task, finding: Finding, verdict: Verdict, number: int, due: date) -> Item:
    asked = _ASKS.get(finding.severity, Item.Ask.EXPLAIN)
    return Item.objects.create(
        task=task,
        unit=task.unit,
        document=finding.draft.document,
        draft=finding.draft,
        number=number,
        key=finding.key,
        sign=finding.sign,
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message,
        ask=Item.Ask.EXPLAIN if verdict.choice == Verdict.Choice.EXPLAIN else asked,
        due=due,
    )


def acknowledge(task: Task, by: User) -> int:
    """The unit has received the items; returns how many were new to it. Raises PermissionDenied."""
    demand(by, "answer", task)
    with transaction.atomic():
        count = 0
        for item in task.items.select_for_update().filter(state=_S.SENT):
            item.state, item.version = _S.TAKEN, item.version + 1
            item.save()
            count += 1
        if count:
            record(by, "acknowledge-items", task, unit=task.unit, words=f"签收整改事项 {count} 项")
    return count


@dataclass(frozen=True)
class Said:
    """An answer as it is given; `until` for an extension, `draft` the corrected file, `evidence` with its name."""

    kind: str
    words: str = ""
    until: date | None = None
    draft: Draft | None = None
    evidence: StoredFile | None = None
    evidence_name: str = ""


def answer(item: Item, said: Said, by: User, version: int) -> Item:
    """Keep the unit's answer and hand it to the reviewers.

    Raises:
        PermissionDenied: for whoever may not answer for the unit.
        NotNow: the item is closed, or the answer lacks what it needs.
        Stale: somebody changed the item in between.
    """
    demand(by, "answer", item)
    if said.kind not in _NEXT:
        raise NotNow("请选一种答复：已更正、说明、申请延期、不认可")
    if said.kind in {_K.EXPLAINED, _K.DISAGREE} and not said.words.strip():
        raise NotNow("说明和不认可都要写内容")
    if said.kind == _K.EXTEND and (said.until is None or said.until <= item.due):
        raise NotNow("申请延期要写新的日期，晚于原来的期限")
    with transaction.atomic():
        row = _fresh(item, version)
        if not row.open:
            raise NotNow(f"这一项已是“{row.get_state_display()}”，不用再答复")
        made = _kept(row, said, by)
        if said.draft and said.draft.submitted_at is None:
            said.draft.submitted_at = timezone.now()
            said.draft.save()
        row.state, row.version = _NEXT[Answer.Kind(said.kind)], row.version + 1
        row.save()
        record(
            by,
            "answer",
            row,
            unit=row.unit,
            words=f"{row.number:04d} {made.get_kind_display()}：{said.words}",
        )
    return row


def settle(item: Item, passed: bool, words: str, by: User, version: int) -> Item:
    """The reviewer's word on an answer: closed, or back to the unit with a reason; an extension moves the deadline.

    Raises:
        PermissionDenied, NotNow (nothing was answered, or no reason), Stale.
    """
    demand(by, "close_item", item)
    if not passed and not words.strip():
        raise NotNow("复核不通过要写明理由")
    with transaction.atomic():
        row = _fresh(item, version)
        if row.state not in {_S.ANSWERED, _S.EXTENSION}:
            raise NotNow(f"这一项现在是“{row.get_state_display()}”，单位还没有答复")
        asked = row.answers.filter(kind=_K.EXTEND).last()
        if row.state == _S.EXTENSION and passed and asked and asked.until:
            row.due, row.state = asked.until, _S.WORKING
        else:
            row.state = _S.CLOSED if passed else _S.REFUSED
        row.version += 1
        row.save()
        _kept(row, Said(_K.PASSED if passed else _K.NOT_PASSED, words), by)
        record(
            by,
            "settle",
            row,
            unit=row.unit,
            words=f"{row.number:04d} {row.get_state_display()} {words}".strip(),
        )
    return row


def carry(task: Task, by: User) -> int:
    """What is still open goes into next year's check; returns how many. Raises PermissionDenied."""
    demand(by, "close_item", task)
    with transaction.atomic():
        rows = [i for i in task.items.select_for_update() if i.open]
        for row in rows:
            row.state, row.version = _S.NEXT_YEAR, row.version + 1
            row.save()
        if rows:
            record(by, "carry", task, unit=task.unit, words=f"{len(rows)} 项转来年核对")
    return len(rows)


def marks(task: Task) -> list[Mark]:
    """What the newest checked draft of each document says of its items."""
    made: list[Mark] = []
    states: dict[int, tuple[dict[str, str], Draft | None]] = {}
    for item in task.items.select_related("draft", "document"):
        if item.document_id not in states:
            states[item.document_id] = _states(item.document, item.draft)
        found, draft = states[item.document_id]
        made.append(Mark(item, found.get(item.key, GONE) if draft else "", draft))
    return made


def _states(document: Document, old: Draft) -> tuple[dict[str, str], Draft | None]:
    newest = document.drafts.filter(state=Draft.State.DONE, number__gt=old.number).order_by("-number").first()
    if newest is None:
        return {}, None
    changes = compare(old, newest)
    return {(c.now or c.before).key: c.state for c in changes if c.now or c.before}, newest  # type: ignore[union-attr]


def last_year(document: Document) -> list[tuple[Item, bool]]:
    """Items of the unit's years before, newest first; True where the newest draft breaks the same rule again."""
    if document.unit_id is None or document.year is None:
        return []
    newest = document.latest
    again = set(newest.findings.values_list("rule", flat=True)) if newest else set()
    before = Item.objects.filter(unit=document.unit, document__year__lt=document.year)
    return [(item, item.rule in again) for item in before.order_by("-document__year", "number")]


def _fresh(item: Item, version: int) -> Item:
    row: Item = Item.objects.select_for_update().select_related("unit").get(pk=item.pk)
    if row.version != version:
        raise Stale(f"这一项刚被别人改成“{row.get_state_display()}”，请看过再办")
    return row


def _kept(row: Item, said: Said, by: User) -> Answer:
    return Answer.objects.create(
        item=row,
        kind=said.kind,
        words=said.words.strip()[:1000],
        until=said.until,
        draft=said.draft,
        evidence=said.evidence,
        evidence_name=said.evidence_name[:255],
        by=by,
    )
