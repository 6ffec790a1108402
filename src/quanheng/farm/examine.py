"""What is done to one file, in a process apart: read, check, score, and make rows of it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from quanheng import pipeline
from quanheng.farm.store import DONE, FAILED, STOPPED, Examined, packed
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.model.setting import Setting

if TYPE_CHECKING:
    from quanheng.model.score import Scorecard


def load() -> None:
    """Import what every file needs, the checks with their pages too."""
    import quanheng.checks.engine  # noqa: PLC0415
    import quanheng.facts.extract  # noqa: PLC0415
    import quanheng.report.rows  # noqa: PLC0415
    import quanheng.scoring  # noqa: F401, PLC0415
    from quanheng.checks.pages import pages  # noqa: PLC0415

    for page in pages().values():
        page.check()


def examine(file: str, digest: str, name: str, setting: Setting) -> Examined:
    """The rows of the file that holds the content `digest`; never raises."""
    start = perf_counter()
    try:
        data = Path(file).read_bytes()
    except OSError as fault:
        return _failed(digest, name, Failure(file, "文件打不开", fault.strerror or ""))
    if sha256(data).hexdigest() != digest:
        return _failed(digest, name, Failure(file, "文件在清点之后改动过", "请再执行一次"))
    outcome = pipeline.review_one(name, data, setting)
    if isinstance(outcome, Failure):
        return _failed(digest, name, outcome, start)
    rows = _rows(outcome, setting)
    return Examined(digest, name, DONE, rows, _milliseconds(start), outcome.document.format)


def _rows(reviewed: Reviewed, setting: Setting) -> dict[str, bytes]:
    from quanheng.report.lines import lines  # noqa: PLC0415
    from quanheng.report.rows import rows  # noqa: PLC0415

    made = rows(reviewed, _card(reviewed, setting))
    return {table: packed(lines(found)) for table, found in made.items()}


def _card(reviewed: Reviewed, setting: Setting) -> Scorecard | None:
    """The scorecard; a fault in that leaves the rest, and the log that it leaves."""
    return pipeline.scorecards(Review([reviewed]), setting).get(0)


def _failed(digest: str, name: str, failure: Failure, start: float | None = None) -> Examined:
    spent = _milliseconds(start) if start is not None else 0
    return Examined(digest, name, FAILED, {}, spent, message=failure.message, hint=failure.hint)


def stopped(digest: str, name: str, failure: Failure) -> Examined:
    """A file whose process did not come back."""
    return Examined(digest, name, STOPPED, {}, message=failure.message, hint=failure.hint)


def _milliseconds(start: float) -> int:
    return round((perf_counter() - start) * 1000)
