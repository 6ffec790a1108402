"""Document -> Facts: the order in which figures, scopes and claims are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quanheng.facts.account_claims import account_claims
from quanheng.facts.account_subjects import subject_name_statements
from quanheng.facts.account_tables import account_tables
from quanheng.facts.aims import aim
from quanheng.facts.averages import average_claims
from quanheng.facts.balances import balance_claims
from quanheng.facts.below_zero import below_zero_claims
from quanheng.facts.changes import change_claims
from quanheng.facts.completions import completion_claims, of_claims, use_claims
from quanheng.facts.context import Surroundings, resolve
from quanheng.facts.contributions import contribution_claims, net_claims, totalled_claims
from quanheng.facts.controls import control_claims
from quanheng.facts.count_items import name_counts
from quanheng.facts.count_totals import count_total_claims, second_unit_claims
from quanheng.facts.counts import count_claims, opening_claims
from quanheng.facts.echoes import echo_claims
from quanheng.facts.empty_tables import empty_statements, unexplained_statements
from quanheng.facts.flat_forms import flat_form_claims, read_flat_form
from quanheng.facts.forms import read_forms
from quanheng.facts.formulas import formula_claims
from quanheng.facts.goal_tables import goal_claims
from quanheng.facts.grid_claims import grid_claims
from quanheng.facts.grids import RESULT, TARGET, Grid, entries, read_grid
from quanheng.facts.group_scores import group_score_claims
from quanheng.facts.habits import set_habits
from quanheng.facts.hidden import hidden_claims
from quanheng.facts.identity import Identity, identify
from quanheng.facts.identity_names import listed_units
from quanheng.facts.index import Index
from quanheng.facts.indicator_sheets import read_sheets
from quanheng.facts.lists import Group, groups
from quanheng.facts.mentions import Mention, mentions, without_spelled
from quanheng.facts.named_rates import done_claims, named_rate_claims, variance_claims
from quanheng.facts.orders import (
    beyond_claims,
    beyond_table_claims,
    compared_claims,
    flat_claims,
    order_claims,
    vague_claims,
    within_claims,
)
from quanheng.facts.outline import outline
from quanheng.facts.paragraphs import Paragraph, paragraphs
from quanheng.facts.passages import below_claims, passage_groups
from quanheng.facts.reasons import reason_statements
from quanheng.facts.remainders import remainder_claims
from quanheng.facts.respectively import spread
from quanheng.facts.restated import (
    converted_claims,
    fund_block_claims,
    result_claims,
    same_change_claims,
    unique_claims,
    value_claims,
)
from quanheng.facts.roles import role_claims
from quanheng.facts.rule_rows import rule_statements
from quanheng.facts.score_runs import score_run_claims
from quanheng.facts.scores import grade_claims, total_score
from quanheng.facts.share_runs import pair_shares
from quanheng.facts.share_sums import bracketed_shares, share_sum_claims
from quanheng.facts.shares import share_claims, share_run_claims
from quanheng.facts.sheet_claims import sheet_claims
from quanheng.facts.statements import find_statements
from quanheng.facts.subject_amounts import aim_at_lead, amount_claims, subject_amounts
from quanheng.facts.subject_items import SubjectItem, subject_items
from quanheng.facts.sums import among_claims, behind_claims, list_claims
from quanheng.facts.text_cells import text_cells
from quanheng.facts.text_subjects import absent_statements, listed_statements, misnamed_statements
from quanheng.facts.text_table import text_table_claims
from quanheng.facts.trip_counts import count_of_cost_claims
from quanheng.facts.triples import triple_claims
from quanheng.facts.wording_copies import copy_statements
from quanheng.model.document import Document
from quanheng.model.figure import Figure, Statement
from quanheng.model.indicator_sheet import REVIEW
from quanheng.model.relation import Claim
from quanheng.model.review import Facts, Heading
from quanheng.model.setting import Setting

_DEFAULT_BASIS = {
    "final_accounts": "final",
    "budget": "initial",
    "self_evaluation_report": "final",
    "evaluation_report": "final",
}


@dataclass(slots=True)
class Passage:
    """A paragraph with what was found in it; `around` is what the headings above it say."""

    paragraph: Paragraph
    mentions: list[Mention]
    groups: list[Group]
    item: str
    heading: str
    spelled: list[Mention]


def _passages(parts: list[Paragraph], around: Surroundings, headings: dict[int, object]) -> Iterator[Passage]:
    for part in parts:
        if part.cell is not None:
            continue
        heading = headings.get(part.block)
        if heading is not None:
            around.enter(heading)  # type: ignore[arg-type]
        everything = mentions(part)
        found = without_spelled(everything)
        spread(found)
        resolve(found, around)
        lists = groups(found)
        aim(found)
        pair_shares(found)
        yield Passage(part, found, lists, around.item, around.number(3), [m for m in everything if m.spelled])


def _overridden(headings: list[Heading], found: Identity, year: int | None) -> list[Heading]:
    """The headings with the year that the caller set in place of the title's own."""
    if year is None or found.year in (None, year):
        return headings
    return [
        replace(h, title=h.title.replace(str(found.year), str(year))) if h.block <= found.title_block else h
        for h in headings
    ]


