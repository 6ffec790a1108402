"""A Word file with fields in double braces, filled in; what an editor broke in it is said in Chinese.

    {{单位}}        one value
    {{更正.问题}}   one of a list: the table row, or the paragraphs next to each other, that hold such
                    fields are repeated for every entry; an empty list leaves one that reads 无

Word cuts a field into several runs as it likes, so the fields are looked for in the text of the whole
paragraph; the value takes the formatting of the field's first character.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from quanheng.read.package import Package
from quanheng.report.office_package import PackageCopy
from quanheng.report.papers.fields import (
    FIELD,
    WIDE,
    Fields,
    W,
    clean,
    groups,
    lost,
    names,
    nodes,
    wrong,
)

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PAGE = '<w:p xmlns:w="%s"><w:r><w:br w:type="page"/></w:r></w:p>' % W[1:-1]  # noqa: UP031
# What no XML file can hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTHING = "无"

Values = Mapping[str, str | Sequence[Mapping[str, str]]]


class TemplateFault(ValueError):
    """A template that cannot be filled in: `faults` has one Chinese sentence for each thing wrong."""

    def __init__(self, name: str, faults: list[str]) -> None:
        self.name, self.faults = name, faults
        super().__init__("；".join(f"模板“{name}”{fault}" for fault in faults))


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
        faults = [fault for root in self._roots.values() for fault in wrong(root, fields)]
        faults += lost({name for root in self._roots.values() for name in names(root)}, fields)
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


def _fill(root: etree._Element, values: Values) -> None:
    for row in [
        row for row in root.iter(W + "tr") if groups(row) and not any(True for _ in row.iter(W + "tbl"))
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
        now = next(iter(groups(paragraph)), "")
        if now and now == group and made[-1][-1].getnext() is paragraph:
            made[-1].append(paragraph)
        elif now:
            made.append([paragraph])
        group = now
    return made


def _repeat(pattern: list[etree._Element], values: Values) -> None:
    group = next(iter(groups(pattern[0])))
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
    for number, node in enumerate(nodes(paragraph)):
        node.text = _NOTHING + "。" if number == 0 else ""


def _put(paragraph: etree._Element, value: Callable[[str], str]) -> None:
    """Replace the fields of one paragraph; what lies between two of them keeps its own runs."""
    cut = list(nodes(paragraph))
    texts = [node.text or "" for node in cut]
    found = list(FIELD.finditer("".join(texts).translate(WIDE)))
    if not found:
        return
    starts = [sum(map(len, texts[:number])) for number in range(len(texts))]
    for match in reversed(found):
        _replace(texts, starts, match.span(), value(clean(match[1])))
    for node, text in zip(cut, texts, strict=True):
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
