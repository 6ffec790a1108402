"""Characters per second from text to findings on one core, and the wall time of `quanheng check` on a file.

Run from the root: .venv/bin/python -m bench.speed --documents 50 --seed 1
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.setting import Setting
from quanheng.read import read
from tests.generator.styles import generate
from tests.generator.writers import save, text

Timing = tuple[int, float, float, float]


def measure(seed: int) -> Timing:
    """Characters and the seconds of reading, facts and checks of one generated text."""
    data = text(generate(seed))
    marks = [perf_counter()]
    document = read(data.encode(), "bench.txt")
    marks.append(perf_counter())
    facts = extract(document, Setting())
    marks.append(perf_counter())
    run(facts, Setting())
    marks.append(perf_counter())
    return len(data), marks[1] - marks[0], marks[2] - marks[1], marks[3] - marks[2]


def wall(suffix: str, seed: int) -> float:
    """Seconds of the whole command on one file."""
    with TemporaryDirectory() as folder:
        path = save(generate(seed, "self_evaluation"), Path(folder) / f"report{suffix}")
        start = perf_counter()
        command = [sys.executable, "-m", "quanheng", "check", str(path), "--format", "json"]
        subprocess.run(command, capture_output=True, check=False)
        return perf_counter() - start


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    measure(given.seed)  # the first run pays for the imports and the lexicon
    with Pool(given.processes) as pool:
        start = perf_counter()
        timings = pool.map(measure, range(given.seed, given.seed + given.documents))
        elapsed = perf_counter() - start
    characters = sum(timing[0] for timing in timings)
    steps = [sum(timing[i] for timing in timings) for i in (1, 2, 3)]
    print(f"documents {given.documents}, characters {characters}, processes {given.processes}")
    print(
        f"one core: {characters / sum(steps):,.0f} characters a second, {sum(steps) / len(timings) * 1000:.1f} ms a document"
    )
    print("of which read {:.0%}, facts {:.0%}, checks {:.0%}".format(*(step / sum(steps) for step in steps)))
    print(f"all processes, with making the texts: {characters / elapsed:,.0f} characters a second")
    for suffix in (".txt", ".docx", ".html"):
        best = min(wall(suffix, given.seed) for _ in range(3))
        print(f"quanheng check on one {suffix} file: {best:.2f} s wall")


if __name__ == "__main__":
    main()
