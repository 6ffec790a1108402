"""The one place that knows the order of the steps: sources, read, facts, checks."""

from __future__ import annotations

import os
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePath
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from quanheng.model.document import Document
from quanheng.model.review import Failure, Review, Reviewed
from quanheng.model.setting import Setting

if TYPE_CHECKING:
    from quanheng.facts.workbook_merge import Merged
    from quanheng.model.review import Facts
    from quanheng.model.score import Scorecard
    from quanheng.model.workbook import DepartmentYear
    from quanheng.read.workbook import Filled
    from quanheng.report.annotated import Annotated
    from quanheng.report.filling import Filling
    from quanheng.report.replies import Answer
    from quanheng.workers import Stopped, Workers

STANDARD_INPUT = "-"
Progress = Callable[[int, str], None]
"""Called with the number of files done so far and the path of the last one, or where a long one stands."""

_Input = tuple[str, bytes] | Failure
_R = TypeVar("_R")
# Readers of these are our own Python with bounds: a short one needs no process apart, which would cost
# a tenth of the time of a single file.
_PLAIN = frozenset({"text", "markdown", "separated"})
_SHORT = 256 * 1024


def review(
    paths: Sequence[str],
    setting: Setting,
    progress: Progress | None = None,
    jobs: int = 1,
    case: bool = False,
) -> Review:
    """Read and check every file under `paths`: files, folders, zips, `-` for standard input.

    As a `case` the documents are then checked against each other as well.

    A file that fails, crashes its reader, or exceeds the limits of `workers` becomes a Failure and the
    others go on; results come in the order of the inputs whatever `jobs` (processes) is.
    """
    made = Review([])

    def told(task: tuple[Any, ...], words: str) -> None:
        if progress:
            progress(len(made.documents) + len(made.errors), f"{task[0]}：{words}")

    for done, outcome in enumerate(_guarded(review_one, inputs(paths), (setting,), jobs, told), 1):
        if isinstance(outcome, Failure):
            made.errors.append(outcome)
        else:
            made.documents.append(outcome)
        if progress:
            progress(done, outcome.path)
    made.norms = _norms(made, setting)
    if case:
        _as_case(made, setting)
    return made


def _as_case(made: Review, setting: Setting) -> None:
    """Check the documents against each other; a fault in that leaves what was found in each of them."""
    from quanheng.checks.case_engine import run_case  # noqa: PLC0415
    from quanheng.model.case import Paper  # noqa: PLC0415

    start = perf_counter()
    paths = [reviewed.path or reviewed.document.name for reviewed in made.documents]
    papers = [
        Paper(number, name, reviewed.facts, reviewed.document, path)
        for number, (name, path, reviewed) in enumerate(
            zip(_called(paths), paths, made.documents, strict=True)
        )
    ]
    try:
        made.case, placed = run_case(papers, setting)
    except Exception as fault:  # noqa: BLE001
        made.errors.append(_failure("--case", "\n".join(paths).encode("utf-8", "replace"), fault))
        return
    for found in placed:
        findings = made.documents[found.paper].findings
        same = sum(known.key == found.finding.key for known in findings)
        found.finding.key += f"-{same + 1}" if same else ""
        findings.append(found.finding)
    made.case.seconds = perf_counter() - start


def _called(paths: Sequence[str]) -> list[str]:
    """What messages call the files: the name without folder and ending, the whole path where two share it."""
    short = [PurePath(path).stem or path for path in paths]
    return [name if short.count(name) == 1 else path for name, path in zip(short, paths, strict=True)]


