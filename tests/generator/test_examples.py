"""The demonstration files are what the script makes, and hold exactly the listed errors."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

from examples import demo_workbook
from examples.make_examples import CLEAN, FAULTY, HERE, clean_report
from examples.planting import ORDER, plant
from quanheng import pipeline
from quanheng.model.review import Failure
from quanheng.model.setting import Setting
from quanheng.read.workbook import read_workbook
from quanheng.report import filling
from tests.generator.oracle import broken
from tests.generator.writers import save


def read(name: str) -> str:
    return (Path(HERE) / name).read_text(encoding="utf-8")


def words(file: Path) -> bytes:
    """What is ours of a file: the rest of a Word file is the library's."""
    if file.suffix != ".docx":
        return file.read_bytes()
    with ZipFile(file) as archive:
        return archive.read("word/document.xml")


def test_files_are_fresh(tmp_path: Path) -> None:
    report = clean_report()
    for twin, name in ((report, CLEAN), (plant(report)[0], FAULTY)):
        for suffix in (".txt", ".html", ".docx"):
            made = save(twin, tmp_path / f"{name}{suffix}")
            assert words(Path(HERE) / made.name) == words(made), (
                f"{made.name}: python -m examples.make_examples"
            )


def test_every_planted_error_stands_in_the_faulty_file_only() -> None:
    planted = json.loads(read("planted.json"))["planted"]
    assert [entry["kind"] for entry in planted] == list(ORDER)
    for entry in planted:
        if len(entry["wrong"]) > 2:
            assert entry["wrong"] in read(f"{FAULTY}.txt"), entry
            assert entry["wrong"] not in read(f"{CLEAN}.txt"), entry


def test_the_clean_twin_contradicts_nothing() -> None:
    assert broken(clean_report()) == []


def test_the_workbook_is_fresh_and_nothing_in_it_is_wrong() -> None:
    data = (Path(HERE) / demo_workbook.NAME).read_bytes()
    assert read_workbook(data).record == demo_workbook.filled()
    made = pipeline.fill(demo_workbook.NAME, data, Setting())
    assert not isinstance(made, Failure)
    assert not {"error", "doubt"} & set(filling.severities(made))
