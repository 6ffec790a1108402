"""What the years before left behind, laid beside this year's draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from quanheng.web.documents.models import Document, Draft, Finding
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit, User

AGAIN, ALIKE, NOT_SEEN, NOT_COMPARED = "又出现", "同一规则又有", "本稿没有再发现", "未能核对"
_ORDER = (AGAIN, ALIKE, NOT_COMPARED, NOT_SEEN)


@dataclass(frozen=True)
class Earlier:
    """An item of a year before: AGAIN, the same rule speaks of the same thing; ALIKE, of another one.

    `orders` are the numbers of the findings of the draft that show it; `why` says why it could not be compared.
    """

    item: Item
    state: str
    orders: tuple[int, ...] = ()
    why: str = ""

    @property
    def year(self) -> int:
        """The year of the item."""
        return int(self.item.task.campaign.year)


def last_year(document: Document, user: User, draft: Draft | None = None) -> list[Earlier]:
    """Items of the unit's last year and older ones left open, what came back first; nothing without unit and year."""
    draft = draft or document.latest
    unit = _unit(document, draft, user)
    if unit is None or document.year is None:
        return []
    findings = list(draft.findings.all()) if draft and draft.state == Draft.State.DONE else None
    made = [_beside(item, document, findings) for item in _before(unit, document.year, user)]
    return _sorted(made)


def earlier_of(unit: Unit, year: int, user: User) -> list[Earlier]:
    """The same for everything that the unit has uploaded for the year: of each item the worst that any paper shows."""
    papers = Document.objects.visible_to(user, "view_whole").filter(unit=unit, year=year)
    found: dict[int, list[Earlier]] = {}
    for paper in papers:
        for one in last_year(paper, user):
            found.setdefault(one.item.pk, []).append(one)
    made = []
    for item in _before(unit, year, user):
        seen = _sorted(found.get(item.pk, []))
        compared = [one for one in seen if one.state != NOT_COMPARED]
        made.append((compared or seen or [Earlier(item, NOT_COMPARED, why="还没有上传今年的材料")])[0])
    return _sorted(made)


def _sorted(made: Iterable[Earlier]) -> list[Earlier]:
    return sorted(made, key=lambda one: _ORDER.index(one.state))


def _before(unit: Unit, year: int, user: User) -> QuerySet[Item]:
    """Last year's items but those withdrawn, and those of older years that were carried on."""
    wanted = Q(task__campaign__year=year - 1) | Q(state=Item.State.NEXT_YEAR)
    seen: QuerySet[Item] = Item.objects.visible_to(user, "view_whole").filter(unit=unit)
    seen = seen.exclude(state=Item.State.WITHDRAWN)
    found = seen.filter(wanted, task__campaign__year__lt=year).select_related("task__campaign", "document")
    return found.order_by("-task__campaign__year", "number")


def _unit(document: Document, draft: Draft | None, user: User) -> Unit | None:
    """The document's unit; for a quick check the one unit of exactly the name that was read, as far as `user` sees it."""
    if document.unit is not None:
        return document.unit
    name = (draft.summary.get("organisation") or "") if draft else ""
    items = (
        Item.objects.visible_to(user, "view_whole").filter(unit__name=name) if name else Item.objects.none()
    )
    units = {item.unit for item in items.select_related("unit")}
    return units.pop() if len(units) == 1 else None


def _beside(item: Item, document: Document, findings: list[Finding] | None) -> Earlier:
    if not item.keys:
        return Earlier(item, NOT_COMPARED, why="复核人自拟的事项，请人工核对")
    if findings is None:
        return Earlier(item, NOT_COMPARED, why="这一稿还没有核对完")
    if item.document is None or item.document.kind != document.kind:
        return Earlier(item, NOT_COMPARED, why="上年是另一种材料上的问题")
    alike = [one for one in findings if one.rule == item.rule]
    same = [one for one in alike if one.content.get("card", {}).get("about", "") == item.about]
    shown = same or alike
    state = AGAIN if same else ALIKE if alike else NOT_SEEN
    return Earlier(item, state, tuple(one.order for one in shown))