def _total_scores(passages: list[Passage]) -> list[Figure]:
    """The total score as the text gives it, one for each paragraph that calls it so."""
    found = [
        total_score(p.mentions)
        for p in passages
        if p.mentions and "综合" in p.paragraph.text + "综合" * ("总分" in p.paragraph.text)
    ]
    return [m.figure for m in found if m is not None and ("综合" in m.lead.name or "总" in m.lead.name)]


def read_grids(document: Document, around: Surroundings) -> list[Grid]:
    """The numbers of every table, in the order of `document.tables()`."""
    made = []
    for block, _ in document.tables():
        before = [b.text for b in document.blocks[max(0, block.index - 3) : block.index] if b.table is None]
        made.append(read_grid(block, before, around))
    return made


def _passage_claims(passage: Passage, index: Index) -> Iterator[Claim]:
    """What the figures of one paragraph say of each other."""
    found = passage.mentions
    yield from list_claims(passage.groups)
    yield from share_claims(found, passage.groups, index)
    yield from share_run_claims(found, index)
    yield from bracketed_shares(found)
    yield from change_claims(found, index)
    yield from below_zero_claims(found)
    yield from count_of_cost_claims(found)
    yield from net_claims(found)
    yield from totalled_claims(found)
    yield from opening_claims(found)
    yield from converted_claims(found)
    yield from completion_claims(found, index)
    yield from of_claims(found)
    yield from use_claims(found)
    yield from average_claims(found, index)
    yield from triple_claims(found)
    yield from balance_claims(found)
    yield from contribution_claims(found, index)
    yield from role_claims(found, index)
    yield from grade_claims(passage.paragraph, found, passage.groups)
    yield from compared_claims(found)
    yield from flat_claims(passage.paragraph, found)
    yield from vague_claims(passage.paragraph, found)
    yield from beyond_claims(passage.paragraph, found)
    yield from within_claims(passage.paragraph, found, passage.item, index)
    yield from behind_claims(found)
    yield from count_total_claims(found)
    yield from score_run_claims(found)
    yield from variance_claims(found)
    yield from done_claims(found)
    yield from remainder_claims(found)
    yield from second_unit_claims(found, passage.groups)
    yield from among_claims(found)


def _explained(claims: list[Claim]) -> set[int]:
    """The rates that a claim divides two figures for."""
    return {id(c.operands[0].figure) for c in claims if c.operands[0].role == "rate" and len(c.operands) > 2}


def _claims(passages: list[Passage], index: Index, tabled: list[Mention]) -> Iterator[Claim]:
    for passage in passages:
        found = passage.mentions
        if found:
            made = list(_passage_claims(passage, index))
            yield from made
            yield from named_rate_claims(found, _explained(made))
            yield from share_sum_claims(made)
        yield from count_claims(passage.paragraph, found + passage.spelled)
        yield from order_claims(passage.paragraph, found, passage.item, index)
    yield from list_claims(list(passage_groups(passages)))
    yield from below_claims(passages)
    everything = [m for passage in passages for m in passage.mentions] + tabled
    told = [
        *unique_claims(index),
        *result_claims([m for m in everything if not index.leaves_out(m)]),
        *same_change_claims(everything),
        *value_claims(everything),
    ]
    yield from told
    yield from echo_claims(everything, told)
    yield from fund_block_claims(index)
    yield from hidden_claims(everything)
    yield from control_claims(everything, index)


def _said_of_items(passages: list[Passage], items: list[SubjectItem]) -> Iterator[Statement]:
    """What the words say of single items: reasons that point the other way, words taken from another item."""
    for passage in passages:
        yield from reason_statements(passage.paragraph, passage.mentions, items)
    yield from copy_statements(items)