def review_apart(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """Read and check one file as `review` does, under the same limits."""
    return next(_guarded(review_one, [(path, data)], (setting,)))


def review_one(path: str, data: bytes, setting: Setting) -> Reviewed | Failure:
    """Read and check one file in this process; never raises, an internal fault is a Failure that names its log."""
    try:
        return _steps(path, data, setting)
    except Exception as fault:  # noqa: BLE001  (one file must not stop the others)
        return _failure(path, data, fault)


def score(path: str, data: bytes, setting: Setting, framework: str) -> tuple[Scorecard, Reviewed] | Failure:
    """Read, check and score one file; never raises."""
    from quanheng.norms.load import UnknownNorm  # noqa: PLC0415
    from quanheng.scoring import scorecard  # noqa: PLC0415

    reviewed = review_apart(path, data, setting)
    if isinstance(reviewed, Failure):
        return reviewed
    try:
        return scorecard(reviewed, framework, setting.jurisdiction), reviewed
    except UnknownNorm as fault:
        return Failure(
            path, f"{fault}，不能按它算分", "用 --at 写明区划代码，如 --at 43，或换一个 --framework"
        )
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def scorecards(made: Review, setting: Setting, frameworks: Sequence[str]) -> dict[int, Scorecard]:
    """The scorecard of each document by its number; never raises.

    Under the first of `frameworks` that has values; `form` has them where the document has a form.
    """
    from quanheng.norms.load import UnknownNorm  # noqa: PLC0415
    from quanheng.scoring import scorecard  # noqa: PLC0415

    cards: dict[int, Scorecard] = {}
    for number, reviewed in enumerate(made.documents):
        for framework in frameworks:
            if framework == "form" and not reviewed.facts.forms:
                continue
            try:
                cards[number] = scorecard(reviewed, framework, setting.jurisdiction)
                break
            except UnknownNorm:
                continue
            except Exception as fault:  # noqa: BLE001
                made.errors.append(_failure(reviewed.path, b"", fault))
                break
    return cards


def annotate(
    path: str, data: bytes, setting: Setting, revisions: bool
) -> tuple[Annotated, Reviewed] | Failure:
    """Read and check one file, and write its findings into a copy of it; never raises.

    A file of an old format is converted first, and it is the converted one that is checked.
    """
    from quanheng.read.modern import modern  # noqa: PLC0415
    from quanheng.report.annotate import annotate  # noqa: PLC0415

    try:
        new = modern(data, _name(path))
        source = new.data if new else data
        reviewed = review_apart(f"{path}{new.ending}" if new else path, source, setting)
        if isinstance(reviewed, Failure):
            return replace(reviewed, path=path)
        made = annotate(source, reviewed, datetime.now(UTC), revisions)
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)
    if new:
        told = f"原件是{new.was}，已转换为 {new.ending[1:]}，版式可能略有出入"
        made = replace(made, told="；".join(filter(None, (told, made.told))))
    return made, reviewed


def written(
    path: str, data: bytes, kinds: Sequence[str], outline: str, also: Sequence[str] = ()
) -> tuple[dict[str, bytes], list[str]] | Failure:
    """Write the documents of those kinds from a filled workbook; `also` may be pdf, xlsx. Never raises.

    Returns the files by name, and in Chinese what the workbook has wrong or leaves open.
    """
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.written.files import CannotWrite, files  # noqa: PLC0415

    try:
        filled = read_workbook(data)
        made, remarks = files(filled.record, kinds, outline, also)
        return made, [f"{f.cell}：{f.message}。{f.hint}" for f in filled.faults] + remarks
    except CannotWrite as fault:
        return Failure(path, str(fault), "")
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def answers(path: str, data: bytes) -> list[Answer] | Failure:
    """The answers to our remarks in an annotated file, or in a returned form; never raises."""
    from quanheng.report.papers import returns  # noqa: PLC0415
    from quanheng.report.replies import answers  # noqa: PLC0415

    document = read(path, data)
    returned = returns.answers(document) if isinstance(document, Document) else []
    if returned:
        return returned
    try:
        return answers(data)
    except Exception:  # noqa: BLE001  (whatever is wrong with the package, it is no such file)
        return Failure(path, "读不出批注", "请给出 annotate 写出、答复后保存的文件，或填好的整改回执")


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
                Failure(path, "没有可核对的文件", "能读 docx、doc、xlsx、xls、pdf、html、txt、md 和 zip")
            )
        yield from _drained(failed)


