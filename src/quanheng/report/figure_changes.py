"""The figures of two drafts side by side: what stayed, what was corrected and why, what is gone, new or still open.

A figure is matched by what it is (item, year, basis, fund, kind), one without an item by its value and the
words before it. Which of two different values is right is not said; the finding on the old one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quanheng.lexicon.load import label
from quanheng.model.figure import Figure
from quanheng.model.finding import NOTE
from quanheng.model.review import Reviewed
from quanheng.report import messages, words
from quanheng.report.drafted_figures import Draft

SAME, WRITTEN, FIXED, OTHER, GONE, ADDED, OPEN = "相同", "写法", "更正", "不同", "未写入", "新写入", "待补"
STATES = (FIXED, OTHER, WRITTEN, GONE, OPEN, ADDED)
_ALIKE = {
    "income.all": ("income.current_year", "income.total"),
    "expenditure.fiscal": ("expenditure.total",),
    "carryover.fiscal_opening": ("carryover.opening",),
    "carryover.fiscal_closing": ("carryover.closing",),
}
_TOTAL = re.compile(r"综合得分|评价结果$|自评得分$|自评总分$")
_ALIKE_WORDS, _TELLING = 3, 3


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure in both drafts, as printed, with its places in words; `times` counts alike ones."""

    state: str
    name: str
    old: str
    old_place: str
    new: str
    new_place: str
    why: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """All changes in the order of the old draft, then of the new one; how many figures are the same of how many.

    `pairs` has each figure of the old draft with its counterpart and whether it is the same quantity.
    """

    changes: list[FigureChange]
    pairs: list[tuple[Figure, Figure | None, bool]]
    same: int
    total: int
    added: int


def compare(old: Reviewed, new: Reviewed) -> Compared:
    """Compare two documents figure by figure."""
    return _Pair(old, new).compared()


class _Pair:
    """Two drafts being matched."""

    def __init__(self, old: Reviewed, new: Reviewed) -> None:
        self.old, self.new = Draft(old), Draft(new)
        self.met: set[int] = set()
        self.changed: set[int] = set()

    def compared(self) -> Compared:
        """Every figure of the old draft, then what only the new one has."""
        pairs = [(figure, *self._match(figure)) for figure in self.old.figures]
        self.changed = {id(old) for old, new, same in pairs if new is not None and not same}
        made = [self._change(old, new, same) for old, new, same in pairs]
        same = sum(one is None for one in made)
        added = [f for f in self.new.figures if id(f) not in self.met]
        changes = [
            *(one for one in made if one is not None),
            *self._open(),
            *(self._added(figure) for figure in added),
        ]
        return Compared(list(_folded(changes)), pairs, same, len(self.old.figures), len(added))

    def _match(self, figure: Figure) -> tuple[Figure | None, bool]:
        """The figure of the new draft, and whether it is the same quantity."""
        candidates = self._named(figure)
        equal = [new for new in candidates if _equal(figure, new)]
        alike = equal or [] if candidates else self._worded(figure)
        if alike:
            self.met.update(id(new) for new in alike)
            return alike[0], True
        if candidates:
            nearest = min(candidates, key=lambda new: abs(new.base - figure.base))
            self.met.add(id(nearest))
            return nearest, False
        return None, False

    def _named(self, figure: Figure) -> list[Figure]:
        """The figures of the new draft that are the same thing."""
        if row := self.old.rows.get(id(figure)):
            return [new for new in self.new.figures if self.new.rows.get(id(new)) == row]
        if _total_score(figure):
            return [new for new in self.new.figures if _total_score(new)]
        if not figure.item:
            return []
        for items in ((figure.item,), _ALIKE.get(figure.item, ())):
            found = [new for new in self.new.figures if new.item in items and _alike(figure, new)]
            if found:
                own = [new for new in found if new.fund == figure.fund]
                return own or found
        return []

    def _worded(self, figure: Figure) -> list[Figure]:
        """The same value after the same words; a telling number anywhere."""
        alike = [
            new
            for new in self.new.figures
            if new.unit.dimension == figure.unit.dimension and new.kind == figure.kind and _equal(figure, new)
        ]
        if figure in self.old.counted:
            return [new for new in alike if new in self.new.counted]
        before = self.old.before(figure)[-_ALIKE_WORDS:]
        worded = [new for new in alike if before and self.new.before(new).endswith(before)]
        named = [new for new in alike if figure.surface and new.surface == figure.surface]
        telling = figure.place.cell is None or figure.kind == "level"
        telling = telling and len(re.sub(r"\D", "", figure.text).strip("0")) >= _TELLING
        return worded or named or (alike if telling else [])

    def _change(self, old: Figure, new: Figure | None, same: bool) -> FigureChange | None:
        """What became of a figure of the old draft; None where it stayed."""
        written = _printed(old)
        if new is None:
            why = self._finding(old) or self._lost(old)
            return FigureChange(
                GONE, self._name(old, self.old), written, self.old.where(old.place), "", "", why
            )
        places = self.old.where(old.place), self.new.where(new.place)
        if same and old.unit.power == new.unit.power:
            return None
        if same:
            why = f"单位由{old.unit.name}改为{new.unit.name}"
            return FigureChange(
                WRITTEN, self._name(old, self.old), written, places[0], _printed(new), places[1], why
            )
        finding = self._finding(old)
        why = finding or self._reason(old, new)
        state = FIXED if finding or why else OTHER
        return FigureChange(
            state,
            self._name(old, self.old),
            written,
            places[0],
            _printed(new),
            places[1],
            why or "与原稿不同，请核实",
        )

    def _finding(self, old: Figure) -> str:
        """What a finding says of the old figure, "" for none."""
        finding = self.old.found.get(id(old))
        if finding is None:
            return ""
        found = f"原稿{words.NAMES[words.severity(finding)]} {messages.code(finding.rule)}"
        wanted = messages.wanted(finding) if finding.severity != NOTE else ""
        return f"{found}，{wanted}" if wanted else found

    def _reason(self, old: Figure, new: Figure) -> str:
        """Another reason for a different value."""
        for other in self.old.figures:
            if other is not old and other.item == old.item and _alike(old, other) and _equal(other, new):
                return f"原稿{self.old.where(other.place)}写{_printed(other)}，采用该处"
        if _total_score(old):
            return "按各项得分重新相加"
        if id(old) in self.old.rounded:
            return "尾差，按分项相加"
        if old.kind != "level" and any(
            id(operand.figure) in self.changed
            for relation in self.old.reviewed.relations
            if any(operand.figure is old for operand in relation.claim.operands)
            for operand in relation.claim.operands
        ):
            return "随相关的数重新计算"
        return ""

    def _lost(self, old: Figure) -> str:
        """Why a figure is not in the new draft."""
        name = label(old.item) if old.item else ""
        year = str(old.year) if old.year is not None else ""
        ends = tuple(f"{name}{basis}】" for basis in ("", "决算数", "年初预算数", "全年预算数"))
        if name and any(gap.endswith(ends) and year in gap for gap, _ in self.new.gaps):
            return "新稿【待补】"
        if old.kind != "level" and old.item:
            return "新稿没有写这个增减或比率"
        return "新稿没有写这个数" if old.item else "原稿的这段文字没有写入新稿"

    @staticmethod
    def _name(figure: Figure, draft: Draft) -> str:
        """The row and column of a form, else the item with its year and basis."""
        return "".join(draft.rows.get(id(figure), ())) or _name(figure)

    def _open(self) -> Iterator[FigureChange]:
        """What the new draft says is to be supplied."""
        for gap, place in self.new.gaps:
            yield FigureChange(OPEN, gap[4:-1], "", "", gap, self.new.where(place), "由单位补填")

    def _added(self, new: Figure) -> FigureChange:
        return FigureChange(
            ADDED,
            self._name(new, self.new),
            "",
            "",
            _printed(new),
            self.new.where(new.place),
            "原稿没有写，由工作簿的数写出",
        )


