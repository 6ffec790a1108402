"""Grades and the bands that a document prints for them: 90分以上为优，80—90分为良……，自评等级为良.

The bands of the document go before those of the norm. A grade stands behind its score, or in a passage with one
total, or names whose it is (自评, 审核) as a column of the score table does; else nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from quanheng.facts.grids import Entry, Grid
from quanheng.facts.passages import Passage
from quanheng.facts.scores import grades_something_else
from quanheng.model.figure import Figure, Statement
from quanheng.model.quantity import SCORE
from quanheng.model.relation import Claim, Operand

Bands = tuple[tuple[Decimal, str], ...]
"""The lowest score of each grade with its name as printed, the best grade first."""

_N = r"\d{1,3}(?:\.\d+)?"
_GRADE = r"“?(?P<grade>优秀?|良好?|中等?|一般|合格|较?差|不合格)"
_Band = tuple[int, int, Decimal, Decimal | None, str]
"""Where it stands, its lowest score, where the next begins as far as printed, its name."""

_IS = r"(?:的|（不含）)?(?:评?定?为|属于?|是|：)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<low>{_N})分?及?以上(?:(?:至|、)?(?:不满|不足|低于|至)?(?P<up>{_N})分(?:以下)?)?{_IS}{_GRADE}",
        rf"(?P<low>{_N})分?(?:[-—~至到]+)(?P<up>{_N})分?(?:以下)?{_IS}{_GRADE}",
        rf"(?P<low>{_N})分?≤[^\d，；]{{1,4}}<(?P<up>{_N})分?{_IS}{_GRADE}",
        rf"(?<!<)≥(?P<low>{_N})分?{_IS}{_GRADE}",
        rf"(?P<up>{_N})分?以下{_IS}{_GRADE}",
        rf"[；，]?<(?P<up>{_N})分?{_IS}{_GRADE}",
        rf"{_GRADE}”?[（：](?P<low>{_N})分?[-—~至到]+(?P<up>{_N})分?",
        rf"{_GRADE}”?[（：](?P<low>{_N})分?及?以上",
        rf"{_GRADE}”?[（：](?P<up>{_N})分?以下",
    )
)
_INCLUDED = re.compile(r"（(?:不?含|含本数)(?:\d+分?)?）")
_WORD = re.compile(r"[一-鿿]")
_RANKS = {"优": 0, "良": 1, "中": 2, "一": 2, "合": 2, "较": 3, "差": 3, "不": 3}
_FEWEST = 3
_REVIEWED = ("审核", "复核", "核定", "复评")
_WHOSE = ("自评", *_REVIEWED, "评价")
_SAID = re.compile(
    rf"(?P<whose>{'|'.join(_WHOSE)})?后?(?:评定|绩效)?(?:等[级次]|档次|评级)(?:评?定?为|是|为|：)?{_GRADE}(?=[”。；，（]|$)"
)
_ELSE = re.compile(r"力争|争取|上年|去年|往年|上一年|目标|应当|的项目|的单位|平均|达到")
_CLAUSE = re.compile(r"[。；]")
_TOTAL_ROW = re.compile(r"^(?:合计|总计|总分|总得分)")
_BEST = "优"  # the first of all bands
_FULL = re.compile(r"(?:满分|分值|权重)(?:值?[为是])?$")
_LOWEST, _NEAR = 50, 8


def rank_of(name: str) -> int | None:
    """The rank of a grade by its name, 0 for the best: 中, 一般 and 合格 are one; None for a name that is no grade."""
    return _RANKS.get(name[:1])


def bands_in(text: str) -> tuple[Bands, list[tuple[int, int]]]:
    """The bands that a text prints and where each stands in it; () where they do not follow each other."""
    found = _bands(text)
    whole = len(found) >= _FEWEST and _follow(found)
    return (_named(found) if whole else ()), sorted((start, end) for start, end, *_ in found)


def first_bands_in(text: str) -> Bands:
    """The first bands of a document that does not print them all: 95分以上为优，85—95分为良."""
    # 90分以上优先安排: a word that goes on is no grade
    found = [band for band in _bands(text) if not _WORD.match(text, band[1])]
    ranks = [_RANKS[band[4][0]] for band in found]
    return _named(found) if ranks == list(range(len(found))) and _follow(found) else ()


def _bands(text: str) -> list[_Band]:
    """What looks like bands in a text, the best first."""
    plain = _INCLUDED.sub(lambda m: "\0" * len(m[0]), text)  # places stay what they are
    found: list[_Band] = []
    for band in (band for form in _FORMS for band in _read(form, plain)):
        if all(band[1] <= start or band[0] >= end for start, end, *_ in found):
            found.append(band)
    return sorted(found, key=lambda band: (-band[2], band[0]))


def _follow(ordered: Sequence[_Band]) -> bool:
    """True where they begin with the best and each ends where the next begins."""
    grades = [_RANKS[band[4][0]] for band in ordered]
    joined = all(b[3] is None or 0 <= a[2] - b[3] <= 1 for a, b in pairwise(ordered))
    return bool(grades) and grades == sorted(set(grades)) and grades[0] == 0 and joined


def _named(ordered: Sequence[_Band]) -> Bands:
    return tuple((band[2], band[4]) for band in ordered)


def _read(form: re.Pattern[str], text: str) -> Iterator[_Band]:
    """The bands of one form in a text with gaps, by their places in it."""
    kept = [at for at, sign in enumerate(text) if sign != "\0"]
    for found in form.finditer(text.replace("\0", "")):
        low, up = (found.groupdict().get(name) for name in ("low", "up"))
        start, end = kept[found.start()], kept[found.end() - 1] + 1
        yield start, end, Decimal(low or 0), Decimal(up) if up else None, found["grade"]


def printed_grade_claims(
    passages: Sequence[Passage], grids: Sequence[Grid], told: Sequence[Claim]
) -> Iterator[Claim]:
    """The grades of a document that prints its bands once; those that `told` reads learn of them."""
    own = [passage for passage in passages if passage.paragraph.cell is None]
    texts = (passage.paragraph.text for passage in own)
    speaking = [text for text in texts if _BEST in text]
    printed = {bands for text in speaking if (bands := bands_in(text)[0])}
    begun = {bands for text in speaking if (bands := first_bands_in(text))}
    for claim in told if len(printed or begun) == 1 else ():
        if claim.kind == "grade":
            claim.notes["bands"] = next(iter(printed or begun))
    if len(printed) != 1:
        return
    (bands,) = printed
    known = {(c.place.block, c.place.start) for c in told if c.kind == "grade"}
    totals = list(_tabled(grids))
    for passage in own:
        for claim in _graded(passage, totals):
            if (claim.place.block, claim.place.start) not in known:
                claim.notes["bands"] = bands
                yield claim


def _graded(passage: Passage, totals: Sequence[Entry]) -> Iterator[Claim]:
    """Each grade of a passage with its score; the grades of its bands are none of anything."""
    paragraph = passage.paragraph
    said_here = list(_SAID.finditer(paragraph.text))
    spans = bands_in(paragraph.text)[1] if said_here else []
    for found in said_here:
        begin = max((m.end() for m in _CLAUSE.finditer(paragraph.text, 0, found.start())), default=0)
        clause = paragraph.text[begin : found.end() + _NEAR]
        banded = any(start < found.end() and found.start() < end for start, end in spans)
        if banded or _ELSE.search(clause) or grades_something_else(paragraph.text, found.start()):
            continue
        score, sure = _score(passage, found, spans, totals)
        if score is not None:
            name = found["grade"]
            said = Statement("grade", name, paragraph.place(*found.span("grade")), value=name[0])
            yield Claim(
                "grade",
                "printed-grade",
                (Operand("score", score),),
                said.place,
                closed=sure,
                said=said,
                word=name,
            )


def _score(
    passage: Passage, found: re.Match[str], spans: list[tuple[int, int]], totals: Sequence[Entry]
) -> tuple[Figure | None, bool]:
    """The score that a grade is of, and whether the words or the table leave no other."""
    scores = [
        m
        for m in passage.mentions
        if m.dimension == SCORE and m.figure.value >= _LOWEST and not any(s <= m.start < e for s, e in spans)
        and not _FULL.search(passage.paragraph.text[: m.start])
    ]  # fmt: skip
    whose = found["whose"] or ""
    before = [m for m in scores if m.end <= found.start()]
    if whose in _REVIEWED:
        before = [m for m in before if whose in passage.paragraph.text[max(0, m.start - _NEAR) : m.start]]
    if before and found.start() - before[-1].end <= _NEAR:
        return before[-1].figure, True
    if before:
        best = max(before, key=lambda m: m.figure.value)
        return (best.figure, False) if len({m.figure.value for m in before}) == len(before) else (None, False)
    if scores:
        return None, False
    named = [e for e in totals if whose and whose in e.header]
    owned = any(word in e.header for e in totals for word in _WHOSE)
    meant = named or ([] if owned else list(totals))
    return (meant[0].figure, bool(named)) if len({e.figure.value for e in meant}) == 1 else (None, False)


def _tabled(grids: Sequence[Grid]) -> Iterator[Entry]:
    """The numbers of total rows that come to 100 in one column: scores in the others."""
    for grid in grids:
        for row in grid.rows:
            label = "".join(next((t for t in row.texts if t), "").split())
            values = [e for e in row.entries if e.figure.unit.dimension == SCORE or not e.figure.unit.name]
            if _TOTAL_ROW.match(label) and len(values) > 1 and values[0].figure.value == 100:
                yield from (e for e in values[1:] if _LOWEST <= e.figure.value <= 100)
