"""The reviewer's word on what a unit answered, and what becomes of the item, the verdict and the unit's part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from quanheng.web.campaigns.models import Task
from quanheng.web.campaigns.steps import NotNow, take
from quanheng.web.documents.models import Verdict
from quanheng.web.documents.verdicts import Unsound, decide
from quanheng.web.events.log import record
from quanheng.web.rectification.items import Said, fresh, kept
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.units.models import User
from quanheng.web.units.rights import demand

_S, _K = Item.State, Answer.Kind
_WORDS = {
    _K.EXTEND: ((_K.GRANTED, _S.WORKING), (_K.DENIED, _S.WORKING)),
    _K.DISAGREE: ((_K.ADOPTED, _S.WITHDRAWN), (_K.UPHELD, _S.REFUSED)),
}
"""By what the unit answered: what yes and no are called, and the state that each leads to."""
_OTHERWISE = ((_K.PASSED, _S.CLOSED), (_K.NOT_PASSED, _S.REFUSED))


def words_of(answer: Answer) -> tuple[str, str]:
    """What yes and no are called for an answer of the unit."""
    (yes, _), (no, _) = _WORDS.get(_K(answer.kind), _OTHERWISE)
    return str(yes.label), str(no.label)


@dataclass(frozen=True)
class Word:
    """The reviewer's yes or no with its reason; `until` is the new deadline where more time is given."""

    passed: bool
    words: str = ""
    until: date | None = None


def settle(item: Item, said: Word, by: User, version: int) -> Item:
    """Yes or no to the answer: closed or back to the unit; a new deadline or the old one; withdrawn or upheld.

    The new deadline is that of the word, else the one that the unit asked for; it counts for nothing else. No wants a
    reason, and so does the withdrawal of what a signed letter says. The findings behind a withdrawn item become 不成立 in the reviewers' verdicts.

    Raises:
        PermissionDenied, NotNow (nothing was answered, no reason, or a deadline that is no later), Stale.
    """
    demand(by, "close_item", item)
    with transaction.atomic():
        row = fresh(item, version)
        asked = row.waiting
        if asked is None:
            raise NotNow(f"这一项现在是“{row.get_state_display()}”，单位还没有答复")
        kind, row.state = _WORDS.get(_K(asked.kind), _OTHERWISE)[0 if said.passed else 1]
        if not said.words.strip() and (not said.passed or kind == _K.ADOPTED):
            raise NotNow(f"“{kind.label}”要写明理由")
        granted = (said.until or asked.until) if kind == _K.GRANTED else None
        if granted and granted <= row.due:
            raise NotNow(f"延期的日期要晚于原来的期限 {row.due}")
        row.due = granted or row.due
        row.version += 1
        row.save()
        made = kept(row, Said(kind, said.words, granted), by)
        if kind == _K.ADOPTED:
            _take_back(row, made, by)
        new = f"至 {granted}" if granted else ""
        told = f"{row.number:04d} {kind.label}{new} {said.words}".strip()
        record(by, "settle", row, unit=row.unit, words=told, kind=kind, after=row.state)
        if not row.open:
            _finish(row.task, by)
    return row


def _take_back(row: Item, made: Answer, by: User) -> None:
    """The reviewers' verdict on each finding of the item: 不成立, for the reason that the item was withdrawn."""
    if row.draft is None or row.document is None:
        return
    for finding in row.draft.findings.filter(key__in=row.keys):
        held = row.document.verdicts.filter(key=finding.key, side=Verdict.Side.REVIEW, proposed=False).first()
        reason = f"整改中采纳单位意见：{made.words}"
        try:
            decide(
                row.document, finding, Verdict.Choice.NOT, reason, by, held.version if held else 0,
                Verdict.Side.REVIEW,
            )  # fmt: skip
        except Unsound as fault:
            raise NotNow(str(fault)) from fault


def carry(task: Task, by: User) -> int:
    """What is still open goes into next year's check; returns how many. Raises PermissionDenied."""
    demand(by, "close_item", task)
    with transaction.atomic():
        rows = [i for i in task.items.select_for_update(of=("self",)) if i.open]
        for row in rows:
            row.state, row.version = _S.NEXT_YEAR, row.version + 1
            row.save()
        if rows:
            record(by, "carry", task, unit=task.unit, words=f"{len(rows)} 项转来年核对")
            _finish(task, by)
    return len(rows)


def _finish(task: Task, by: User) -> None:
    """With nothing left open the unit's part is closed, in the transaction of what closed the last item."""
    row = Task.objects.get(pk=task.pk)
    left = any(item.open for item in row.items.all())
    if not left and row.state in {Task.State.OPINION, Task.State.RECTIFYING}:
        take(row, "close", by, row.version, "整改事项全部办结")
