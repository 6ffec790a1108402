"""Quirks of Word files, each with the text that Word shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quanheng.model.document import Document
from quanheng.read import Unreadable, read

MakeDocx = Callable[..., bytes]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (run("收入合计") + run("4408.66") + run("万元"), "收入合计4408.66万元"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', "甲乙"),
        ("<w:r><w:noBreakHyphen/><w:t>39.88</w:t></w:r>", "-39.88"),
        ("<w:r><w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t></w:r>", "甲乙"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:t>优</w:t></w:r>', "☑优"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("90"), "≥90"),
        (f"<w:ins>{run('新增')}</w:ins>{run('内容')}", "新增内容"),
        (f"<w:moveFrom>{run('原处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>", "新处"),
        (f"<w:hyperlink>{run('附件')}</w:hyperlink>", "附件"),
        (f"<w:smartTag>{run('12')}</w:smartTag>{run('万元')}", "12万元"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>" + run("显示"), "显示"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不隐藏</w:t></w:r>', "不隐藏"),
        (run("占比") + "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "占比a+b"),
        (f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>", "拼"),
        (f"<w:fldSimple w:instr='DATE'>{run('2024年')}</w:fldSimple>", "2024年"),
    ],
)  # fmt: skip
def test_a_paragraph_shows_what_word_shows(docx: MakeDocx, inside: str, shown: str) -> None:
    document = read(docx(f"<w:p>{inside}</w:p>"), "a.docx")
    assert texts(document) == [shown]
    assert document.format == "docx"


def test_a_field_shows_its_result_and_not_its_code(docx: MakeDocx) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>'
        f'{run("代码")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("12.5")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(read(docx(f"<w:p>{field}{run('万元')}</w:p>"), "a.docx")) == ["12.5万元"]


def test_struck_out_text_goes_to_deleted(docx: MakeDocx) -> None:
    body = f"<w:p>{run('支出')}<w:del><w:r><w:delText>100</w:delText></w:r></w:del>{run('200万元')}</w:p>"
    block = read(docx(body), "a.docx").blocks[0]
    assert (block.text, block.deleted) == ("支出200万元", "100")


def test_a_deleted_paragraph_mark_joins_two_paragraphs(docx: MakeDocx) -> None:
    body = p("收入", "<w:rPr><w:del/></w:rPr>") + p("合计") + p("支出")
    assert texts(read(docx(body), "a.docx")) == ["收入合计", "支出"]


def test_a_text_box_is_read_once(docx: MakeDocx) -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}"
        f"</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    found = read(docx(body), "a.docx").blocks
    assert [(b.kind, b.text) for b in found] == [("paragraph", "正文"), ("textbox", "框内")]


def test_notes_headers_and_footers_come_last(docx: MakeDocx) -> None:
    body = (
        p("正文")
        + '<w:sectPr><w:headerReference r:id="r_header1"/><w:footerReference r:id="r_footer1"/></w:sectPr>'
    )
    notes = (
        f'<w:footnote w:type="separator">{p("—")}</w:footnote><w:footnote w:id="2">{p("注释")}</w:footnote>'
    )
    document = read(docx(body, footnotes=notes, header1=p("页眉"), footer1=p("第1页")), "a.docx")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("paragraph", "正文"), ("footnote", "注释"), ("header", "页眉"), ("footer", "第1页"),
    ]  # fmt: skip


def test_levels_come_from_the_paragraph_the_style_or_its_name(docx: MakeDocx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="自定"/><w:basedOn w:val="c"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    )
    body = (
        p("一", '<w:outlineLvl w:val="0"/>') + p("二", '<w:pStyle w:val="a"/>') + p("三", '<w:pStyle w:val="b"/>')
        + p("四", '<w:pStyle w:val="b"/><w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    found = read(docx(body, styles=styles), "a.docx").blocks
    assert [(b.kind, b.level) for b in found] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
    ]


def test_a_style_based_on_itself_does_no_harm(docx: MakeDocx) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="a"/></w:style>'
    assert texts(read(docx(p("甲", '<w:pStyle w:val="a"/>'), styles=styles), "a.docx")) == ["甲"]


def test_merged_cells_are_given_once_with_their_spans(docx: MakeDocx) -> None:
    begins, wide = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    table = (
        "<w:tbl>"
        f"<w:tr>{cell('指标', begins)}{cell('金额', wide)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('预算')}{cell('决算')}</w:tr>"
        "</w:tbl>"
    )
    found = read(docx(table), "a.docx").blocks[0].table
    assert found is not None
    assert (found.number, found.height, found.width) == (0, 2, 3)
    assert [(c.row, c.column, c.rows, c.columns, c.text) for c in found.cells] == [
        (0, 0, 2, 1, "指标"), (0, 1, 1, 2, "金额"), (1, 1, 1, 1, "预算"), (1, 2, 1, 1, "决算"),
    ]  # fmt: skip


def test_a_row_may_begin_further_right_and_a_deleted_row_is_left_out(docx: MakeDocx) -> None:
    table = (
        f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell('x')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("c")}</w:tr></w:tbl>'
    )
    found = read(docx(table), "a.docx").blocks[0].table
    assert found is not None
    assert [(c.row, c.column, c.text) for c in found.cells] == [(0, 0, "a"), (0, 1, "b"), (1, 1, "c")]


def test_a_nested_table_gets_its_own_block_after_the_outer_one(docx: MakeDocx) -> None:
    inner = f"<w:tbl><w:tr>{cell('内')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{p('外一')}{inner}{p('外二')}</w:tc></w:tr></w:tbl>" + p("后文")
    document = read(docx(body), "a.docx")
    tables = [t for _, t in document.tables()]
    assert [[c.text for c in t.cells] for t in tables] == [["外一\n外二"], ["内"]]
    assert [t.number for t in tables] == [0, 1]
    assert document.blocks[2].text == "后文"


def test_the_strict_namespace_is_read_too(docx: MakeDocx, package: Callable[..., bytes]) -> None:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(docx(p("严格")))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for name, content in parts.items():
        renamed = content.replace(usual + b"wordprocessingml/2006/main", strict + b"wordprocessingml/main")
        parts[name] = renamed.replace(
            usual + b"officeDocument/2006/relationships", strict + b"officeDocument/relationships"
        )
    assert texts(read(package(parts), "a.docx")) == ["严格"]


def test_every_character_knows_its_element(docx: MakeDocx) -> None:
    from quanheng.read.docx_parts import parts
    from quanheng.read.docx_text import joined
    from quanheng.read.package import Package

    data = docx(p("甲") + f"<w:tbl><w:tr>{cell('乙')}</w:tr></w:tbl>" + p("丙"))
    blocks = read(data, "a.docx").blocks
    found = list(parts(Package(data)))
    assert len(found) == len(blocks)
    for part, block in zip(found, blocks, strict=True):
        assert joined(part.pieces) == block.text
        assert all(piece.element is not None and piece.element.text == piece.text for piece in part.pieces)


def test_a_package_without_a_body_is_refused(package: Callable[..., bytes]) -> None:
    with pytest.raises(Unreadable, match="正文"):
        read(package({"word/document.xml": "<a/>"}), "a.docx")
