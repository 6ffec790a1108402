"""The one place that knows the order of the steps: sources, read, facts, checks."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from quanheng.model.document import Document
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.model.setting import Setting

STANDARD_INPUT = "-"
Progress = Callable[[int, str], None]
"""Called with the number of files done so far and the path of the last one."""

_Input = tuple[str, bytes] | Failure
# Files waiting per worker: enough to keep it busy, few enough to keep their bytes out of memory.
_AHEAD = 3


def review(paths: Sequence[str], setting: Setting, progress: Progress | None = None, jobs: int = 1) -> Review:
    """Read and check every file under `paths`: files, folders, zips, `-` for standard input.

    A file that fails becomes a Failure and the others go on; results come in the order of the
    inputs whatever `jobs` (processes) is.
    """
    outcomes = _in_processes(inputs(paths), setting, jobs) if jobs > 1 else _here(inputs(paths), setting)
    made = Review([])
    for done, outcome in enumerate(outcomes, 1):
        if isinstance(outcome, Failure):
            made.errors.append(outcome)
        else:
            made.documents.append(outcome)
        if progress:
            progress(done, outcome.path)
    made.norms = _norms(made, setting)
    return made


def review_one(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """Read and check one file; never raises, an internal fault is a Failure that names its log."""
    try:
        return _steps(path, data, setting)
    except Exception as fault:  # noqa: BLE001  (one file must not stop the others)
        return _failure(path, data, fault)


def inputs(paths: Iterable[str]) -> Iterator[_Input]:
    """Name and bytes of every file, in order; a Failure for what cannot be opened, and for no file at all."""
    from quanheng.read.sources import sources  # noqa: PLC0415  (--version must not pay for it)

    for path in paths:
        failed: list[Failure] = []
        empty = True
        try:
            for file in sources(path, lambda name, fault: failed.append(_failure(name, b"", fault))):  # noqa: B023
                yield from _drained(failed)
                yield file
                empty = False
        except Exception as fault:  # noqa: BLE001  (one path must not stop the others)
            failed.append(_failure(path, b"", fault))
        if empty and not failed:
            failed.append(
                Failure(path, "没有可核对的文件", "能读 docx、xlsx、xls、pdf、html、txt、md 和 zip")
            )
        yield from _drained(failed)


def _drained(failed: list[Failure]) -> Iterator[Failure]:
    while failed:
        yield failed.pop(0)


def read(path: str, data: bytes) -> Document | Failure:
    """Only the first step; never raises."""
    from quanheng.read import read as read_document  # noqa: PLC0415

    try:
        return read_document(data, _name(path))
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def _steps(path: str, data: bytes, setting: Setting) -> Reviewed:
    from quanheng.checks.engine import run  # noqa: PLC0415
    from quanheng.facts import extract  # noqa: PLC0415
    from quanheng.read import read as read_document  # noqa: PLC0415

    start = perf_counter()
    document = read_document(data, _name(path))
    known = perf_counter()
    facts = extract(document, setting)
    taken = perf_counter()
    relations, findings = run(facts, setting)
    seconds = {"read": known - start, "facts": taken - known, "check": perf_counter() - taken}
    return Reviewed(document, facts, relations, findings, seconds, path)


def _name(path: str) -> str:
    return "标准输入.txt" if path == STANDARD_INPUT else path


def _here(files: Iterable[_Input], setting: Setting) -> Iterator[Reviewed | Failure]:
    for file in files:
        yield file if isinstance(file, Failure) else review_one(*file, setting)


def _in_processes(files: Iterable[_Input], setting: Setting, jobs: int) -> Iterator[Reviewed | Failure]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    waiting: deque[tuple[str, Future[Reviewed | Failure]]] = deque()

    def oldest() -> Reviewed | Failure:
        path, outcome = waiting.popleft()
        try:
            return outcome.result()
        except BrokenProcessPool:
            return Failure(path, "核对这一批文件的进程意外退出，未影响原文件", "请用 --jobs 1 重新核对")

    with ProcessPoolExecutor(jobs) as pool:
        for file in files:
            outcome: Future[Reviewed | Failure]
            if isinstance(file, Failure):
                path, outcome = file.path, Future()
                outcome.set_result(file)
            else:
                path, outcome = file[0], _submit(pool, file, setting)
            waiting.append((path, outcome))
            if len(waiting) > jobs * _AHEAD:
                yield oldest()
        while waiting:
            yield oldest()


def _submit(pool: Executor, file: tuple[str, bytes], setting: Setting) -> Future[Reviewed | Failure]:
    """Hand a file to the pool; a pool that has broken gives a future that says so."""
    try:
        return pool.submit(review_one, *file, setting)
    except RuntimeError as fault:
        broken: Future[Reviewed | Failure] = Future()
        broken.set_exception(fault)
        return broken


def _failure(path: str, data: bytes, fault: Exception) -> Failure:
    """What the user is told: the reader's own words, or that the program is at fault and where the log is."""
    from quanheng.read import Unreadable  # noqa: PLC0415

    if isinstance(fault, Unreadable):
        return Failure(path, fault.message.rstrip("。"), fault.hint)
    log = save_log(path, data, fault)
    hint = f"日志存于 {log}，请发给维护人员" if log else "日志未能保存，请把文件名和版本告诉维护人员"
    return Failure(path, f"程序内部出错（{type(fault).__name__}），未影响原文件", hint)


def save_log(path: str, data: bytes, fault: Exception) -> Path | None:
    """Save the trace under a name that the input decides; None where nothing can be written."""
    mark = sha256(data or path.encode("utf-8", "replace")).hexdigest()[:12]
    words = f"{path}\n{''.join(traceback.format_exception(fault))}"
    for folder in (_log_folder(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            log = folder / f"quanheng-{mark}.log"
            log.write_text(words, "utf-8", "replace")
        except OSError:
            continue
        return log
    return None


def _log_folder() -> Path:
    chosen = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(chosen) if chosen else Path.home() / ".local" / "state") / "quanheng"


def _norms(made: Review, setting: Setting) -> str:
    """Version of the norms for the place of the run: the setting's, else that of the first document."""
    from quanheng.norms.load import version  # noqa: PLC0415

    found = setting.jurisdiction or next(
        (d.facts.jurisdiction for d in made.documents if d.facts.jurisdiction), None
    )
    return version(found or "cn")
