"""Paragraphs taken over from another department or another year, with names and figures masked.

MinHash finds candidates, the sets of five characters themselves decide. What many departments write alike was
given to them as a template and tells nothing; so does a sentence without figures that two share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

from quanheng.model.comparison import ASK, NOTE, Remark, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHORTEST = 40  # characters that are left when names and figures are masked
_LONG = 120  # of a paragraph without figures in common, that two do not write alike by chance
_ALIKE = 8  # of ten pieces of five characters
_PIECE = 5
_MANY = 4  # departments with one paragraph: from so many on it was given to them
_CROWD = 8  # departments in the panel, below which nobody can tell what was given
_FIGURES = 2  # different figures of three digits and more that both have
_PERMUTATIONS = 64

_NUMBER = re.compile(r"\d[\d,，.]*")
_PLACE = re.compile(r"[一-鿿]{2,4}(?:省|市|县|区|州|旗|镇|乡|街道)")
_BLANKS = re.compile(r"\s+")

_PASSAGES = """
SELECT s.slug, d.fiscal_year, d.sha256, d.name, d.organisation, t.block, t.page, t.text
FROM passages t JOIN documents d USING (sha256) JOIN signed s
  ON d.organisation = s.organisation AND d.jurisdiction IS NOT DISTINCT FROM s.jurisdiction
WHERE t.kind = 'paragraph' AND length(t.text) >= ? AND d.fiscal_year IS NOT NULL
ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its figures; `year` is that of the document."""

    slug: str
    year: int
    sha256: str
    block: int
    page: int | None
    text: str
    figures: frozenset[str]

    @property
    def source(self) -> Source:
        """The whole paragraph."""
        return Source(self.sha256, "", self.text, page=self.page, block=self.block, finish=len(self.text))


def remarks(base: DuckDBPyConnection) -> list[Remark]:
    """Remarks copied_departments and copied_years."""
    families: defaultdict[str, list[Passage]] = defaultdict(list)
    for slug, year, digest, _, name, block, page, text in base.execute(_PASSAGES, [_SHORTEST]).fetchall():
        words = masked(text, name)
        if len(words) >= _SHORTEST:
            figures = frozenset(f for f in _figures(text) if f != str(year))
            families[words].append(Passage(slug, year, digest, block, page, text, figures))
    crowd = len({passage.slug for found in families.values() for passage in found})
    found = [copy for family in clusters(families) for copy in _copies(family, crowd)]
    return [*_gathered(found)]


def masked(text: str, name: str) -> str:
    """The words without the filer's name, places and figures."""
    bare = _BLANKS.sub("", text).replace(name, "某单位")
    return _NUMBER.sub("#", _PLACE.sub("某地", bare))


def _figures(text: str) -> Iterator[str]:
    for found in _NUMBER.findall(text):
        number = found.strip(",，.").replace(",", "")
        if sum(char.isdigit() for char in number) > 2:
            yield number


def clusters(families: dict[str, list[Passage]]) -> Iterator[list[Passage]]:
    """Passages that are alike, each of them in one cluster."""
    words = list(families)
    parent = list(range(len(words)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in _candidates(words):
        if root(one) != root(other) and alike(words[one], words[other]):
            parent[root(other)] = root(one)
    gathered: defaultdict[int, list[Passage]] = defaultdict(list)
    for at, key in enumerate(words):
        gathered[root(at)] += families[key]
    yield from gathered.values()


def _pieces(words: str) -> set[str]:
    return {words[at : at + _PIECE] for at in range(len(words) - _PIECE + 1)}


def alike(one: str, other: str) -> bool:
    """True when the pieces of five characters in common are 8 of 10 of all that either has."""
    a, b = _pieces(one), _pieces(other)
    return 10 * len(a & b) >= _ALIKE * len(a | b)


def _candidates(words: list[str]) -> Iterable[tuple[int, int]]:
    """Pairs that MinHash takes for alike; most that are none."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415  (an extra)

    index = MinHashLSH(threshold=0.75, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=crc32)  # quick; the pieces themselves decide
    for at, text in enumerate(words):
        mark = empty.copy()
        mark.update_batch([piece.encode("utf-8", "replace") for piece in sorted(_pieces(text))])
        for other in sorted(index.query(mark)):
            yield int(other), at
        index.insert(at, mark)


def _copies(family: list[Passage], crowd: int) -> Iterator[tuple[str, Passage, Passage]]:
    """Pairs of a cluster that tell something: (kind of remark, earlier, later)."""
    slugs = {passage.slug for passage in family}
    if len(slugs) >= _MANY:
        return
    for a, b in combinations(family, 2):
        first, second = sorted((a, b), key=lambda p: (p.year, p.slug, p.sha256, p.block))
        same = a.figures & b.figures
        if a.slug == b.slug:
            # Only where the later one gives nothing of its own: a year's text may tell of the year before.
            if second.year == first.year + 1 and len(same) >= _FIGURES and first.figures == second.figures:
                yield "copied_years", first, second
        elif (len(same) >= _FIGURES and 2 * len(same) >= max(len(a.figures), len(b.figures))) or (
            crowd >= _CROWD and not a.figures and not b.figures and min(len(a.text), len(b.text)) >= _LONG
        ):
            yield "copied_departments", first, second


def _gathered(found: Iterable[tuple[str, Passage, Passage]]) -> Iterator[Remark]:
    """One remark for each pair of documents, with all the paragraphs."""
    pairs: defaultdict[tuple[str, str, str], list[tuple[Passage, Passage]]] = defaultdict(list)
    for kind, a, b in found:
        pairs[kind, a.sha256, b.sha256].append((a, b))
    for (kind, _, _), passages in sorted(pairs.items(), key=lambda pair: pair[0]):
        a, b = passages[0]
        slugs = (a.slug,) if a.slug == b.slug else (a.slug, b.slug)
        figures = sorted(
            {f for one, other in passages for f in one.figures & other.figures}, key=lambda f: (-len(f), f)
        )
        values = {"count": str(len(passages)), "figures": "、".join(figures[:4])}
        ends = tuple(end for pair in passages for end in (pair[0].source, pair[1].source))
        yield Remark(kind, ASK if figures else NOTE, slugs, tuple(sorted({a.year, b.year})), ends, values)
