"""Indicators taken over with their values: from another department, or from the year before.

What many departments have in common is given to them (a county's standard indicators); only rows that few
have tell anything. A value tells when it is no share of a hundred and not a small count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from quanheng.model.comparison import ASK, NOTE, Remark, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST = 3  # telling rows in common
_MANY = 3  # departments that have a row alike: from so many on it was given to them
_LISTED = 8
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_BLANKS = re.compile(r"\s+")

_ROWS = """
SELECT p.slug, p.fiscal_year, i.sha256, p.file, coalesce(i.project, ''), i.name, i.target, i.result, i.block
FROM indicators i JOIN (
    SELECT DISTINCT d.sha256, d.fiscal_year, d.name AS file, s.slug
    FROM documents d JOIN signed s
      ON d.organisation = s.organisation AND d.jurisdiction IS NOT DISTINCT FROM s.jurisdiction
    WHERE d.fiscal_year IS NOT NULL
) p USING (sha256)
WHERE i.name IS NOT NULL AND i.result IS NOT NULL
ORDER BY ALL
"""


class _Row(NamedTuple):
    slug: str
    year: int
    sha256: str
    file: str
    project: str
    name: str
    target: str
    result: str
    block: int

    @property
    def source(self) -> Source:
        return Source(self.sha256, self.name, f"{self.name}：{self.target} → {self.result}", block=self.block)


_Words = tuple[str, str, str]


def remarks(base: DuckDBPyConnection) -> list[Remark]:
    """Remarks indicators_departments and indicators_years."""
    rows = [_Row(*map(_clean, row)) for row in base.execute(_ROWS).fetchall()]
    telling = [row for row in rows if _tells(row.result)]
    return [*_between_departments(telling), *_between_years(telling)]


def _clean(value: Any) -> Any:
    return "" if value is None else _BLANKS.sub("", value) if isinstance(value, str) else value


def _tells(result: str) -> bool:
    """True for a result in digits of which two departments have the same by chance one time in a hundred."""
    found = _NUMBER.search(result)
    if found is None:
        return False
    digits = found[0].replace(".", "").strip("0")
    return (
        len(found[0].replace(".", "")) > 1
        and digits not in {"", "1"}
        and not re.match(r"9\d(?:\.0+)?[%％]", result)
    )


def _between_departments(rows: Sequence[_Row]) -> Iterator[Remark]:
    """Two departments that have three telling rows in common which hardly anybody else has."""
    having: defaultdict[_Words, dict[str, _Row]] = defaultdict(dict)
    for row in rows:
        having[row.name, row.target, row.result].setdefault(row.slug, row)
    common: defaultdict[tuple[str, str], list[tuple[_Row, _Row]]] = defaultdict(list)
    for found in having.values():
        if 1 < len(found) < _MANY:
            for a, b in combinations(sorted(found), 2):
                common[a, b].append((found[a], found[b]))
    for slugs, pairs in sorted(common.items()):
        if len(pairs) >= _FEWEST:
            yield _remark("indicators_departments", ASK, slugs, pairs)


def _between_years(rows: Sequence[_Row]) -> Iterator[Remark]:
    """A department's form in which every telling result is that of the year before."""
    forms: defaultdict[tuple[str, str], defaultdict[int, dict[str, _Row]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for row in rows:
        forms[row.slug, row.project][row.year].setdefault(row.name, row)
    for (slug, _), years in sorted(forms.items()):
        for year in sorted(years):
            old, new = years.get(year - 1, {}), years[year]
            pairs = [(old[name], row) for name, row in new.items() if name in old]
            if len(pairs) >= _FEWEST and all(a.result == b.result for a, b in pairs):
                yield _remark("indicators_years", NOTE, (slug,), pairs)


def _remark(kind: str, severity: str, slugs: tuple[str, ...], pairs: list[tuple[_Row, _Row]]) -> Remark:
    shown = [row.source for pair in pairs[:_LISTED] for row in pair]
    names = "、".join(f"{a.name}{a.result}" for a, _ in pairs[:_FEWEST])
    years = tuple(sorted({row.year for pair in pairs for row in pair}))
    return Remark(kind, severity, slugs, years, tuple(shown), {"count": str(len(pairs)), "names": names})
