"""The fields in double braces of a Word template: where they stand, which it may hold, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_BROKEN = re.compile(r"\{\{|\}\}")
_LONE = re.compile(r"\{([^{}]*)\}")
# Typed with a Chinese input method.
WIDE = str.maketrans("｛｝．", "{}.")


@dataclass(frozen=True)
class Fields:
    """What a template may hold and must hold: plain names, and of each list the names of its entries."""

    plain: frozenset[str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()

    def known(self, name: str) -> bool:
        """True for a field that has a value."""
        group, dot, part = name.partition(".")
        return part in self.lists.get(group, ()) if dot else name in self.plain


def nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text nodes of a paragraph itself, not those of a text box anchored in it."""
    for node in paragraph.iter(W + "t"):
        if next(node.iterancestors(W + "p")) is paragraph:
            yield node


def text(paragraph: etree._Element) -> str:
    """Its text, with braces as they should have been typed."""
    return "".join(node.text or "" for node in nodes(paragraph)).translate(WIDE)


def clean(name: str) -> str:
    """The name of a field without blanks."""
    return re.sub(r"\s+", "", name)


def names(element: etree._Element) -> list[str]:
    """The fields under an element, in order."""
    paragraphs = [element] if element.tag == W + "p" else element.iter(W + "p")
    return [clean(name) for paragraph in paragraphs for name in FIELD.findall(text(paragraph))]


def groups(element: etree._Element) -> set[str]:
    """The lists that fields under an element follow."""
    return {name.partition(".")[0] for name in names(element) if "." in name}


def wrong(root: etree._Element, fields: Fields) -> list[str]:
    """What is wrong with the fields of one part of the file, in Chinese."""
    faults: list[str] = []
    for number, paragraph in enumerate(root.iter(W + "p"), 1):
        said = text(paragraph)
        held = [clean(name) for name in FIELD.findall(said)]
        faults += [f"没有字段“{name}”{_near(name, fields)}" for name in held if not fields.known(name)]
        faults += _broken(said, number, fields)
    return faults + _mixed(root)


def _near(name: str, fields: Fields) -> str:
    """The names that may have been meant."""
    group, dot, part = name.partition(".")
    if dot and group in fields.lists:
        return f"，“{group}”可用：{'、'.join(sorted(fields.lists[group]))}"
    likely = [
        known
        for known in sorted(fields.plain)
        if known in name or name in known or set(known) == set(part or name)
    ]
    return f"，是不是“{likely[0]}”" if likely else f"，可用：{'、'.join(sorted(fields.plain))}"


def _broken(said: str, number: int, fields: Fields) -> list[str]:
    """Fields that are not closed, not opened, or lost a brace."""
    rest = FIELD.sub("", said)
    made = []
    for found in _BROKEN.finditer(rest):
        near = rest[max(0, found.start() - 8) : found.end() + 8]
        side = "没有写完，缺“}}”" if found[0] == "{{" else "缺前面的“{{”"
        made.append(f"第{number}段“{near}”的字段{side}")
    lone = [name for name in _LONE.findall(rest) if fields.known(clean(name))]
    return made + [f"第{number}段的字段“{name}”前后各要两个大括号" for name in lone if not made]


def _mixed(root: etree._Element) -> list[str]:
    """A repeated row or paragraph can follow only one list."""
    rows = [row for row in root.iter(W + "tr") if not any(True for _ in row.iter(W + "tbl"))]
    loose = [p for p in root.iter(W + "p") if next(p.iterancestors(W + "tr"), None) is None]
    made = []
    for element in (*rows, *loose):
        both = sorted(groups(element))
        if len(both) > 1:
            made.append(f"同一行里既有“{both[0]}”又有“{both[1]}”的字段，一行只能跟一个清单")
    return made


def lost(held: set[str], fields: Fields) -> list[str]:
    """The fields that are needed and stand nowhere."""
    lists = {name.partition(".")[0] for name in held if "." in name}
    made = []
    gone: set[str] = set()
    for name in sorted(fields.needed - held):
        group, dot, _ = name.partition(".")
        if not dot:
            made.append(f"缺字段“{name}”，请补上 {{{{{name}}}}}")
        elif group in lists:
            made.append(f"“{group}”的那一行缺字段“{name}”，请补上 {{{{{name}}}}}")
        elif group not in gone:
            gone.add(group)
            made.append(
                f"没有“{group}”这一行（应有 {{{{{name}}}}} 等字段），可能被删掉了，请从自带的模板复制回来"
            )
    return made
