"""Many documents: speed by runner and format, growth of the cost of one, memory, storage, and what trouble costs.

Run from the root: .venv/bin/python -m bench.scale --documents 1000 [--parts runners,formats,growth,trouble]

Every figure of speed is a ratio of runs in one go, or has the number of processors beside it. The runs are the
command itself; files that kill or hang their process come in by bench/hostile.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

from bench.corpus_files import MIX, corpus
from quanheng.read.process_tree import descendants, memory_of
from quanheng.report.lines import kept

_HOSTILE = str(Path(__file__).parent / "hostile")
_TEXTS = (".html", ".txt")
_NO_PDF = (".docx", ".html", ".xlsx", ".txt")
_LEAST = 600  # documents from which on the start of the program weighs little


@dataclass(frozen=True, slots=True)
class Run:
    """One command: seconds on the clock and of all processors, the most memory of all its processes in MB, killed workers, its words.

    Of Ray's processors nothing is known here: they are not ours.
    """

    seconds: float
    processor: float
    memory: int
    killed: int
    words: str


class Watch:
    """Looks at a running batch from outside: its memory; kills one of its workers every so many seconds."""

    def __init__(self, pid: int, every: float = 0.0) -> None:
        self.most, self.killed = 0, 0
        self._pid, self._every, self._over = pid, every, threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        due = monotonic() + self._every
        while not self._over.wait(0.25):
            self.most = max(self.most, memory_of(self._pid) >> 20)
            if self._every and monotonic() > due:
                due = monotonic() + self._every
                self._kill_one()

    def _kill_one(self) -> None:
        """A worker of ours or a process of Ray that works, never Ray's own servers."""
        found = [pid for pid in descendants(self._pid) if _is_worker(pid)]
        if found:
            with suppress(OSError):
                os.kill(random.choice(found), signal.SIGKILL)
                self.killed += 1


def _is_worker(pid: int) -> bool:
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
        if b"raylet" in words or b"gcs_server" in words:
            return False
        return words.startswith(b"ray::") or b"quanheng batch" in words or b"spawn_main" in words
    return False


def batch(given: Sequence[Path], out: Path, runner: str, jobs: int, *more: str, kill: float = 0.0) -> Run:
    """Run the command; an earlier result in `out` is gone on from."""
    command = [sys.executable, "-m", "quanheng", "batch", *map(str, given), "--out", str(out)]
    command += ["--runner", runner, "--jobs", str(jobs), "--fail-on", "never", *more]
    paths = os.pathsep.join(filter(None, [_HOSTILE, os.environ.get("PYTHONPATH", ""), "src"]))
    start, before = monotonic(), _processor()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"PYTHONPATH": paths},
    ) as done:
        watch = Watch(done.pid, kill)
        assert done.stdout is not None
        words = done.stdout.read()
        done.wait()
        watch.end()
    return Run(monotonic() - start, _processor() - before, watch.most, watch.killed, words)


def _processor() -> float:
    """Seconds that the processes which ended have used, and those that they waited for."""
    used = os.times()
    return used.children_user + used.children_system


def digest(out: Path) -> str:
    """One mark of every table and the workbook."""
    mark = sha256()
    for file in sorted([*out.glob("tables/**/*.*"), out / "汇总.xlsx"]):
        mark.update(str(file.relative_to(out)).encode() + file.read_bytes())
    return mark.hexdigest()[:16]


def entries(out: Path) -> Iterator[dict[str, object]]:
    """The index of everything stored."""
    for index in out.glob("work/*/*.index"):
        yield from kept(index.read_bytes())


def runners(folder: Path, source: Path, documents: int, jobs: int, names: Sequence[str]) -> None:
    """The same corpus by every runner: seconds, ratios, memory, bytes."""
    print(f"{'runner':10}{'seconds':>9}{'documents/s':>13}{'against serial':>16}{'memory MB':>11}  bytes")
    base = 0.0
    for name in names:
        out = folder / f"by-{name}"
        shutil.rmtree(out, ignore_errors=True)
        run = batch([source], out, name, jobs)
        base = base or run.seconds
        speed = f"{run.seconds:9.1f}{documents / run.seconds:13.1f}{base / run.seconds:16.2f}"
        print(f"{name:10}{speed}{run.memory:11}  {digest(out)}", flush=True)
    _milliseconds(folder / f"by-{names[0]}")
    _storage(folder / f"by-{names[0]}", source)