def _alike(one: Figure, other: Figure) -> bool:
    """True where both are the same quantity of an item, whatever the value."""
    funds = one.fund == other.fund or not (one.fund and other.fund) or "fiscal" in {one.fund, other.fund}
    return (
        (one.kind, one.unit.dimension, one.year, one.subject) == (other.kind, other.unit.dimension, other.year, other.subject)
        and (one.basis == other.basis or (one.kind != "level" and not (one.basis and other.basis)))
        and funds
    )  # fmt: skip


def _total_score(figure: Figure) -> bool:
    """True for the score of the whole evaluation."""
    return figure.unit.name == "分" and bool(_TOTAL.search(figure.surface))


def _equal(one: Figure, other: Figure) -> bool:
    """True where the one with fewer digits is the other rounded."""
    return abs(one.base - other.base) <= max(one.half(one.decimals), other.half(other.decimals))


def _name(figure: Figure) -> str:
    """What a figure is: 2024年决算基本支出, 占比 and 增减 where it is one."""
    what = label(figure.item) if figure.item else figure.surface
    year = f"{figure.year}年" if figure.year is not None and figure.item else ""
    basis = words.BASES.get(figure.basis, "") if figure.item else ""
    kind = "" if figure.kind == "level" else words.FIGURE_KINDS.get(figure.kind, "")
    return f"{year}{basis}{what}{kind}" or "（无名称）"


def _printed(figure: Figure) -> str:
    unit = figure.unit.name
    return figure.text if not unit or figure.text.endswith(unit) else f"{figure.text}{unit}"


def _folded(changes: Sequence[FigureChange]) -> Iterator[FigureChange]:
    """Alike changes as one, at the first place."""
    counts: dict[tuple[str, ...], int] = {}
    for one in changes:
        key = (one.state, one.name, one.old, one.new, one.why)
        counts[key] = counts.get(key, 0) + 1
    seen: set[tuple[str, ...]] = set()
    for one in changes:
        key = (one.state, one.name, one.old, one.new, one.why)
        if key not in seen:
            seen.add(key)
            yield replace(one, times=counts[key])
