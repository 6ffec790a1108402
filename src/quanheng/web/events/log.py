"""Writing and verifying the event log (hash chain as in Schneier and Kelsey, Secure Audit Logs, 1999)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from quanheng.web.events.models import Chain, Event
from quanheng.web.units.models import Unit, User


def subject_of(row: models.Model) -> str:
    """How an event names the row it is about: model and key."""
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001  (Django's public way to a model's name)


def record(
    actor: User | None,
    action: str,
    row: models.Model,
    *,
    unit: Unit | None = None,
    words: str = "",
    **detail: Any,
) -> Event:
    """Append one event; must be called inside the transaction of what it tells, so that both stand or neither."""
    with transaction.atomic():
        Chain.objects.get_or_create(pk=1)
        chain = Chain.objects.select_for_update().get(pk=1)
        event = Event(
            number=chain.length + 1,
            at=timezone.now(),
            actor=actor,
            actor_name=str(actor or "系统"),
            unit=unit,
            action=action,
            subject=subject_of(row),
            words=words[:500],
            detail=json.loads(json.dumps(detail, ensure_ascii=False, default=str)),
            previous=chain.last,
        )
        event.hash = seal(event)
        event.save()
        chain.last, chain.length = event.hash, event.number
        chain.save()
    return event


def seal(event: Event) -> str:
    """The hash of an event: canonical JSON of its columns with the previous hash."""
    content = [
        event.number,
        event.at.isoformat(),
        event.actor_id,
        event.actor_name,
        event.unit_id,
        event.action,
        event.subject,
        event.words,
        event.detail,
        event.previous,
    ]
    return sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def broken() -> Iterator[tuple[int, str]]:
    """Number of each event that does not fit the chain, and why in Chinese; nothing for a whole log."""
    previous, number = "", 0
    for event in Event.objects.order_by("number").iterator():
        number += 1
        if event.number != number:
            yield event.number, f"第 {number} 条缺失"
            number = event.number
        if event.previous != previous:
            yield event.number, "与上一条接不上，前面有改动或删除"
        if seal(event) != event.hash:
            yield event.number, "内容与封签不符，被改动过"
        previous = event.hash
    kept = Chain.objects.filter(pk=1).first()
    if kept and (kept.length, kept.last) != (number, previous):
        yield kept.length, "末尾的事件缺失"


def length() -> int:
    """How many events the log has."""
    return Event.objects.count()
