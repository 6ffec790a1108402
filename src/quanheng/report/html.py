"""One self-contained HTML file: the findings as cards beside the document with its figures marked.

It needs no network and no script; a small script adds filters and keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from quanheng import __version__
from quanheng.model.finding import Finding, Mark
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED
from quanheng.model.review import Review, Reviewed
from quanheng.report import messages, paper, words
from quanheng.report.crops import crop
from quanheng.report.marked import marked
from quanheng.report.pages import template
from quanheng.report.pieces import wrapped
from quanheng.report.places import Locator, in_order, locators


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a card: `href` leads to the mark in the text, `crop` shows it in a recognised picture."""

    href: str
    role: str
    text: str
    where: str
    crop: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What one finding shows."""

    number: int
    anchor: str
    severity: str
    code: str
    rule: str
    title: str
    message: str
    calculation: str
    stated: str
    expected: str
    suggestion: str
    certainty: str
    bases: list[messages.Basis]
    remedy: list[str]
    spots: list[Spot]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the template shows of one document."""

    index: int
    reviewed: Reviewed
    name: str
    heading: str
    counts: dict[str, int]
    verdicts: dict[str, int]
    cards: list[Card]
    parts: list[paper.Part]
    chapters: list[paper.Chapter]
    few: str
    recognised: str
    checked: int
    unread: list[tuple[str, str]]
    undecided: list[tuple[str, int]]
    wrapped: bool


def encode(review: Review) -> bytes:
    """The page in UTF-8."""
    numbers_of = {r.path or r.document.name: number for number, r in enumerate(review.documents)}
    sheets = [
        _sheet(index, reviewed, locator, numbers_of)
        for index, (reviewed, locator) in enumerate(zip(review.documents, locators(review), strict=True))
    ]
    page = template("report.html").render(
        review=review,
        sheets=sheets,
        words=words,
        version=__version__,
        verdict={"agree": AGREE, "rounding": ROUNDING, "off": OFF, "undecided": UNDECIDED},
    )
    return page.encode("utf-8", "replace")


def _sheet(index: int, reviewed: Reviewed, locator: Locator, numbers_of: Mapping[str, int]) -> Sheet:
    cards = [
        _card(f"d{index}f{number}", number, finding, locator, numbers_of)
        for number, finding in enumerate(in_order(reviewed.findings), 1)
    ]
    undecided = Counter(r.why or "缺少可比的数" for r in reviewed.relations if r.verdict == UNDECIDED)
    return Sheet(
        index=index,
        reviewed=reviewed,
        name=reviewed.path or reviewed.document.name,
        heading=_heading(reviewed),
        counts=words.severity_counts(reviewed.findings),
        verdicts=words.verdict_counts(reviewed.relations),
        cards=cards,
        parts=paper.parts(index, reviewed, marked(index, reviewed)),
        chapters=paper.chapters(index, reviewed),
        few=words.few_figures(reviewed),
        recognised=words.recognised(reviewed),
        checked=words.checked_figures(reviewed),
        unread=[(locator.words(part.place), part.reason) for part in reviewed.document.unread],
        undecided=undecided.most_common(),
        wrapped=wrapped(reviewed),
    )


def _heading(reviewed: Reviewed) -> str:
    facts = reviewed.facts
    year = f"{facts.year} 年度" if facts.year else ""
    kind = words.KINDS.get(facts.kind, facts.kind)
    return " · ".join(part for part in (facts.organisation or "", year, kind) if part)


def _href(anchor: str, number: int, mark: Mark, numbers_of: Mapping[str, int]) -> str:
    """The mark in the text; in another document of the case, the block that it stands in."""
    if not mark.document:
        return f"#{anchor}m{number}"
    return f"#d{numbers_of.get(mark.document, 0)}b{mark.place.block}"


def _card(
    anchor: str, number: int, finding: Finding, locator: Locator, numbers_of: Mapping[str, int]
) -> Card:
    spots = [
        Spot(
            _href(anchor, i, mark, numbers_of),
            words.ROLES.get(mark.role, mark.role),
            mark.text,
            locator.of(mark),
            crop(locator.document_of(mark), mark.place),
        )
        for i, mark in enumerate(finding.marks)
    ]
    said = messages.message(finding)
    return Card(
        number=number,
        anchor=anchor,
        severity=words.severity(finding),
        code=messages.code(finding.rule),
        rule=finding.rule,
        title=messages.title(finding.rule),
        message=said,
        calculation=messages.calculation(finding, said),
        stated=finding.stated.text if finding.stated else "",
        expected=finding.expected.text if finding.expected else "",
        suggestion=messages.suggestion(finding, said),
        certainty=words.CERTAINTIES.get(finding.certainty, finding.certainty),
        bases=messages.bases(finding.rule),
        remedy=messages.paragraphs(messages.remedy(finding.rule)),
        spots=spots,
    )
