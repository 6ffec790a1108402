"""A case in, judged relations and findings out: each finding placed in every document that it names.

A page of the family `cases` judges the claims between documents, or tells a remark on them. Which of two
documents is right cannot be known; an error is only given where both are shown to speak of the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from quanheng.checks.engine import chosen, finding_of_claim
from quanheng.checks.judgement import Judgement
from quanheng.checks.legibility import heed_figures
from quanheng.checks.pages import Page, pages
from quanheng.checks.verdict import judge
from quanheng.facts.case import case_facts
from quanheng.facts.case_claims import sure
from quanheng.facts.case_ledgers import Bookshelf
from quanheng.model.case import Case, Paper, Remark
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, ERROR, LIKELY, SUSPECT, Finding, Mark, Said
from quanheng.model.relation import AGREE, OFF, ROUNDING, Claim, Relation
from quanheng.model.setting import Setting

_FAMILY = "cases"
_OF_WORDS = (
    "copied_text",
    "goal_below_result",
    "goals_of_last_year",
    "targets_differ",
)  # findings in documents, not on the set
_EVIDENCE = 3  # facts on which two documents agree before they are taken to be of one scope
_FEWEST, _SHARE = 5, 3  # five judged relations between two documents, more than three in ten of them off
_TOTALS = ("income.", "expenditure.", "function.", "economic.", "carryover.", "funds.")
_TOTALS_SHARED = 2
_SPEAK = ("across", "across_budget", "across_score")


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A finding as it stands in the document of that number."""

    paper: int
    finding: Finding


def run_case(
    papers: Sequence[Paper], setting: Setting, shelf: Bookshelf | None = None
) -> tuple[Case, list[Placed]]:
    """Check the papers against each other and the shelf: what came of it, and the findings document by document.

    The papers of the shelf's books are numbered after the others.
    """
    facts = case_facts(papers, shelf)
    papers = [*papers, *(shelf.papers if shelf is not None else ())]
    judged = [(claim, judge(claim)) for claim in facts.claims]
    _weigh(judged, papers)
    by_kind = {kind: page for page in pages().values() if page.family == _FAMILY for kind in page.judges}
    relations = [
        Relation(claim, made.verdict, made.why or made.calculation, by_kind[claim.kind].id)
        for claim, made in judged
    ]
    placed: list[Placed] = []
    found = 0
    for claim, made in _first_of_each(judged):
        page = by_kind[claim.kind]
        if chosen(page, setting):
            found += 1
            placed.extend(_place_claim(claim, made, page, papers))
    for remark in facts.remarks:
        page = by_kind[remark.kind]
        if chosen(page, setting):
            found += 1
            placed.extend(_place_remark(remark, page, papers))
    aside = [r for r in facts.remarks if r.kind not in _OF_WORDS]
    return Case(facts.parties, relations, found, aside), placed


def _first_of_each(judged: Sequence[tuple[Claim, Judgement]]) -> Iterator[tuple[Claim, Judgement]]:
    """What is off, once for each pair of figures: one fault is not told again for every place that repeats it."""
    told: set[tuple[object, ...]] = set()
    for claim, made in judged:
        if made.verdict != OFF or made.stated is None:
            continue
        figures = sorted(
            (papers, o.figure.item or o.figure.surface, o.figure.year, o.figure.basis, o.figure.base)
            for papers, o in zip(claim.notes["papers"], claim.operands, strict=True)
        )
        mark = (claim.kind, str(figures))
        if mark not in told:
            told.add(mark)
            yield claim, made


def _weigh(judged: list[tuple[Claim, Judgement]], papers: Sequence[Paper]) -> None:
    """Lower failures to doubts between documents that are not shown to speak of the same money."""
    held: Counter[tuple[_Pair, bool]] = Counter()
    roots: set[tuple[_Pair, object]] = set()  # one fault moves several figures by one amount
    for claim, made in judged:
        if claim.kind in _SPEAK and claim.closed and any(o.figure.value for o in claim.operands):
            if made.verdict == OFF:
                roots.add((_pair(claim), made.difference or id(made)))
            elif made.verdict in (AGREE, ROUNDING):
                held[_pair(claim), _whole(claim)] += 1
    failed = Counter(pair for pair, _ in roots)
    for claim, made in judged:
        pair = _pair(claim)
        if made.verdict != OFF or made.severity != ERROR or len(pair) != 2:
            continue
        good, bad = held[pair, True] + held[pair, False], failed[pair]
        if good + bad >= _FEWEST and bad * 10 > _SHARE * (good + bad):
            _doubt(made, "多处不符，可能是口径不同")
        elif not claim.closed:
            _doubt(made, made.why)
        elif claim.kind in _SPEAK and not _shown(claim, papers, good, held[pair, True]):
            _doubt(made, "两份文件是否同一口径（部门汇总还是单位本级）没有写明")


