"""A batch: the same bytes whoever does it, nothing done twice, nothing lost."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from quanheng import farm
from quanheng.farm.batch import Step
from quanheng.model.setting import Setting
from quanheng.read.process_tree import descendants
from quanheng.workers import Limits
from tests.farm.conftest import Batch, report, tables
from tests.processes import gone


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    packed = b"".join(file.read_bytes() for file in sorted((folder / "tables" / table).glob("*.jsonl.gz")))
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def test_every_runner_gives_the_same_bytes(batch: Batch, tmp_path: Path) -> None:
    for out, runner, jobs in (("one", "serial", 1), ("two", "pool", 3), ("three", "ray", 2)):
        batch(out, runner=runner, jobs=jobs)
    first = tables(tmp_path / "one")
    assert len(first) == 2 * 9 + 1
    assert tables(tmp_path / "two") == first
    assert tables(tmp_path / "three") == first


def test_what_was_done_is_not_done_again(batch: Batch, corpus: Path) -> None:
    assert batch().fresh == 12
    assert batch().fresh == 0
    (corpus / "新.txt").write_text(report(99), "utf-8")
    assert batch().fresh == 1
    assert batch(setting=Setting(year=2020)).fresh == 13


def test_a_batch_that_grew_is_as_if_done_at_once(batch: Batch, corpus: Path, tmp_path: Path) -> None:
    batch("grown")
    shutil.copy(corpus / "1" / "报告1.txt", corpus / "0" / "先来.txt")  # the same bytes under an earlier path
    (corpus / "新.txt").write_text(report(99), "utf-8")
    batch("grown")
    batch("once")
    assert tables(tmp_path / "grown") == tables(tmp_path / "once")


def test_a_file_that_is_gone_is_gone_from_the_tables(batch: Batch, corpus: Path, tmp_path: Path) -> None:
    batch()
    (corpus / "0" / "报告0.txt").unlink()
    batch()
    assert len(rows(tmp_path / "out", "documents")) == 11


def test_the_same_bytes_are_done_once_and_told_under_every_path(
    batch: Batch, corpus: Path, tmp_path: Path
) -> None:
    shutil.copy(corpus / "1" / "报告1.txt", corpus / "另一份.txt")
    done = batch()
    assert done.fresh == 12
    assert [len(same) for same in done.made.repeated.values()] == [2]
    assert (
        sum(str(row["path"]).endswith(("另一份.txt", "报告1.txt")) for row in rows(tmp_path / "out", "files"))
        == 2
    )


@pytest.mark.usefixtures("act")
def test_bad_files_are_named_and_the_others_done(batch: Batch, corpus: Path) -> None:
    for word in "杀停胀":
        (corpus / f"{word}.txt").write_text(f"{word}\n", "utf-8")
    with (corpus / "大.pdf").open("wb") as sparse:
        sparse.truncate(3 << 30)
    done = batch(jobs=2, limits=Limits(silence=6.0, memory=300 << 20))
    assert len(done.made.documents) == 12
    told = {Path(str(row["path"])).stem: row["message"] for row in done.made.failed}
    assert told == {
        "杀": "文件使读取程序意外退出，已跳过",
        "停": "读这个文件 6 秒没有进展，已停止",
        "胀": "读这个文件用的内存超过 300 MB，已停止",
        "大": "文件有 3072 MB，超过 200 MB 的上限，没有读",
    }
    assert batch(jobs=2).fresh == 0


@pytest.mark.usefixtures("act")
def test_a_file_is_not_blamed_for_one_lost_process(batch: Batch, corpus: Path, tmp_path: Path) -> None:
    (corpus / "一次.txt").write_text(f"一次\n{tmp_path / 'mark'}\n{report(7)}", "utf-8")
    done = batch(jobs=2)
    assert (tmp_path / "mark").exists()
    assert not done.made.failed
    assert len(done.made.documents) == 13


@pytest.mark.usefixtures("act")
def test_what_failed_is_tried_again_when_asked(
    batch: Batch, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "杀.txt").write_text("杀\n", "utf-8")
    assert len(batch().made.failed) == 1
    monkeypatch.undo()
    assert batch().fresh == 0
    again = batch(retry=True)
    assert (again.fresh, again.made.failed) == (1, [])


def test_zips_and_lists_are_opened(tmp_path: Path, corpus: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for file in corpus.rglob("*.txt"):
            archive.write(file, f"县/{file.name}")
    listed = tmp_path / "list.txt"
    listed.write_text("in/0/报告0.txt\n\nin/没有.docx\n", "utf-8")
    order = farm.Order((str(tmp_path / "all.zip"), str(listed)), tmp_path / "out")
    done = farm.run(order, lambda _: None)
    assert len(done.made.documents) == 12
    assert [len(same) for same in done.made.repeated.values()] == [2]
    assert [Path(str(row["path"])).name for row in done.made.failed] == ["没有.docx"]


def test_results_cut_off_in_the_middle_are_done_again(batch: Batch, tmp_path: Path) -> None:
    batch()
    good = tables(tmp_path / "out")
    (part,) = (tmp_path / "out" / "work").rglob("*.rows")
    with part.open("r+b") as stream:
        stream.truncate(part.stat().st_size - 10)
    index = part.with_suffix(".index")
    index.write_text(index.read_text("utf-8")[:-5], "utf-8")
    assert batch().fresh == 1
    assert tables(tmp_path / "out") == good


def _as_soon_as_free(order: farm.Order) -> farm.Summary:
    """A worker that was being started when its parent was killed holds the lock a moment longer."""
    for _ in range(100):
        try:
            return farm.run(order, lambda _: None)
        except farm.Busy:
            time.sleep(0.1)
    raise AssertionError("nobody gives the folder back")


def test_a_killed_batch_goes_on_where_it_was(corpus: Path, tmp_path: Path) -> None:
    for number in range(150):
        (corpus / f"n{number}.txt").write_text(report(1000 + number), "utf-8")
    command = [
        sys.executable,
        "-m",
        "quanheng",
        "batch",
        str(corpus),
        "--out",
        str(tmp_path / "out"),
        "--jobs",
        "2",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as first:
        assert first.stderr is not None
        for _ in range(40):
            first.stderr.readline()
        workers = descendants(first.pid)
        os.kill(first.pid, signal.SIGKILL)
    assert gone(workers)  # they hold the lock of the folder as long as they live
    done = _as_soon_as_free(farm.Order((str(corpus),), tmp_path / "out"))
    assert 0 < done.fresh < 162 - 30
    assert len(done.made.documents) == 162


def test_two_batches_do_not_write_to_one_folder(batch: Batch, tmp_path: Path) -> None:
    batch()
    code = (
        "import fcntl, sys, time\nlock = open(sys.argv[1], 'w')\nfcntl.flock(lock, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\ntime.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "out/.lock"], stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        try:
            with pytest.raises(farm.Busy):
                batch()
        finally:
            other.kill()


def test_progress_says_how_far_and_how_long(corpus: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    farm.run(farm.Order((str(corpus),), tmp_path / "out"), steps.append)
    checked = [step for step in steps if step.stage == "check"]
    assert [step.done for step in checked] == list(range(1, 13))
    assert checked[-1].left == 0
    assert checked[5].rate > 0
    assert steps[-1].stage == "tables"
