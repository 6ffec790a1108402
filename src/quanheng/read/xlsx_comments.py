"""Notes, conversations and our own list of findings in a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

from quanheng.read.package import Package
from quanheng.read.sheet import Sheet
from quanheng.read.talk import Talk
from quanheng.read.xlsx import S, book, is_ours

_TALK = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"


@dataclass(slots=True)
class Notes:
    """What people and we have written beside the cells of a workbook; `lists` are our own sheets."""

    talks: list[Talk] = field(default_factory=list)
    lists: list[Sheet] = field(default_factory=list)


def notes(data: bytes) -> Notes:
    """Everything written beside the cells, sheet by sheet."""
    package = Package(data)
    made = Notes()
    for part, sheet in book(package):
        if is_ours(sheet):
            made.lists.append(sheet)
            continue
        named = dict(package.relations(part).values())
        talks = package.xml(named.get("threadedComment", ""))
        entries = list(talks.iter(_TALK + "threadedComment")) if talks is not None else []
        for first in (e for e in entries if not e.get("parentId")):
            answers = (e for e in entries if e.get("parentId") == first.get("id"))
            said = tuple(e.findtext(_TALK + "text") or "" for e in answers)
            made.talks.append(
                Talk(first.findtext(_TALK + "text") or "", said, first.get("done") in ("1", "true"))
            )
        shadows = {e.get("ref", "") for e in entries}
        plain = package.xml(named.get("comments", ""))
        for comment in plain.iter(S + "comment") if plain is not None else ():
            if comment.get("ref", "") not in shadows:
                made.talks.append(Talk("".join(t.text or "" for t in comment.iter(S + "t"))))
    return made
