"""Why a part was sent back, and what of the review lives on when it comes anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quanheng.web.campaigns.models import Task
from quanheng.web.documents import verdicts
from quanheng.web.documents.models import Draft, Verdict
from quanheng.web.events.log import subject_of
from quanheng.web.events.models import Event
from quanheng.web.units.models import User

BY_BUREAU, BY_LEADER = "return", "revise"
"""The steps that send a part back to who filled it in, as the log names them."""
_OPEN = {Task.State.RETURNED, Task.State.DRAFT, Task.State.CHECKING, Task.State.TO_SIGN}


def returns(task: Task) -> list[Event]:
    """When the bureau sent the part back, by whom and why, the oldest first; for whoever sees the part."""
    found = Event.objects.filter(subject=subject_of(task), action=BY_BUREAU)
    return list(found.order_by("number"))


def reasons(tasks: Iterable[Task]) -> dict[int, Event]:
    """By task, why it lies with its unit again: the last time that bureau or leader sent it back.

    For the unit's own people: what the leader says to the accountant is not the bureau's.
    """
    names = {subject_of(task): task.pk for task in tasks if task.state in _OPEN}
    found = Event.objects.filter(subject__in=names, action__in=(BY_BUREAU, BY_LEADER, "submit", "receive"))
    last: dict[int, Event] = {}
    for event in found.order_by("number"):
        key = names[event.subject]
        if event.action in {BY_BUREAU, BY_LEADER}:
            last[key] = event
        else:
            last.pop(key, None)  # handed in since: what was asked for then is settled or asked for again
    return last


@dataclass(frozen=True, slots=True)
class Renewed:
    """A draft beside the one that the reviewers had before: what became of findings and of verdicts on them."""

    draft: Draft
    earlier: Draft
    changes: dict[str, int] = field(default_factory=dict)
    kept: int = 0
    again: int = 0


def renewed(drafts: Sequence[Draft], user: User) -> dict[int, Renewed]:
    """By draft, for those that came in the place of an earlier one that `user` sees."""
    made = {}
    for draft in drafts:
        earlier = draft.document.drafts_for(user).filter(number__lt=draft.number).first()
        if earlier is None or draft.state != Draft.State.DONE:
            continue
        changes = Counter(one.state for one in verdicts.compare(earlier, draft))
        ours = [
            one
            for standings in verdicts.carry_over(draft).values()
            for one in standings
            if one.verdict.side == Verdict.Side.REVIEW and not one.verdict.proposed
        ]
        again = sum(one.again for one in ours)
        made[draft.pk] = Renewed(draft, earlier, dict(changes), len(ours) - again, again)
    return made
