"""The scorecard of what was read against that of the workbook, indicator by indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from quanheng.model.form import SelfEvaluationForm
from quanheng.model.quantity import MONEY, round_to
from quanheng.model.review import Reviewed
from quanheng.model.score import COMPUTED, IndicatorScore, Scorecard
from quanheng.model.workbook import DepartmentYear
from quanheng.scoring import scorecard

_FRAMEWORK = "department"


def differences(record: DepartmentYear, book: Reviewed, read: Mapping[str, Reviewed]) -> Iterator[str]:
    """What the documents score otherwise than the workbook, and what none of them can compute."""
    cards = {name: scorecard(reviewed, _FRAMEWORK, "cn") for name, reviewed in read.items()}
    yield from _indicators(scorecard(_as_printed(book), _FRAMEWORK, "cn"), cards)
    for name, reviewed in read.items():
        yield from _self_score(record, name, reviewed)
        for form in reviewed.facts.forms:
            yield from _form(record, name, form)


def _indicators(own: Scorecard, cards: Mapping[str, Scorecard]) -> Iterator[str]:
    for at, indicator in enumerate(own.indicators):
        if indicator.state != COMPUTED or indicator.value is None:
            continue
        found = {
            name: one.value
            for name, card in cards.items()
            if (one := card.indicators[at]).state == COMPUTED and not _narrower(one)
        }
        if not found:
            yield f"{own.framework} {indicator.name}: computed from the workbook, from no document"
        for name, value in found.items():
            if value != indicator.value:
                yield f"{own.framework} {indicator.name}: {name} {value}, workbook {indicator.value}"


def _narrower(indicator: IndicatorScore) -> bool:
    """True where a document only has the appropriations of it, and the card says so."""
    return any(used.figure.item == "expenditure.fiscal" for used in indicator.used)


def _as_printed(book: Reviewed) -> Reviewed:
    """The workbook with amounts of two places: documents print no more, and their rates are those of what they print."""
    figures = [
        replace(f, value=round_to(f.value, 2)) if f.unit.dimension == MONEY else f for f in book.facts.figures
    ]
    return replace(book, facts=replace(book.facts, figures=figures))


def _self_score(record: DepartmentYear, name: str, reviewed: Reviewed) -> Iterator[str]:
    total = record.self_score()
    if total is None or not name.endswith("自评报告.docx"):
        return
    card = scorecard(reviewed, "department", "cn")
    said = card.self_score.value if card.self_score else None
    if said != round_to(total, 2):
        yield f"self-score {said} of {total}"


def _form(record: DepartmentYear, name: str, form: SelfEvaluationForm) -> Iterator[str]:
    """Every indicator of a form with its target, result, points and score, and the execution rate's."""
    project = next((p for p in record.projects if p.name == form.name), None)
    rows = list(record.of_project(project.name if project else ""))
    said = [(row.name, row.target, row.result, _of(row.points), _of(row.score)) for row in form.rows]
    meant = [(r.level3, r.printed_target, r.printed_result, r.weight, r.score) for r in rows]
    yield from (
        f"form {name}: {one} is not {other}" for one, other in zip(said, meant, strict=False) if one != other
    )
    if len(said) != len(meant):
        yield f"form {name}: {len(said)} of {len(meant)} indicators"
    weight = project.weight if project else record.value("execution.weight")
    score = project.score if project else record.value("execution.score")
    row = form.execution
    if row is None or (_of(row.points), _of(row.score)) != (weight, score):
        yield f"form {name}: execution {row and _of(row.score)} of {score}"


def _of(figure: object) -> Decimal | None:
    return getattr(figure, "value", None)
