"""A corpus in which the words of a file say what it does to its process; copies of this process know them."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from quanheng import farm, pipeline
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.workers import Limits

REPORT = (
    "青岚县水利局{year}年度部门决算说明\n一、支出情况\n{year}年支出合计{total}万元，其中：基本支出{basic}万元，"
    "项目支出{project}万元。\n二、三公经费\n“三公”经费支出{public}万元，比上年减少1.20万元。\n"
)
_REVIEW = pipeline.review_one


def acting(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """Review, but for the words that kill, hang, swell, or kill once (until the file named there exists)."""
    words = data.decode("utf-8", "replace")
    if words.startswith("一次"):
        mark = Path(words.splitlines()[1])
        if not mark.exists():
            mark.touch()
            words = "杀"
    if words.startswith("杀"):
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGKILL)
    if words.startswith("停"):
        time.sleep(600)
    if words.startswith("胀"):
        held = [bytes([1]) * 2**20 for _ in range(400)]
        time.sleep(10 + len(held))
    return _REVIEW(path, data, setting)


@pytest.fixture
def act(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the words of files act; processes are copies of this one."""
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(pipeline, "review_one", acting)


def report(number: int, year: int = 2023) -> str:
    """A report of its own for each number; its figures add up."""
    basic, project = 100 + number, 50 + 2 * number
    return REPORT.format(year=year, total=f"{basic + project}.50", basic=f"{basic}.20", project=f"{project}.30", public=f"{number}.10")  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twelve reports in two folders."""
    for number in range(12):
        target = tmp_path / "in" / f"{number % 2}" / f"报告{number}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(report(number), "utf-8")
    return tmp_path / "in"


Batch = Callable[..., farm.Summary]


@pytest.fixture
def batch(tmp_path: Path, corpus: Path) -> Batch:
    """Run a batch over the corpus into the folder `out`."""

    def run(out: str = "out", **options: object) -> farm.Summary:
        limits = options.pop("limits", Limits())
        order = {"given": (str(corpus),), "out": tmp_path / out, "limits": limits} | options
        return farm.run(farm.Order(**order), lambda _: None)  # type: ignore[arg-type]

    return run


def tables(folder: Path) -> dict[str, bytes]:
    """Every file of the tables and the workbook, by name."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted([*folder.glob("tables/**/*.*"), folder / "汇总.xlsx"])
    }
