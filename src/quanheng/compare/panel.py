"""The panel, opened: a department or all of them, as records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quanheng.compare.build import view
from quanheng.compare.stored import PLACED, remark, source, sources
from quanheng.model.comparison import (
    Comparison,
    Department,
    Fired,
    Found,
    Held,
    Lost,
    Measured,
    PaperOf,
    Passage,
    Remark,
    Source,
    Value,
)

_VALUES = f"""
SELECT slug, scope, item, label, year, told_in, basis, fund, dimension, unit, base, one, {PLACED}
FROM cells {{where}}
QUALIFY row_number() OVER (
    PARTITION BY slug, scope, item, year, told_in, basis, fund, dimension
    ORDER BY CASE kind WHEN 'final_accounts' THEN 0 WHEN 'budget' THEN 1 ELSE 2 END, sha256) = 1
ORDER BY slug, item, year, told_in, scope, basis, fund
"""


class Panel:
    """A panel on disk; every question is one query."""

    def __init__(self, folder: Path) -> None:
        import duckdb  # noqa: PLC0415  (an extra)

        self._folder = folder
        self._base = duckdb.connect()
        for table in ("departments", "papers", "cells", "measures", "remarks"):
            view(self._base, table, folder / "panel" / f"{table}.parquet")
        for table in ("documents", "findings", "files", "passages", "indicators"):
            view(self._base, table, folder / "tables" / table / "*.parquet")

    def departments(self) -> list[Department]:
        """Every department, by name."""
        rows = self._base.execute(
            "SELECT slug, name, jurisdiction, function, level, names, notes FROM departments ORDER BY name, slug"
        ).fetchall()
        return [_department(row) for row in rows]

    def names(self, slugs: Sequence[str] = ()) -> dict[str, str]:
        """What the departments are called; all where none is named."""
        where, given = _among(slugs)
        return dict(self._base.execute(f"SELECT slug, name FROM departments {where}", given).fetchall())

    def find(self, words: str) -> list[Department]:
        """The departments that bear or bore a name with these words in it; one that is so called goes alone."""
        found = [d for d in self.departments() if any(words in name for name, _ in d.names)]
        exact = [d for d in found if any(words == name for name, _ in d.names)]
        return exact or found

    def years(self) -> list[int]:
        """The years of the documents."""
        rows = self._base.execute("SELECT DISTINCT fiscal_year FROM papers ORDER BY 1").fetchall()
        return [year for (year,) in rows]

    def values(self, slugs: Sequence[str] = ()) -> list[Value]:
        """What the departments state; of all where none is named."""
        where, given = _among(slugs)
        rows = self._base.execute(_VALUES.format(where=where), given).fetchall()
        return [Value(*(*row[:12], source(row[12:]))) for row in rows]

    def measured(self, slugs: Sequence[str] = ()) -> list[Measured]:
        """The measures with their peers."""
        where, given = _among(slugs)
        rows = self._base.execute(
            f"SELECT slug, measure, year, value, median, mad, peers, peer_group, parts FROM measures {where}"
            " ORDER BY slug, measure, year", given,
        ).fetchall()  # fmt: skip
        return [Measured(*(*row[:8], sources(row[8]))) for row in rows]

    def peers(self, measure: str, year: int, group: str) -> list[tuple[str, Any]]:
        """(slug, value) of everybody in a group, by value: the dots of a plot."""
        return self._base.execute(
            "SELECT slug, value FROM measures WHERE measure = ? AND year = ? AND peer_group = ? ORDER BY value, slug",
            [measure, year, group],
        ).fetchall()

    def remarks(self, slugs: Sequence[str] = (), most: int | None = None) -> list[Remark]:
        """What was noticed, of these departments; the first `most` where that is given."""
        where, given = ("WHERE list_has_any(slugs, ?)", [list(slugs)]) if slugs else ("", [])
        limit = f"LIMIT {most}" if most is not None else ""
        rows = self._base.execute(
            f"SELECT made FROM remarks {where} ORDER BY number {limit}", given
        ).fetchall()
        return [remark(made) for (made,) in rows]

    def noticed(self) -> dict[str, int]:
        """How many remarks there are of each kind."""
        rows = self._base.execute(
            "SELECT kind, count(*) FROM remarks GROUP BY kind ORDER BY min(number)"
        ).fetchall()
        return dict(rows)

    def held(self, slugs: Sequence[str] = ()) -> list[Held]:
        """How many relations of each department's documents hold."""
        where, given = _among(slugs)
        rows = self._base.execute(
            f"""SELECT slug, count(*), sum(agree + rounding), sum("off"), sum(undecided)
            FROM papers JOIN documents USING (sha256) {where} GROUP BY slug ORDER BY slug""",
            given,
        ).fetchall()
        return [Held(slug, *map(int, counts)) for slug, *counts in rows]

    def fired(self, slugs: Sequence[str] = ()) -> list[Fired]:
        """Which rules fired in which departments' documents, as to be shown: nothing of it is confirmed."""
        where, given = _among(slugs)
        rows = self._base.execute(
            f"""SELECT slug, rule, any_value(f.title), severity, count(*)
            FROM papers JOIN findings f USING (sha256) {where} GROUP BY slug, rule, severity ORDER BY ALL""",
            given,
        ).fetchall()
        return [Fired(*row) for row in rows]

    def papers(self, slugs: Sequence[str] = ()) -> dict[str, PaperOf]:
        """The documents of the departments by their digests; of all where none is named."""
        where, given = _among(slugs)
        rows = self._base.execute(
            f"""WITH mine AS (SELECT * FROM papers {where}), named AS (
                SELECT sha256, min(path) AS path FROM files WHERE sha256 IN (SELECT sha256 FROM mine) GROUP BY sha256)
            SELECT sha256, slug, path, kind, scope, fiscal_year, title FROM mine LEFT JOIN named USING (sha256)
            ORDER BY slug, fiscal_year, kind, sha256""",
            given,
        ).fetchall()
        return {row[0]: PaperOf(*(*row[:2], row[2] or "", *row[3:6], row[6] or "")) for row in rows}

    def rows(self, query: str, given: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query over the tables of panel and corpus, as dicts."""
        done = self._base.execute(query, list(given))
        names = [column[0] for column in done.description or ()]
        return [dict(zip(names, row, strict=True)) for row in done.fetchall()]

    def lost(self, slug: str) -> list[Lost]:
        """Points that the last self-evaluation form of a department says it lost, the most first."""
        rows = self._base.execute(
            """SELECT p.fiscal_year, i.name, i.points, i.score, i.sha256, i.block
            FROM indicators i JOIN papers p USING (sha256)
            WHERE p.slug = ? AND p.kind = 'self_evaluation_form' AND i.score < i.points
              AND p.fiscal_year = (SELECT max(fiscal_year) FROM papers WHERE slug = ? AND kind = 'self_evaluation_form')
            ORDER BY i.points - i.score DESC, i.name""",
            [slug, slug],
        ).fetchall()
        return [
            Lost(year, name, full, full - got, Source(digest, name, "", block=block))
            for year, name, full, got, digest, block in rows
        ]

    def findings(self, slug: str) -> list[Found]:
        """The findings in a department's documents, as they were printed; nobody has confirmed them."""
        rows = self._base.execute(
            """SELECT key, f.title, message, section, page, block, begin, finish, grid, line, pillar, stated, sha256
            FROM papers JOIN findings f USING (sha256) WHERE slug = ? ORDER BY fiscal_year, sha256, block, key""",
            [slug],
        ).fetchall()
        return [
            Found(key, title, message, source((digest, title, stated, section, *place)))
            for key, title, message, section, *place, stated, digest in rows
        ]

    def passages(self) -> Iterator[tuple[str, list[Passage]]]:
        """The text of every document of the panel, by digest; one document after the other."""
        done = self._base.cursor().execute(
            """SELECT t.sha256, block, kind, level, page, text, cells FROM passages t
            WHERE sha256 IN (SELECT sha256 FROM papers) ORDER BY t.sha256, block"""
        )
        digest, blocks = "", list[Passage]()
        while rows := done.fetchmany(2000):
            for row in rows:
                if row[0] != digest:
                    if blocks:
                        yield digest, blocks
                    digest, blocks = row[0], []
                blocks.append(_passage(row[1:]))
        if blocks:
            yield digest, blocks

    def counts(self) -> tuple[int, int]:
        """Documents in the panel, and those that are not: without year or department, or of another kind."""
        found = self._base.execute(
            "SELECT (SELECT count(*) FROM papers), (SELECT count(*) FROM documents)"
        ).fetchone()
        assert found is not None
        return int(found[0]), int(found[1]) - int(found[0])


FIRST = 300
"""Remarks of a comparison without the figures of each."""


def compare(
    panel: Panel, departments: Sequence[Department] | None = None, *, each: bool = True
) -> Comparison:
    """All that the panel tells, or what it tells of the departments.

    Without `each` the figures of each are left out, and all remarks but the first: for a page on everybody.
    """
    chosen = list(departments) if departments is not None else panel.departments()
    slugs = [one.slug for one in departments or ()]
    remarks = panel.remarks(slugs, None if each else FIRST)
    named = sorted({slug for one in remarks for slug in one.slugs} | set(slugs))
    used, aside = panel.counts()
    return Comparison(
        chosen,
        panel.years(),
        panel.values(slugs) if each else [],
        panel.measured(slugs) if each else [],
        remarks,
        panel.held(slugs),
        panel.fired(slugs),
        panel.names(named if slugs else ()),
        panel.papers(named if slugs or not each else ()),
        used,
        aside,
        panel.noticed() if not slugs else dict(Counter(one.kind for one in remarks)),
    )


def _passage(row: Sequence[Any]) -> Passage:
    block, kind, level, page, text, cells = row
    number, grid = json.loads(cells) if cells else (None, [])
    return Passage(block, kind, level or 0, page, text or "", number, tuple(tuple(cell) for cell in grid))


def _among(slugs: Sequence[str]) -> tuple[str, list[str]]:
    return (f"WHERE slug IN ({', '.join('?' * len(slugs))})", list(slugs)) if slugs else ("", [])


def _department(row: Sequence[Any]) -> Department:
    slug, name, code, function, level, names, notes = row
    borne = tuple((one, tuple(years)) for one, years in json.loads(names))
    return Department(slug, name, code, function, level, borne, tuple(json.loads(notes)))
