"""What the years before left behind, laid beside this year's draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

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
    seen = Item.objects.visible_to(user, "view_whole").filter(unit=unit)
    wanted = Q(task__campaign__year=document.year - 1) | Q(state=Item.State.NEXT_YEAR)
    before = seen.filter(wanted, task__campaign__year__lt=document.year)
    findings = list(draft.findings.all()) if draft else []
    checked = draft is not None and draft.state == Draft.State.DONE
    made = [
        _beside(item, document, findings if checked else None)
        for item in before.select_related("task__campaign", "document").order_by(
            "-task__campaign__year", "number"
        )
    ]
    return sorted(made, key=lambda one: _ORDER.index(one.state))


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
