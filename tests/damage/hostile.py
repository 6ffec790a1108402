"""Inputs made to hurt: bombs, locks, wrong names, absurd sizes."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from hashlib import md5
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from tests.damage.sound import unzipped, zipped

if TYPE_CHECKING:
    from tests.damage.inputs import Damaged

Sound = dict[str, bytes]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_FETCH = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


def inputs(sound: Sound, heavy: bool) -> Iterator[Damaged]:
    """Each hostile input once; those that are `heavy` to make or to read only if wanted."""
    from tests.damage.inputs import Damaged

    for kind, each in (("hostile", _refused(sound)), ("odd", _odd(sound))):
        for name, data in each:
            if isinstance(data, bytes):
                yield Damaged(name, kind, data, refused=kind == "hostile")
            elif heavy:
                yield Damaged(name, kind, data(), refused=kind == "hostile")


def _refused(sound: Sound) -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """What must not be taken for a document."""
    yield "空.docx", b""
    yield "一个字节.docx", b"P"
    yield "一个字节.pdf", b"%"
    yield "全是零.xlsx", bytes(100_000)
    yield "全是零.txt", bytes(5_000)
    yield "杂乱.bin.doc", bytes((n * 7919 + n // 251) % 256 for n in range(60_000))
    yield "只有头.pdf", b"%PDF-1.7\n"
    yield "只有头.doc", _OLE + bytes(600)
    yield "只有头.xls", _OLE + bytes(600) + "Workbook".encode("utf-16-le")
    yield "只有头.rar", b"Rar!\x1a\x07\x01\x00" + bytes(200)
    yield "加密.docx", _OLE + bytes(1100) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
    yield "加密.xlsx", _OLE + bytes(1100) + "EncryptedPackage".encode("utf-16-le") + bytes(3000)
    yield "加密.pdf", locked_pdf()
    yield "加密.zip", locked_zip(sound["zip"])
    yield (
        "加密.ods",
        zipped({**unzipped(sound["ods"]), "META-INF/manifest.xml": b"<m><encryption-data/></m>"}),
    )
    for name, part in (("docx", "word/document.xml"), ("xlsx", "xl/workbook.xml"), ("ods", "content.xml")):
        yield f"实体炸弹.{name}", declared(sound[name], part, _LAUGHS, "&i;")
        yield f"外部实体.{name}", declared(sound[name], part, _OUTSIDE, "&i;")
        yield f"外部声明.{name}", declared(sound[name], part, _FETCH, "")
    yield "膨胀.docx", lambda: zipped({"word/document.xml": bytes(400 << 20)})
    yield "膨胀.zip", lambda: zipped({"a.txt": b"0" * (300 << 20)})
    yield "自含.zip", recursive_zip
    yield "演示.docx", zipped({"ppt/presentation.xml": b"<a/>"})
    yield "二进制表.xlsx", zipped({"xl/workbook.bin": b"x"})
    yield "版式.ofd", zipped({"OFD.xml": b"<a/>"})
    yield "大图.png", lambda: picture(60_000, 60_000)
    yield (
        "没有页.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj trailer<</Root 1 0 R>>",
    )
    yield "百万页.pdf", million_pages()


def _odd(sound: Sound) -> Iterator[tuple[str, bytes | Callable[[], bytes]]]:
    """What may be read or not, but must not hurt."""
    text = sound["txt"].decode()
    yield "双字节.txt", text.encode("utf-16")
    yield "双字节无标记.txt", text.encode("utf-16-le")
    yield "四字节.txt", text.encode("utf-32")
    yield "混合编码.txt", text.encode("gb18030") + text.encode()
    for name, other in (("docx", "pdf"), ("xlsx", "doc"), ("html", "xls"), ("csv", "xls"), ("txt", "docx"),
                        ("plain.pdf", "xlsx"), ("xls", "docx"), ("zip", "docx"), ("ods", "xls"), ("md", "wps")):  # fmt: skip
        yield f"改名_{name}.{other}", sound[name]
    yield "套娃.zip", nested_zip(sound["zip"], 2)
    yield "套娃十层.zip", nested_zip(sound["zip"], 10)
    yield (
        "路径.zip",
        zipped({"../../x.txt": sound["txt"], "/etc/y.txt": sound["txt"], "C:\\z.txt": sound["txt"]}),
    )
    yield "怪名.zip", zipped({"甲\n乙.txt": sound["txt"], "\x1b[31m红.txt": sound["txt"]})
    yield "重名.zip", twice(sound["txt"])
    yield "万项.zip", lambda: zipped({f"{n}.txt": b"x" for n in range(11_000)})
    yield "宏.docm", zipped({**unzipped(sound["docx"]), "word/vbaProject.bin": _OLE + bytes(3000)})
    yield "外部模板.docx", linked(sound["docx"])
    yield "深层.docx", nested_word(sound["docx"], "w:sdt><w:sdtContent", "w:sdtContent></w:sdt", 4000)
    yield "深层表.docx", nested_word(sound["docx"], "w:tbl><w:tr><w:tc", "w:tc></w:tr></w:tbl", 80)
    yield "深层表二百.docx", nested_word(sound["docx"], "w:tbl><w:tr><w:tc", "w:tc></w:tr></w:tbl", 2000)
    yield "百万格.xlsx", lambda: wide_sheet(1000, 1000)
    yield "三百万格.xlsx", lambda: wide_sheet(3000, 1000)
    yield "远角.xlsx", wide_sheet(1, 1, last="XFD1048576")
    yield "整列合并.xlsx", wide_sheet(3, 3, merged="A1:XFD1048576")
    yield "重复到底.ods", repeated_sheet
    yield "百万格.csv", lambda: ("1234.56," * 1000 + "\n").encode() * 1000
    yield "一行到底.txt", lambda: "支出合计1200.50万元，其中：基本支出800万元，".encode() * 40_000
    yield "满是数字.txt", lambda: b"1 " * 400_000
    yield "满是括号.txt", lambda: "（".encode() * 300_000
    yield "满是表格线.md", lambda: b"|" * 500_000
    yield "满是制表符.txt", lambda: b"\t" * 400_000 + b"1"
    yield "深层.html", b"<div>" * 50_000 + "支出100万元".encode()
    yield "深层表.html", b"<table><tr><td>" * 3_000 + "支出100万元".encode()
    yield (
        "跨度.html",
        lambda: b"<table>" + b"<tr><td rowspan=65534 colspan=1000>1<td>2" * 300 + b"</table>",
    )
    yield "长属性.html", lambda: b"<p style='" + b"a:" * 2_000_000 + b"'>" + "支出100万元".encode()
    yield "深层.rtf", b"{\\rtf1 " + b"{" * 20_000 + b"x"
    yield "深层括号.pdf", b"%PDF-1.4\n1 0 obj" + b"[" * 100_000 + b"\ntrailer<</Root 1 0 R>>"
    yield (
        "循环.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj trailer<</Root 1 0 R>>",
    )
    yield "流炸弹.pdf", flate_bomb
    yield "巨页.pdf", sound["plain.pdf"].replace(b"595.000000 842.000000", b"9999999999 9999999999")
    yield "怪\n名.txt", sound["txt"]
    yield "怪名\udcff\udcfe.txt", sound["txt"]
    yield "-x.txt", sound["txt"]
    yield "大图.jpg", b"\xff\xd8\xff\xe0" + bytes(100_000)
    yield "多页.tiff", b"II*\0\x08\0\0\0" + pack("<HHHII", 1, 256, 4, 1, 60_000) + pack("<I", 8)


def declared(data: bytes, part: str, declaration: str, use: str) -> bytes:
    """The package with a document type in one part, and its entity used in the first text there."""
    parts = unzipped(data)
    xml = parts[part].decode()
    head, mark, rest = xml.rpartition("?>") if "?>" in xml else ("", "", xml)
    at = rest.index(">", rest.index("<")) + 1
    parts[part] = (head + mark + declaration + rest[:at] + use + rest[at:]).encode()
    return zipped(parts)


def locked_zip(data: bytes) -> bytes:
    """Every entry says that it is encrypted."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + offset] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def locked_pdf() -> bytes:
    """Standard security, revision 2: the keys are random, so no password opens it."""
    owner, user = md5(b"owner").hexdigest() * 2, md5(b"user").hexdigest() * 2
    return (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        f"2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        f"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<{owner}>/U<{user}>>>endobj\n"
        f"trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<{owner}><{owner}>]>>\n%%EOF"
    ).encode()