_Pair = tuple[int, ...]


def _pair(claim: Claim) -> _Pair:
    return tuple(sorted(set(claim.notes["papers"])))


def _whole(claim: Claim) -> bool:
    """True for the income and expenditure of the whole, which units of a department do not share by chance."""
    return claim.operands[0].figure.item.startswith(_TOTALS)


def _shown(claim: Claim, papers: Sequence[Paper], good: int, totals: int) -> bool:
    """True when both name one scope, or agree on enough to be of one.

    That small amounts agree, such as the three public expenses of an office whose units have none, says nothing
    of the totals. A budget and accounts that name one scope must agree on something too.
    """
    first, second = (papers[number] for number in _pair(claim))
    if sure(first, second):
        return claim.kind != "across_budget" or good > 0
    return good >= _EVIDENCE and (totals >= _TOTALS_SHARED or not _whole(claim))


def _doubt(made: Judgement, why: str) -> None:
    made.severity, made.certainty, made.why = DOUBT, SUSPECT, why


@dataclass(frozen=True, slots=True, eq=False)
class _Fault:
    """A failed claim with its figures, the stated one first, and the number of the paper of each."""

    finding: Finding
    figures: list[Figure]
    owners: dict[int, int]
    papers: Sequence[Paper]

    def numbers(self) -> list[int]:
        """The papers that it names, that of the stated figure first."""
        return list(dict.fromkeys(self.owners[id(figure)] for figure in self.figures))

    def seen_from(self, number: int) -> Finding:
        """The finding in one document: its own figures are the stated ones, those of others name their document."""
        ordered = sorted(self.figures, key=lambda f: self.owners[id(f)] != number)
        made = replace(self.finding, marks=[self._mark(f, number) for f in ordered])
        mine = [f for f in self.figures if self.owners[id(f)] == number]
        made.figures = [f.id for f in mine]
        if self.figures[0] not in mine and len(self.figures) == 2:
            own, other = mine[0], self.figures[0]
            made.stated = Said(own.text, own.value, own.unit.name)
            made.expected = Said(other.text, other.value, other.unit.name)
        return made

    def _mark(self, figure: Figure, number: int) -> Mark:
        owner = self.owners[id(figure)]
        if owner == number:
            return Mark("stated", figure.text, figure.place)
        return Mark("operand", figure.text, figure.place, self.papers[owner].path)


def _place_claim(claim: Claim, made: Judgement, page: Page, papers: Sequence[Paper]) -> Iterator[Placed]:
    assert made.stated is not None
    owners = {id(o.figure): n for o, n in zip(claim.operands, claim.notes["papers"], strict=True)}
    fault = _Fault(finding_of_claim(claim, made, page), [made.stated, *made.others], owners, papers)
    numbers, whole = fault.numbers(), fault.finding
    heed_figures(whole, fault.figures)
    whole.values |= {
        "document": papers[numbers[0]].name,
        "other_document": papers[numbers[-1]].name,
        "reason": f"（{made.why}）" if made.why else "",
        "formula": claim.notes.get("formula", ""),
    }
    whole.key = whole.root = _key(whole)
    for number in numbers:
        yield Placed(number, fault.seen_from(number))


def _place_remark(remark: Remark, page: Page, papers: Sequence[Paper]) -> Iterator[Placed]:
    first = Said(remark.spots[0].text) if remark.spots else None
    whole = Finding(page.id, page.severity, LIKELY, [], first, values=dict(remark.values))
    key = _key(whole)
    for number in remark.papers:
        marks = [
            Mark(
                "stated" if spot.paper == number else "operand",
                spot.text,
                spot.place,
                "" if spot.paper == number else papers[spot.paper].path,
            )
            for spot in sorted(remark.spots, key=lambda spot: spot.paper != number)
        ]
        yield Placed(number, replace(whole, marks=marks, root=key, key=key, values=dict(remark.values)))


def _key(finding: Finding) -> str:
    """Stable across drafts, and the same in every document that the finding stands in."""
    values = finding.values
    stated = finding.stated.text if finding.stated else ""
    parts = (finding.rule, values.get("name", ""), values.get("year", ""), stated, values.get("other", ""))
    return sha256("|".join(parts).encode()).hexdigest()[:16]
