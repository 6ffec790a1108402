"""Files whose reading may crash, hang or grow are worked on apart; whatever fails becomes words for the user."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from quanheng.model.review import Failure

if TYPE_CHECKING:
    from quanheng.workers import Stopped, Told, Workers

STANDARD_INPUT = "-"
Input = tuple[str, bytes] | Failure
"""Path and bytes of a file, or why it could not be opened."""

_R = TypeVar("_R")
# Readers of these are our own Python with bounds: a short one needs no process apart, which would cost
# a tenth of the time of a single file.
_PLAIN = frozenset({"text", "markdown", "separated"})
_SHORT = 256 * 1024


def guarded(
    work: Callable[..., _R | Failure],
    files: Iterable[Input],
    more: tuple[Any, ...] = (),
    jobs: int = 1,
    told: Told | None = None,
) -> Iterator[_R | Failure]:
    """`work` on each file in order, apart from this process where the file or `jobs` asks for it; never raises."""
    crew: list[Workers[_R | Failure]] = []

    def workers() -> Workers[_R | Failure]:
        from quanheng.workers import Workers  # noqa: PLC0415  (a short text must not pay for it)

        crew.extend([] if crew else [Workers(work, jobs, told)])
        return crew[0]

    try:
        if jobs > 1:
            yield from _side_by_side(workers(), files, more)
            return
        for file in files:
            if isinstance(file, Failure):
                yield file
            elif _harmless(*file):
                yield work(*file, *more)
            else:
                yield _or_failure(next(workers().run([(*file, *more)])))
    finally:
        for each in crew:
            each.close()


def _side_by_side(
    crew: Workers[_R | Failure], files: Iterable[Input], more: tuple[Any, ...]
) -> Iterator[_R | Failure]:
    """Results in the order of the files; what could not be opened keeps its place between them."""
    order: deque[Failure | None] = deque()

    def tasks() -> Iterator[tuple[Any, ...]]:
        for file in files:
            order.append(file if isinstance(file, Failure) else None)
            if not isinstance(file, Failure):
                yield (*file, *more)

    for outcome in crew.run(tasks()):
        while (failed := order.popleft()) is not None:
            yield failed
        yield _or_failure(outcome)
    yield from (failed for failed in order if failed is not None)


def _harmless(path: str, data: bytes) -> bool:
    """A short text, or what is refused at first sight: no library in C, no converter, little memory."""
    from quanheng.read.detect import detect  # noqa: PLC0415

    if len(data) > _SHORT:
        return False
    try:
        return detect(data, called(path)) in _PLAIN
    except Exception:  # noqa: BLE001
        return True


def _or_failure(outcome: _R | Failure | Stopped) -> _R | Failure:
    """What the user is told about a file that ended or overstrained its process."""
    from quanheng.workers import Stopped  # noqa: PLC0415

    return stopped(outcome) if isinstance(outcome, Stopped) else outcome


def stopped(outcome: Stopped) -> Failure:
    """A file whose process ended or was ended; the first part of its task is the path."""
    limits, saved = outcome.limits, "请用办公软件打开，另存一份"
    message, hint = {
        "crash": ("文件使读取程序意外退出，已跳过", f"可能已损坏，{saved}后再试"),
        "silence": (f"读这个文件 {limits.silence:.0f} 秒没有进展，已停止", f"{saved}，或拆成几个文件后再试"),
        "seconds": (f"读这个文件超过 {limits.seconds or 0:.0f} 秒，已停止", f"{saved}，或拆成几个文件后再试"),
        "memory": (f"读这个文件用的内存超过 {limits.memory >> 20} MB，已停止", "请删去空白的行和列，或拆成几个文件后再试"),
    }[outcome.reason]  # fmt: skip
    return Failure(str(outcome.task[0]), message, hint)


def failure(path: str, data: bytes, fault: Exception) -> Failure:
    """What the user is told: the reader's own words, or that the program is at fault and where the log is."""
    from quanheng.read import Unreadable  # noqa: PLC0415

    if isinstance(fault, Unreadable):
        return Failure(path, fault.message.rstrip("。"), fault.hint)
    log = save_log(path, data, fault)
    hint = f"日志存于 {log}，请发给维护人员" if log else "日志未能保存，请把文件名和版本告诉维护人员"
    return Failure(path, f"程序内部出错（{type(fault).__name__}），未影响原文件", hint)


def called(path: str) -> str:
    """The name by which a reader sees the file; standard input is a text."""
    return "标准输入.txt" if path == STANDARD_INPUT else path


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
