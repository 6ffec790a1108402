"""A Word file with fields in double braces, filled in; what an editor broke in it is said in Chinese.

    {{单位}}        one value
    {{更正.问题}}   one of a list: the table row, or the paragraphs next to each other, that hold such
                    fields are repeated for every entry; an empty list leaves one that reads 无

Word cuts a field into several runs as it likes, so the fields are looked for in the text of the whole
paragraph; the value takes the formatting of the field's first character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from quanheng.read.package import Package
from quanheng.report.office_package import PackageCopy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PAGE = '<w:p xmlns:w="%s"><w:r><w:br w:type="page"/></w:r></w:p>' % W[1:-1]  # noqa: UP031
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_BROKEN = re.compile(r"\{\{|\}\}")
_LONE = re.compile(r"\{([^{}]*)\}")
# Typed with a Chinese input method.
_WIDE = str.maketrans("｛｝．", "{}.")
# What no XML file can hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTHING = "无"

Values = Mapping[str, str | Sequence[Mapping[str, str]]]


class TemplateFault(ValueError):
    """A template that cannot be filled in: `faults` has one Chinese sentence for each thing wrong."""

    def __init__(self, name: str, faults: list[str]) -> None:
        self.name, self.faults = name, faults
        super().__init__("；".join(f"模板“{name}”{fault}" for fault in faults))


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


class Template:
    """One Word file with fields. Raises TemplateFault when it is no Word file."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            package = Package(data)
            main = package.main("word/document.xml")
            parts = [main, *_furniture(package, main)]
            roots = {part: package.xml(part) for part in parts}
            self._roots = {part: root for part, root in roots.items() if root is not None}
            self._data = data
        except Exception as fault:
            raise TemplateFault(name, ["不是 Word 文件（docx），请从自带的模板重新改起"]) from fault
        if main not in self._roots:
            raise TemplateFault(name, ["不是 Word 文件（docx），请从自带的模板重新改起"])
        self._main = main

    def check(self, fields: Fields) -> None:
        """Raise TemplateFault with everything that is wrong: broken, unknown, mixed and missing fields."""
        faults: list[str] = []
        held: set[str] = set()
        for root in self._roots.values():
            for number, paragraph in enumerate(root.iter(W + "p"), 1):
                text = _text(paragraph)
                names = [_clean(name) for name in _FIELD.findall(text)]
                held.update(names)
                faults += [
                    f"没有字段“{name}”{_near(name, fields)}" for name in names if not fields.known(name)
                ]
                faults += _broken(text, number, fields)
            faults += _mixed(root)
        faults += _lost(held, fields)
        if faults:
            raise TemplateFault(self.name, list(dict.fromkeys(faults)))

    def fill(self, values: Values) -> bytes:
        """The Word file with the values in it."""
        return self.fill_each([values])

    def fill_each(self, pages: Sequence[Values]) -> bytes:
        """One Word file with the template filled in for each of the values, every one on a new page.

        Headers and footers take the first values. Raises KeyError for a field without a value: `check` comes first.
        """
        copy = PackageCopy(self._data, self._main)
        made = {part: deepcopy(root) for part, root in self._roots.items()}
        for part, root in made.items():
            if part != self._main:
                _fill(root, pages[0])
                copy.put(part, root)
        body = made[self._main].find(W + "body")
        assert body is not None
        own = [child for child in body if child.tag != W + "sectPr"]
        patterns = [deepcopy(child) for child in own]
        end = body.index(own[-1]) + 1 if own else 0
        _fill(body, pages[0])
        end = sum(child.tag != W + "sectPr" for child in body)
        for values in pages[1:]:
            holder = etree.Element(W + "body")
            holder.extend([etree.fromstring(_PAGE), *(deepcopy(one) for one in patterns)])
            _fill(holder, values)
            for child in list(holder):
                body.insert(end, child)
                end += 1
        copy.put(self._main, made[self._main])
        return copy.bytes()


def _furniture(package: Package, main: str) -> list[str]:
    kinds = ("header", "footer", "footnotes")
    return [target for kind, target in package.relations(main).values() if kind in kinds]