def _milliseconds(out: Path) -> None:
    """What a document costs by its format, in the worker alone."""
    spent: defaultdict[str, list[int]] = defaultdict(list)
    for entry in entries(out):
        spent[str(entry["format"]) or "failed"].append(int(str(entry["milliseconds"])))
    for form, times in sorted(spent.items()):
        times.sort()
        print(
            f"  {form:8}{len(times):7} documents{sum(times) / len(times):9.1f} ms each, median {times[len(times) // 2]}"
        )


def _storage(out: Path, source: Path) -> None:
    def size(folder: Path, pattern: str = "*") -> float:
        return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file()) / 1000

    count = len(list(entries(out)))
    parts = {
        "originals": size(source), "work": size(out / "work"),
        "JSON lines": size(out / "tables", "*.gz"), "Parquet": size(out / "tables", "*.parquet"),
    }  # fmt: skip
    print("  kB a document: " + ", ".join(f"{name} {total / count:.1f}" for name, total in parts.items()))


def formats(folder: Path, documents: int, jobs: int) -> None:
    """Documents a second of the formats of text together, of each format on its own, and of all but PDF in their mix."""
    _texts(folder, max(_LEAST, documents), jobs)
    speeds: dict[str, float] = {}
    for ending in MIX:
        source = folder / f"only{ending}"
        corpus(source, documents, endings=(ending,))
        shutil.rmtree(out := folder / f"out{ending}", ignore_errors=True)
        speeds[ending] = documents / batch([source], out, "pool", jobs).seconds
        print(f"{ending:8}{speeds[ending]:9.1f} documents/s with {jobs} processes", flush=True)
    weight = sum(MIX[ending] for ending in _NO_PDF)
    mixed = weight / sum(MIX[ending] / speeds[ending] for ending in _NO_PDF)
    print(f"{'no PDF':8}{mixed:9.1f} documents/s, docx, html, xlsx and txt in their mix")