def _drained(failed: list[Failure]) -> Iterator[Failure]:
    while failed:
        yield failed.pop(0)


def read(path: str, data: bytes) -> Document | Failure:
    """Only the first step, under the same limits; never raises."""
    return next(_guarded(_read, [(path, data)]))


def _read(path: str, data: bytes) -> Document | Failure:
    from quanheng.read import read as read_document  # noqa: PLC0415

    try:
        return read_document(data, _name(path))
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def _steps(path: str, data: bytes, setting: Setting) -> Reviewed:
    from quanheng.checks.engine import run  # noqa: PLC0415
    from quanheng.facts import extract  # noqa: PLC0415
    from quanheng.read import read as read_document  # noqa: PLC0415
    from quanheng.read.pulse import pulse  # noqa: PLC0415

    start = perf_counter()
    document = read_document(data, _name(path))
    known = perf_counter()
    pulse()
    facts = _workbook_facts(document, data, setting) or extract(document, setting)
    taken = perf_counter()
    pulse()
    relations, findings = run(facts, setting)
    seconds = {"read": known - start, "facts": taken - known, "check": perf_counter() - taken}
    return Reviewed(document, facts, relations, findings, seconds, path)


def _workbook_facts(document: Document, data: bytes, setting: Setting) -> Facts | None:
    """The facts of a workbook that we made the template of; None for any other file."""
    if document.format != "xlsx":
        return None
    from quanheng.facts.workbook import facts_of  # noqa: PLC0415
    from quanheng.read.workbook import is_workbook, read_workbook  # noqa: PLC0415

    if not is_workbook(data):
        return None
    document.unread.clear()  # formulas without a result: we work them out ourselves
    return facts_of(read_workbook(data), document, setting)


def template(
    files: Sequence[tuple[str, bytes]], setting: Setting, framework: str
) -> tuple[bytes, str] | Failure:
    """The workbook of the setting's year and unit with what `files` give; never raises.

    Returns the bytes, and what was taken over, in Chinese.
    """
    from quanheng.model.workbook import DepartmentYear  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415
    from quanheng.scoring.schemes import UnknownScheme, frame  # noqa: PLC0415

    assert setting.year
    record = DepartmentYear(setting.year, setting.organisation or "")
    record.texts |= {"unit.name": setting.organisation} if setting.organisation else {}
    try:
        words = take_over(record, files)
        frame(record, framework, setting.jurisdiction or "cn")
        return write(record), words
    except _NotTaken as fault:
        return fault.failure
    except UnknownScheme as fault:
        return Failure("--framework", str(fault), "")
    except Exception as fault:  # noqa: BLE001
        return _failure("template", b"", fault)


