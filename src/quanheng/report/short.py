"""One line a finding for grep and editors: `file:place: E SUM101 message`."""

from __future__ import annotations

from quanheng.model.review import Review
from quanheng.report import messages, width, words
from quanheng.report.look import Look
from quanheng.report.places import in_order, locators, stated_marks


def render(review: Review, look: Look) -> str:
    """All findings, file by file in document order; "" when there is none."""
    del look  # neither colour nor grouping: other programs read these lines
    lines = []
    for reviewed, locator in zip(review.documents, locators(review), strict=True):
        for finding in in_order(reviewed.findings):
            marks = stated_marks(finding)
            where = locator.words(marks[0].place).replace(" ", "·") if marks else "全文"
            letter = words.severity(finding)[0].upper()
            said = f"{letter} {messages.code(finding.rule)} {messages.message(finding)}"
            lines.append(width.one_line(f"{reviewed.path or reviewed.document.name}:{where}: {said}"))
    return "".join(line + "\n" for line in lines)
