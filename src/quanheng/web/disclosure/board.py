"""What is due of whom: the rows of a unit's own board, and of the bureau's over all its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from quanheng.report.lists import Sheet, Value, book
from quanheng.web.disclosure.clock import Clock, clock
from quanheng.web.disclosure.models import Publication, Release
from quanheng.web.units.models import Unit, User
from quanheng.web.units.rights import visible_units

NOTHING, DUE, OVERDUE, OUT, LATE = "没有文件", "准备中", "已过期限", "按期公开", "晚公开"
CORRECTED, UNSEEN = "更正过", "待财政核对"
_STANDINGS = (OUT, LATE, OVERDUE, DUE, NOTHING)
_KINDS = {Unit.Kind.DEPARTMENT.value, Unit.Kind.SUBORDINATE.value, Unit.Kind.FINANCE.value}


@dataclass(frozen=True, slots=True)
class Row:
    """A publication as it stands: `last` is what the public sees, `ahead` the version that is being prepared."""

    publication: Publication
    clock: Clock
    last: Release | None
    ahead: Release | None
    corrections: int

    @property
    def standing(self) -> str:
        """One word of five, for counting and filtering."""
        if self.last:
            return LATE if self.clock.late else OUT
        if self.clock.late:
            return OVERDUE
        return DUE if self.ahead else NOTHING


def rows(publications: Iterable[Publication]) -> list[Row]:
    """The rows in the order of the publications; `publications` have their releases fetched."""
    made = []
    for one in publications:
        releases = list(one.releases.all())
        out = sorted((r for r in releases if r.out), key=lambda r: r.number)
        first, last = (out[0], out[-1]) if out else (None, None)
        ahead = next((r for r in releases if not r.out), None)
        made.append(Row(one, clock(one, first), last, ahead, max(len(out) - 1, 0)))
    return made


def owing(user: User) -> list[Row]:
    """What the units of a person owe, nearest deadline first, then what is out."""
    seen = Publication.objects.visible_to(user, "prepare_publication") | Publication.objects.visible_to(
        user, "publish"
    )
    found = rows(seen.select_related("unit__parent").prefetch_related("releases__draft"))
    return sorted(found, key=_urgency)


def turns(user: User) -> list[tuple[Row, str]]:
    """What waits for this person, and in words what that is."""
    found = []
    prepares, publishes = (
        {p.pk for p in Publication.objects.visible_to(user, name)}
        for name in ("prepare_publication", "publish")
    )
    for row in owing(user):
        words = _turn(row, row.publication.pk in prepares, row.publication.pk in publishes)
        if words:
            found.append((row, words))
    return found


def _turn(row: Row, prepares: bool, publishes: bool) -> str:
    if row.ahead is not None and row.ahead.state == Release.State.PREPARED:
        return "审签公开" if publishes else ""
    if row.last is not None and row.last.state == Release.State.QUESTIONED and row.ahead is None:
        return f"补正：{row.last.told}" if publishes else ""
    if not prepares or (row.last is not None and row.ahead is None):
        return ""
    return "送审签" if row.ahead else "选择文件"


def _urgency(row: Row) -> tuple[bool, object, int]:
    due = row.clock.deadline.due or timezone.localdate().replace(year=9999)
    return row.last is not None, due, -row.publication.year


def over(user: User) -> list[Unit]:
    """The units whose publications the person looks at for the bureau."""
    return list(visible_units(user, "confirm_publication").filter(kind__in=_KINDS).select_related("parent"))


@dataclass(frozen=True, slots=True)
class County:
    """One kind and year over all units: the rows, and the units of which nothing is asked yet."""

    kind: str
    year: int
    rows: list[Row]
    without: list[Unit]

    def only(self, standing: str) -> list[Row]:
        """The rows of one standing, corrected or not yet looked at by the bureau; all for a word that is none."""
        if standing == UNSEEN:
            return self.unseen
        if standing == CORRECTED:
            return [row for row in self.rows if row.corrections]
        found = [row for row in self.rows if row.standing == standing]
        return found if standing in _STANDINGS else self.rows

    @property
    def tally(self) -> list[tuple[str, int]]:
        """The standings with those that were corrected and those that wait for the bureau."""
        return [*self.counts, (CORRECTED, self.corrected), (UNSEEN, len(self.unseen))]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many of each standing, all of them."""
        found = Counter(row.standing for row in self.rows)
        return [(name, found[name]) for name in _STANDINGS]

    @property
    def corrected(self) -> int:
        """How many were corrected after they were out."""
        return sum(row.corrections > 0 for row in self.rows)

    @property
    def unseen(self) -> list[Row]:
        """What is out and not yet looked at by the bureau."""
        return [r for r in self.rows if r.last and r.last.state == Release.State.PUBLISHED]

    @property
    def title(self) -> str:
        """2024年度部门决算公开情况."""
        return f"{self.year}年度{Publication.Kind(self.kind).label}公开情况"


def county(user: User, kind: str, year: int) -> County:
    """How all units stand with that kind and year."""
    units = over(user)
    seen = Publication.objects.filter(unit__in=units, kind=kind, year=year)
    found = rows(seen.select_related("unit__parent").prefetch_related("releases__draft"))
    asked = {row.publication.unit_id for row in found}
    without = [u for u in units if u.pk not in asked]
    return County(kind, year, found, without)


def periods(user: User) -> list[tuple[str, int, str]]:
    """(kind, year, label) of what is asked of the person's units, the newest first."""
    seen = Publication.objects.filter(unit__in=over(user)).order_by("-year", "kind")
    pairs = seen.values_list("kind", "year").distinct()
    return [(kind, year, f"{year}年度{Publication.Kind(kind).label}") for kind, year in pairs]


_COLUMNS = (
    ("单位", 26), ("批复日期", 12), ("期限", 12), ("公开日期", 12), ("情况", 14), ("晚（天）", 9), ("版次", 7),
    ("更正次数", 10), ("财政核对", 12), ("网址", 44), ("仍要公开的理由", 30), ("更正说明", 36),
)  # fmt: skip


def workbook(made: County) -> bytes:
    """The overview as Excel; the note says what the dates rest on."""
    bases = sorted({row.clock.deadline.basis for row in made.rows if row.clock.deadline.due})
    lines = [_line(row) for row in made.rows]
    lines += [[unit.name, None, None, None, "没有布置", *[None] * 7] for unit in made.without]
    note = f"打印日期 {timezone.localdate()}。期限依据：{'；'.join(bases) or '没有规定期限'}。"
    return book([Sheet(made.title, _COLUMNS, lines, note)])


def _line(row: Row) -> Sequence[Value]:
    last, when = row.last, row.clock
    return [
        row.publication.unit.name,
        _day(row.publication.approved_on),
        _day(when.deadline.due),
        _day(when.day),
        row.standing,
        when.late or None,
        last.number if last else None,
        row.corrections or None,
        last.get_state_display() if last else None,
        last.url if last else None,
        (last.reason if last else "") or None,
        (last.note if last else "") or None,
    ]


def _day(value: object) -> str | None:
    return str(value) if value else None
