"""One department-year through the loop: documents written, read back, compared; one number changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from quanheng import pipeline
from quanheng.checks.case_engine import Placed, run_case
from quanheng.facts.workbook import facts_of
from quanheng.model.case import Paper
from quanheng.model.document import Document
from quanheng.model.finding import DOUBT, ERROR, Finding
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.read.filled import Filled
from quanheng.report.pdf import printed
from quanheng.report.workbook import write as workbook_of
from quanheng.report.written import docx, writing, xlsx
from tests.generator.closed_loop import scores, slips, telling
from tests.generator.closed_loop.ceiling import unprovable
from tests.generator.closed_loop.identity import Read, lost

DOCX, XLSX, PDF = "docx", "xlsx", "pdf"
BOOK = "自评数据.xlsx"
_SERIOUS = (ERROR, DOUBT)
_SHOWN = 300
_OUTLINES = {"self-evaluation": ("hunan", "national")}


@dataclass(slots=True)
class Outcome:
    """What came of one department-year.

    faults    words on each: finding, lost, case, score
    looked    amounts looked for, by format; `missing` those not given back
    slips     (kind of number, alone | case | missed | why it cannot be proved, findings that do not speak of it, words)
    """

    faults: list[str] = field(default_factory=list)
    looked: dict[str, int] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    slips: list[tuple[str, str, int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Written:
    """A file of the set with the kind of its document and the amounts that it tells."""

    name: str
    kind: str
    data: bytes
    keys: frozenset[Key]


def run(record: DepartmentYear, formats: Sequence[str] = (DOCX,), changed: int = 0, seed: int = 0) -> Outcome:
    """The whole loop; so many numbers of Word files are then `changed`, one at a time."""
    made, outcome = list(_files(telling.placed(record), formats)), Outcome()
    read: dict[str, Reviewed] = {}
    for file in made:
        reviewed = _reviewed(file.name, file.data)
        read[file.name] = reviewed
        outcome.faults += [f"finding {file.name} {_words(f)}" for f in _serious(reviewed.findings)]
        _look(record, file, reviewed, outcome)
    outcome.documents = len(made)
    book = _book(record, XLSX in formats)
    outcome.faults += [f"finding {BOOK} {_words(f)}" for f in _serious(book.findings)]
    # The two outlines tell the same; two reports of one department would be two versions of one document.
    words = {n: r for n, r in read.items() if n.endswith(DOCX) and not n.startswith("national ")}
    placed = _as_case({BOOK: book, **words})
    outcome.faults += [f"case {_words(p.finding)}" for p in placed if p.finding.severity in _SERIOUS]
    outcome.faults += [f"score {one}" for one in scores.differences(record, book, words)]
    if changed:
        own = [f for f in made if f.name in words]
        outcome.slips += _changed(record, own, {BOOK: book, **words}, changed, Random(seed))
    return outcome


def _book(record: DepartmentYear, through_excel: bool) -> Reviewed:
    """The workbook as read; writing and reading an Excel file takes longer than all the rest, and has its own tests."""
    if through_excel:
        return _reviewed(BOOK, workbook_of(record))
    document = Document(BOOK, "xlsx", [])
    facts = facts_of(Filled(record), document, Setting())
    return Reviewed(document, facts, [], [], {}, BOOK)


def _files(record: DepartmentYear, formats: Sequence[str]) -> Iterator[_Written]:
    words: list[_Written] = []
    for kind in writing.KINDS:
        for outline in _OUTLINES.get(kind, ("hunan",)):
            paper, keys = telling.told(record, kind, outline)
            if not paper.blocks:
                continue
            name = paper.name if outline == "hunan" else f"{outline} {paper.name}"
            words.append(_Written(f"{name}.{DOCX}", kind, docx.encode(paper), frozenset(keys)))
            if XLSX in formats and outline == "hunan" and paper.grids():
                inside = frozenset(telling.told_in_tables(record, kind))
                yield _Written(f"{name}.{XLSX}", kind, xlsx.encode(paper), inside)
    yield from words
    if PDF in formats:
        for word, data in zip(words, printed([word.data for word in words]), strict=True):
            yield _Written(f"{word.name.removesuffix(DOCX)}{PDF}", word.kind, data, word.keys)


def _reviewed(name: str, data: bytes) -> Reviewed:
    made = pipeline.review_one(name, data, Setting())
    if isinstance(made, Failure):
        raise AssertionError(f"{name}: {made.message}")
    return made


def _look(record: DepartmentYear, file: _Written, reviewed: Reviewed, outcome: Outcome) -> None:
    """Every amount that the file tells is looked for in what was read."""
    form = file.name.rpartition(".")[2]
    gone = lost(file.keys, Read(reviewed.facts, record, file.kind))
    outcome.looked[form] = outcome.looked.get(form, 0) + sum(bool(record.values[k].value) for k in file.keys)
    outcome.missing[form] = outcome.missing.get(form, 0) + len(gone)
    for key in gone:
        where = f"{key.basis}@{key.year - record.year}"
        outcome.faults.append(
            f"lost {form} {file.kind} {key.item}/{key.fund} {where} {key.code} {record.values[key].value}"
        )


def _as_case(read: dict[str, Reviewed]) -> list[Placed]:
    papers = [
        Paper(number, name, one.facts, one.document, name) for number, (name, one) in enumerate(read.items())
    ]
    return run_case(papers, Setting())[1]


def _gap(finding: Finding) -> bool:
    """【待补：…】 stands where the workbook has nothing: found as it should be, no fault of the writer."""
    placeholder = finding.rule == "wording/placeholder" and finding.stated is not None
    return placeholder and finding.stated is not None and finding.stated.text.startswith("【待补：")


def _serious(findings: Sequence[Finding]) -> list[Finding]:
    return [f for f in findings if f.severity in _SERIOUS and not _gap(f)]


def _words(finding: Finding) -> str:
    stated = finding.stated.text if finding.stated else ""
    return f"{finding.severity} {finding.rule} {stated} {finding.calculation}"


def _changed(
    record: DepartmentYear, files: Sequence[_Written], read: dict[str, Reviewed], number: int, rng: Random
) -> Iterator[tuple[str, str, int, str]]:
    """Kind of number, how it was found, how much else was said, words."""
    for at in range(number):
        file = rng.choice(files)
        made = slips.slip(file.data, slips.KINDS[at % len(slips.KINDS)], rng)
        if made is None:
            continue
        reviewed = _reviewed(file.name, made.data)
        found = _serious(reviewed.findings)
        how = "alone"
        if not any(_speaks(f, made.now) for f in found):
            placed = _as_case(read | {file.name: reviewed})
            found += [p.finding for p in placed if p.finding.severity in _SERIOUS]
            how = "case" if any(_speaks(f, made.now) for f in found) else "missed"
        others = [f for f in found if not _speaks(f, made.now)]
        how = unprovable(record, made) or how if how == "missed" else how
        words = (
            f"{file.name} {made.was} -> {made.now} {[_words(f) for f in others]} in: {made.around[:_SHOWN]}"
        )
        yield made.kind, how, len(others), words


def _speaks(finding: Finding, now: str) -> bool:
    """True when the finding stands at the changed number, computes with it, or tells it in its message."""
    own = [mark.text for mark in finding.marks]
    own += [finding.calculation, finding.stated.text if finding.stated else "", *finding.values.values()]
    return any(now in text for text in own)
