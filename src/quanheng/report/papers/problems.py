"""The list of problems: one row a finding, the same in CSV, Excel and Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from quanheng.model.finding import Finding, Mark
from quanheng.model.relation import AGREE, ROUNDING
from quanheng.model.review import Review, Reviewed
from quanheng.report import messages, words
from quanheng.report.places import Locator, in_order, locators, stated_marks

GRADED = ("等级", "复核维度", "对象", "位置", "复核发现", "事实及判定", "处理建议", "核验依据")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in words; `number` as printed, from 0001 over all documents of the list."""

    number: str
    severity: str
    code: str
    title: str
    place: str
    excerpt: str
    said: str
    worked: str
    basis: str
    remedy: str
    path: str
    finding: Finding
    reviewed: Reviewed

    @property
    def row(self) -> tuple[str, ...]:
        """The columns 编号 to 建议 of the office's list."""
        return (
            self.number, words.NAMES[self.severity], f"{self.code} {self.title}", self.place, self.excerpt,
            self.said, self.worked, self.basis, self.remedy,
        )  # fmt: skip

    @property
    def tag(self) -> str:
        """The mark by which an answer finds its finding again."""
        return f"〔{self.finding.key[:8]}〕"


def problems(review: Review) -> list[Problem]:
    """Every finding in document order, numbered through."""
    made: list[Problem] = []
    for reviewed, locator in zip(review.documents, locators(review), strict=True):
        for finding in in_order(reviewed.findings):
            made.append(_problem(len(made) + 1, finding, reviewed, locator))
    return made


def _problem(number: int, finding: Finding, reviewed: Reviewed, locator: Locator) -> Problem:
    marks = stated_marks(finding)
    remedy = messages.suggestion(finding) or "".join(messages.paragraphs(messages.remedy(finding.rule)))
    return Problem(
        number=f"{number:04d}",
        severity=words.severity(finding),
        code=messages.code(finding.rule),
        title=messages.title(finding.rule),
        place="；".join(dict.fromkeys(locator.of(mark) for mark in (*marks, *_elsewhere(finding)))) or "全文",
        excerpt="；".join(dict.fromkeys(mark.text for mark in marks)),
        said=messages.message(finding),
        worked=finding.calculation,
        basis="；".join(f"{basis.document}{basis.article}" for basis in messages.bases(finding.rule)),
        remedy=remedy,
        path=reviewed.path or reviewed.document.name,
        finding=finding,
        reviewed=reviewed,
    )


def _elsewhere(finding: Finding) -> list[Mark]:
    """The marks that stand in other documents of the case."""
    return [mark for mark in finding.marks if mark.document]


def grades(review: Review) -> Mapping[str, str]:
    """The grade of each severity, and of AGREE, as the norm `problem-grades` of the place has them."""
    from quanheng.norms.load import norm  # noqa: PLC0415

    place = next((one.facts.jurisdiction for one in review.documents if one.facts.jurisdiction), "cn")
    given = norm("problem-grades", place).value
    assert isinstance(given, dict)
    return {kind: str(given[words.NAMES[kind]]) for kind in (*words.SEVERITIES, AGREE)}


def graded(review: Review, found: Sequence[Problem]) -> list[tuple[str, ...]]:
    """The rows of the eight columns GRADED: problems by grade, then what was checked and agreed."""
    names = grades(review)
    rows = [
        (
            names[one.severity], one.title, PurePath(one.path).name, one.place, one.excerpt, one.said,
            one.remedy, "；".join(part for part in (one.worked, one.basis) if part),
        )
        for one in found
    ]  # fmt: skip
    return [*sorted(rows, key=lambda row: row[0]), *_passed(review, names[AGREE])]


def _passed(review: Review, passed: str) -> Iterator[tuple[str, ...]]:
    """One row for each rule of a document whose relations all agreed: nothing more is claimed."""
    for reviewed in review.documents:
        wrong = {finding.rule for finding in reviewed.findings}
        agreed = Counter(
            relation.rule
            for relation in reviewed.relations
            if relation.rule and relation.verdict in (AGREE, ROUNDING)
        )
        name = PurePath(reviewed.path or reviewed.document.name).name
        for rule, count in sorted(agreed.items()):
            if rule not in wrong:
                yield (
                    passed,
                    messages.title(rule),
                    name,
                    "全文",
                    "未发现这类问题",
                    f"核对 {count} 处，均相符",
                    "",
                    "",
                )