def _texts(folder: Path, documents: int, jobs: int) -> None:
    """Text formats: on the clock, and by the seconds of processor, which other work on the machine moves less."""
    source = folder / "texts"
    for ending in _TEXTS:
        corpus(source, documents * MIX[ending] // sum(MIX[e] for e in _TEXTS), endings=(ending,))
    count = sum(file.is_file() for file in source.rglob("*"))
    shutil.rmtree(out := folder / "out-texts", ignore_errors=True)
    run = batch([source], out, "pool", jobs)
    print(
        f"text formats (html, txt): {count / run.seconds:.1f} documents/s with {jobs} processes; {1000 * run.processor / count:.1f} ms"
        f" of processor each, that is {jobs * count / run.processor:.1f} documents/s on {jobs} processors with nothing else to do",
        flush=True,
    )


def growth(folder: Path, source: Path, sizes: Sequence[int], jobs: int) -> None:
    """The cost of a document as there are more of them, what a run of a single one takes to start set aside."""
    paths = sorted(file for file in source.rglob("*") if file.is_file())
    start, _ = _median(folder, paths, 1, jobs)
    print(f"       1 document {start:.2f} s, which is the start")
    base = 0.0
    for size in sizes:
        seconds, run = _median(folder, paths, size, jobs)
        each = 1000 * (seconds - start) / size
        base = base or each
        print(
            f"{size:8} documents{seconds:9.1f} s, {each:.2f} ms each beyond the start, {each / base:.3f} of the first,"
            f" {1000 * run.processor / size:.2f} ms of processor, memory {run.memory} MB", flush=True,
        )  # fmt: skip


def _median(folder: Path, paths: Sequence[Path], size: int, jobs: int) -> tuple[float, Run]:
    """Of five runs where they are short: the start of a program varies more than a hundred documents cost."""
    runs = [_first(folder, paths, size, jobs) for _ in range(5 if size <= _LEAST else 1)]
    return sorted(runs, key=lambda run: run[0])[len(runs) // 2]


def _first(folder: Path, paths: Sequence[Path], size: int, jobs: int) -> tuple[float, Run]:
    """Seconds of a batch of the first so many, and the run."""
    listed = folder / f"first{size}.lst"
    listed.write_text("\n".join(map(str, paths[:size])) + "\n", "utf-8")
    shutil.rmtree(out := folder / f"first{size}", ignore_errors=True)
    run = batch([listed], out, "pool", jobs)
    return run.seconds, run


def trouble(folder: Path, source: Path, jobs: int, every: float, names: Sequence[str]) -> None:
    """Workers killed, a file that kills, one that hangs, one that swells, one of 3 GB, and a stop in the middle."""
    bad = folder / "bad"
    bad.mkdir(exist_ok=True)
    for word in "杀停胀":
        (bad / f"{word}.txt").write_text(f"{word}\n", "utf-8")
    with (bad / "大.pdf").open("wb") as sparse:
        sparse.truncate(3 << 30)
    quiet = folder / "quiet"
    shutil.rmtree(quiet, ignore_errors=True)
    batch([source], quiet, "pool", jobs)
    wanted = _findings(quiet)
    for name in names:
        out = folder / f"trouble-{name}"
        shutil.rmtree(out, ignore_errors=True)
        _stopped(out, source, bad, name, jobs)
        before = len(list(entries(out)))
        run = batch([source, bad], out, name, jobs, "--seconds", "20", kill=every)
        failed = {
            Path(row["path"]).stem: row["message"] for row in _rows(out, "files") if row["state"] != "done"
        }
        repeated = sum(count - 1 for count in Counter(str(e["digest"]) for e in entries(out)).values())
        print(f"{name}: {before} done before the stop, {repeated} done twice, {run.killed} workers killed")
        done, whole = len(_rows(out, "documents")), len(_rows(quiet, "documents"))
        print(f"  documents {done} of {whole}, findings the same: {_findings(out) == wanted}")
        for stem, message in sorted(failed.items()):
            print(f"  named: {stem}  {message}")


def _stopped(out: Path, source: Path, bad: Path, runner: str, jobs: int) -> None:
    """Start a batch and kill it when a part of it is done."""
    command = [
        sys.executable,
        "-m",
        "quanheng",
        "batch",
        str(source),
        str(bad),
        "--out",
        str(out),
        "--runner",
        runner,
    ]
    paths = os.pathsep.join(filter(None, [_HOSTILE, os.environ.get("PYTHONPATH", ""), "src"]))
    with subprocess.Popen(
        [*command, "--jobs", str(jobs), "--seconds", "20"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": paths},
    ) as first:  # fmt: skip
        while first.poll() is None and len(list(entries(out))) < 50:
            sleep(0.2)
        left = descendants(first.pid)
        first.kill()
    for pid in left:  # a machine that goes down takes all of them with it
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _rows(out: Path, table: str) -> list[dict[str, str]]:
    packed = b"".join(file.read_bytes() for file in sorted((out / "tables" / table).glob("*.gz")))
    return [json.loads(line) for line in gzip.decompress(packed).splitlines()]


def _findings(out: Path) -> list[str]:
    return sorted(f"{row['sha256']} {row['key']}" for row in _rows(out, "findings"))


def main() -> None:
    """Make the corpus where it is not there yet, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path("out/scale"))
    parser.add_argument("--source", type=Path, help="a corpus that is there already")
    parser.add_argument("--parts", default="runners,formats,growth,trouble")
    parser.add_argument("--runners", default="serial,pool,ray")
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--kill", type=float, default=30.0, help="seconds between two kills")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    source = given.source or given.folder / f"corpus{given.documents}"
    if not given.source:
        corpus(source, given.documents)
    documents = sum(file.is_file() for file in source.rglob("*"))
    names = given.runners.split(",")
    print(
        f"{documents} files, {given.jobs} processes, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    for part in given.parts.split(","):
        print(f"== {part}", flush=True)
        if part == "runners":
            runners(given.folder, source, documents, given.jobs, names)
        elif part == "formats":
            formats(given.folder, max(20, given.documents // 5), given.jobs)
        elif part == "growth":
            growth(given.folder, source, [int(size) for size in given.sizes.split(",")], given.jobs)
        elif part == "trouble":
            trouble(given.folder, source, given.jobs, given.kill, names)


if __name__ == "__main__":
    main()
