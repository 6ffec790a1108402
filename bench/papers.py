"""Letters, lists and all other papers for many departments: seconds of the whole command.

Run from the root: .venv/bin/python -m bench.papers --departments 80 --seed 1
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.generator.mutations import OPERATORS, mutate
from tests.generator.styles import generate
from tests.generator.writers import save

_SLIPS = 6
"""Wrong figures in every report, so that there is something to write about."""


def reports(folder: Path, departments: int, seed: int) -> None:
    """One report a department, each with slips and a name or year of its own."""
    titles: set[str] = set()
    for own in count(seed):
        report = generate(own, "self_evaluation")
        if report.title in titles:
            continue
        titles.add(report.title)
        rng = Random(own)
        for _ in range(_SLIPS):
            mutant = mutate(report, rng.choice(sorted(OPERATORS)), rng)
            report = mutant.report if mutant else report
        save(report, folder / f"{len(titles):03d}.docx")
        if len(titles) == departments:
            return


def seconds(folder: Path, more: list[str]) -> tuple[float, int, int]:
    """Time of the command, departments and files written."""
    spent, files, folders = 0.0, 0, 0
    out = folder.parent / "out"
    start = perf_counter()
    command = [sys.executable, "-m", "quanheng", "papers", str(folder), "--out", str(out), *more]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    spent = perf_counter() - start
    print(done.stderr.strip().splitlines()[-1] if done.stderr else "", file=sys.stderr)
    files = sum(path.is_file() for path in out.rglob("*"))
    folders = sum(path.is_dir() for path in out.glob("*"))
    return spent, folders, files


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--departments", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--pdf", action="store_true")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        inputs = Path(folder) / "in"
        inputs.mkdir()
        reports(inputs, given.departments, given.seed)
        more = ["--jobs", str(given.jobs), *(["--pdf"] if given.pdf else [])]
        spent, folders, files = seconds(inputs, more)
    print(f"{given.departments} reports, {folders} departments, {files} files: {spent:.1f} s with checking")


if __name__ == "__main__":
    main()
