"""Whose name is this: names of units as people paste them and as documents print them.

Only one unit whose name is the same, but for what the area adds in front, is taken; everything else is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from quanheng.web.units.models import Unit

_DROPPED = re.compile(r"[\s\W_]+|(?:本级|机关|汇总)$")
_CELL = re.compile(r"[\u4e00-\u9fff]{2,}")
_HEADS = {"单位", "单位名称", "部门", "部门名称", "预算单位", "名称", "序号", "合计", "总计"}
_NEAR = 0.5
_MOST = 3


@dataclass(frozen=True)
class Named:
    """A name as it was given, the unit that it means, or the units that it may mean."""

    text: str
    unit: Unit | None
    proposals: tuple[Unit, ...] = ()


class Names:
    """Units by name; built once for many look-ups."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = list(units)
        self._areas = [
            _whole(name) for name in Unit.objects.filter(kind=Unit.Kind.AREA).values_list("name", flat=True)
        ]
        self._known: dict[str, set[int]] = {}
        self._by_key = {unit.pk: unit for unit in self.units}
        self._keys = {unit.pk: self._bare(unit.name) for unit in self.units}
        for unit in self.units:
            for name in {unit.name, unit.short, unit.code} - {""}:
                for form in {_whole(name), self._bare(name)}:
                    self._known.setdefault(form, set()).add(unit.pk)

    def find(self, text: str) -> Named:
        """The unit of that name; a name that fits two units fits none."""
        for form in (_whole(text), self._bare(text)):
            found = self._known.get(form, set())
            if len(found) == 1:
                return Named(text, self._by_key[next(iter(found))])
        return Named(text, None, self._near(text))

    def _near(self, text: str) -> tuple[Unit, ...]:
        bare = self._bare(text)
        ranked = sorted(
            ((_likeness(bare, self._keys[unit.pk]), unit.pk) for unit in self.units), reverse=True
        )
        return tuple(self._by_key[key] for likeness, key in ranked[:_MOST] if likeness >= _NEAR)

    def _bare(self, name: str) -> str:
        """Without the area in front, and what stands before it: 某省青岭县水务局 and 县水务局 are 水务局.

        Other areas stay: a bureau of the same name in the next county is another unit.
        """
        rest = _whole(name)
        for area in self._areas:
            _, found, after = rest.partition(area)
            if found and after:
                rest = after
        return rest.removeprefix("县") or rest


def pasted(text: str) -> list[str]:
    """The names in a list pasted from Excel, one a row, in order and each once; heads and numbers are passed over."""
    made: dict[str, None] = {}
    for line in text.splitlines():
        cells = (cell.strip().strip('"') for cell in re.split(r"[\t,，;；]", line))
        name = next((cell for cell in cells if _CELL.search(cell)), "")
        if name and re.sub(r"\s", "", name) not in _HEADS:
            made[name] = None
    return list(made)


def resolve(text: str, units: Iterable[Unit]) -> list[Named]:
    """Every pasted name with its unit or proposals."""
    names = Names(units)
    return [names.find(name) for name in pasted(text)]


def _whole(name: str) -> str:
    return _DROPPED.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", name)))


def _likeness(one: str, other: str) -> float:
    if one and other and (one in other or other in one):
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def told(named: Sequence[Named]) -> str:
    """How many names were found, and which were not."""
    unknown = [one.text for one in named if one.unit is None]
    found = f"认出 {len(named) - len(unknown)} 个单位"
    return f"{found}，认不出 {len(unknown)} 个：{'、'.join(unknown)}" if unknown else found
