"""The board of items: those of one year by state, and what years before still have open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit, User

COLUMNS = (
    ("已下达", [Item.State.SENT]),
    ("已签收", [Item.State.TAKEN]),
    ("整改中", [Item.State.WORKING, Item.State.REFUSED]),
    ("待复核", [Item.State.ANSWERED, Item.State.EXTENSION]),
    ("已办结", list(Item.OVER)),
)
_YEAR = "task__campaign__year"


@dataclass
class Board:
    """`years` with how many items each has open, the newest first; `items` those of the chosen one."""

    years: dict[int, int] = field(default_factory=dict)
    year: int = 0
    units: list[Unit] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def columns(self) -> list[tuple[str, list[Item]]]:
        """The items by state."""
        return [(name, [i for i in self.items if i.state in states]) for name, states in COLUMNS]

    @property
    def overdue(self) -> list[Item]:
        """Those open after their deadline."""
        return [item for item in self.items if item.late]

    @property
    def left(self) -> list[tuple[int, int]]:
        """Other years with items that are still open."""
        return [(year, count) for year, count in self.years.items() if count and year != self.year]


def board(user: User, year: int | None = None, unit: int | None = None, late: bool = False) -> Board:
    """What the person sees of a year, the newest where none is named or that year has nothing."""
    seen: Any = Item.objects.visible_to(user, "view_whole")
    still = Count("pk", filter=~Q(state__in=Item.OVER), distinct=True)
    counted = seen.order_by().values_list(_YEAR).annotate(still=still)
    made = Board(dict(sorted(counted, reverse=True)))
    if not made.years:
        return made
    made.year = year if year in made.years else max(made.years)
    listed = list(seen.filter(**{_YEAR: made.year}).select_related("unit", "task__campaign"))
    made.units = sorted({item.unit for item in listed}, key=lambda one: one.path)
    made.items = [item for item in listed if unit in (None, item.unit_id) and (item.late or not late)]
    return made