def _nodes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text nodes of a paragraph itself, not those of a text box anchored in it."""
    for node in paragraph.iter(W + "t"):
        if next(node.iterancestors(W + "p")) is paragraph:
            yield node


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in _nodes(paragraph)).translate(_WIDE)


def _clean(name: str) -> str:
    return re.sub(r"\s+", "", name)


def _names(element: etree._Element) -> list[str]:
    """The fields under an element, in order."""
    paragraphs = [element] if element.tag == W + "p" else element.iter(W + "p")
    return [_clean(name) for paragraph in paragraphs for name in _FIELD.findall(_text(paragraph))]


def _groups(element: etree._Element) -> set[str]:
    return {name.partition(".")[0] for name in _names(element) if "." in name}


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


def _broken(text: str, number: int, fields: Fields) -> list[str]:
    """Fields that are not closed, not opened, or lost a brace."""
    rest = _FIELD.sub("", text)
    made = []
    for found in _BROKEN.finditer(rest):
        near = rest[max(0, found.start() - 8) : found.end() + 8]
        side = "没有写完，缺“}}”" if found[0] == "{{" else "缺前面的“{{”"
        made.append(f"第{number}段“{near}”的字段{side}")
    lone = [name for name in _LONE.findall(rest) if fields.known(_clean(name))]
    return made + [f"第{number}段的字段“{name}”前后各要两个大括号" for name in lone if not made]


def _mixed(root: etree._Element) -> list[str]:
    """A repeated row or paragraph can follow only one list."""
    rows = [row for row in root.iter(W + "tr") if not any(True for _ in row.iter(W + "tbl"))]
    loose = [p for p in root.iter(W + "p") if next(p.iterancestors(W + "tr"), None) is None]
    made = []
    for element in (*rows, *loose):
        groups = sorted(_groups(element))
        if len(groups) > 1:
            made.append(f"同一行里既有“{groups[0]}”又有“{groups[1]}”的字段，一行只能跟一个清单")
    return made


def _lost(held: set[str], fields: Fields) -> list[str]:
    groups = {name.partition(".")[0] for name in held if "." in name}
    made = []
    gone: set[str] = set()
    for name in sorted(fields.needed - held):
        group, dot, _ = name.partition(".")
        if not dot:
            made.append(f"缺字段“{name}”，请补上 {{{{{name}}}}}")
        elif group in groups:
            made.append(f"“{group}”的那一行缺字段“{name}”，请补上 {{{{{name}}}}}")
        elif group not in gone:
            gone.add(group)
            made.append(
                f"没有“{group}”这一行（应有 {{{{{name}}}}} 等字段），可能被删掉了，请从自带的模板复制回来"
            )
    return made


def _fill(root: etree._Element, values: Values) -> None:
    for row in [
        row for row in root.iter(W + "tr") if _groups(row) and not any(True for _ in row.iter(W + "tbl"))
    ]:
        _repeat([row], values)
    for block in _blocks(root):
        _repeat(block, values)
    for paragraph in list(root.iter(W + "p")):
        _put(paragraph, lambda name: _plain(values, name))


def _plain(values: Values, name: str) -> str:
    value = values[name]
    if not isinstance(value, str):
        raise KeyError(name)
    return value


def _blocks(root: etree._Element) -> list[list[etree._Element]]:
    """Paragraphs outside tables next to each other that follow the same list."""
    made: list[list[etree._Element]] = []
    group = ""
    for paragraph in root.iter(W + "p"):
        if next(paragraph.iterancestors(W + "tr"), None) is not None:
            continue
        now = next(iter(_groups(paragraph)), "")
        if now and now == group and made[-1][-1].getnext() is paragraph:
            made[-1].append(paragraph)
        elif now:
            made.append([paragraph])
        group = now
    return made


def _repeat(pattern: list[etree._Element], values: Values) -> None:
    group = next(iter(_groups(pattern[0])))
    entries = values[group]
    assert not isinstance(entries, str)
    parent, at = pattern[0].getparent(), pattern[0]
    assert parent is not None
    shown_entries: list[Mapping[str, str] | None] = [*entries] or [None]
    for entry in shown_entries:
        shown = pattern if entry is not None else pattern[:1]
        for element in shown:
            copy = deepcopy(element)
            _put_all(copy, group, entry, values)
            at.addprevious(copy)
    for element in pattern:
        parent.remove(element)


def _put_all(copy: etree._Element, group: str, entry: Mapping[str, str] | None, values: Values) -> None:
    said = [False]

    def value(name: str) -> str:
        owner, dot, part = name.partition(".")
        if not dot:
            return _plain(values, name)
        assert owner == group
        if entry is not None:
            return entry[part]
        first, said[0] = not said[0], True
        return _NOTHING if first else ""

    paragraphs = [copy] if copy.tag == W + "p" else list(copy.iter(W + "p"))
    if entry is None and copy.tag == W + "p":
        _only_nothing(copy)
        return
    for paragraph in paragraphs:
        _put(paragraph, value)


def _only_nothing(paragraph: etree._Element) -> None:
    """A sentence around fields of an empty list says nothing but that there is none."""
    for number, node in enumerate(_nodes(paragraph)):
        node.text = _NOTHING + "。" if number == 0 else ""


def _put(paragraph: etree._Element, value: Callable[[str], str]) -> None:
    """Replace the fields of one paragraph; what lies between two of them keeps its own runs."""
    nodes = list(_nodes(paragraph))
    texts = [node.text or "" for node in nodes]
    found = list(_FIELD.finditer("".join(texts).translate(_WIDE)))
    if not found:
        return
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    for match in reversed(found):
        _replace(texts, starts, match.span(), value(_clean(match[1])))
    for node, text in zip(nodes, texts, strict=True):
        _write(node, _ILLEGAL.sub("", text))


def _replace(texts: list[str], starts: list[int], span: tuple[int, int], value: str) -> None:
    """Cut the span out of the texts and set the value where it began; later matches were replaced before."""
    first = max(n for n, start in enumerate(starts) if start <= span[0] and _reaches(n, starts, span[0]))
    for number in range(len(texts) - 1, first - 1, -1):
        start = max(span[0] - starts[number], 0)
        end = span[1] - starts[number]
        if end <= 0 or start > len(texts[number]):
            continue
        texts[number] = texts[number][:start] + (value if number == first else "") + texts[number][end:]


def _reaches(number: int, starts: list[int], position: int) -> bool:
    return number + 1 == len(starts) or starts[number + 1] > position


def _write(node: etree._Element, text: str) -> None:
    """The text of a node; line ends become breaks of the line."""
    lines = text.split("\n")
    node.text = lines[0]
    node.set(_XML_SPACE, "preserve")
    at = node
    for line in lines[1:]:
        broken = etree.Element(W + "br")
        at.addnext(broken)
        at = etree.Element(W + "t")
        at.text = line
        at.set(_XML_SPACE, "preserve")
        broken.addnext(at)
