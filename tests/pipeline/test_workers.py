"""Processes apart: what crashes, hangs or swells costs one task, and the next ones are still done."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quanheng import workers
from quanheng.read.process_tree import descendants, kill_tree, memory_of
from quanheng.read.pulse import listen, pulse
from quanheng.workers import Limits, Stopped, Workers
from tests.processes import comes, gone


def act(name: str, size: int = 0) -> str:
    """What a task does is in its name."""
    if name == "crash":
        faulthandler.disable()
        os.kill(os.getpid(), signal.SIGSEGV)
    elif name == "hang":
        time.sleep(600)
    elif name == "slow":
        for _ in range(10):
            time.sleep(0.2)
            pulse()
    elif name == "talkative":
        pulse("第 1 页")
        pulse()
        pulse("第 2 页")
    elif name == "swell":
        held = [bytes([1]) * 2**20 for _ in range(size)]
        time.sleep(2)
        return str(len(held))
    elif name.startswith("child "):
        with subprocess.Popen(["sleep", "600"]) as started:
            Path(name.removeprefix("child ")).write_text(str(started.pid))
    elif name == "process":
        return str(os.getpid())
    return name


@pytest.fixture(autouse=True)
def _copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh interpreter would not find this file; that way has a test of its own."""
    monkeypatch.setattr("threading.active_count", lambda: 1)


def outcomes(names: list[str], count: int = 1, size: int = 0, limits: Limits | None = None) -> list[str]:
    crew = Workers(act, count, limits=limits)
    try:
        found = crew.run([(name, size) for name in names])
        return [o.reason if isinstance(o, Stopped) else o for o in found]
    finally:
        crew.close()


@pytest.mark.parametrize("count", [1, 2])
def test_results_come_in_the_order_of_the_tasks(count: int) -> None:
    names = [f"t{n}" for n in range(20)]
    assert outcomes(names, count) == names


@pytest.mark.parametrize("count", [1, 2])
def test_a_crash_costs_one_task(count: int) -> None:
    assert outcomes(["a", "crash", "b", "crash", "c"], count) == ["a", "crash", "b", "crash", "c"]
    assert isinstance(next(Workers(act).run([("crash", 0)])), Stopped)


def test_a_hang_is_stopped_with_what_it_started(tmp_path: Path) -> None:
    started = tmp_path / "started"
    found = outcomes(["hang", "a", f"child {started}", "b"], limits=Limits(silence=4.0))
    assert found == ["silence", "a", "silence", "b"]
    assert gone([int(started.read_text())])


def test_work_that_goes_on_is_not_stopped() -> None:
    assert outcomes(["slow"], limits=Limits(silence=1.5)) == ["slow"]


def test_work_that_goes_on_too_long_is_stopped() -> None:
    assert outcomes(["slow", "a"], limits=Limits(silence=0.8, seconds=0.5)) == ["seconds", "a"]


def test_a_swelling_is_stopped() -> None:
    assert outcomes(["swell", "a"], size=800, limits=Limits(memory=300 << 20)) == ["memory", "a"]


def test_what_the_parent_holds_is_not_counted() -> None:
    held = [bytes([1]) * 2**20 for _ in range(200)]
    assert outcomes(["a", "swell"], size=50, limits=Limits(memory=150 << 20)) == ["a", "50"]
    del held


def test_results_may_come_as_they_are_ready() -> None:
    crew = Workers(act, 2)
    try:
        assert list(crew.run([("slow",), ("a",), ("b",)], in_order=False)) == ["a", "b", "slow"]
    finally:
        crew.close()


def test_a_worker_is_used_again_until_it_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(set(outcomes(["process"] * 5))) == 1
    monkeypatch.setattr(workers, "_LARGE", 1)
    assert len(set(outcomes(["process"] * 3))) == 3


def test_nothing_is_left_running() -> None:
    before = set(descendants(os.getpid()))
    crew = Workers(act, 2)
    next(crew.run([("a", 0), ("hang", 0)]))
    assert set(descendants(os.getpid())) - before
    crew.close()
    assert set(descendants(os.getpid())) <= before


THREADED = "import threading; threading.Thread(target=time.sleep, args=(600,), daemon=True).start()"


@pytest.mark.parametrize("threads", ["", THREADED])
def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path, threads: str) -> None:
    """With other threads about, workers are fresh interpreters instead of copies."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys, time\nfrom quanheng.workers import Workers\ndef work(x): return x\n"
        f"if __name__ == '__main__':\n    {threads}\n"
        "    print(next(Workers(work).run([('a',)])), flush=True); time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"a\n"
        children = descendants(parent.pid)
        parent.kill()
    assert children
    assert gone(children)


def test_the_memory_of_what_was_started_counts() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        assert comes(lambda: any(memory_of(child) > 1 << 20 for child in descendants(parent.pid)))
        (child,) = descendants(parent.pid)
        assert memory_of(parent.pid) > memory_of(child)
        kill_tree(parent.pid)
    assert gone([child])


def test_a_long_task_says_how_far_it_is() -> None:
    heard: list[tuple[str, str]] = []
    crew = Workers(act, told=lambda task, words, _: heard.append((task[0], words)))
    try:
        assert list(crew.run([("talkative",), ("quiet",)])) == ["talkative", "quiet"]
    finally:
        crew.close()
    assert heard == [("talkative", "第 1 页"), ("talkative", "第 2 页")]


def test_a_pulse_without_a_listener_is_nothing() -> None:
    heard: list[str] = []
    listen(lambda words, _news: heard.append(words))
    pulse("第 1 页")
    listen(None)
    pulse()
    assert heard == ["第 1 页"]
