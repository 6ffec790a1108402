"""Facts in, judged relations and findings out.

Order: judge the claims that the words assert; turn failures into findings of the page that judges
that kind; run the pages that declare or code a check of their own; gather findings with one cause.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from quanheng.checks.breaker import doubt_templates
from quanheng.checks.called import column_of, name_in
from quanheng.checks.clusters import gather
from quanheng.checks.declared import declared
from quanheng.checks.explained import heed_explanations
from quanheng.checks.holding_relations import heed_relations_that_hold
from quanheng.checks.judgement import Judgement
from quanheng.checks.legibility import heed_legibility
from quanheng.checks.one_slip import tell_once
from quanheng.checks.other_readings import heed_other_readings
from quanheng.checks.pages import Page, pages, pages_judging, pages_of_identities
from quanheng.checks.parallel import close_parallel
from quanheng.checks.refuted_changes import heed_rates
from quanheng.checks.standing import explain
from quanheng.checks.verdict import judge
from quanheng.lexicon.load import label
from quanheng.model.figure import Figure
from quanheng.model.finding import DOUBT, ERROR, LIKELY, PROVED, Finding, Mark, Said
from quanheng.model.place import Place
from quanheng.model.relation import OFF, ROUNDING, Claim, Relation
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_RANK = {"error": 0, "doubt": 1, "note": 2, "missing": 3}


def chosen(page: Page, setting: Setting) -> bool:
    """True when the setting asks for the page and does not leave it out."""

    def hit(rules: tuple[str, ...]) -> bool:
        return any(rule in (page.id, page.family, str(page.no)) for rule in rules)

    return (not setting.select or hit(setting.select)) and not (setting.ignore and hit(setting.ignore))


def _called(made: Judgement, page: Page) -> str:
    """The name in the message; a row of a table, which the message quotes, is called what it is called there."""
    figure = made.stated
    assert figure is not None
    if "“{name}”" in page.message:
        worded = any("一" <= sign <= "鿿" for sign in figure.surface)  # a row of numbers alone has no name
        return figure.surface if worded or not figure.item else label(figure.item)
    return name_in(made)


def _with_unit(figure: Figure) -> str:
    """A figure of a table with the unit of its head."""
    return figure.text if figure.text.endswith(figure.unit.name) else figure.text + figure.unit.name


def _severity(made: Judgement, page: Page) -> tuple[str, str]:
    """The weaker of what the verdict supports and what the page allows; a trial page only asks."""
    severity = max(made.severity, page.severity, key=lambda s: _RANK[s])
    certainty = made.certainty
    if severity == ERROR and (certainty != PROVED or page.status == "trial"):
        severity, certainty = DOUBT, LIKELY if certainty == PROVED else certainty
    return severity, certainty


def _declaring(claim: Claim) -> Page | None:
    """The page that declares the relation of a claim, by itself or through an identity of the norms."""
    named = claim.notes.get("page")
    return pages()[named] if named else pages_of_identities().get(claim.notes.get("identity", ""))


def finding_of_claim(claim: Claim, made: Judgement, page: Page) -> Finding:
    """What a failed claim is reported as: stated figure, operands, values of the page's message."""
    figure = made.stated
    assert figure is not None
    severity, certainty = _severity(made, page)
    declared = _declaring(claim)
    blank = "identity" in claim.notes and any("blank" in f.notes for f in (figure, *made.others))
    if severity == ERROR and (
        blank or (declared and (declared.status == "trial" or declared.severity != ERROR))
    ):
        severity, certainty = DOUBT, LIKELY
    said = claim.said if claim.said is not None and made.kind in ("order", "grade") else None
    text, place = (said.text, said.place) if said is not None else (figure.text, figure.place)
    shown = f"{figure.text}“{text}”" if said is not None and made.kind == "grade" else text
    marks = [Mark("stated", text, place)]
    marks.extend(
        Mark("operand", f.text, f.place) for f in ([figure] if said is not None else []) + made.others
    )
    marks.extend(Mark("operand", text, at) for text, at in claim.notes.get("cells", ()))
    expected = _expected(made, figure) if made.expected_text else None
    stated = Said(shown, figure.value if said is None else None, figure.unit.name if said is None else None)
    values = {
        "name": _called(made, page), "column": column_of(made),
        "stated": _with_unit(figure) if said is None else text, "expected": made.expected_text, "difference": made.difference,
        "calculation": made.calculation, "why": made.why, "year": str(figure.year or ""),
        "other": _with_unit(made.others[0]) if made.others else "", "figure": figure.text,
        "tables": claim.notes.get("tables", ""),
        "slip": made.repairs[0].slip if made.repairs else "", "repair": made.repairs[0].text if made.repairs else "",
    }  # fmt: skip
    return Finding(
        page.id, severity, certainty, marks, stated, expected, made.calculation, values, made.repairs,
        figures=[figure.id, *(f.id for f in made.others)],
    )  # fmt: skip


def _expected(made: Judgement, figure: Figure) -> Said:
    """What should stand there, with the bounds that rounding leaves to it."""
    value, bounds = made.expected, made.bounds
    unit = figure.unit.name if value is not None else None
    low, high = (bounds.low, bounds.high) if bounds else (None, None)
    return Said(made.expected_text, value, unit, low, high)


