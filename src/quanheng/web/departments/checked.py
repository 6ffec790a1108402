"""What checking the book itself shows: the sums of sheet 99核对, the lines, and the documents' checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from quanheng import pipeline
from quanheng.checks.workbook import OFF, Checked, checked
from quanheng.checks.workbook_lines import Remark, remarks
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear
from quanheng.report import messages, words
from quanheng.web.departments.entries import record_of
from quanheng.web.departments.exchange import workbook
from quanheng.web.departments.models import Book


@dataclass
class Said:
    """One thing found: severity, where, what."""

    severity: str
    where: str
    message: str


@dataclass
class Outcome:
    """`off` are sums that do not hold, `waiting` those that lack a number, `agree` a count."""

    off: list[Checked] = field(default_factory=list)
    waiting: int = 0
    agree: int = 0
    lines: list[Remark] = field(default_factory=list)
    found: list[Said] = field(default_factory=list)
    told: str = ""

    @property
    def errors(self) -> int:
        """How many things have to be put right before handing in."""
        return (
            len(self.off)
            + sum(s.severity == "error" for s in self.found)
            + sum(s.severity == "error" for s in self.lines)
        )


def quick(record: DepartmentYear) -> Outcome:
    """Sums and lines only, at once."""
    made = Outcome(lines=list(remarks(record)))
    for one in checked(record):
        if one.state == OFF:
            made.off.append(one)
        elif one.difference is None:
            made.waiting += 1
        else:
            made.agree += 1
    return made


def whole(book: Book) -> Outcome:
    """With everything that the checks of documents find in the workbook; takes a second or two."""
    made = quick(record_of(book))
    setting = Setting(year=book.year, organisation=book.unit.name, jurisdiction=book.unit.place)
    filling = pipeline.fill(f"{book}.xlsx", workbook(book), setting)
    if isinstance(filling, Failure):
        made.told = f"{filling.message}。{filling.hint}"
        return made
    made.found = _said(filling.reviewed)
    return made


def _said(reviewed: Reviewed) -> list[Said]:
    return [
        Said(words.severity(f), "、".join(mark.text for mark in f.marks[:2]), messages.message(f))
        for f in reviewed.findings
    ]
