"""The result of checking: what a face shows and a file stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.model.document import Document, Unsure
from quanheng.model.figure import Figure, Statement
from quanheng.model.finding import Finding
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.indicator_sheet import IndicatorSheet
from quanheng.model.place import Cell
from quanheng.model.relation import Claim, Relation

if TYPE_CHECKING:
    from quanheng.model.case import Case


@dataclass(slots=True)
class Heading:
    """A heading recognised by the fact layer: `number` as printed, `level` from 1, `path` like "二(一)2"."""

    block: int
    level: int
    number: str
    title: str
    path: str


@dataclass(slots=True)
class Facts:
    """Everything said in one document. `year`, `organisation`, `jurisdiction`, `scope` are None when unknown.

    `scope` is whose money: department (with its units), unit (one of them, or the office itself) or project.
    `recognised` has the texts that were read from pictures, by block and cell, with their doubtful characters.
    `units` are the names of the units that the document lists as its own, `forms` its self-evaluation forms.
    `sheets` are its goal declarations, monitoring sheets and reviewers' working papers.
    """

    figures: list[Figure]
    claims: list[Claim]
    statements: list[Statement]
    headings: list[Heading]
    kind: str = "unknown"
    year: int | None = None
    organisation: str | None = None
    jurisdiction: str | None = None
    scope: str | None = None
    recognised: dict[tuple[int, Cell | None], tuple[Unsure, ...]] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    forms: list[SelfEvaluationForm] = field(default_factory=list)
    sheets: list[IndicatorSheet] = field(default_factory=list)


@dataclass(slots=True)
class Reviewed:
    """One document with its facts, judged relations and findings; `seconds` by step."""

    document: Document
    facts: Facts
    relations: list[Relation]
    findings: list[Finding]
    seconds: dict[str, float] = field(default_factory=dict)
    path: str = ""


@dataclass(slots=True)
class Underway:
    """What is known while a review goes on: pages and blocks once it is read, figures once they are taken.

    `relations` are those judged so far; `findings` may still be joined or dropped by later checks.
    """

    pages: int | None
    blocks: int
    figures: int | None = None
    relations: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Failure:
    """An input that could not be checked: message and hint in Chinese."""

    path: str
    message: str
    hint: str


@dataclass(slots=True)
class Review:
    """All documents of one run; `case` tells what came of checking them against each other, where that was asked."""

    documents: list[Reviewed]
    errors: list[Failure] = field(default_factory=list)
    norms: str = ""
    case: Case | None = None
