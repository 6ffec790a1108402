"""Findings: values with places; the words are in the page of the rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from quanheng.model.place import Place

ERROR, DOUBT, NOTE, MISSING = "error", "doubt", "note", "missing"
PROVED, LIKELY, SUSPECT = "proved", "likely", "suspect"


@dataclass(frozen=True, slots=True)
class Said:
    """A value in words and digits: `value` is a decimal in `unit`; `low`, `high` bound an expected one."""

    text: str
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A correction that makes the relation hold, with the slip that would explain the error."""

    text: str
    slip: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of a finding: role is stated, operand or heading; `text` is what stands there.

    `document` is the path of another document of the case that it stands in, "" for the finding's own.
    """

    role: str
    text: str
    place: Place
    document: str = ""


@dataclass(slots=True, eq=False)
class Finding:
    """One thing to look at. `values` fill the message of the rule's page; `key` is stable across drafts.

    `caution` says in Chinese why the finding may come from the reading and not from the document.
    """

    rule: str
    severity: str
    certainty: str
    marks: list[Mark]
    stated: Said | None = None
    expected: Said | None = None
    calculation: str = ""
    values: dict[str, str] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    root: str = ""
    key: str = ""
    figures: list[int] = field(default_factory=list)
    caution: str = ""
