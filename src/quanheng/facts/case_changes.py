"""What this year's document says of the change since last year, against last year's document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quanheng.facts.case_claims import claim_of, comparable
from quanheng.facts.case_values import Key, Values, key_of, one
from quanheng.model.case import Paper
from quanheng.model.figure import EXACT, Figure, Statement
from quanheng.model.quantity import COUNT, MONEY, PERCENT
from quanheng.model.relation import Claim, Operand


def change_claims_across(papers: Sequence[Paper], stated: dict[int, Values]) -> Iterator[Claim]:
    """Amounts of change, rates and 持平 whose base stands in an earlier year's document of the organisation."""
    for later in papers:
        earlier = [p for p in papers if _before(p, later) and comparable(p, later)]
        if earlier:
            yield from _of_paper(later, earlier, stated)


def _before(paper: Paper, later: Paper) -> bool:
    return (
        paper.facts.year is not None and later.facts.year is not None and paper.facts.year < later.facts.year
    )


def _of_paper(later: Paper, earlier: Sequence[Paper], stated: dict[int, Values]) -> Iterator[Claim]:
    based = {id(c.operands[0].figure) for c in later.facts.claims if c.get("prior") is not None}
    accompanied = {id(c.operands[0].figure) for c in later.facts.claims if c.get("delta") is not None}
    for figure in later.facts.figures:
        if "base" not in figure.notes or figure.hedge != EXACT or id(figure) in based:
            continue
        readings = _readings(figure, later, earlier, stated)
        if not readings:
            continue
        current, prior, home = readings[0]
        others = [(now, then) for now, then, paper in readings[1:] if paper is home]
        # A reading that cannot be checked may be the right one: then the others can only confirm.
        whole = len(others) + 1 == len(_currents(figure, later))
        now, then = ("current", current, later), ("prior", prior, home)
        if figure.notes.get("flat"):
            yield _flat(figure, current, prior, later, home)
        elif figure.unit.dimension in (MONEY, COUNT):
            yield _with(claim_of("across_change", (("delta", figure, later), now, then), whole), others)
        elif whole and figure.unit.dimension == PERCENT and id(figure) not in accompanied:
            yield _with(claim_of("across_growth", (("rate", figure, later), now, then)), others)


def _with(claim: Claim, others: Sequence[tuple[Figure, Figure]]) -> Claim:
    """The claim with the other figures that its words may mean."""
    first = claim.operands[0]
    claim.alternatives = tuple(
        (first, Operand("current", current), Operand("prior", prior)) for current, prior in others
    )
    return claim


def _readings(
    figure: Figure, later: Paper, earlier: Sequence[Paper], stated: dict[int, Values]
) -> list[tuple[Figure, Figure, Paper]]:
    """Each figure that the change may be of, with its base and the paper of that."""
    made = []
    for current in _currents(figure, later):
        found = _prior(figure, current, later, earlier, stated)
        if found is not None:
            made.append((current, *found))
    return made


def _currents(figure: Figure, paper: Paper) -> list[Figure]:
    known = [paper.facts.figures[int(number)] for number in figure.notes.get("of", "").split()]
    return [f for f in known if f.hedge == EXACT and f.kind == "level"]


def _prior(
    figure: Figure, current: Figure, later: Paper, earlier: Sequence[Paper], stated: dict[int, Values]
) -> tuple[Figure, Paper] | None:
    """The base that the words name: its year's own document gives it, in one value."""
    year, basis = figure.notes["base"].split("|")
    key = key_of(current, later)
    if key is None or not year.isdecimal():
        return None
    wanted = Key(key.item, int(year), basis if key.basis else "", key.fund, key.dimension)
    for paper in earlier:
        own = paper.facts.kind == "budget"
        if paper.facts.year != wanted.year or (key.basis and own != (wanted.basis == "initial")):
            continue
        prior = one(stated[paper.number].get(wanted, []))
        if prior is not None:
            return prior, paper
    return None


def _flat(figure: Figure, current: Figure, prior: Figure, later: Paper, home: Paper) -> Claim:
    word = figure.notes["flat"]
    made = claim_of("across_flat", (("left", current, later), ("right", prior, home)))
    made.said = Statement("order", word, current.place, value="same", surface=word)
    made.word = word
    return made
