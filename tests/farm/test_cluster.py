"""Ray that goes away in the middle: told in our own words, nothing done is lost; Ray itself is a stand-in here."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quanheng.cli import main
from tests.farm.conftest import Batch, tables


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that import ray get the stand-in, this one and those that it starts."""
    folder = Path(__file__).parent / "stand_in"
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))


def stored(out: Path) -> int:
    indexes = [index.read_text("utf-8").splitlines() for index in out.glob("work/*/*.index")]
    return len({json.loads(line)["digest"] for lines in indexes for line in lines})


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("head:3", "集群没有了，多半是头节点停了"),
        ("raylet:3", "本机的 Ray 停了"),
        ("again:3", "同一批文件丢了 3 次：RayError"),
        ("unreachable", "ConnectionError could not connect"),
    ],
)
@pytest.mark.usefixtures("stand_in", "corpus")
def test_a_cluster_that_goes_is_told_and_gone_on_from(
    batch: Batch, tmp_path: Path, capsys: pytest.CaptureFixture[str], fault: str, words: str
) -> None:
    out = tmp_path / "out"
    command = ["batch", str(tmp_path / "in"), "--out", str(out), "--runner", "ray"]
    with pytest.MonkeyPatch.context() as now:
        now.setenv("RAY_FAULT", fault)
        assert main(command) == 2
    shown = capsys.readouterr().err
    assert f"quanheng: Ray 中断：{words}（Ray 自己的记录在 " in shown
    assert shown.endswith("。做完的都已保存，再执行同一条命令就接着做\n")
    assert "Traceback" not in shown
    done = stored(out)
    assert int(fault.partition(":")[2] or 0) <= done < 12
    assert main(command) == 0
    assert f"本次 {12 - done} 份" in capsys.readouterr().out
    assert not list(out.glob("work/*/ray.log"))
    batch("quiet", runner="serial")
    assert tables(out) == tables(tmp_path / "quiet")


@pytest.mark.usefixtures("stand_in", "corpus")
def test_a_lost_run_that_another_runner_finishes_leaves_no_words_of_ray(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ["batch", str(tmp_path / "in"), "--out", str(out), "--runner"]
    with pytest.MonkeyPatch.context() as now:
        now.setenv("RAY_FAULT", "raylet:3")
        assert main([*command, "ray"]) == 2
    assert list(out.glob("work/*/ray.log"))
    assert main([*command, "serial"]) == 0
    assert not list(out.glob("work/*/ray.log"))


def test_without_ray_it_is_told_what_to_install(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quanheng.farm.cluster.find_spec", lambda _: None)
    assert main(["batch", str(corpus), "--out", str(tmp_path / "out"), "--runner", "ray"]) == 2
    assert "quanheng[ray]" in capsys.readouterr().err
