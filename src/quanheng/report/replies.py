"""Answers to our remarks, read back from the annotated file and tied to their findings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quanheng.read.docx_comments import Comment, comments
from quanheng.report import json, width
from quanheng.report.remarks import AUTHOR

FIXED, EXPLAINED, DISPUTED, ANSWERED, OPEN = "fixed", "explained", "disputed", "answered", "open"
STATES = {FIXED: "已改", EXPLAINED: "说明", DISPUTED: "不成立", ANSWERED: "已答复", OPEN: "未答复"}
_OURS = re.compile(
    r"^(?:（[^）]*）)?【(?P<severity>[^ ]+) (?P<code>\w+) ·(?P<number>\d{4})】.*〔(?P<key>[0-9a-f]{8})〕\s*$",
    re.S,
)
_KINDS = (
    (FIXED, re.compile(r"^\s*(?:已改|已更正|已修改|已整改|改好)")),
    (DISPUTED, re.compile(r"^\s*(?:不成立|有误|误报|无需修改|没有错)")),
    (EXPLAINED, re.compile(r"^\s*(?:说明|情况说明|原因)[:：]?")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one finding: its number and key, the state, and the words of the last answer."""

    number: int
    key: str
    code: str
    state: str
    words: str
    author: str
    date: str
    done: bool


def answers(data: bytes) -> list[Answer]:
    """One for each of our remarks in a Word file, in the order of their numbers."""
    found = comments(data)
    made = []
    for comment in found:
        ours = _OURS.match(comment.text) if comment.author == AUTHOR or "【" in comment.text[:8] else None
        if ours is not None:
            made.append(_answer(ours, comment, _behind(comment, found)))
    return sorted(made, key=lambda one: one.number)


def _behind(comment: Comment, found: list[Comment]) -> list[Comment]:
    """The replies of its thread; where the program kept no threads, the foreign comments right behind it."""
    replies = [c for c in found if c.parent == comment.id]
    if replies or any(c.parent for c in found):
        return replies
    made = []
    for other in found[found.index(comment) + 1 :]:
        if _OURS.match(other.text) or not any(kind.match(other.text) for _, kind in _KINDS):
            break
        made.append(other)
    return made


def _answer(ours: re.Match[str], comment: Comment, replies: list[Comment]) -> Answer:
    last = replies[-1] if replies else None
    text = last.text.strip() if last else ""
    state = next((state for state, kind in _KINDS if kind.match(text)), ANSWERED if text else OPEN)
    if state == OPEN and comment.done:
        state = FIXED
    return Answer(
        int(ours["number"]), ours["key"], ours["code"], state, text,
        last.author if last else "", last.date if last else "", comment.done,
    )  # fmt: skip


def text(found: list[Answer]) -> str:
    """One answer a line, then how many of each state."""
    lines = []
    for one in found:
        lines += width.hang(f"{one.number:04d} {one.code} {STATES[one.state]}", one.words)
    counts = {state: sum(one.state == state for one in found) for state in STATES}
    lines.append(
        "  ".join(f"{STATES[state]} {count}" for state, count in counts.items() if count) or "没有权衡的批注"
    )
    return "\n".join(lines) + "\n"


def encode(found: list[Answer]) -> bytes:
    """The same as JSON, schema 1."""
    return json.dump(
        {
            "schema": json.SCHEMA,
            "answers": [
                {
                    "number": one.number, "key": one.key, "code": one.code, "state": one.state, "text": one.words or None,
                    "author": one.author or None, "date": one.date or None, "done": one.done,
                }
                for one in found
            ],
        }
    )  # fmt: skip
