"""Answers to our remarks, read back from the annotated file and tied to their findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanheng.read.detect import detect
from quanheng.read.docx_comments import Comment, comments
from quanheng.read.package import Package
from quanheng.read.pdf_comments import talks
from quanheng.read.sheet import Sheet
from quanheng.read.talk import AUTHOR, Talk
from quanheng.read.xlsx_comments import notes
from quanheng.report import json, threads, width
from quanheng.report.drafts import GONE
from quanheng.report.threads import DELAYED, DISPUTED, EXPLAINED, FIXED

if TYPE_CHECKING:
    import re

ANSWERED, OPEN = "answered", "open"
STATES = {
    FIXED: "已改",
    EXPLAINED: "说明",
    DISPUTED: "不认可",
    DELAYED: "申请延期",
    ANSWERED: "已答复",
    OPEN: "未答复",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one finding: its number and key, the state, and the words of the answer that says it.

    `gone` is true where the file was annotated again and the finding was no longer there.
    """

    number: int
    key: str
    code: str
    state: str
    words: str
    author: str
    date: str
    done: bool
    gone: bool = False


def answers(data: bytes) -> list[Answer]:
    """One for each of our remarks in an annotated file, in the order of their numbers.

    Raises ValueError for a file of a format that holds no remarks.
    """
    kind = detect(data, "")
    if kind == "docx":
        found = comments(Package(data))
    elif kind == "xlsx":
        written = notes(data)
        found = _of_talks(written.talks, [line for sheet in written.lists for line in _listed(sheet)])
    elif kind == "pdf":
        found = _of_talks(talks(data), [])
    else:
        raise ValueError(kind)
    tied = threads.tied(found)
    replies: dict[str, list[Comment]] = {}
    for comment in found:  # an answer at the second place is one to the finding
        ours = threads.ours(comment)
        if ours is not None:
            replies.setdefault(_name(ours), []).extend(tied.get(comment.id, ()))
    made: dict[str, Answer] = {}
    for comment in found:
        ours = threads.ours(comment)
        if ours is not None and ours["number"]:
            made.setdefault(_name(ours), _answer(ours, comment, replies[_name(ours)]))
    return sorted(made.values(), key=lambda one: (one.gone, one.number))


def _name(ours: re.Match[str]) -> str:
    """Number and key: two findings alike in all but their order share the beginning of their keys."""
    return (ours["number"] or ours["again"]) + ours["key"]


def _of_talks(told: list[Talk], listed: list[tuple[str, str]]) -> list[Comment]:
    """Our remarks, each once, and behind them what was answered in notes, conversations and our list.

    In a note people write under our words; the answer in the list, which all can see, counts last.
    """
    ours: dict[str, Comment] = {}
    said: list[Comment] = []

    def hear(text: str, answers: tuple[str, ...] = (), done: bool = False) -> None:
        pieces = list(threads.PIECE.finditer(text))
        ends = [piece.start() for piece in pieces[1:]] + [len(text)]
        for piece, end in zip(pieces, ends, strict=False):
            key = _name(piece)
            if piece["number"] and (key not in ours or done):
                ours[key] = Comment(key, AUTHOR, "", piece[0], done=done)
            heard = (text[piece.end() : end].strip(), *answers)
            said.extend(Comment("", "", "", words, parent=key) for words in heard if words)
        if not pieces:
            said.extend(Comment("", "", "", words) for words in (text, *answers) if words)

    for talk in told:
        hear(talk.text, talk.answers, talk.done)
    for text, answer in listed:
        hear(text, (answer,))
    return [*ours.values(), *(one for one in said if one.parent or _names_ours(one, ours))]


def _names_ours(comment: Comment, ours: dict[str, Comment]) -> bool:
    """Other notes are answers only where they name one of our remarks."""
    return bool(threads.named(comment.text, [(key[:4], key[4:]) for key in ours]))


def _listed(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Remark and answer of each line of our list, whose columns may have been moved."""
    heads = {text: column for (row, column), text in sheet.texts.items() if row == 1}
    for row in range(2, max((row for row, _ in sheet.texts), default=0) + 1):
        line = {head: sheet.texts.get((row, column), "") for head, column in heads.items()}
        lead = f"【{line.get('等级', '')} {line.get('类别', '').partition(' ')[0]} ·{line.get('编号', '')}】"
        state, words = line.get("状态", "").strip(), line.get("单位答复", "").strip()
        told = f"{state}：{words}" if state and words and not words.startswith(state) else words or state
        yield f"{lead}{line.get('标记', '')}", told


def _answer(ours: re.Match[str], comment: Comment, replies: list[Comment]) -> Answer:
    """The last reply that says what it is decides, else the last one."""
    said = [reply for reply in replies if reply.text.strip()]
    last = next((one for one in reversed(said) if threads.kind(one.text)), said[-1] if said else None)
    text = last.text.strip() if last else ""
    return Answer(
        int(ours["number"]), ours["key"], ours["code"],
        threads.state(text) if text else FIXED if comment.done else OPEN, text,
        last.author if last else "", last.date if last else "", comment.done, ours["severity"] == GONE,
    )  # fmt: skip


def text(found: list[Answer]) -> str:
    """One answer a line, then how many of each state."""
    lines = []
    for one in found:
        left = f"（{GONE}）" if one.gone else ""
        lines += width.hang(f"{one.number:04d} {one.code} {STATES[one.state]}{left}", one.words)
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
                    "gone": one.gone,
                }
                for one in found
            ],
        }
    )  # fmt: skip
