"""Document -> Facts: the order in which figures, scopes and claims are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from quanheng.facts.account_claims import account_claims
from quanheng.facts.account_subjects import subject_name_statements
from quanheng.facts.account_tables import AccountTable, account_tables
from quanheng.facts.count_items import name_counts
from quanheng.facts.empty_tables import empty_statements, unexplained_statements
from quanheng.facts.flat_forms import flat_form_claims, read_flat_form
from quanheng.facts.form_totals import is_own_score
from quanheng.facts.forms import read_forms
from quanheng.facts.formulas import formula_claims
from quanheng.facts.fund_blocks import forget_bases
from quanheng.facts.goal_tables import goal_claims
from quanheng.facts.grid_claims import grid_claims
from quanheng.facts.grid_reader import read_grids
from quanheng.facts.grids import RESULT, TARGET, Grid, entries
from quanheng.facts.group_scores import group_score_claims
from quanheng.facts.habits import set_habits
from quanheng.facts.identity import Identity, identify
from quanheng.facts.identity_names import listed_units
from quanheng.facts.index import Index
from quanheng.facts.indicator_sheets import read_sheets
from quanheng.facts.orders import beyond_table_claims
from quanheng.facts.outline import outline
from quanheng.facts.paragraphs import Paragraph, paragraphs
from quanheng.facts.passages import Passage, read_passages
from quanheng.facts.printed_grades import printed_grade_claims
from quanheng.facts.reasons import reason_statements
from quanheng.facts.row_quotes import row_quote_claims
from quanheng.facts.rule_rows import rule_statements
from quanheng.facts.scores import total_score
from quanheng.facts.sheet_claims import sheet_claims
from quanheng.facts.statements import find_statements
from quanheng.facts.subject_amounts import aim_at_lead, amount_claims, subject_amounts
from quanheng.facts.subject_items import SubjectItem, subject_items
from quanheng.facts.surroundings import Surroundings
from quanheng.facts.text_cells import text_cells
from quanheng.facts.text_claims import text_claims
from quanheng.facts.text_subjects import absent_statements, listed_statements, misnamed_statements
from quanheng.facts.text_table import once, text_table_claims
from quanheng.facts.told_rows import told_row_claims, with_told_rows
from quanheng.facts.unseen_cells import seen_claims
from quanheng.facts.wording_copies import copy_statements
from quanheng.facts.year_rows import year_row_claims
from quanheng.model.document import Document
from quanheng.model.figure import Figure, Statement
from quanheng.model.form import SelfEvaluationForm
from quanheng.model.indicator_sheet import REVIEW, IndicatorSheet
from quanheng.model.relation import Claim
from quanheng.model.review import Facts, Heading
from quanheng.model.setting import Setting

_DEFAULT_BASIS = {
    "final_accounts": "final",
    "budget": "initial",
    "self_evaluation_report": "final",
    "evaluation_report": "final",
}
_EQUALS = re.compile(r"[=＝]")  # 总分＝资金执行得分9.56分＋…: a term of it
_BAND = ("（含", "以上", "及以上")  # 总分90分（含）以上的为优
_TOTAL_SCORE = re.compile(r"综合|总分|得分")


@dataclass(slots=True)
class _Tables:
    """The tables of a document: as numbers under heads, as published tables, as sheets and forms of indicators."""

    grids: list[Grid]
    accounts: list[AccountTable]
    sheets: list[IndicatorSheet]
    forms: list[SelfEvaluationForm]

    @property
    def published(self) -> list[Grid]:
        """The grids of the published tables whose form is known."""
        return [grid for table in self.accounts if table.kind for grid in table.grids]


def _identity(found: Identity, setting: Setting) -> Identity:
    """What the document is, as the caller says and else as it says itself."""
    return replace(
        found,
        kind=setting.kind or found.kind,
        year=setting.year or found.year,
        organisation=setting.organisation or found.organisation,
        jurisdiction=setting.jurisdiction or found.jurisdiction,
    )


def _overridden(headings: list[Heading], found: Identity, year: int | None) -> list[Heading]:
    """The headings with the year that the caller set in place of the title's own."""
    if year is None or found.year in (None, year):
        return headings
    return [
        replace(h, title=h.title.replace(str(found.year), str(year))) if h.block <= found.title_block else h
        for h in headings
    ]


def _tables(document: Document, parts: list[Paragraph], identity: Identity, around: Surroundings) -> _Tables:
    grids = read_grids(document, around)
    accounts = account_tables(document, grids, identity.kind, identity.year)
    sheets = read_sheets(document, grids)
    taken = {sheet.table for sheet in sheets}
    sections = {p.block: p.section for p in parts if p.section}
    forms = read_forms([g for g in grids if g.table.number not in taken], sections)
    for grid in grids:
        forget_bases(grid)
    return _Tables(grids, accounts, sheets, forms)


