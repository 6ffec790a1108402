"""One batch from start to end: list, do what is not yet done, put the tables together, tell."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from time import monotonic

from quanheng import __version__
from quanheng.farm.cluster import LOG, ray
from quanheng.farm.listing import Job, listing
from quanheng.farm.runners import Plan, Runner, pool, serial
from quanheng.farm.shards import write
from quanheng.farm.store import DONE, Entry, Rows, entries
from quanheng.farm.summary import summary
from quanheng.model.batch import BatchSummary
from quanheng.model.setting import Setting
from quanheng.norms.load import version as norms_version
from quanheng.norms.own import VARIABLE
from quanheng.report import batch_book
from quanheng.report.json import dump
from quanheng.workers import Limits

RUNNERS: Mapping[str, Runner] = {"serial": serial, "pool": pool, "ray": ray}
BOOK, RUN, TABLES_IN = "汇总.xlsx", "run.json", "tables"
"""What a finished batch leaves in its folder, beside `work`, from which it goes on when it is started again."""
_SOURCES = (".py", ".md", ".yaml", ".csv", ".txt", ".lark")
_ROUND = 200  # documents over which the rate is taken


class Busy(Exception):
    """Another batch is writing to the same folder."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done. `retry` does those again that failed before."""

    given: tuple[str, ...]
    out: Path
    setting: Setting = field(default_factory=Setting)
    runner: str = "pool"
    jobs: int = 1
    limits: Limits = field(default_factory=lambda: Limits(seconds=600.0))
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Where the batch stands: `stage` is list, check or tables; `left` are seconds, None while nobody can know."""

    stage: str
    done: int
    total: int
    failed: int = 0
    rate: float = 0.0
    left: float | None = None
    name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary, and how many documents this run did itself."""

    made: BatchSummary
    fresh: int
    seconds: float


def run(order: Order, told: Callable[[Step], None]) -> Summary:
    """Carry the order out, going on where an earlier run stopped; raises Busy."""
    order.out.mkdir(parents=True, exist_ok=True)
    with _alone(order.out):
        return _Batch(order, told).run()


class _Batch:
    def __init__(self, order: Order, told: Callable[[Step], None]) -> None:
        self._order, self._told = order, told
        self._key = _key(order.setting)
        self._folder = order.out / "work" / self._key
        self._folder.mkdir(parents=True, exist_ok=True)
        self._start = monotonic()

    def run(self) -> Summary:
        order = self._order
        work = order.out / "work"
        found = listing(
            order.given, work / "listing.jsonl", work / "unpacked", lambda n: self._told(Step("list", n, 0))
        )
        jobs = found.jobs()
        known = entries(self._folder)
        todo = [job for job in jobs if not self._settled(job, known.get(job.digest))]
        fresh = self._work(jobs, todo)
        self._told(Step("tables", len(jobs), len(jobs)))
        stored = {**known, **fresh}
        kept = [stored[job.digest] for job in jobs if job.digest in stored]
        rows = Rows(self._folder)
        tables = order.out / TABLES_IN
        parquet = write(tables, rows, kept, found)
        made = summary(rows, kept, tables, self._before())
        rows.close()
        made.parquet, made.version = parquet, __version__
        made.norms = norms_version(order.setting.jurisdiction or "cn")
        self._leave(made)
        return Summary(made, len(fresh), monotonic() - self._start)

    def _settled(self, job: Job, entry: Entry | None) -> bool:
        """True when the content was done under this name, and is not to be tried again."""
        if entry is None or entry.name != job.name:
            return False
        return entry.state == DONE or not self._order.retry

    def _work(self, jobs: list[Job], todo: list[Job]) -> dict[str, Entry]:
        """Do the jobs, telling after each; results of a content done before are replaced."""
        order, made = self._order, dict[str, Entry]()
        if not todo:
            return made
        plan = Plan(self._folder, order.setting, order.limits, order.jobs)
        before, failed, pace = len(jobs) - len(todo), 0, _Pace()
        for entry in RUNNERS[order.runner](todo, plan):
            made[entry.digest] = entry
            failed += entry.state != DONE
            rate = pace.rate()
            left = (len(todo) - len(made)) / rate if rate else None
            done = before + len(made)
            self._told(Step("check", done, len(jobs), failed, rate, left, entry.name, entry.message))
        return made

    def _before(self) -> Mapping[str, list[int]]:
        """The layouts of the last run, where that had another version or setting."""
        try:
            last = json.loads((self._order.out / RUN).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        found: dict[str, list[int]] = last["before"] if last["key"] == self._key else last["templates"]
        return found

    def _leave(self, made: BatchSummary) -> None:
        """The summary workbook and the record of the run, written at the very end."""
        (self._order.out / BOOK).write_bytes(batch_book.encode(made))
        record = {
            "quanheng": __version__,
            "norms": made.norms,
            "key": self._key,
            "setting": asdict(self._order.setting),
            "documents": len(made.documents),
            "failed": len(made.failed),
            "alarms": [asdict(alarm) for alarm in made.alarms],
            "before": self._before(),
            "templates": dict(sorted(made.templates.items())),
        }
        waiting = self._order.out / f"{RUN}.part"
        waiting.write_bytes(dump(record))
        waiting.replace(self._order.out / RUN)
        (self._folder / LOG).unlink(missing_ok=True)  # of a run by Ray, be it another that was lost


class _Pace:
    """Documents a second, over the last ones."""

    def __init__(self) -> None:
        self._times = [monotonic()]

    def rate(self) -> float:
        self._times.append(monotonic())
        if len(self._times) > _ROUND:
            del self._times[0]
        spent = self._times[-1] - self._times[0]
        return (len(self._times) - 1) / spent if spent else 0.0


def _key(setting: Setting) -> str:
    """What a result depends on beside the document: the program with its data, the office's norms, the setting."""
    from quanheng.pipeline import __file__ as inside  # noqa: PLC0415

    mark = sha256(f"{__version__} {setting!r}".encode())
    folders = [Path(inside).parent.parent, *(Path(own) for own in filter(None, [os.environ.get(VARIABLE)]))]
    for folder in folders:
        for source in sorted(folder.rglob("*")):
            if source.suffix in _SOURCES and source.is_file():
                mark.update(source.read_bytes())
    return mark.hexdigest()[:16]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system gives it back when the process ends, however it ends."""
    with (folder / ".lock").open("w") as lock:
        try:
            import fcntl  # noqa: PLC0415  (not on Windows, where a second batch is not noticed)

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ModuleNotFoundError:
            pass
        except OSError as fault:
            raise Busy(str(folder)) from fault
        yield
