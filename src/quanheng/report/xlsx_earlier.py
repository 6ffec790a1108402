"""What an earlier annotation of a workbook left: our list with the answers in it, and the fills that cells had."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanheng.report import threads
from quanheng.report.drafts import GONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanheng.read.sheet import Sheet
    from quanheng.report.remarks import Remark

ANSWERS = ("单位答复", "复核意见", "状态")
"""The columns of our list in which people write."""
MARK, FILLS = "标记", "原底色"
"""The hidden columns: our mark of the finding, and the fills that its cells had before."""


@dataclass(slots=True)
class Earlier:
    """`part` is that of our list, "" for none; `lines` its rows by head, under the mark of the finding.

    `fills` are the fills that were there before ours, as XML, by sheet and reference.
    """

    part: str = ""
    lines: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    fills: dict[tuple[str, str], str] = field(default_factory=dict)

    def split(self, tags: Sequence[str]) -> tuple[list[list[str]], list[dict[str, str]]]:
        """What people wrote in the line of each of the marks, and the answered lines whose finding is gone.

        Findings alike in all but their order have one mark: their lines are taken in order.
        """
        left = {tag: list(lines) for tag, lines in self.lines.items()}
        taken = [left[tag].pop(0) if left.get(tag) else {} for tag in tags]
        gone = [line | {"等级": GONE} for lines in left.values() for line in lines if any(_said(line))]
        return [_said(line) for line in taken], gone


def earlier(lists: Sequence[tuple[str, Sheet]]) -> Earlier:
    """What our lists of a workbook tell of an earlier annotation; each comes with its part."""
    made = Earlier(lists[0][0] if lists else "")
    for _, sheet in lists:
        for line in _lines(sheet):
            made.lines.setdefault(line.get(MARK, ""), []).append(line)
            made.fills |= _fills(line.get(FILLS, ""))
    made.lines.pop("", None)
    return made


def _said(line: Mapping[str, str]) -> list[str]:
    """What people wrote in a line, "" where they wrote nothing."""
    return [line.get(head, "").strip() for head in ANSWERS]


def _lines(sheet: Sheet) -> Iterable[dict[str, str]]:
    heads = {text: column for (row, column), text in sheet.texts.items() if row == 1}
    for row in range(2, max((row for row, _ in sheet.texts), default=0) + 1):
        yield {head: sheet.texts.get((row, column), "") for head, column in heads.items()}


def _fills(text: str) -> dict[tuple[str, str], str]:
    """The record of a line; what someone has written over it tells nothing."""
    try:
        return {(str(sheet), str(ref)): str(fill) for sheet, ref, fill in json.loads(text or "[]")}
    except (ValueError, TypeError):
        return {}


def record(fills: Mapping[tuple[str, str], str]) -> str:
    """The fills of some cells as the hidden column keeps them."""
    entries = [[sheet, ref, fill] for (sheet, ref), fill in fills.items()]
    return json.dumps(entries, ensure_ascii=False) if entries else ""


def renewed(text: str, now: Iterable[Remark], *, answered: bool = False) -> tuple[int, str]:
    """How much of a note is people's own, from its beginning, and what stands under that from now on.

    Our remarks in it are those of `now`; an answer stays under the remark that it was written under, and a
    remark whose finding is gone stays only for its answer (`answered` where that stands elsewhere).
    """
    pieces = list(threads.PIECE.finditer(text))
    own = text[: pieces[0].start()].rstrip("\n") if pieces else text
    ends = [piece.start() for piece in pieces[1:]] + [len(text)]
    heard = [
        ((piece["key"], bool(piece["again"])), piece[0], text[piece.end() : end].strip("\n"))
        for piece, end in zip(pieces, ends, strict=False)
    ]
    lines: list[str] = []
    for remark in now:
        name = remark.finding.key[:8], remark.again
        found = next((number for number, one in enumerate(heard) if one[0] == name), None)
        answer = heard.pop(found)[2] if found is not None else ""
        lines += [remark.text, answer] if answer else [remark.text]
    for _, said, answer in heard:
        if answer or answered:
            lines += [threads.gone(said), answer] if answer else [threads.gone(said)]
    return len(own), ("\n" if own.strip() and lines else "") + "\n".join(lines)
