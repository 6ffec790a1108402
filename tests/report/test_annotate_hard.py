"""Comments in a file of every construct that hides a figure: nothing but comments is added."""

from __future__ import annotations

import re
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from lxml import etree

from quanheng.model.finding import Finding, Mark
from quanheng.model.place import Cell, Place
from quanheng.model.review import Facts, Reviewed
from quanheng.read import docx
from quanheng.read.docx_comments import comments
from quanheng.read.docx_text import W
from quanheng.read.package import Package
from quanheng.report.annotate_docx import annotate
from tests.report.test_annotate import NOW, anchored, replied
from tests.report.word_samples import MACROS, document, nasty, without_comments

_FIGURE = re.compile(r"\d+\.\d+(?:万元)?")
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def marks(data: bytes) -> list[Mark]:
    """Every amount of the file with its place."""
    made = []
    for block in docx.read(data, "a.docx").blocks:
        texts = [(block.text, None)] if block.table is None else [
            (c.text, Cell(block.table.number, c.row, c.column)) for c in block.table.cells
        ]  # fmt: skip
        for text, cell in texts:
            made += [
                Mark("stated", m[0], Place(block.index, *m.span(), cell=cell)) for m in _FIGURE.finditer(text)
            ]
    return made


def reviewed(data: bytes, found: list[Mark]) -> Reviewed:
    """One finding at each mark, each of a rule of its own, so that none is folded away."""
    findings = [
        Finding(
            f"some/rule-{n}", "error", "proved", [mark], values={"name": f"#{mark.text}#"}, key=f"{n:08x}"
        )
        for n, mark in enumerate(found)
    ]
    return Reviewed(docx.read(data, "a.docx"), Facts([], [], [], []), [], findings)


def told(data: bytes) -> dict[str, str]:
    """The figure that each comment speaks of."""
    root = etree.fromstring(ZipFile(BytesIO(data)).read("word/comments.xml"))
    words = {c.get(W + "id", ""): "".join(map(str, c.itertext())) for c in root}
    return {number: text.split("#")[1] for number, text in words.items()}


def test_every_figure_is_anchored_exactly_or_on_what_must_stay_whole() -> None:
    data = nasty()
    made = annotate(data, reviewed(data, marks(data)), NOW).data
    said, spans = told(made), anchored(made)
    assert len(said) == len(marks(data)) > 30
    apart = {
        said[n]: text for n, text in spans.items() if text.replace("\n", "") != said[n].replace("\n", "")
    }
    assert apart == {
        # a control of plain text, a formula, a branch; a text box is anchored at its place in the body
        "51.00万元": "51.00万元整", "12.00": "", "3.00": "", "15.00": "", "81.00万元": "选81.00万元退81.00万元",
        "12.50万元": "框内12.50万元框内12.50万元", "91.501": "第一项61.00万元", "98.00万元": "", "44.00万元": "sì44.00万元",
        "99.00万元": "云岭县林业局2023年度部门决算",
    }  # fmt: skip


def test_nothing_but_comments_is_added() -> None:
    data = nasty()
    made = annotate(data, reviewed(data, marks(data)), NOW).data
    assert without_comments(document(made)) == without_comments(document(data))


@pytest.mark.parametrize("seed", range(30))
def test_overlapping_marks_in_any_order(seed: int) -> None:
    data, rng = nasty(), Random(seed)
    found = []
    for block in docx.read(data, "a.docx").blocks:
        if block.table is None:
            for _ in range(4):
                start = rng.randrange(len(block.text))
                end = rng.randint(start, len(block.text))
                found.append(Mark("stated", block.text[start:end], Place(block.index, start, end)))
    rng.shuffle(found)
    made = annotate(data, reviewed(data, found), NOW).data
    root = document(made)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        numbers = [node.get(W + "id", "") for node in root.iter(W + kind)]
        assert sorted(numbers) == sorted(told(made))
    assert without_comments(root) == without_comments(document(data))


def test_marks_stand_only_where_word_allows_them() -> None:
    data = nasty()
    root = document(annotate(data, reviewed(data, marks(data)), NOW).data)
    allowed = {W + name for name in ("p", "hyperlink", "ins", "sdtContent")}
    parents = {node.getparent().tag for node in root.iter(W + "commentRangeStart", W + "commentRangeEnd")}  # type: ignore[union-attr]
    assert parents <= allowed
    assert not [
        n
        for n in root.iter(W + "commentReference")
        if any(a.tag.endswith("}txbxContent") for a in n.iterancestors())
    ]


def test_an_empty_cell_is_anchored_in_itself() -> None:
    data = nasty()
    table = next(b for b in docx.read(data, "a.docx").blocks if b.table is not None)
    mark = Mark("stated", "", Place(table.index, 0, 0, cell=Cell(0, 2, 1)))
    root = document(annotate(data, reviewed(data, [mark]), NOW).data)
    (reference,) = root.iter(W + "commentReference")
    (around,) = (a for a in reference.iterancestors() if a.tag == W + "tc")
    assert "".join(map(str, around.itertext())) == ""


def test_a_strict_file_stays_strict() -> None:
    data = nasty(strict=True)
    made = annotate(data, reviewed(data, marks(data)), NOW).data
    package = ZipFile(BytesIO(made))
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        text = package.read(name)
        assert b"openxmlformats.org/wordprocessingml" not in text
        assert b"openxmlformats.org/officeDocument" not in text
    assert package.read("word/comments.xml").count(b"#99.00") == 1
    assert document(made).find(f".//{_STRICT}commentRangeStart") is not None


def test_a_file_with_macros_keeps_its_ending() -> None:
    data = nasty(MACROS)
    assert annotate(data, reviewed(data, marks(data)), NOW).ending == ".docm"
    assert annotate(nasty(), reviewed(nasty(), []), NOW).ending == ".docx"


def test_a_relation_from_the_root_is_known_again() -> None:
    data = nasty()
    once = annotate(data, reviewed(data, marks(data)), NOW).data
    stream = BytesIO()
    with ZipFile(BytesIO(once)) as source, ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b'Target="comments.xml"', b'Target="/word/comments.xml"')
            target.writestr(name, content)
    twice = annotate(stream.getvalue(), reviewed(data, marks(data)), NOW).data
    assert ZipFile(BytesIO(twice)).read("word/_rels/document.xml.rels").count(b"comments.xml") == 1
    assert told(twice) == told(once)


def test_a_thread_goes_along_with_a_finding_that_moved() -> None:
    data = nasty()
    mine = annotate(data, reviewed(data, marks(data)[:2]), NOW).data
    answered = replied(mine, "已改")
    again = annotate(answered, reviewed(data, marks(data)[2:5]), NOW).data
    before, after = comments(Package(answered)), comments(Package(again))
    assert [c.parent for c in before] == ["", "", "0"]
    assert [(c.author, c.parent) for c in after] == [
        ("权衡", ""), ("李四", "0"), ("权衡", ""), ("权衡", ""),
    ]  # fmt: skip
    assert after[0].span == after[1].span != before[0].span
    assert "35.00万元" in after[0].text
