"""Which of people's comments answer which of ours, whether the program that saved them kept threads or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from quanheng.read.docx_comments import Comment
from quanheng.report.drafts import GONE

FIXED, EXPLAINED, DISPUTED, DELAYED = "fixed", "explained", "disputed", "delayed"
OURS = re.compile(
    r"^\s*(?:（[^）]*）)?(?:【(?P<severity>[^ ]+) (?P<code>\w+) ·(?P<number>\d{4})】.*|见 (?P<again>\d{4}))"
    r"〔(?P<key>[0-9a-f]{8})〕\s*$",
    re.S,
)
"""One remark of ours, or the short one at a second place."""
PIECE = re.compile(
    r"(?:（[^）]*）)?(?:【(?P<severity>[^ 】]+) (?P<code>\w+) ·(?P<number>\d{4})】.*?|见 (?P<again>\d{4}))"
    r"〔(?P<key>[0-9a-f]{8})〕",
    re.S,
)
"""The same within a longer text."""
_TAG = re.compile(r"〔([0-9a-f]{8})〕")
_NUMBER = re.compile(r"(?<![\d.,])(0\d{3})(?![\d.,]\d|\d)|(?:编号|问题)\s*[:：·]?\s*(\d{4})(?!\d)")
_LEAD = (
    r"^\s*(?:(?:针对|关于)?(?:编号|问题|第)?\s*[·]?\d{4}\s*[号条项]?(?:问题)?\s*[:：,，、.]?\s*)*"
    r"(?:经(?:核实|核对|核查|复核|查)[,，]?)?"
)
_KINDS = tuple(
    (state, re.compile(_LEAD + words))
    for state, words in (
        (FIXED, r"(?:已经?(?:按\S{1,12}|在\S{1,12})?(?:改|更正|修改|整改|修正|订正|调整)|改好|改了|更正为|改为)"),
        (DISPUTED, r"(?:不成立|不认可|不同意|不予认可|有误|误报|无需修改|没有错|无误)"),
        (DELAYED, r"(?:申请延期|延期|请求延期|申请延至|延至)"),
        (EXPLAINED, r"(?:情况说明|说明|原因|理由)"),
    )
)  # fmt: skip


def kind(words: str) -> str:
    """What an answer says it is, from the words it begins with; "" for free wording."""
    return next((state for state, form in _KINDS if form.match(words)), "")


def state(words: str) -> str:
    """The kind of an answer; what says nothing of its kind explains."""
    return kind(words) or EXPLAINED


def ours(comment: Comment) -> re.Match[str] | None:
    """Our remark in a comment, None for one that people wrote."""
    return OURS.match(comment.text)


def gone(text: str) -> str:
    """The text of a remark whose finding is no longer there."""
    return re.sub(r"【[^ 】]+ ", f"【{GONE} ", text, count=1)


def named(words: str, remarks: Sequence[tuple[str, str]]) -> list[str]:
    """The keys of the remarks (number, key) that an answer names by mark or number, those that are gone last."""
    tags = _TAG.findall(words)
    if tags:
        return [key for _, key in remarks if key in tags]
    numbers = {one or other for one, other in _NUMBER.findall(words)}
    first: dict[str, str] = {}
    for number, key in remarks:
        first.setdefault(number, key)
    return [key for number, key in first.items() if number in numbers]


def tied(found: Sequence[Comment]) -> dict[str, list[Comment]]:
    """The answers to each of our comments by its id, in the order of the file.

    An answer is tied by its thread; where the program dropped that by our number or mark in its words, by
    standing on the same words of the document behind ours, or by beginning as an answer right behind ours.
    """
    made: dict[str, list[Comment]] = defaultdict(list)
    mains = sorted(
        ((m["severity"] == GONE, m["number"], m["key"], c) for c in found if (m := ours(c)) and m["number"]),
        key=lambda one: one[0],
    )
    by_key = {key: comment for _, _, key, comment in reversed(mains)}
    numbers = [(number, key) for _, number, key, _ in mains]
    for at, comment in enumerate(found):
        if ours(comment):
            continue
        parent = _root(comment, found)
        near = [by_key[key] for key in named(comment.text, numbers)] or list(_beside(at, found))
        targets = [parent] if parent is not None else near
        for target in targets:
            made[target.id].append(comment)
    return made


def _root(comment: Comment, found: Sequence[Comment]) -> Comment | None:
    """Ours at the beginning of the thread, None where there is no thread or people began it."""
    by_id = {one.id: one for one in found}
    at, seen = comment, {comment.id}
    while at.parent in by_id and at.parent not in seen:
        at = by_id[at.parent]
        seen.add(at.id)
    return at if at is not comment and ours(at) else None


def _beside(at: int, found: Sequence[Comment]) -> Iterator[Comment]:
    comment = found[at]
    if comment.parent:
        return
    same = [o for o in found[:at] if ours(o) and o.span and o.span == comment.span and not _older(comment, o)]
    if same:
        yield same[-1]
    elif kind(comment.text):
        before = next((o for o in reversed(found[:at]) if ours(o) or not kind(o.text)), None)
        if before is not None and ours(before) and _near(comment, before):
            yield before


def _older(comment: Comment, other: Comment) -> bool:
    """True where both have a date and the comment was there first; LibreOffice writes 0-00-00 for none."""
    dates = comment.date[:16], other.date[:16]
    return all(date[:2] == "20" for date in dates) and dates[0] < dates[1]


def _near(comment: Comment, other: Comment) -> bool:
    """Not known to stand on other words."""
    if not comment.span or not other.span:
        return True
    return comment.span[0] <= other.span[1] and other.span[0] <= comment.span[1]
