"""The comments of a Word file with their replies, as Word and LibreOffice keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanheng.read.docx_text import W
from quanheng.read.package import Package

if TYPE_CHECKING:
    from lxml import etree

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: `parent` is the id of the comment it answers, "" for none; `done` that it is marked resolved.

    `span` are the characters of the body that it stands on, counted through; None where it has no anchor.
    """

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    done: bool = False
    span: tuple[int, int] | None = None


def comments(package: Package) -> list[Comment]:
    """Every comment in the order of the file."""
    main = package.main("word/document.xml")
    named = dict(package.relations(main).values())
    root = package.xml(named.get("comments", "word/comments.xml"))
    if root is None:
        return []
    paragraphs: dict[str, str] = {}
    for comment in root.iter(W + "comment"):
        for paragraph in comment.iter(W + "p"):
            if mark := paragraph.get(_W14 + "paraId"):
                paragraphs[mark] = comment.get(W + "id", "")
    threads = _threads(package, named.get("commentsExtended", ""), paragraphs)
    spans = _spans(package.xml(main))
    made = []
    for comment in root.iter(W + "comment"):
        number = comment.get(W + "id", "")
        text = "".join(node.text or "" for node in comment.iter(W + "t"))
        parent, done = threads.get(number, ("", False))
        author, date = comment.get(W + "author", ""), comment.get(W + "date", "")
        made.append(Comment(number, author, date, text, parent, done, spans.get(number)))
    return made


def _spans(root: etree._Element | None) -> dict[str, tuple[int, int]]:
    """The characters between the marks of each comment; where there are none, the place of its reference."""
    at = 0
    starts: dict[str, int] = {}
    made: dict[str, tuple[int, int]] = {}
    for node in root.iter() if root is not None else ():
        number = node.get(W + "id", "")
        if node.tag == W + "t":
            at += len(node.text or "")
        elif node.tag == W + "commentRangeStart":
            starts[number] = at
        elif node.tag == W + "commentRangeEnd":
            made[number] = (starts.get(number, at), at)
        elif node.tag == W + "commentReference":
            made.setdefault(number, (at, at))
    return made


def _threads(package: Package, name: str, paragraphs: dict[str, str]) -> dict[str, tuple[str, bool]]:
    """Of each comment the one it answers and whether its thread is resolved."""
    root = package.xml(name) if name else None
    made: dict[str, tuple[str, bool]] = {}
    for entry in root.iter(_W15 + "commentEx") if root is not None else ():
        comment = paragraphs.get(entry.get(_W15 + "paraId", ""))
        if comment is not None:
            parent = paragraphs.get(entry.get(_W15 + "paraIdParent", ""), "")
            made[comment] = (parent, entry.get(_W15 + "done", "0") in ("1", "true"))
    return made