def _total_scores(passages: list[Passage]) -> list[Figure]:
    """The total score as the text gives it, one for each paragraph that calls it so."""
    told = (p.mentions for p in passages if p.mentions and _TOTAL_SCORE.search(p.paragraph.text))
    scores = (score for mentions in told if (score := total_score(mentions)) is not None)
    named = (s for s in scores if "综合" in s.lead.name or "总" in s.lead.name or is_own_score(s.figure))
    named = (s for s in named if not s.after.startswith(_BAND))
    return [score.figure for score in named if not _EQUALS.search(score.gap.rpartition("。")[2])]


def _table_claims(tables: _Tables, totals: list[Figure], year: int | None) -> Iterator[Claim]:
    """What the tables assert in themselves, and the total score of the text against theirs."""
    reviews = {
        s.table for s in tables.sheets if s.kind == REVIEW
    }  # their two columns of scores are no form's
    declared = {id(grid) for grid in tables.published}
    grids = [g for g in tables.grids if g.table.number not in reviews]
    made = chain(
        account_claims(tables.accounts, year),
        sheet_claims(tables.sheets),
        grid_claims(grids, totals, declared, tables.forms, {s.table for s in tables.sheets}),
    )
    yield from seen_claims(tables.grids, made)


def _achieved(grids: list[Grid]) -> Iterator[tuple[Figure, Figure]]:
    """Target and result of each indicator of the forms."""
    for grid in grids:
        for row in grid.rows:
            target, result = row.entry(TARGET), row.entry(RESULT)
            if target is not None and result is not None:
                yield target.figure, result.figure


def _said_of_items(passages: list[Passage], items: list[SubjectItem]) -> Iterator[Statement]:
    """What the words say of single items: reasons that point the other way, words taken from another item."""
    for passage in passages:
        yield from reason_statements(passage.paragraph, passage.mentions, items)
    yield from copy_statements(items)


def _number(figures: list[Figure]) -> None:
    for number, figure in enumerate(figures):
        figure.id = number


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
    identity = _identity(found, setting)
    year, basis = identity.year, _DEFAULT_BASIS.get(identity.kind, "")
    titles = {h.block: h for h in _overridden(headings, found, setting.year)}
    passages = list(read_passages(parts, Surroundings(year, basis), titles))
    tables = _tables(document, parts, identity, Surroundings(year, basis))
    told = [m for passage in passages for m in passage.mentions]
    tabled = [e.mention for e in entries(tables.grids)]
    everything = [m for passage in passages for m in passage.mentions + passage.spelled] + tabled
    forms = [form for part in parts if (form := read_flat_form(part)) is not None]
    figures = [m.figure for m in everything] + [f for form in forms for _, row in form.rows for f in row]
    _number(figures)
    published = {grid.table.number for grid in tables.published}
    set_habits(figures, published)
    items = subject_items(parts)
    amounts = subject_amounts(items, told)
    aim_at_lead(amounts)
    places = text_cells(tables.accounts, year)
    claims = [
        *amount_claims(amounts),
        *group_score_claims(tables.grids, everything, tables.forms),
        *(c for form in forms for c in flat_form_claims(form)),
        *_table_claims(tables, _total_scores(passages), year),
        *text_claims(passages, Index(everything, published), tabled),
        *formula_claims(parts, figures),
        *beyond_table_claims(everything, _achieved(tables.grids)),
        *goal_claims(told, tables.grids),
    ]
    claims += text_table_claims(told, amounts, places, claims)
    claims += once(
        row_quote_claims(told, [g for g in tables.grids if g.table.number not in published]), claims
    )
    claims += year_row_claims(told, tables.grids, claims)
    claims += printed_grade_claims(passages, tables.grids, claims)
    claims = with_told_rows(claims, told_row_claims(told, tables.grids, tables.forms))
    _number_new(claims, figures)
    statements = [
        *find_statements(parts, [table for _, table in document.tables()], identity),
        *subject_name_statements(tables.accounts),
        *_said_of_items(passages, items),
        *listed_statements(parts, tables.accounts),
        *absent_statements(items, places),
        *empty_statements(parts, tables.accounts, year),
        *misnamed_statements(items, places),
        *unexplained_statements(parts, tables.accounts),
        *(said for grid in tables.grids for said in rule_statements(grid)),
    ]
    for passage in passages:
        name_counts(passage.mentions)
    return Facts(
        figures, claims, statements, headings, identity.kind, year,
        identity.organisation, identity.jurisdiction, identity.scope,
        {(p.block, p.cell): p.doubts() for p in parts if p.confidence is not None},
        listed_units(parts), tables.forms, tables.sheets,
    )  # fmt: skip