def million_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
        b"2 0 obj<</Type/Pages/Count 1000000/Kids[3 0 R]>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj trailer<</Root 1 0 R>>"
    )


def flate_bomb() -> bytes:
    """A page whose content swells to 300 MB of text operators."""
    body = zlib.compress(b"BT (x) Tj ET " * (300 * 2**20 // 13), 9)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>"
        % (len(body), body)
    )


def recursive_zip() -> bytes:
    """Zips in zips, sixteen in each, four deep, the last full of nothing."""
    data = zipped({"a.txt": bytes(1 << 20)})
    for _ in range(4):
        data = zipped({f"{n}.zip": data for n in range(16)})
    return data


def nested_zip(data: bytes, depth: int) -> bytes:
    for number in range(depth):
        data = zipped({f"{number}.zip": data})
    return data


def twice(data: bytes) -> bytes:
    """Two entries with one name, which zipfile only warns of."""
    import warnings

    stream = BytesIO()
    with warnings.catch_warnings(), ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", data)
        archive.writestr("a.txt", data)
    return stream.getvalue()


def linked(data: bytes) -> bytes:
    """A template from elsewhere, which Word would fetch."""
    parts = unzipped(data)
    relation = b'<Relationship Id="rX" TargetMode="External" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm"/>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation + b"</Relationships>")
    return zipped(parts)


def nested_word(data: bytes, opening: str, closing: str, depth: int) -> bytes:
    """A body nested in itself `depth` times."""
    parts = unzipped(data)
    xml = parts["word/document.xml"].decode()
    head, rest = xml.split("<w:body>", 1)
    words = "<w:p><w:r><w:t>支出100万元</w:t></w:r></w:p>"
    deep = f"<{opening}>" * depth + words + f"<{'/' + closing.replace('></', '></')}>" * depth
    parts["word/document.xml"] = f"{head}<w:body>{deep}{rest}".encode()
    return zipped(parts)


def wide_sheet(rows: int, columns: int, last: str = "", merged: str = "") -> bytes:
    """A workbook with this many numeric cells, and one more at `last`."""
    row = "".join(f"<c><v>{column * 1.25}</v></c>" for column in range(columns))
    far = (
        f'<row r="{last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{last}"><v>1</v></c></row>'
        if last
        else ""
    )
    merge = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{relations}/worksheet" '
                f'Target="s.xml"/></Relationships>'
            ).encode(),
            "xl/s.xml": (
                f'<worksheet xmlns="{main}"><sheetData>'
                + f"<row>{row}</row>" * rows
                + far
                + f"</sheetData>{merge}</worksheet>"
            ).encode(),
        }
    )


def repeated_sheet() -> bytes:
    """A text that stands in every cell of the grid, in a few hundred bytes."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
    spaces = " ".join(f'xmlns:{name}="{urn.format(name)}"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table>"
        '<table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>'
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": content.encode()}, ZIP_STORED)


def picture(width: int, height: int) -> bytes:
    """A PNG of one colour whose rows would fill gigabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    squeezer = zlib.compressobj(9)
    row = bytes(width + 1)
    rows = b"".join(squeezer.compress(row * 100) for _ in range(height // 100)) + squeezer.flush()
    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
