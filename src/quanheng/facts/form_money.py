"""Money of the year in a form: divided by nature and by source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quanheng.facts.form_rows import score_sum
from quanheng.model.figure import Figure
from quanheng.model.form import NATURE, SOURCE, TOTAL, SelfEvaluationForm
from quanheng.model.relation import Claim, Operand

_BASES = ("adjusted", "initial", "final")


def nature_sums(forms: Sequence[SelfEvaluationForm]) -> Iterator[Claim]:
    """基本支出 and 项目支出 on the right of a form make the total of the year, in any of its columns."""
    for form in forms:
        whole = next((f for f in form.funds if f.kind == TOTAL), None)
        parts = [a for f in form.funds if f.kind == NATURE and (a := f.amounts.get("adjusted")) is not None]
        totals = [whole.amounts[b] for b in _BASES if whole and b in whole.amounts]
        if (
            len(parts) == 2
            and totals
            and whole is not None
            and not any(
                "adjusted" in f.amounts and len(f.amounts) > 1 for f in form.funds if f.kind == NATURE
            )
        ):
            readings = [(Operand("total", t), *(Operand("part", part) for part in parts)) for t in totals]
            yield Claim("sum", "by-nature", readings[0], totals[0].place, alternatives=tuple(readings[1:]))


def source_claims(forms: Sequence[SelfEvaluationForm]) -> Iterator[Claim]:
    """What comes from one source is no more than the money of the year, column by column."""
    for form in forms:
        whole, rows = _sources(form)
        for amounts in rows:
            for basis, part in amounts.items():
                totals = [whole[basis]] if basis in whole else []
                if totals and len(amounts) == 1:  # a block below may be of any column
                    totals += [total for other, total in whole.items() if other != basis]
                readings = [(Operand("total", total), Operand("part", part)) for total in totals]
                if readings:
                    own, *others = readings
                    yield Claim(
                        "at_most", "fund-source", own, part.place, closed=False, alternatives=tuple(others)
                    )


def _sources(form: SelfEvaluationForm) -> tuple[Mapping[str, Figure], list[Mapping[str, Figure]]]:
    """The money of the year by column, {} where no row has it, and that of each source."""
    whole = next((row.amounts for row in form.funds if row.kind == TOTAL), {})
    return whole, [row.amounts for row in form.funds if row.kind == SOURCE]


def source_sums(forms: Sequence[SelfEvaluationForm]) -> Iterator[Claim]:
    """Sources that make the money of the year in two columns make it in the third."""
    for form in forms:
        whole, rows = _sources(form)
        if len(rows) < 2 or any(basis not in amounts for basis in _BASES for amounts in (whole, *rows)):
            continue
        columns = {basis: [amounts[basis] for amounts in rows] for basis in _BASES}
        for basis, parts in columns.items():
            if all(_made(whole[other], columns[other]) for other in _BASES if other != basis):
                claim = score_sum("by-source", whole[basis], parts, closed=False)
                claim.kind, claim.notes = "sum", {"asks": True}
                yield claim


def _made(total: Figure, parts: Sequence[Figure]) -> bool:
    """True where several amounts that are something make the total exactly."""
    return sum(f.base for f in parts) == total.base and sum(bool(f.base) for f in parts) > 1
