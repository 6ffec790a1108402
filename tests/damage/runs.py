"""The command run on damaged inputs, watched from outside, and what is wrong with a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from quanheng.read.process_tree import kill_tree, memory_of
from tests.damage.inputs import Damaged

LONGEST = 60.0  # seconds; beyond it a run of one file counts as a hang
LARGEST = 2 << 30  # bytes of the command with all that it starts
_GOOD = ("docx", "txt", "xlsx", "plain.pdf", "html")
_CHINESE = range(0x4E00, 0xA000)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the command; `memory` is the greatest sum over its processes, looked at often."""

    status: int
    out: bytes
    err: bytes
    seconds: float
    memory: int

    @property
    def tree(self) -> dict[str, Any]:
        made: dict[str, Any] = json.loads(self.out) if self.out else {"documents": [], "errors": []}
        return made


def run(paths: Iterable[Path | bytes], folder: Path, limit: float, *options: str) -> Run:
    """`quanheng check --format json` on the paths, stopped after `limit` seconds."""
    command = [sys.executable, "-m", "quanheng", "check", "--format", "json", *options, "--", *paths]
    begun, most = monotonic(), 0
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        while process.poll() is None:
            most = max(most, memory_of(process.pid))
            if monotonic() - begun > limit:
                kill_tree(process.pid)
            sleep(0.02)
        out.seek(0), err.seek(0)
        return Run(process.returncode, out.read(), err.read(), monotonic() - begun, most)


def faults(made: Run, one: Damaged | None = None) -> list[str]:
    """What is wrong with a run, in words; for a single input also whether it was refused as it should."""
    found = []
    if made.status not in (0, 1, 2):
        found.append(f"exit {made.status}")
    if b"Traceback" in made.out + made.err or b"Error:" in made.err:
        found.append("trace")
    if made.memory > LARGEST:
        found.append(f"memory {made.memory >> 20} MB")
    try:
        errors = made.tree["errors"]
    except ValueError:
        return [*found, "no JSON"]
    found += [f"internal: {e['message']}" for e in errors if "内部出错" in e["message"]]
    found += [
        f"no advice: {e['message']}" for e in errors if not _chinese(e["message"]) or not _chinese(e["hint"])
    ]
    found += ["no error told"] * (made.status == 2 and not errors)
    if one is not None and made.seconds > LONGEST:
        found.append(f"hang {made.seconds:.0f} s")
    if one is not None and one.refused and made.status != 2:
        found.append(f"not refused, exit {made.status}")
    return found


def _chinese(text: str) -> bool:
    return any(ord(letter) in _CHINESE for letter in text)


def write(inputs: Iterable[Damaged], folder: Path) -> list[Path]:
    """The inputs as files; names may hold what only a file system holds."""
    folder.mkdir()
    made = []
    for one in inputs:
        path = folder / one.name
        path.write_bytes(one.data)
        made.append(path)
    return made


def links(folder: Path) -> None:
    """A link to nothing, one to itself, one to the folder above, and a pipe that nobody fills."""
    (folder / "无处.docx").symlink_to(folder / "没有.docx")
    (folder / "自己.docx").symlink_to(folder / "自己.docx")
    (folder / "上级").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "管道.txt")


def together(inputs: list[Damaged], good: dict[str, bytes], folder: Path, jobs: int) -> tuple[Run, int, int]:
    """All in one folder beside good files: the run, the good files, and those checked as they are alone."""
    place = folder / f"batch{len(list(folder.iterdir()))}"
    write(inputs, place)
    links(place)
    expected = {}
    for number, ending in enumerate(e for e in _GOOD if e in good):
        path = place / f"good{number}{'z' * number}.{ending}"
        path.write_bytes(good[ending])
        expected[path.name] = _findings(run([path], folder, LONGEST).tree)
    made = run([place], folder, LONGEST * max(4, len(inputs)), "--jobs", str(jobs))
    found = {Path(d["path"]).name: _findings({"documents": [d]}) for d in made.tree["documents"]}
    right = sum(found.get(name) == findings for name, findings in expected.items())
    return made, len(expected), right


def _findings(tree: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["rule"], f["message"]) for d in tree["documents"] for f in d["findings"]]