class _NotTaken(Exception):
    """A file whose figures cannot be taken over, because it cannot be read."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def take_over(record: DepartmentYear, files: Sequence[tuple[str, bytes]]) -> str:
    """Put what the files give into the record; returns in Chinese what that was."""
    from quanheng.facts.workbook_import import take_document, take_workbook  # noqa: PLC0415
    from quanheng.lexicon.workbook import complete  # noqa: PLC0415

    words = ""
    sources: Iterator[Document | DepartmentYear | Failure] = _guarded(_source, files)
    for (path, _), found in zip(files, sources, strict=True):
        if isinstance(found, Failure):
            raise _NotTaken(found)
        take = (
            take_document(record, path, found)
            if isinstance(found, Document)
            else take_workbook(record, path, found)
        )
        words += take.words()
    complete(record)
    return words


def _source(path: str, data: bytes) -> Document | DepartmentYear | Failure:
    """A file to take figures from: a workbook of ours, or a document with tables."""
    from quanheng.read.workbook import is_workbook, read_workbook  # noqa: PLC0415

    try:
        return read_workbook(data).record if is_workbook(data) else _read(path, data)
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def parts(path: str, data: bytes) -> list[tuple[str, bytes]] | Failure:
    """A small workbook for each sheet of a filled one, with what that sheet holds; never raises."""
    from quanheng.lexicon.workbook import layout  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(_guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    return [(sheet.name, write(found.record, [sheet.name])) for sheet in layout().sheets]


def merge(path: str, data: bytes, small: Sequence[tuple[str, bytes]]) -> tuple[bytes, Merged] | Failure:
    """The workbook with what small ones brought back, and the conflicts; never raises."""
    from quanheng.facts.workbook_merge import Part, merge  # noqa: PLC0415
    from quanheng.lexicon.workbook import layout  # noqa: PLC0415
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.workbook import write  # noqa: PLC0415

    files = [(path, data), *small]
    found: list[Filled] = []
    for one in _guarded(_filled, files):
        if isinstance(one, Failure):
            return one
        if one.record.year != (found or [one])[0].record.year:
            return Failure(files[len(found)][0], "年度与总工作簿不同", "请确认发的是同一年度的工作簿")
        found.append(one)
    whole, brought = found[0], []
    for (name, _), one in zip(small, found[1:], strict=True):
        sheets = [s.name for s, section in layout().sections() if section.id in one.sections]
        brought.append(
            Part(name, one, read_workbook(write(whole.record, list(dict.fromkeys(sheets)))).record)
        )
    made = merge(whole.record, path, brought)
    return write(made.record), made


def bring(path: str, data: bytes, files: Sequence[tuple[str, bytes]]) -> tuple[bytes, str] | Failure:
    """The workbook with what other files give where it is still empty, and what that was; never raises."""
    from quanheng.report.workbook import write  # noqa: PLC0415

    found = next(_guarded(_filled, [(path, data)]))
    if isinstance(found, Failure):
        return found
    try:
        words = take_over(found.record, files)
    except _NotTaken as fault:
        return fault.failure
    return write(found.record), words


def _filled(path: str, data: bytes) -> Filled | Failure:
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415

    try:
        return read_workbook(data)
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def fill(path: str, data: bytes, setting: Setting) -> Filling | Failure:
    """Check a filled workbook: its cells, its own checks, and those of a document; never raises."""
    return next(_guarded(_fill, [(path, data)], (setting,)))


def _fill(path: str, data: bytes, setting: Setting) -> Filling | Failure:
    from quanheng.checks.workbook import checked  # noqa: PLC0415
    from quanheng.checks.workbook_lines import remarks  # noqa: PLC0415
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.filling import Filling  # noqa: PLC0415

    try:
        filled = read_workbook(data)
        record = filled.record
        return Filling(
            path, filled, list(checked(record)), list(remarks(record)), _steps(path, data, setting)
        )
    except Exception as fault:  # noqa: BLE001
        return _failure(path, data, fault)


def _name(path: str) -> str:
    return "标准输入.txt" if path == STANDARD_INPUT else path


def _guarded(
    work: Callable[..., _R | Failure],
    files: Iterable[_Input],
    more: tuple[Any, ...] = (),
    jobs: int = 1,
    told: Callable[[tuple[Any, ...], str], None] | None = None,
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
    crew: Workers[_R | Failure], files: Iterable[_Input], more: tuple[Any, ...]
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
        return detect(data, _name(path)) in _PLAIN
    except Exception:  # noqa: BLE001
        return True


def _or_failure(outcome: _R | Failure | Stopped) -> _R | Failure:
    """What the user is told about a file that ended or overstrained its process."""
    from quanheng.workers import MEMORY, SECONDS, Stopped  # noqa: PLC0415

    if not isinstance(outcome, Stopped):
        return outcome
    message, hint = {
        "crash": ("文件使读取程序意外退出，已跳过", "可能已损坏，请用办公软件打开，另存一份后再试"),
        "time": (f"读这个文件 {SECONDS:.0f} 秒没有进展，已停止", "请用办公软件打开，另存一份，或拆成几个文件后再试"),
        "memory": (f"读这个文件用的内存超过 {MEMORY >> 20} MB，已停止", "请删去空白的行和列，或拆成几个文件后再试"),
    }[outcome.reason]  # fmt: skip
    return Failure(str(outcome.task[0]), message, hint)


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
