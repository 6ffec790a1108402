"""Files, folders, zips and standard input."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from quanheng.read import Unreadable
from quanheng.read import sources as source_module
from quanheng.read.sources import sources


def names(path: Path) -> list[str]:
    return [Path(name).name for name, _ in sources(str(path))]


def zipped(entries: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, data in entries.items():
            archive.writestr(ZipInfo(name), data)
    return stream.getvalue()


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.docx", "~$a.docx", ".hidden.txt", "c.exe", "sub/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == ["a.docx", "b.txt", "d.html"]


def test_a_single_file_may_have_any_ending(tmp_path: Path) -> None:
    (tmp_path / "c.dat").write_bytes(b"x")
    assert names(tmp_path / "c.dat") == ["c.dat"]


def test_a_zip_gives_its_documents(tmp_path: Path) -> None:
    inner = zipped({"e.txt": b"5"})
    path = tmp_path / "z.zip"
    path.write_bytes(
        zipped({"x/b.txt": b"1", "a.txt": b"2", "__MACOSX/a.txt": b"3", "c.exe": b"4", "in.zip": inner})
    )
    found = list(sources(str(path)))
    assert [name.removeprefix(str(path)) for name, _ in found] == ["/a.txt", "/in.zip/e.txt", "/x/b.txt"]
    assert [data for _, data in found] == [b"2", b"5", b"1"]


def test_names_of_a_chinese_windows_zip(tmp_path: Path) -> None:
    data = zipped({"XXXX.txt": b"1"}).replace(b"XXXX", "决算".encode("gbk"))
    (tmp_path / "z.zip").write_bytes(data)
    assert names(tmp_path / "z.zip") == ["决算.txt"]


def test_a_docx_is_a_document_and_no_folder(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": b"<Types/>", "word/x.txt": b"1"})
    (tmp_path / "a.docx").write_bytes(data)
    assert list(sources(str(tmp_path / "a.docx"))) == [(str(tmp_path / "a.docx"), data)]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO("收入".encode())))
    assert list(sources("-")) == [("-", "收入".encode())]


def test_a_missing_path_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="找不到"):
        list(sources(str(tmp_path / "无.docx")))


def test_a_locked_file_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"x")
    real = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError
        return real(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    failures: list[tuple[str, str]] = []
    found = list(sources(str(tmp_path), lambda name, fault: failures.append((name, fault.message))))
    assert [Path(name).name for name, _ in found] == ["b.txt"]
    assert failures[0][0].endswith("a.txt")
    assert "占用" in failures[0][1]


def reported(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    failures: list[tuple[str, str]] = []
    found = list(sources(str(path), lambda name, fault: failures.append((name, fault.message))))
    return [name.removeprefix(str(path)) for name, _ in found], [
        (name.removeprefix(str(path)), message) for name, message in failures
    ]


def test_zips_nested_too_deep_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    deep = zipped({"3.zip": zipped({"d.txt": b"4"}), "c.txt": b"3"})
    (tmp_path / "a.zip").write_bytes(zipped({"2.zip": deep, "b.txt": b"2"}))
    found, failures = reported(tmp_path / "a.zip")
    assert found == ["/2.zip/c.txt", "/b.txt"]
    assert failures == [("/2.zip/3.zip", "压缩包里又套压缩包，层数太多。")]


def test_all_zips_of_one_share_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them is within the limit, but not all together."""
    monkeypatch.setattr(source_module, "MOST_BYTES", 2500)
    inner = {f"{n}.zip": zipped({f"{n}.txt": b"x" * 900}) for n in range(4)}
    (tmp_path / "a.zip").write_bytes(zipped(inner))
    found, failures = reported(tmp_path / "a.zip")
    assert 0 < len(found) < 4
    assert len(found) + len(failures) == 4
    assert all("过大" in message for _, message in failures)


def test_a_locked_zip_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"1"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert reported(tmp_path / "a.zip") == ([], [("", "压缩包设有密码。")])


@pytest.mark.parametrize(
    "name",
    "a.odt a.ods a.jpg a.PNG a.tiff a.bmp a.jfif a.gif a.webp a.avif a.jp2 a.heic a.heif a.jxl a.wps a.et a.rar".split(),
)
def test_nothing_that_may_hold_a_document_is_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path) == [name]


def test_a_zip_without_documents_is_told_by_the_reader(tmp_path: Path) -> None:
    """In a folder, nobody would notice that nothing came of it."""
    data = zipped({"a.exe": b"1"})
    (tmp_path / "a.zip").write_bytes(data)
    assert list(sources(str(tmp_path))) == [(str(tmp_path / "a.zip"), data)]
