"""What a corrected draft says of the items: gone, still there, changed, and what is new in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from quanheng.web.campaigns.models import Task
from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.documents.verdicts import CHANGED, GONE, NEW, STILL, Change, compare
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import User

REPLACED = "原问题已变，同一事项又有新问题"
"""The old finding is gone, but a new one speaks of the same thing: the correction was wrong too."""
_WORST = (STILL, CHANGED, REPLACED, GONE)


@dataclass(frozen=True)
class Mark:
    """What the newest checked draft says of an item: one of the states, "" without a newer draft or without keys."""

    item: Item
    state: str
    draft: Draft | None


@dataclass(frozen=True)
class Recheck:
    """A document's newest checked draft beside the one that the letter was about."""

    draft: Draft
    changes: list[Change]
    new: list[Finding] = field(default_factory=list)

    def state(self, item: Item) -> str:
        """The worst of what became of the item's findings."""
        found = {(c.now or c.before).key: c.state for c in self.changes if c.now or c.before}  # type: ignore[union-attr]
        states = {found.get(key, GONE) for key in item.keys}
        if GONE in states and any(_same_thing(item, one) for one in self.new):
            states.add(REPLACED)
        return next(state for state in _WORST if state in states)


def _same_thing(item: Item, finding: Finding) -> bool:
    about = finding.content.get("card", {}).get("about", "")
    return bool(item.about) and (item.rule, item.about) == (finding.rule, about)


def rechecks(task: Task, user: User) -> dict[int, Recheck]:
    """By document: the newest checked draft that `user` sees, where it is newer than the one of the letter."""
    made: dict[int, Recheck] = {}
    for item in task.items.select_related("draft", "document").exclude(draft=None):
        assert item.document is not None
        assert item.draft is not None
        if item.document.pk in made:
            continue
        newest = _newest(item.document, item.draft, user)
        if newest is not None:
            changes = compare(item.draft, newest)
            new = [change.now for change in changes if change.state == NEW and change.now]
            made[item.document.pk] = Recheck(newest, changes, new)
    return made


def _newest(document: Document, old: Draft, user: User) -> Draft | None:
    seen = Draft.objects.visible_to(user, "view_whole").filter(document=document, state=Draft.State.DONE)
    newest: Draft | None = seen.filter(number__gt=old.number).order_by("-number").first()
    return newest


def marks(task: Task, found: dict[int, Recheck]) -> list[Mark]:
    """Every item of the task with what the rechecks say of it."""
    made = []
    for item in task.items.select_related("draft", "document", "unit").prefetch_related(
        "answers__by", "answers__draft"
    ):
        recheck = found.get(item.document_id or 0)
        state = recheck.state(item) if recheck and item.keys else ""
        made.append(Mark(item, state, recheck.draft if recheck else None))
    return made


def corrected(item: Item, user: User) -> Draft | None:
    """The newest checked draft after the letter, which an answer 已更正 takes along; None where there is none."""
    found = marks(item.task, rechecks(item.task, user))
    return next((one.draft for one in found if one.item.pk == item.pk), None)
