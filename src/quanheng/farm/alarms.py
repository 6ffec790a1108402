"""What the totals of a batch would hide: documents that were hardly read, and layouts that we may read wrongly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from quanheng.model.batch import Alarm, BatchSummary, Row

FEW_FIGURES = 10
"""Below so many a paper is hardly one of ours, or was hardly read."""
_CELLS, _HALF = 20, 2  # from so many cells with numbers on, fewer than one in two of them taken
_LAYOUT = 5  # documents of one layout from which on it can be said to fail
_MOST, _ELSEWHERE = 2, 5  # the same error in one of 2 there, but not in one of 5 of all others
_FORMAT, _REFUSED = 5, 5  # from so many files of one ending on, more than one in 5 refused
_ROSE = 5  # by more than one in 5 since the last run


def alarms(
    made: BatchSummary, errors: Mapping[str, set[str]], before: Mapping[str, list[int]]
) -> list[Alarm]:
    """The alarms in a fixed order.

    `errors` has the rules of the errors of each document by its digest, `before` the templates of the last run
    that had another version or setting.
    """
    return [
        *_unrecognised(made.documents),
        *_hardly_read(made.documents),
        *_layouts(made.documents, errors),
        *_risen(made, before),
        *_refused(made.files),
    ]


def _named(kind: str, message: str, rows: Sequence[Row]) -> Iterator[Alarm]:
    if rows:
        yield Alarm(kind, f"{len(rows)} 份{message}", tuple(sorted(str(row["path"]) for row in rows)))


def _unrecognised(rows: Sequence[Row]) -> Iterator[Alarm]:
    yield from _named(
        "kind", "没有认出文件类型，只做了与类型无关的核对", [r for r in rows if r["kind"] == "unknown"]
    )
    yield from _named("year", "没有认出年度，未进入各年比较", [r for r in rows if r["fiscal_year"] is None])
    yield from _named(
        "organisation", "没有认出单位，未进入各单位比较", [r for r in rows if not r["organisation"]]
    )


def _hardly_read(rows: Sequence[Row]) -> Iterator[Alarm]:
    few = [r for r in rows if r["figures"] < FEW_FIGURES]
    yield from _named(
        "figures", f"取到的数字不足 {FEW_FIGURES} 个，可能是扫描件、图片表格或不属于这几类文件", few
    )
    half = [r for r in rows if r["cells"] >= _CELLS and _HALF * r["cells_read"] < r["cells"]]
    yield from _named("cells", "表格里有数字的格子一半以上没有取数，表样可能没有认出", half)
    yield from _named("unread", "有没读出的部分，原因见各份的结果", [r for r in rows if r["unread"]])


def _layouts(rows: Sequence[Row], errors: Mapping[str, set[str]]) -> Iterator[Alarm]:
    """One rule that accuses most documents of a layout and few others speaks against our reading of that layout."""
    of_layout: defaultdict[str, list[Row]] = defaultdict(list)
    everywhere: Counter[str] = Counter()
    for row in rows:
        of_layout[row["template"]].append(row)
        everywhere.update(errors.get(row["sha256"], ()))
    for _, papers in sorted(of_layout.items()):
        if len(papers) < _LAYOUT:
            continue
        here: Counter[str] = Counter()
        for row in papers:
            here.update(errors.get(row["sha256"], ()))
        others = len(rows) - len(papers)
        for rule, count in sorted(here.items()):
            if _MOST * count >= len(papers) and _ELSEWHERE * (everywhere[rule] - count) <= others:
                told = [r for r in papers if rule in errors.get(r["sha256"], ())]
                words = (
                    f"版式相同的 {len(papers)} 份里有 {count} 份报同一条错误 {rule}，请先看是不是读错了版式"
                )
                yield Alarm("layout", words, tuple(sorted(str(r["path"]) for r in told)))


def _risen(made: BatchSummary, before: Mapping[str, list[int]]) -> Iterator[Alarm]:
    """Layouts in which errors have become frequent since the last run, which was of another version or setting."""
    for template, (count, wrong) in sorted(made.templates.items()):
        old_count, old_wrong = before.get(template, [0, 0])
        if count < _LAYOUT or old_count < _LAYOUT:
            continue
        if _ROSE * (wrong * old_count - old_wrong * count) > count * old_count:
            papers = tuple(sorted(str(r["path"]) for r in made.documents if r["template"] == template))
            words = f"同一版式有错误的从 {old_count} 份中的 {old_wrong} 份升到 {count} 份中的 {wrong} 份，请先看规则的改动"
            yield Alarm("risen", words, papers)


def _refused(files: Sequence[Row]) -> Iterator[Alarm]:
    by_ending: defaultdict[str, list[Row]] = defaultdict(list)
    for row in files:
        by_ending[PurePath(row["path"]).suffix.lower()].append(row)
    for ending, rows in sorted(by_ending.items()):
        failed = [row for row in rows if row["state"] != "done"]
        if len(rows) >= _FORMAT and _REFUSED * len(failed) > len(rows):
            words = f"{ending or '没有扩展名'} 的 {len(rows)} 份里有 {len(failed)} 份读不出"
            yield Alarm("format", words, tuple(sorted(str(row["path"]) for row in failed)))