def _achieved(grids: list[Grid]) -> Iterator[tuple[Figure, Figure]]:
    """Target and result of each indicator of the forms."""
    for grid in grids:
        for row in grid.rows:
            target, result = row.entry(TARGET), row.entry(RESULT)
            if target is not None and result is not None:
                yield target.figure, result.figure


def _number_new(claims: list[Claim], figures: list[Figure]) -> None:
    """Figures that a claim brought, such as the points in a group's head, join the others."""
    for claim in claims:
        for operand in claim.operands:
            if operand.figure.id < 0 and "blank" not in operand.figure.notes:
                operand.figure.id = len(figures)
                figures.append(operand.figure)


def extract(document: Document, setting: Setting | None = None) -> Facts:
    """Find everything that a document says in figures; never raises on odd text."""
    setting = setting or Setting()
    parts = list(paragraphs(document))
    headings = outline(parts)
    found = identify(parts, document.name)
    identity = replace(
        found,
        kind=setting.kind or found.kind,
        year=setting.year or found.year,
        organisation=setting.organisation or found.organisation,
        jurisdiction=setting.jurisdiction or found.jurisdiction,
    )
    year = identity.year
    around = Surroundings(year, _DEFAULT_BASIS.get(identity.kind, ""))
    titles = _overridden(headings, found, setting.year)
    passages = list(_passages(parts, around, {h.block: h for h in titles}))
    grids = read_grids(document, Surroundings(year, _DEFAULT_BASIS.get(identity.kind, "")))
    accounts = account_tables(document, grids, identity.kind, year)
    sheets = read_sheets(document, grids)
    papers = {s.table for s in sheets if s.kind == REVIEW}  # their two columns of scores are no form's
    published = {g.table.number for t in accounts if t.kind for g in t.grids}
    taken = {s.table for s in sheets}
    sections = {p.block: p.section for p in parts if p.section}
    evaluated = read_forms([g for g in grids if g.table.number not in taken], sections)
    tabled = [e.mention for e in entries(grids)]
    everything = [m for passage in passages for m in passage.mentions + passage.spelled] + tabled
    figures = [m.figure for m in everything]
    for number, figure in enumerate(figures):
        figure.id = number
    forms = [form for part in parts if (form := read_flat_form(part)) is not None]
    flat = [figure for form in forms for _, row in form.rows for figure in row]
    for number, figure in enumerate(flat, len(figures)):
        figure.id = number
    figures += flat
    set_habits(figures, published)
    items = subject_items(parts)
    amounts = subject_amounts(items, [m for passage in passages for m in passage.mentions])
    aim_at_lead(amounts)
    claims = [
        *amount_claims(amounts),
        *group_score_claims(grids, everything),
        *(c for form in forms for c in flat_form_claims(form)),
        *account_claims(accounts, year),
        *sheet_claims(sheets),
        *grid_claims(
            [g for g in grids if g.table.number not in papers],
            _total_scores(passages),
            {id(g) for t in accounts if t.kind for g in t.grids},
            evaluated,
        ),
        *_claims(passages, Index(everything, published), tabled),
    ]
    claims.extend(formula_claims(parts, figures))
    claims.extend(beyond_table_claims(everything, _achieved(grids)))
    places = text_cells(accounts, year)
    claims += goal_claims([m for p in passages for m in p.mentions], grids)
    claims += text_table_claims([m for p in passages for m in p.mentions], amounts, places, claims)
    _number_new(claims, figures)
    statements = find_statements(parts, [table for _, table in document.tables()], identity)
    statements += subject_name_statements(accounts)
    statements += _said_of_items(passages, items)
    statements += [
        *listed_statements(parts, accounts),
        *absent_statements(items, places),
        *empty_statements(parts, accounts, year),
        *misnamed_statements(items, places),
        *unexplained_statements(parts, accounts),
    ]
    statements.extend(said for grid in grids for said in rule_statements(grid))
    for passage in passages:
        name_counts(passage.mentions)
    return Facts(
        figures, claims, statements, headings, identity.kind, year,
        identity.organisation, identity.jurisdiction, identity.scope,
        {(p.block, p.cell): p.doubts() for p in parts if p.confidence is not None},
        listed_units(parts), evaluated, sheets,
    )  # fmt: skip
