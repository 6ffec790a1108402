"""Documents of one run taken together: who they belong to, and what they say of each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from quanheng.model.document import Document
from quanheng.model.place import Place
from quanheng.model.relation import Relation
from quanheng.model.review import Facts


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """A document of a case: `number` counts them from 0, `name` is what messages call it, `path` the file."""

    number: int
    name: str
    facts: Facts
    document: Document
    path: str = ""


@dataclass(slots=True)
class Party:
    """One organisation with the numbers of its documents; None when no document of the case names one."""

    organisation: str | None
    papers: list[int]


class Spot(NamedTuple):
    """Words of one document: what a remark rests on."""

    paper: int
    text: str
    place: Place


@dataclass(slots=True, eq=False)
class Remark:
    """Something noticed of documents, not of figures. `values` fill the message of the page that tells it."""

    kind: str
    papers: tuple[int, ...]
    spots: tuple[Spot, ...] = ()
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Case:
    """What came of checking documents against each other; the findings stand in the documents."""

    parties: list[Party]
    relations: list[Relation]
    found: int = 0
    aside: list[Remark] = field(default_factory=list)
    seconds: float = 0.0
