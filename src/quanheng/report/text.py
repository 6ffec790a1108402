"""The report for a terminal: one finding a line, the place first, at most 100 columns wide."""

from __future__ import annotations

from collections.abc import Iterator

from quanheng.model.case import Case
from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE, Finding
from quanheng.model.relation import AGREE, ROUNDING, UNDECIDED
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.report import messages, numbers, width, words
from quanheng.report.look import FILE, RULE, Look
from quanheng.report.places import Locator, in_order, locators, stated_marks

_COLOURS = {ERROR: "1;31", DOUBT: "33", MISSING: "33", NOTE: "36", AGREE: "32", UNDECIDED: "2"}
_PLACE_COLUMNS = (12, 26)


def render(review: Review, look: Look) -> str:
    """The whole review, then the inputs that could not be read; ends with a line end."""
    lines: list[str] = []
    for reviewed, locator in zip(review.documents, locators(review), strict=True):
        lines += [*_document(reviewed, locator, look), ""]
    for error in review.errors:
        lines += _failure(error)
    if look.known:
        lines += [f"基线中已有 {look.known} 条，未再列出"]
    lines += _closing(review)
    return "\n".join(lines).rstrip("\n") + "\n"


def _document(reviewed: Reviewed, locator: Locator, look: Look) -> Iterator[str]:
    yield from width.wrap(reviewed.path or reviewed.document.name)
    few = words.few_figures(reviewed)
    if few:
        yield from width.hang("  ○ 提醒", few)
    recognised = words.recognised(reviewed)
    if recognised:
        yield from width.hang("  ○ 识别", recognised)
    shown = [f for f in in_order(reviewed.findings) if words.severity(f) != MISSING]
    wheres = [_where(finding, locator) for finding in shown]
    room = max([_PLACE_COLUMNS[0], *(width.columns(where) for where in wheres)])
    pairs = _grouped(list(zip(shown, wheres, strict=True)), look)
    for finding, where in pairs:
        shown_at = width.pad(where, min(room, _PLACE_COLUMNS[1]))
        yield from _finding(finding, shown_at, look, _elsewhere(finding, locator))
    yield from _missing(reviewed, look)
    for part in reviewed.document.unread:
        yield from width.hang("○ 未读", f"{locator.words(part.place)}：{part.reason}")
    yield from _counts(reviewed, look)


def _grouped(pairs: list[tuple[Finding, str]], look: Look) -> list[tuple[Finding, str]]:
    """Document order, or by rule or severity with document order inside."""
    if look.group == FILE:
        return pairs
    if look.group == RULE:
        return sorted(pairs, key=lambda pair: pair[0].rule)
    return sorted(pairs, key=lambda pair: words.SEVERITIES.index(words.severity(pair[0])))


def _where(finding: Finding, locator: Locator) -> str:
    """The first place, and the second if there is room for it."""
    found = list(dict.fromkeys(locator.words(mark.place) for mark in stated_marks(finding)))
    if not found:
        return "全文"
    both = "|".join(found[:2])
    return width.one_line(both if width.columns(both) <= _PLACE_COLUMNS[1] else found[0])


def _elsewhere(finding: Finding, locator: Locator) -> str:
    """The places in other documents of the case, as far as a line has room."""
    found = list(dict.fromkeys(locator.of(mark) for mark in finding.marks if mark.document))
    return f"对照 {'、'.join(found[:2])}" if found else ""


def _finding(finding: Finding, where: str, look: Look, elsewhere: str = "") -> list[str]:
    kind = words.severity(finding)
    mark = f"{words.SYMBOLS[kind]} {words.NAMES[kind]} {messages.code(finding.rule)}"
    lines = width.hang(
        f"  {where}  {mark}", "  ".join(part for part in (_sentence(finding), elsewhere) if part)
    )
    return _painted(lines, mark, _COLOURS[kind]) if look.colour else lines


def _sentence(finding: Finding) -> str:
    """Message, calculation where the message does not hold it, and the probable correction."""
    said = messages.message(finding)
    worked = messages.calculation(finding, said)
    parts = [said, f"算式 {worked}" if worked else "", messages.suggestion(finding, said)]
    return "  ".join(part for part in parts if part)


def _painted(lines: list[str], mark: str, colour: str) -> list[str]:
    """Colour put on after wrapping, so that it takes no columns."""
    return [line.replace(mark, f"\x1b[{colour}m{mark}\x1b[0m", 1) for line in lines]


def _missing(reviewed: Reviewed, look: Look) -> Iterator[str]:
    absent = [messages.message(f).rstrip("。") for f in reviewed.findings if words.severity(f) == MISSING]
    if absent:
        lines = width.hang("缺少", "；".join(absent))
        yield from _painted(lines, "缺少", _COLOURS[MISSING]) if look.colour else lines


def _counts(reviewed: Reviewed, look: Look) -> Iterator[str]:
    found = words.severity_counts(reviewed.findings)
    verdicts = words.verdict_counts(reviewed.relations)
    matching, undecided = verdicts[AGREE] + verdicts[ROUNDING], verdicts[UNDECIDED]
    if reviewed.facts.figures and not reviewed.findings:
        yield f"未发现问题；已核对 {len(reviewed.relations) - undecided} 项，未能核对 {undecided} 项"
    numbered = {kind: found[kind] for kind in (ERROR, DOUBT, NOTE)}
    if found[MISSING]:
        numbered[MISSING] = found[MISSING]
    numbered |= {AGREE: matching, UNDECIDED: undecided}
    cells = [_count(kind, number, look) for kind, number in numbered.items()]
    total = len(reviewed.facts.figures)
    yield "  ".join(cells) + f"   取数 {total}  用时 {numbers.seconds(reviewed.seconds)} 秒"


def _count(kind: str, number: int, look: Look) -> str:
    cell = f"{words.SYMBOLS[kind]} {words.NAMES[kind]} {number}"
    return f"\x1b[{_COLOURS[kind]}m{cell}\x1b[0m" if look.colour and number else cell


def _failure(error: Failure) -> list[str]:
    return width.hang("未能读取", f"{error.path}：{error.message}。{error.hint}".replace("。。", "。"))


def _closing(review: Review) -> Iterator[str]:
    """The rules that were used, and how to learn more about one of them."""
    rules = [f.rule for reviewed in review.documents for f in in_order(reviewed.findings)]
    hint = f"解释: quanheng explain {messages.code(rules[0])}" if rules else ""
    if review.case is not None:
        yield from _case(review, review.case)
    if len(review.documents) + len(review.errors) > 1:
        yield from width.wrap(_summary(review))
    line = "    ".join(part for part in (f"规则集 {review.norms}" if review.norms else "", hint) if part)
    if line:
        yield from width.wrap(line)


def _case(review: Review, case: Case) -> Iterator[str]:
    """Whose documents they are, and how many relations between them hold."""
    for party in case.parties:
        papers = [review.documents[number] for number in party.papers]
        listed = "、".join(words.described(reviewed) for reviewed in papers)
        yield from width.hang("一套材料", f"{party.organisation or '单位未识别'}：{listed}")
    verdicts = words.verdict_counts(case.relations)
    told = "  ".join(f"{words.VERDICTS[kind]} {count}" for kind, count in verdicts.items())
    yield from width.hang("份间核对", f"{told}   份间问题 {case.found}")


def _summary(review: Review) -> str:
    found = words.severity_counts(words.distinct(review))
    said = "  ".join(f"{words.NAMES[kind]} {found[kind]}" for kind in words.SEVERITIES)
    return f"共 {len(review.documents)} 份文件  {said}  未能读取 {len(review.errors)}"