def _page_of(claim: Claim, made: Judgement, by_kind: dict[str, Page]) -> Page | None:
    """The page that declares the relation, unless the fault is of another kind: a unit, a cut-off percentage."""
    kind = made.kind if made.verdict == OFF and made.kind else claim.kind
    declared = _declaring(claim)
    return declared if declared and kind == claim.kind else by_kind.get(kind)


def _judged(facts: Facts, setting: Setting) -> tuple[list[Relation], list[Finding]]:
    by_kind = pages_judging()
    ours, lacking = declared(facts)
    claims = [*facts.claims, *ours]
    judged = [(claim, judge(claim)) for claim in claims]
    close_parallel(judged)
    heed_other_readings(judged, facts.figures)
    heed_relations_that_hold(judged)
    heed_explanations(judged, facts.figures)
    heed_rates(judged, facts.figures)
    tell_once(judged, facts.figures)
    doubt_templates(judged)
    relations, findings = [], []
    for claim, made in judged:
        page = _page_of(claim, made, by_kind)
        why = made.why or made.calculation
        relations.append(Relation(claim, made.verdict, why, page.id if page else ""))
        noted = made.verdict == ROUNDING and made.stated is not None
        if noted:
            page = by_kind.get(made.kind)
        if (made.verdict == OFF or noted) and page is not None and chosen(page, setting):
            findings.append(finding_of_claim(claim, made, page))
    relations.extend(lacking)
    return relations, findings


def _coded(facts: Facts, setting: Setting) -> Iterator[list[Finding]]:
    """What each page with a check of its own finds, page by page."""
    for page in pages().values():
        check = page.check()
        if check is not None and chosen(page, setting):
            try:
                found = list(check(facts, setting))
            except Exception as fault:  # noqa: BLE001 a check that throws must not lose the run
                crash = f"{page.id}: {fault!r}"
                yield [
                    Finding(
                        "engine/crashed", "note", "suspect", [], calculation=crash, values={"name": page.id}
                    )
                ]
                continue
            for finding in found:
                if finding.severity == ERROR and (finding.certainty != PROVED or page.status == "trial"):
                    finding.severity = DOUBT
            yield found


def _without_weaker(findings: list[Finding]) -> list[Finding]:
    """Drop what a page leaves to other ones that state one of its figures to be wrong."""
    spoken = {(f.rule, f.figures[0]) for f in findings if f.figures}
    leaves = {page.id: page.unless for page in pages().values() if page.unless}
    return [
        f
        for f in findings
        if not any((other, figure) in spoken for other in leaves.get(f.rule, ()) for figure in f.figures)
    ]


def _once(findings: list[Finding]) -> list[Finding]:
    """One finding of the same rule about the same places, however many claims led to it: the graver one."""
    kept: dict[object, Finding] = {}
    for finding in findings:
        places = tuple((mark.document, mark.place) for mark in finding.marks)
        key: object = (finding.rule, places, finding.stated) if places else id(finding)
        known = kept.setdefault(key, finding)
        if _RANK[finding.severity] < _RANK[known.severity]:
            kept[key] = finding
    return list(kept.values())


def _place(finding: Finding) -> tuple[int, int, int, int, int]:
    if not finding.marks:
        return (1 << 30, 0, 0, 0, 0)
    place: Place = finding.marks[0].place
    cell = place.cell
    return (place.document, place.block, cell.row if cell else -1, cell.column if cell else -1, place.start)


def _key(finding: Finding, facts: Facts) -> str:
    """Stable across drafts: rule, what is spoken of, year, stated text; not the place."""
    values = finding.values
    stated = finding.stated.text if finding.stated else finding.marks[0].text if finding.marks else ""
    parts = (finding.rule, values.get("name", ""), values.get("year", "") or str(facts.year or ""), stated)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _number_keys(findings: list[Finding], facts: Facts) -> None:
    seen: dict[str, int] = {}
    for finding in findings:
        key = _key(finding, facts)
        seen[key] = seen.get(key, 0) + 1
        finding.key = key if seen[key] == 1 else f"{key}-{seen[key]}"


def run(
    facts: Facts, setting: Setting, so_far: Callable[[int, list[Finding]], None] | None = None
) -> tuple[list[Relation], list[Finding]]:
    """Check one document: every relation with its verdict, and the findings in document order.

    `so_far` is called with the number of relations and the findings whenever there are more of them.
    """
    relations, findings = _judged(facts, setting)
    explain(facts, relations)
    if so_far:
        so_far(len(relations), _settled(findings, facts))
    for found in _coded(facts, setting):
        findings.extend(found)
        if so_far and found:
            so_far(len(relations), _settled(findings, facts))
    return relations, gather(_settled(findings, facts), relations)


def _settled(findings: list[Finding], facts: Facts) -> list[Finding]:
    """In document order with their keys; without what says less than another one."""
    kept = _once(_without_weaker(findings))
    heed_legibility(kept, facts)
    kept.sort(key=lambda f: (_place(f), _RANK[f.severity], f.rule))
    _number_keys(kept, facts)
    return kept
