"""Who a document belongs to: one department under its several names, linked over the years by the user's list."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from quanheng.facts.case_parties import bare
from quanheng.norms.regions import jurisdiction_of, region_name

HEADS = ("原名称", "现名称", "年度", "方式")
RENAMED, MERGED, DIVIDED = "更名", "合并", "划出"
"""更名: the same office; 合并: the later one takes over all of several; 划出: part of the earlier one."""


class BadLinks(Exception):
    """The list of links cannot be used; the message is Chinese and says where."""


@dataclass(frozen=True, slots=True)
class Link:
    """From `year` on what was `old` is `new`."""

    old: str
    new: str
    year: int
    way: str


@dataclass(slots=True)
class Office:
    """One department: its line through renamings; `latest` is the name it bore last."""

    key: str
    names: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    jurisdiction: str | None = None

    @property
    def latest(self) -> str:
        """The name of its latest document; of several the first by the alphabet."""
        return min(self.names, key=lambda name: (-max(self.names[name], default=0), name))

    @property
    def slug(self) -> str:
        """Ten letters that stay the same while the line is the same."""
        return sha256(self.key.encode("utf-8")).hexdigest()[:10]


def read_links(path: Path) -> list[Link]:
    """The user's list: CSV with the columns of HEADS, UTF-8; raises BadLinks."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeError) as fault:
        raise BadLinks(f"{path} 读不出来，要用 UTF-8 保存的 CSV") from fault
    made = []
    for number, row in enumerate(rows, 2):
        old, new, year, way = ((row.get(head) or "").strip() for head in HEADS)
        if not (old and new and year.isdigit() and way in (RENAMED, MERGED, DIVIDED)):
            raise BadLinks(
                f"{path} 第 {number} 行：要写 {'、'.join(HEADS)} 四栏，方式是更名、合并或划出，年度是四位数"
            )
        made.append(Link(old, new, int(year), way))
    return made


def key_of(name: str, jurisdiction: str | None = None) -> str:
    """What two ways of writing one department's name have in common: its division and the name without it."""
    code = jurisdiction or jurisdiction_of(name) or ""
    return f"{code} {_core(bare(name), code)}"


def _core(name: str, code: str) -> str:
    """The name without the division before it, however long that is written."""
    full = (region_name(code) or "") if code else ""
    start = next((at for at in range(len(full)) if len(full) - at > 1 and name.startswith(full[at:])), None)
    rest = name[len(full) - start :] if start is not None else name
    return rest or name


class Lines:
    """Departments by their keys, renamings followed."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = list(links)
        self._next = {key_of(link.old): key_of(link.new) for link in links if link.way == RENAMED}
        self.offices: dict[str, Office] = {}

    def line(self, name: str, jurisdiction: str | None = None) -> str:
        """The key of the department that the name belongs to in the end."""
        key, seen = key_of(name, jurisdiction), set[str]()
        while key in self._next and key not in seen:
            seen.add(key)
            key = self._next[key]
        return key

    def add(self, name: str, jurisdiction: str | None, year: int | None) -> Office:
        """The office of a name that a document of that year bears."""
        key = self.line(name, jurisdiction)
        office = self.offices.setdefault(key, Office(key))
        office.names[bare(name)] |= {year} if year is not None else set()
        office.jurisdiction = office.jurisdiction or jurisdiction
        return office

    def merged(self) -> Iterable[tuple[str, str, int]]:
        """(old line, new line, year) of every merger."""
        return [
            (self.line(link.old), self.line(link.new), link.year) for link in self.links if link.way == MERGED
        ]

    def divided(self) -> set[tuple[str, int]]:
        """(line, year) after which figures of the year before are of another office."""
        found = [link for link in self.links if link.way == DIVIDED]
        return {(self.line(name), link.year) for link in found for name in (link.old, link.new)}
