"""What is said of a subject in the words of another one: purposes and reasons taken over with the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quanheng.facts.subject_items import Span, SubjectItem, core
from quanheng.facts.wording_statement import said
from quanheng.model.figure import Statement

_FORM = re.compile(
    r"(?P<subject>[^，、；]{3,40}?)(?:的?(?:支出|缴费|项目)?(?:经费|预算|支出|资金|缴费|额)?)(?:支出)?(?:有所|略有)?"
    r"(?P<way>增加|减少|增长|下降|提高|降低|保持不变|不变|持平)"
)
_FEWEST = 5  # characters of a name that no purpose has by chance
_SHORT = 3  # of one that a reason in the form of all the others is about


def copy_statements(items: Sequence[SubjectItem]) -> Iterator[Statement]:
    """Statements copied_purpose and copied_reason; `value` is the subject spoken of, `other` whose words they are."""
    for item in items:
        if item.purpose is not None and (other := _purpose_of(item, item.purpose, items)) is not None:
            yield _statement("copied_purpose", item, item.purpose, other)
    kept = [item for item in items if item.reason is not None and _own(item, _subject(item.reason))]
    for item in items:
        other = _reason_of(item, items) if len(kept) > 1 else None
        if other is not None and item.reason is not None:
            yield _statement("copied_reason", item, _named(item.reason), other)


def _statement(kind: str, item: SubjectItem, span: Span, other: SubjectItem) -> Statement:
    words = core(span.text)
    return said(
        kind, item.paragraph, (span.start, span.end), item.name, words=words, other=other.name, name=item.name
    )


def _grams(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


def _purpose_of(item: SubjectItem, purpose: Span, items: Sequence[SubjectItem]) -> SubjectItem | None:
    """The other subject whose name the purpose holds, with nothing of its own; its words must be the other's."""
    words = core(purpose.text)
    if _grams(words) & _grams(core(item.name)) or "、" in purpose.text:
        return None
    for other in items:
        name = core(other.name)
        if other is item or other.name == item.name or len(name) < _FEWEST or name not in words:
            continue
        if words == name or (other.purpose is not None and core(other.purpose.text) == words):
            return other
    return None


def _named(reason: Span) -> Span:
    """The subject that a reason names, without the change that it tells of."""
    found = _FORM.fullmatch(reason.text)
    if found is None:
        return reason
    start, end = found.span("subject")
    return Span(found["subject"], reason.start + start, reason.start + end)


def _subject(reason: Span | None) -> str:
    return core(_named(reason).text) if reason is not None and _FORM.fullmatch(reason.text) else ""


def _own(item: SubjectItem, subject: str) -> bool:
    return bool(subject) and subject in (core(item.name), core(item.full_name), core("".join(item.names)))


def _reason_of(item: SubjectItem, items: Sequence[SubjectItem]) -> SubjectItem | None:
    """The other subject that the reason names, where the document's habit is to name the own one."""
    subject = _subject(item.reason)
    if len(subject) < _SHORT or _own(item, subject):
        return None
    if any(_own(other, subject) and other.name == item.name for other in items):
        return None  # two classes that have a 项 of one name
    return next((other for other in items if _own(other, subject)), None)
