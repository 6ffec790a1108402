"""Classification tables of revenue and expenditure: functional (类款项) and economic (类款) subjects."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quanheng.norms.load import BINDING

FUNCTIONAL, DEPARTMENT, GOVERNMENT = "functional", "department", "government"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of a classification.

    level        1 类, 2 款, 3 项
    valid_from, valid_to   fiscal years, "" when open or not known
    block        人员经费 or 公用经费, for the department's economic subjects
    three_public the item of the three public expenses that it belongs to, or ""
    government   code of the government's economic classification that answers to it, or ""
    """

    code: str
    name: str
    level: int
    parent: str
    certainty: str
    note: str = ""
    valid_from: str = ""
    valid_to: str = ""
    block: str = ""
    three_public: str = ""
    government: str = ""

    @property
    def binding_evidence(self) -> bool:
        """True when the name was read in a text, so that a different name may be reported as wrong."""
        return self.certainty in BINDING


@cache
def subjects(classification: str = FUNCTIONAL) -> dict[str, Subject]:
    """The subjects of one classification by code: functional, department or government.

    The tables are not complete below class level: an absent code says only "not in the list".
    Raises KeyError on an unknown classification.
    """
    file, side = {
        FUNCTIONAL: ("functional", ""),
        DEPARTMENT: ("economic", "部门"),
        GOVERNMENT: ("economic", "政府"),
    }[classification]
    import csv  # noqa: PLC0415  (a text that names no subject must not pay for it)

    path = Path(__file__).parent / "cn" / f"{file}-classification.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: _subject(row) for row in csv.DictReader(lines) if row.get("side", "") == side}


def _subject(row: dict[str, str]) -> Subject:
    return Subject(
        code=row["code"],
        name=row["name"],
        level=int(row["level"]),
        parent=row["parent"],
        certainty=row["certainty"],
        note=row["note"],
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to", ""),
        block=row.get("basic_block", ""),
        three_public=row.get("three_public", ""),
        government=row.get("government_code", ""),
    )
