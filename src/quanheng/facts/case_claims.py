"""One fact in two documents of a case: restated, last year's, the disclosed budget, what was carried over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from quanheng.facts.case_parties import Kin, kin
from quanheng.facts.case_values import Key, Values, is_source, one, total_scores
from quanheng.model.case import Paper
from quanheng.model.figure import Figure
from quanheng.model.relation import Claim, Operand

_COUNTED = (
    "vehicles.", "posts.", "people.", "assets.", "equipment.", "receptions.", "meeting.", "training.", "overseas.",
    "projects.",
)  # fmt: skip
_FORMS = ("self_evaluation_form", "self_evaluation_report", "evaluation_report", "final_accounts")


def comparable(one_paper: Paper, other: Paper) -> bool:
    """True when both speak of the same money; a project's money is compared with its own form only."""
    a, b = one_paper.facts.scope, other.facts.scope
    if "project" in (a, b):
        return a == b and one_paper.facts.kind != other.facts.kind
    return a is None or b is None or a == b


def sure(one_paper: Paper, other: Paper) -> bool:
    """True when organisation and scope are named by both and are the same."""
    a, b = one_paper.facts, other.facts
    named = a.organisation is not None and b.organisation is not None
    return named and kin(one_paper, other) is Kin.SAME and a.scope == b.scope and a.scope is not None


def pair_claims(papers: Sequence[Paper], stated: dict[int, Values]) -> Iterator[Claim]:
    """What each two of the papers both state; they must be of one organisation."""
    for first, second in combinations(papers, 2):
        if not comparable(first, second) or first.facts.year is None or second.facts.year is None:
            continue
        for key in stated[second.number]:
            if key in stated[first.number]:
                yield from _restated(key, first, second, stated)
        yield from _carried(first, second, stated)
        yield from _carried(second, first, stated)
        yield from _scores(first, second)


def _restated(key: Key, first: Paper, second: Paper, stated: dict[int, Values]) -> Iterator[Claim]:
    kind = _kind(key, first, second)
    if kind is None:
        return
    left, right = stated[first.number][key], stated[second.number][key]
    home, later = (second, first) if _at_home(second, key) and not _at_home(first, key) else (first, second)
    a, b = (right, left) if home is second else (left, right)
    pair = _pair(b, a)
    if pair is None:
        return
    single = one(left) is not None and one(right) is not None
    if kind == "across_budget" and not _called("预算", pair[0], later):
        return  # its basis was only inherited from a heading
    single = single and not any(map(is_source, pair))  # 一般公共预算 of a form: its spending, or its money
    firm = single and (kind == "across" or (kind == "across_budget" and _called("年初", pair[0], later)))
    yield claim_of(kind, (("stated", pair[0], later), ("first", pair[1], home)), closed=firm)


def _pair(stated: list[Figure], first: list[Figure]) -> tuple[Figure, Figure] | None:
    """Two statements that agree when there are such, else the only ones; an open choice is none."""
    for a in stated:
        for b in first:
            if a.interval().meets(b.interval()):
                return a, b
    a, b = one(stated), one(first)  # type: ignore[assignment]
    return (a, b) if a is not None and b is not None else None


def _kind(key: Key, first: Paper, second: Paper) -> str | None:
    """What comparing the two under that key is called; None where they need not agree."""
    years = {first.facts.year, second.facts.year}
    budgets = [paper for paper in (first, second) if paper.facts.kind == "budget"]
    if key.item.startswith(_COUNTED):
        return "across_count" if len(years) == 1 and not budgets else None
    if key.item.startswith("carryover."):
        return "across" if years == {key.year} and not budgets else None
    if budgets and key.basis != "initial":
        return None  # a budget is made before the year is over: what it says was spent is an estimate
    if years == {key.year}:
        return "across_budget" if len(budgets) == 1 else "across"
    if key.year in years and max(y for y in years if y is not None) > key.year:
        return "across_prior"
    return "across_prior" if len(years) == 1 and key.year < min(y for y in years if y) else None


def _at_home(paper: Paper, key: Key) -> bool:
    return paper.facts.year == key.year and (key.basis != "initial" or paper.facts.kind == "budget")


def _called(word: str, figure: Figure, paper: Paper) -> bool:
    """True when the head of the column, or the text from the last heading on, has `word` before the amount.

    The columns of a workbook are known by their codes.
    """
    if paper.facts.kind == "workbook":
        return True
    if figure.place.cell is not None:
        return any(word in head for head in figure.path)
    at = figure.place.block
    head = max((h.block for h in paper.facts.headings if h.block < at), default=-1)
    before = [b.text for b in paper.document.blocks if head < b.index < at and b.table is None]
    own = next((b.text[: figure.place.start] for b in paper.document.blocks if b.index == at), "")
    return any(word in text for text in (*before, own))


def _carried(earlier: Paper, later: Paper, stated: dict[int, Values]) -> Iterator[Claim]:
    """What is carried into a year is what the year before ended with, but for adjustments."""
    if earlier.facts.year is None or later.facts.year != earlier.facts.year + 1:
        return
    for key, figures in stated[later.number].items():
        if key.item != "carryover.opening" or key.year != later.facts.year:
            continue
        before = stated[earlier.number].get(key._replace(item="carryover.closing", year=key.year - 1), [])
        pair = _pair(figures, before) if before else None
        if pair is not None:
            yield claim_of(
                "across_carried", (("stated", pair[0], later), ("first", pair[1], earlier)), closed=False
            )


def _scores(first: Paper, second: Paper) -> Iterator[Claim]:
    """The total score of a report and of its form."""
    forms = {first.facts.kind, second.facts.kind}
    if first.facts.year != second.facts.year or not forms <= set(_FORMS) or len(forms) == 1:
        return
    if "evaluation_report" in forms:
        return  # others may judge otherwise than the department itself
    left, right = total_scores(first), total_scores(second)
    pair = _pair(left, right) if left and right else None
    if pair is not None:
        firm = "final_accounts" not in forms  # what is disclosed may be the score after a review
        yield claim_of("across_score", (("stated", pair[0], first), ("first", pair[1], second)), closed=firm)


def claim_of(
    kind: str,
    operands: Sequence[tuple[str, Figure, Paper] | tuple[str, Figure, Paper, int]],
    closed: bool = True,
) -> Claim:
    """A claim whose operands stand in several documents: `notes["papers"]` has the number of each one's."""
    made = tuple(Operand(o[0], o[1], o[3] if len(o) > 3 else 1) for o in operands)
    numbers = tuple(o[2].number for o in operands)
    return Claim(kind, kind, made, made[0].figure.place, closed=closed, notes={"papers": numbers})
