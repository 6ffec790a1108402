"""A run over several files: what one does to its reader is told, and the others are checked."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from pathlib import Path

import docx
import pytest

from quanheng import pipeline, workers
from quanheng.model.document import Document
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.model.setting import Setting
from quanheng.read import docx as reader
from quanheng.report import render

WORDS = "某某县某某局2023年度部门决算说明"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "b", "c", "d"):
        made = docx.Document()
        made.add_paragraph(WORDS)
        made.add_paragraph(f"{name}支出合计1200.50万元，其中：基本支出800.00万元，项目支出400.50万元。")
        made.save(str(tmp_path / f"{name}.docx"))
    (tmp_path / "e.txt").write_text(WORDS, "utf-8")
    return tmp_path


def spoil(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """The reader of b.docx crashes or hangs; a forked worker takes the change over."""
    real = reader.read

    def read(data: bytes, name: str) -> Document:
        if name.endswith("b.docx"):
            faulthandler.disable()
            os.kill(os.getpid(), signal.SIGSEGV) if act == "crash" else time.sleep(600)
        return real(data, name)

    monkeypatch.setattr(reader, "read", read)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    if act == "hang":  # long enough for the other files on a machine with other work
        monkeypatch.setattr(workers, "LIMITS", workers.Limits(silence=6.0))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("act", "message"), [("crash", "意外退出"), ("hang", "没有进展")])
def test_the_others_are_still_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, act: str, message: str, jobs: int
) -> None:
    spoil(monkeypatch, act)
    told: list[str] = []
    review = pipeline.review([str(folder)], Setting(), lambda _, path: told.append(path[-6:]), jobs)
    assert [Path(d.path).name for d in review.documents] == ["a.docx", "c.docx", "d.docx", "e.txt"]
    assert [(Path(f.path).name, message in f.message, bool(f.hint)) for f in review.errors] == [
        ("b.docx", True, True)
    ]
    assert told == ["a.docx", "b.docx", "c.docx", "d.docx", "/e.txt"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_opened_keeps_its_place(folder: Path, jobs: int) -> None:
    told: list[str] = []
    paths = [str(folder / name) for name in ("a.docx", "无.docx", "e.txt", "无.txt")]
    review = pipeline.review(paths, Setting(), lambda _, path: told.append(Path(path).name), jobs)
    assert told == ["a.docx", "无.docx", "e.txt", "无.txt"]
    assert len(review.errors) == 2


def test_apart_and_here_give_the_same(folder: Path) -> None:
    data = (folder / "a.docx").read_bytes()
    apart = pipeline.review_apart("a.docx", data, Setting())
    here = pipeline.review_one("a.docx", data, Setting())
    assert isinstance(apart, Reviewed)
    assert isinstance(here, Reviewed)
    for reviewed in (apart, here):
        reviewed.seconds.clear()
    assert render(Review([apart]), "json") == render(Review([here]), "json")
    assert len(here.facts.figures) == 3
    assert pipeline.read("a.docx", data) == here.document


def test_reading_alone_is_guarded_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(monkeypatch, "crash")
    found = pipeline.read("b.docx", (folder / "b.docx").read_bytes())
    assert isinstance(found, Failure)


def test_a_short_text_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.Workers, "run", None)
    assert isinstance(pipeline.review_apart("a.txt", WORDS.encode(), Setting()), Reviewed)
    assert isinstance(pipeline.review_apart("a.docx", b"", Setting()), Failure)
