"""Items made of a signed letter, received and answered by the unit; `settling` has the reviewer's word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from quanheng.report.papers.verdicts import CORRECT, EXPLAIN, IMPROVE
from quanheng.web.campaigns.models import Letter, Task
from quanheng.web.campaigns.steps import NotNow, Stale, take
from quanheng.web.documents.models import Draft, Finding
from quanheng.web.events.log import record
from quanheng.web.files.models import StoredFile
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_S, _K = Item.State, Answer.Kind
_NEXT = {
    _K.CORRECTED: _S.ANSWERED,
    _K.EXPLAINED: _S.ANSWERED,
    _K.DISAGREE: _S.ANSWERED,
    _K.EXTEND: _S.EXTENSION,
}
_ASKS = {CORRECT: Item.Ask.CORRECT, EXPLAIN: Item.Ask.EXPLAIN, IMPROVE: Item.Ask.IMPROVE}


def issue(letter: Letter, by: User) -> list[Item]:
    """One item for each matter of a signed letter, in its order and with its words; due by the campaign's days.

    Called in the transaction that signs. Raises PermissionDenied for whoever may not sign opinions.
    """
    demand(by, "sign_opinion", letter)
    due = _due(letter.task)
    made = [_item(letter, number, ask, entry, due) for number, (ask, entry) in enumerate(_matters(letter), 1)]
    if made:
        record(
            by,
            "issue",
            letter.task,
            unit=letter.task.unit,
            words=f"下达整改事项 {len(made)} 项，限 {due} 前",
        )
    return made


def _due(task: Task) -> date:
    return timezone.localdate() + timedelta(days=task.campaign.answer_days)


def _matters(letter: Letter) -> Iterator[tuple[str, dict[str, Any]]]:
    for ask in _ASKS:
        for entry in letter.content["items"].get(ask, []):
            yield ask, entry


def _item(letter: Letter, number: int, ask: str, entry: dict[str, Any], due: date) -> Item:
    finding = _first(letter.task, entry["keys"])
    given: dict[str, Any] = {}
    if finding is not None:
        given = {
            "document": finding.draft.document,
            "draft": finding.draft,
            "keys": [key for _, key in entry["keys"]],
            "rule": finding.rule,
            "severity": finding.severity,
            "about": finding.content.get("card", {}).get("about", "")[:200],
        }
    missing = finding is not None and finding.severity == "missing" and ask != IMPROVE
    return Item.objects.create(
        task=letter.task,
        unit=letter.task.unit,
        letter=letter,
        number=number,
        place=entry["位置"][:300],
        message=entry["问题"],
        request=entry["要求"],
        ask=Item.Ask.PROVE if missing else _ASKS[ask],
        due=due,
        **given,
    )


def _first(task: Task, keys: Sequence[Sequence[str]]) -> Finding | None:
    """The finding that the matter is about, in the newest draft that the reviewers had."""
    if not keys:
        return None
    document, key = keys[0]
    found = Finding.objects.filter(draft__document=int(document), draft__document__task=task, key=key)
    handed = found.filter(draft__submitted_at__isnull=False).select_related("draft__document")
    return handed.order_by("-draft__number").first()


def acknowledge(task: Task, by: User) -> int:
    """The unit has received the items; the days that the letter gives begin now. Returns how many were new to it.

    Raises PermissionDenied.
    """
    demand(by, "answer", task)
    due = _due(task)
    with transaction.atomic():
        count = 0
        for item in task.items.select_for_update(of=("self",)).filter(state=_S.SENT):
            item.state, item.version, item.due = _S.TAKEN, item.version + 1, max(item.due, due)
            item.save()
            count += 1
        if count:
            record(
                by, "acknowledge-items", task, unit=task.unit, words=f"签收整改事项 {count} 项，限 {due} 前"
            )
        row = Task.objects.get(pk=task.pk)
        if row.state == Task.State.OPINION:
            take(row, "acknowledge", by, row.version)
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
    if said.kind == _K.CORRECTED and not (said.draft or said.words.strip() or said.evidence):
        raise NotNow("“已更正”请先在上面传改好的文件，或写明在哪里更正的")
    if said.kind == _K.EXTEND and (said.until is None or said.until <= item.due):
        raise NotNow("申请延期要写新的日期，晚于原来的期限")
    if said.kind == _K.EXTEND and not said.words.strip():
        raise NotNow("申请延期要写明理由")
    with transaction.atomic():
        row = fresh(item, version)
        if not row.open:
            raise NotNow(f"这一项已是“{row.get_state_display()}”，不用再答复")
        made = kept(row, said, by)
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
            words=f"{row.number:04d} {made.get_kind_display()}{_until(made)}：{said.words}",
        )
    return row


def _until(made: Answer) -> str:
    return f"至 {made.until}" if made.until else ""


def fresh(item: Item, version: int) -> Item:
    """The item locked as it is now. Raises Stale where it is not the one that the person saw."""
    row: Item = Item.objects.select_for_update(of=("self",)).select_related("unit", "task").get(pk=item.pk)
    if row.version != version:
        raise Stale(f"这一项刚被别人改成“{row.get_state_display()}”，请看过再办")
    return row


def kept(row: Item, said: Said, by: User) -> Answer:
    """What was said, beside the item."""
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
