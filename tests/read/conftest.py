"""Small files made by code: what goes in is the truth for what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

MakeDocx = Callable[..., bytes]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_docx(body: str, **parts: str) -> bytes:
    """A docx whose w:body holds `body`; further parts (styles, numbering, footnotes, header1) by name."""
    relations = "".join(
        f'<Relationship Id="r_{name}" Type="{_R}/{name.rstrip("123")}" Target="{name}.xml"/>'
        for name in parts
    )
    roots = {"header": "hdr", "footer": "ftr"}
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = roots.get(name.rstrip("123"), name)
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
    return zipped(files)


@pytest.fixture
def docx() -> MakeDocx:
    return make_docx


@pytest.fixture
def package() -> Callable[[Mapping[str, str | bytes]], bytes]:
    return zipped
