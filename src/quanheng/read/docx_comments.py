"""The comments of a Word file with their replies, as Word and LibreOffice keep them."""

from __future__ import annotations

from dataclasses import dataclass

from quanheng.read.docx_text import W
from quanheng.read.package import Package

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: `parent` is the id of the comment it answers, "" for none; `done` that it is marked resolved."""

    id: str
    author: str
    date: str
    text: str
    parent: str = ""
    done: bool = False


def comments(data: bytes) -> list[Comment]:
    """Every comment in the order of the file."""
    package = Package(data)
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
    made = []
    for comment in root.iter(W + "comment"):
        number = comment.get(W + "id", "")
        text = "".join(node.text or "" for node in comment.iter(W + "t"))
        parent, done = threads.get(number, ("", False))
        made.append(
            Comment(number, comment.get(W + "author", ""), comment.get(W + "date", ""), text, parent, done)
        )
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
