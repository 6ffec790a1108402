"""What comes of holding many departments and years against each other: values and places, no words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

ASK, NOTE = "doubt", "note"
"""Nothing here is an error: which of two documents is right is never known."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value or a text stands: the document by its digest, `label` what it is called, place from `begin`."""

    sha256: str
    label: str
    text: str
    section: str | None = None
    page: int | None = None
    block: int = -1
    begin: int = 0
    finish: int = 0
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """A filer over the years: `slug` is short and stable, `names` every name it bore, with the years of each.

    `function` and `level` are keys of the lexicon, "" when unknown.
    """

    slug: str
    name: str
    jurisdiction: str | None
    function: str
    level: str
    names: tuple[tuple[str, tuple[int, ...]], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """The relations of a filer's documents: the quality of a filer is the share of the checkable ones that hold."""

    slug: str
    documents: int
    agree: int
    off: int
    undecided: int

    @property
    def share(self) -> Decimal | None:
        """Of the decided relations, per cent with one place; None where none was decided."""
        decided = self.agree + self.off
        return (Decimal(100 * self.agree) / decided).quantize(Decimal("0.1")) if decided else None


@dataclass(frozen=True, slots=True)
class Value:
    """What a department gives for an item and year, in base units, with the place.

    `year` is the year it speaks of, `told_in` that of the document; `one` is false where documents of that year
    differ among themselves.
    """

    slug: str
    scope: str
    item: str
    label: str
    year: int
    told_in: int
    basis: str
    fund: str
    dimension: str
    unit: str
    base: Decimal
    one: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of a department and year among its peers: how far from their median, in MADs.

    `peers` counts them, itself not; the parts are the values it is made of.
    """

    slug: str
    measure: str
    year: int
    value: Decimal
    median: Decimal | None = None
    mad: Decimal | None = None
    peers: int = 0
    group: str = ""
    parts: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something noticed between departments or years. `values` fill the message of its `kind`.

    kinds: prior, scope, copied_years, copied_departments, indicators_years, indicators_departments, round,
    outlier, renamed.
    """

    kind: str
    severity: str
    slugs: tuple[str, ...]
    years: tuple[int, ...]
    sources: tuple[Source, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fired:
    """How often a rule fired in a department's documents, and how many documents that were."""

    slug: str
    rule: str
    title: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class PaperOf:
    """A document of the panel: the first path that it was found under."""

    sha256: str
    slug: str
    path: str
    kind: str
    scope: str
    year: int
    title: str


@dataclass(frozen=True, slots=True)
class Lost:
    """An indicator of a self-evaluation form with less than its full points."""

    year: int
    name: str
    full: Decimal
    points: Decimal
    source: Source


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in one document: `key` as in its review, the message as it was printed."""

    key: str
    title: str
    message: str
    source: Source


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a document's text; a table has its number, and of each cell row, column, rows, columns and text."""

    block: int
    kind: str
    level: int
    page: int | None
    text: str
    table: int | None
    cells: tuple[tuple[int, int, int, int, str], ...] = ()


@dataclass(slots=True)
class Comparison:
    """A panel, or the part of it that was asked for; `names` and `papers` have whatever is spoken of.

    `documents` counts the papers of the panel, `aside` the documents that are in none, `noticed` the remarks of
    each kind, of which `remarks` may hold only the first.
    """

    departments: list[Department]
    years: list[int]
    values: list[Value]
    measured: list[Measured]
    remarks: list[Remark]
    held: list[Held]
    fired: list[Fired]
    names: dict[str, str] = field(default_factory=dict)
    papers: dict[str, PaperOf] = field(default_factory=dict)
    documents: int = 0
    aside: int = 0
    noticed: dict[str, int] = field(default_factory=dict)
