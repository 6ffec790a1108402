"""A Word file with everything that makes anchoring hard, and a comparison that forgives only the comments."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from quanheng.read.docx_text import W

_W = W.strip("{}")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr><w:sz w:val="32"/>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inner: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(inner)}</w:p>"


def cell(*inner: str, look: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000"/>{look}</w:tcPr>{"".join(inner)}</w:tc>'


def field(result: str) -> str:
    kinds = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    return f"<w:r>{kinds[0]}<w:instrText>=SUM(ABOVE)</w:instrText>{kinds[1]}<w:t>{result}</w:t>{kinds[2]}<w:t>万</w:t></w:r>"


_SHAPE = "<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps">' + _SHAPE + "</mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_DATE = 'w:author="张三" w:date="2026-01-01T00:00:00Z"'
_NESTED = f"<w:tbl>{'<w:tr>' + cell(paragraph(run('11.25万元'))) + '</w:tr>'}</w:tbl>"
_SMALL = paragraph(run("框内12.50万元"))
BODY = "".join((
    paragraph(run("云岭县林业局2023年度部门决算")),
    paragraph(run("支出1"), run("0", "<w:b/>"), run("0.00万", "<w:i/>"), run("元，其中基本支出60.00万元")),
    paragraph(run("链接内"), f'<w:hyperlink r:id="rIdL" w:anchor="a">{run("3")}{run("5.00万元")}</w:hyperlink>',
              run("之后40.00万元")),
    paragraph(run("域内"), field("77.70"), run("元，又"), f'<w:fldSimple w:instr="PAGE">{run("18.00")}</w:fldSimple>'),
    paragraph(run("改动"), f'<w:ins w:id="1" {_DATE}>{run("21.00万元")}</w:ins>',
              f'<w:del w:id="2" {_DATE}><w:r><w:delText>22.00万元</w:delText></w:r></w:del>', run("，余5.00万元")),
    paragraph("<w:r><w:t>前</w:t><w:tab/><w:t>23.00</w:t><w:br/><w:t>后24.00万元</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>"),
    paragraph(run("公式"), "<m:oMathPara><m:oMath><m:r><m:t>12.00+3.00=15.00</m:t></m:r></m:oMath></m:oMathPara>"),
    paragraph(run("注音"), f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('sì')}</w:rt><w:rubyBase>{run('44.00万元')}</w:rubyBase>"
              "</w:ruby></w:r>", run("，又45.00万元")),
    paragraph(run("控件"), f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('51.00万元整')}</w:sdtContent></w:sdt>",
              f"<w:sdt><w:sdtPr/><w:sdtContent>{run('又52.00万元整')}</w:sdtContent></w:sdt>"),
    paragraph(run("第一项61.00万元"), look=_NUMBERED),
    paragraph(run("旁有框62.00万元"), _BOX.format(_SMALL, _SMALL), run("，框后63.00万元")),
    paragraph(run("脚注"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("后64.00万元")),
    f'<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run("块控件65.00万元"))}</w:sdtContent></w:sdt>',
    "<w:tbl><w:tblPr/><w:tblGrid/>",
    "<w:tr>" + cell(paragraph(run("项目")), look='<w:gridSpan w:val="2"/>') + cell(paragraph(run("金额"))) + "</w:tr>",
    "<w:tr>" + cell(paragraph(run("  甲  ")), look='<w:vMerge w:val="restart"/>')
    + cell(paragraph(run("7")), paragraph(run("1.00"))) + cell(paragraph(run("72.00")), _NESTED, paragraph()) + "</w:tr>",
    "<w:tr>" + cell(paragraph(), look="<w:vMerge/>") + cell(paragraph()) + cell(paragraph(run(" 73.00 "))) + "</w:tr>",
    "</w:tbl>",
    paragraph(f'<mc:AlternateContent><mc:Choice Requires="w14">{run("选81.00万元")}</mc:Choice>'
              f'<mc:Fallback>{run("退81.00万元")}</mc:Fallback></mc:AlternateContent>', run("末82.00万元")),
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
))  # fmt: skip

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/>'
    '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.header+xml"/>'
    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.footnotes+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.numbering+xml"/></Types>'
)
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def nasty(main: str = PLAIN, strict: bool = False) -> bytes:
    """The sample as a docx, a docm (`main` MACROS) or in the strict namespaces."""
    relations = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            ("rIdH", "header", "header1.xml"),
            ("rIdF", "footnotes", "/word/footnotes.xml"),
            ("rIdN", "numbering", "numbering.xml"),
        )
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="91.50%1"/></w:lvl>'
    made = {
        "[Content_Types].xml": _TYPES.replace("{main}", main),
        "_rels/.rels": f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{relations}</Relationships>',
        "word/document.xml": f'<w:document {_SPACES} mc:Ignorable="w14"><w:body>{BODY}</w:body></w:document>',
        "word/header1.xml": f"<w:hdr {_SPACES}>{paragraph(run('页眉支出99.00万元'))}</w:hdr>",
        "word/footnotes.xml": f'<w:footnotes {_SPACES}><w:footnote w:id="2">{paragraph(run("注98.00万元"))}'
        "</w:footnote></w:footnotes>",
        "word/numbering.xml": f'<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as target:
        for name, text in made.items():
            shown = text
            if strict:
                for usual, other in (
                    (_W, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
                    (_OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
                    ("http://schemas.openxmlformats.org/officeDocument/2006/math",
                     "http://purl.oclc.org/ooxml/officeDocument/math"),
                ):  # fmt: skip
                    shown = shown.replace(usual, other)
            target.writestr(name, shown)
    return stream.getvalue()


def document(data: bytes) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))


def without_comments(root: etree._Element) -> bytes:
    """The document as it was before comments were put in: no marks, neighbours of one look joined again."""
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for node in list(root.iter(W + kind)):
            parent = node.getparent()
            assert parent is not None
            away = parent if kind == "commentReference" else node
            above = away.getparent()
            assert above is not None
            above.remove(away)
    for found in list(root.iter(W + "r")):
        after = found.getnext()
        if after is not None and after.tag == W + "r" and _look(found) == _look(after):
            for child in reversed([c for c in found if c.tag != W + "rPr"]):
                after.insert(1 if after.find(W + "rPr") is not None else 0, child)
            parent = found.getparent()
            assert parent is not None
            parent.remove(found)
    for text in list(root.iter(W + "t")):
        after = text.getnext()
        text.attrib.pop(_SPACE, "")
        if after is not None and after.tag == W + "t":
            after.text = (text.text or "") + (after.text or "")
            parent = text.getparent()
            assert parent is not None
            parent.remove(text)
    return etree.tostring(root, method="c14n")


def _look(found: etree._Element) -> tuple[bytes, str]:
    properties = found.find(W + "rPr")
    return etree.tostring(properties, method="c14n") if properties is not None else b"", str(found.attrib)
