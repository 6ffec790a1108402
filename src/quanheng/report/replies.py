"""Answers to our remarks, read back from the annotated file and tied to their findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quanheng.read.detect import detect
from quanheng.read.docx_comments import Comment, comments
from quanheng.read.pdf_comments import talks
from quanheng.read.sheet import Sheet
from quanheng.read.talk import Talk
from quanheng.read.xlsx_comments import notes
from quanheng.report import json, width
from quanheng.report.remarks import AUTHOR

FIXED, EXPLAINED, DISPUTED, DELAYED, ANSWERED, OPEN = (
    *("fixed", "explained", "disputed", "delayed", "answered", "open"),
)
STATES = {
    FIXED: "已改",
    EXPLAINED: "说明",
    DISPUTED: "不成立",
    DELAYED: "申请延期",
    ANSWERED: "已答复",
    OPEN: "未答复",
}
_OURS = re.compile(
    r"^(?:（[^）]*）)?【(?P<severity>[^ ]+) (?P<code>\w+) ·(?P<number>\d{4})】.*〔(?P<key>[0-9a-f]{8})〕\s*$",
    re.S,
)
_PIECE = re.compile(
    r"(?:（[^）]*）)?(?:【[^】]*·|见 )(?P<number>\d{4})(?:】)?.*?〔(?P<key>[0-9a-f]{8})〕", re.S
)
"""A remark within a longer text, or the one at a second place, which only refers to it."""
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
    """One for each of our remarks in an annotated file, in the order of their numbers.

    Raises ValueError for a file of a format that holds no remarks.
    """
    kind = detect(data, "")
    if kind == "docx":
        found = comments(data)
    elif kind == "xlsx":
        written = notes(data)
        found = _of_talks(written.talks, [line for sheet in written.lists for line in _listed(sheet)])
    elif kind == "pdf":
        found = _of_talks(talks(data), [])
    else:
        raise ValueError(kind)
    made = []
    for comment in found:
        ours = _OURS.match(comment.text) if comment.author == AUTHOR or "【" in comment.text[:8] else None
        if ours is not None:
            made.append(_answer(ours, comment, _behind(comment, found)))
    return sorted(made, key=lambda one: one.number)


def _of_talks(told: list[Talk], listed: list[tuple[str, str]]) -> list[Comment]:
    """Our remarks, each once, and behind them what was answered in notes, conversations and our list.

    In a note people write under our words; the answer in the list, which all can see, counts last.
    """
    ours: dict[str, Comment] = {}
    said: list[Comment] = []

    def hear(text: str, answers: tuple[str, ...] = (), done: bool = False) -> None:
        pieces = list(_PIECE.finditer(text))
        ends = [piece.start() for piece in pieces[1:]] + [len(text)]
        for piece, end in zip(pieces, ends, strict=True):
            key = piece["number"] + piece["key"]
            if "【" in piece[0] and (key not in ours or done):
                ours[key] = Comment(key, AUTHOR, "", piece[0], done=done)
            heard = (text[piece.end() : end].strip(), *answers)
            said.extend(Comment("", "", "", words, parent=key) for words in heard if words)

    for talk in told:
        hear(talk.text, talk.answers, talk.done)
    for text, answer in listed:
        hear(text, (answer,))
    return [*ours.values(), *said]


def _listed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Remark and answer of each line of our list, whose columns may have been moved."""
    heads = {text: column for (row, column), text in sheet.texts.items() if row == 1}
    for row in range(2, max((row for row, _ in sheet.texts), default=0) + 1):
        line = {head: sheet.texts.get((row, column), "") for head, column in heads.items()}
        lead = f"【{line.get('等级', '')} {line.get('类别', '').partition(' ')[0]} ·{line.get('编号', '')}】"
        state, words = line.get("状态", "").strip(), line.get("单位答复", "").strip()
        told = f"{state}：{words}" if state and words and not words.startswith(state) else words or state
        yield f"{lead}{line.get('标记', '')}", told


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
