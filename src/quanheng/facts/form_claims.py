"""Points and scores of a self-evaluation form: totals, groups, caps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from quanheng.facts.full_marks import FULL, RATE_POINTS, rate_beside_total, rate_in_total, row_points
from quanheng.facts.grids import GOT, POINTS, SUBTOTAL, Entry, Grid, Row, is_points
from quanheng.facts.tokens import number
from quanheng.model.document import TableCell
from quanheng.model.figure import EXACT, Figure
from quanheng.model.form import NATURE, SOURCE, TOTAL, SelfEvaluationForm
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import unit
from quanheng.model.relation import Claim, Operand

_OWN = {"自评得分", "自评分", "评价得分", "最终得分", "最后得分", "得分"}
_WHOLE_SCORE, _BESIDE = 50, 2
_TOTAL_ROW = re.compile(r"^(?:总分|合计|总计|得分合计|总得分|评价得分|自评得分)")
_GROUP = re.compile(r"[（(](\d+(?:\.\d+)?)分[）)]")
_BLANKS = re.compile(r"\s")
_ROWS = 3  # fewer rows are no form
_BASES = ("adjusted", "initial", "final")


def _is_total(row: Row) -> bool:
    return any(_names_total(text) for text in (row.label, *row.texts[:3]))


def _is_subtotal(row: Row) -> bool:
    return any(SUBTOTAL.match(_BLANKS.sub("", text)) for text in (row.label, *row.texts[:3]))


@lru_cache(maxsize=4096)
def _names_total(text: str) -> bool:
    return bool(_TOTAL_ROW.match(_BLANKS.sub("", text).replace("，", "")))


def _sum(template: str, total: Figure, parts: Sequence[Figure], closed: bool = True) -> Claim:
    """Where the last part stands in another table, the total of its own rows is the other reading."""
    operands = _terms(total, parts)
    apart = _table(parts[-1]) != _table(total) and len(parts) > _ROWS
    return Claim(
        "score_sum",
        template,
        operands,
        total.place,
        closed=closed,
        alternatives=(operands[:-1],) if apart else (),
    )


def _terms(total: Figure, parts: Sequence[Figure]) -> tuple[Operand, ...]:
    return (Operand("total", total), *(Operand("part", f) for f in parts))


def _table(figure: Figure) -> int | None:
    return figure.place.cell.table if figure.place.cell else None


def total_claims(
    forms: Sequence[SelfEvaluationForm], grids: Sequence[Grid], texts: Sequence[Figure]
) -> Iterator[Claim]:
    """Scores of each form add up to its total, weights to theirs; `texts` are total scores in the text."""
    rows = [row for grid in grids for row in grid.rows if _is_total(row)]
    yield from _confirmed(rows, texts)
    if not forms:
        yield from _told_beside(rows, texts)
    before = -1
    for at, form in enumerate(forms):
        if not _is_cut(form):
            yield from _weights(form)
            yield from _scores(form)
        yield from _stated(form)
        near = [t for t in texts if len(forms) == 1 or before < t.place.block < form.block]
        near = [t for t in near if not is_own_score(t) or abs(form.block - t.place.block) <= _BESIDE]
        if form.total is not None and (len(forms) == 1 or (at and len(near) == 1) or _just_above(near, form)):
            yield from (_told(t, form, form.total) for t in near if not _with_rate(t, form, form.total))
        before = form.block


def is_own_score(score: Figure) -> bool:
    """自评得分92.90分: a score of this table where it stands beside it, of another one elsewhere."""
    return score.surface in _OWN and score.value >= _WHOLE_SCORE


def _told(text: Figure, form: SelfEvaluationForm, total: Figure) -> Claim:
    """The total score of the text: that of the table, with the execution rate where that is scored in another table."""
    rate = form.execution.score if form.execution is not None else None
    apart = rate is not None and _table(rate) != _table(total) and text.value != total.value
    if rate is not None and apart and (beside := rate_beside_total(form)) is not False:
        return _sum("table-scores", text, [total, rate], closed=beside is True)
    pair = (Operand("stated", text), Operand("first", total))
    return Claim("text_table", "total-score", pair, text.place, closed=True)


def _with_rate(text: Figure, form: SelfEvaluationForm, total: Figure) -> bool:
    """89.0 of the table's 90 and 98.30 of 100 in the text: the execution rate may have been scored in words."""
    rest = FULL - row_points(form)
    lacks = form.execution is None and rate_beside_total(form) is True
    return lacks and total.value < text.value <= total.value + rest


def _just_above(texts: Sequence[Figure], form: SelfEvaluationForm) -> bool:
    """The one total score that stands right above the first of several forms."""
    return len(texts) == 1 and form.block - texts[0].place.block <= _ROWS


def _is_cut(form: SelfEvaluationForm) -> bool:
    """True where just the points of the execution rate are missing: its block was not read as part of the form."""
    return form.execution is None and _lacks_execution(form)


def _lacks_execution(form: SelfEvaluationForm) -> bool:
    """The rows of the indicators want just as many points as an execution rate has."""
    whole = form.total_points
    return whole is not None and whole.value - row_points(form) in RATE_POINTS


def _weights(form: SelfEvaluationForm) -> Iterator[Claim]:
    scored = form.execution
    if scored is not None and scored.points is None and _lacks_execution(form):
        return  # its points stand in a head: 得分（10分）
    points = [r.points for r in form.rows if r.points is not None]
    points += [scored.points] if scored is not None and scored.points is not None else []
    if form.total_points is not None and form.total_rows == 1 and len(points) >= _ROWS:
        made = _sum("table-weights", form.total_points, points)
        made.notes["same_rows"] = _scores_make_total(form)
        yield made


def _scores_make_total(form: SelfEvaluationForm) -> bool:
    """True where the scores of all rows, each with a weight, make the total score: the weights add up over the same rows."""
    scored = form.execution
    pairs = [(r.points, r.score) for r in form.rows]
    pairs += [(scored.points, scored.score)] if scored is not None else []
    scores = [
        score.value for points, score in pairs if points is not None and score is not None and score.value
    ]
    return form.total is not None and len(scores) == len(pairs) and sum(scores) == form.total.value


def _scores(form: SelfEvaluationForm) -> Iterator[Claim]:
    """Closed where every row that has points has a score, the execution rate too."""
    scored = form.execution
    rate = scored.score if scored is not None else None
    scores = [r.score for r in form.rows if r.score is not None]
    if form.total is not None and form.total_rows == 1 and len(scores) + (rate is not None) >= _ROWS:
        weighed = sum(r.points is not None for r in form.rows)
        whole = weighed <= len(form.scored) and (
            scored is None or scored.score is not None or scored.points is None
        )
        yield _added(form, form.total, scores, rate, closed=whole and form.legible)


def _added(
    form: SelfEvaluationForm, total: Figure, scores: Sequence[Figure], rate: Figure | None, closed: bool
) -> Claim:
    """The total and the scores in it: with the execution rate where the full marks want it, asked where they are silent."""
    if rate is None:
        return _sum("table-scores", total, scores, closed=closed)
    within = rate_in_total(form)
    made = _sum("table-scores", total, [*scores, rate], closed=closed and within is not None)
    if within is False:
        made.operands, made.alternatives = _terms(total, scores), (made.operands,)
    elif within is None:
        made.alternatives = (_terms(total, scores),)
    return made


def _stated(form: SelfEvaluationForm) -> Iterator[Claim]:
    """Score and grade in the head of the form, against its total."""
    score = form.stated or form.total
    if form.stated is not None and form.total is not None:
        form.stated.unit = unit("分")
        pair = (Operand("stated", form.stated), Operand("first", form.total))
        yield Claim("text_table", "total-score", pair, form.stated.place, closed=True)
    if form.grade is not None and score is not None and form.grade.value in "优良中差合":
        operands = (Operand("score", score),)
        yield Claim(
            "grade", "grade", operands, form.grade.place, said=form.grade, word=form.grade.text.strip()
        )


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
                claim = _sum("by-source", whole[basis], parts, closed=False)
                claim.kind, claim.notes = "sum", {"asks": True}
                yield claim


def _made(total: Figure, parts: Sequence[Figure]) -> bool:
    """True where several amounts that are something make the total exactly."""
    return sum(f.base for f in parts) == total.base and sum(bool(f.base) for f in parts) > 1


def _confirmed(totals: Sequence[Row], texts: Sequence[Figure]) -> Iterator[Claim]:
    """A total score of the text that a 总分 row has somewhere: in a broken table it can only confirm."""
    for text in texts:
        found = next((e.figure for row in totals for e in row.entries if e.figure.value == text.value), None)
        if found is not None and len(totals) == 1 and len(totals[0].entries) == 1:
            found.unit = unit("分")
            pair = (Operand("stated", text), Operand("first", found))
            yield Claim("text_table", "total-seen", pair, text.place, closed=False)


def _told_beside(totals: Sequence[Row], texts: Sequence[Figure]) -> Iterator[Claim]:
    """自评得分93.91分 beside a table whose last row has 100 points and 92.90 of them."""
    whole = [row for row in totals if (full := row.entry(POINTS)) is not None and full.figure.value == FULL]
    got = whole[0].entry(GOT) if len(whole) == 1 else None
    for text in texts if got is not None else ():
        near = got is not None and abs(got.figure.place.block - text.place.block) <= _BESIDE
        if got is not None and near and text.hedge == EXACT:
            pair = (Operand("stated", text), Operand("first", got.figure))
            yield Claim("text_table", "total-score", pair, text.place, closed=True)


def _group_figure(grid: Grid, cell: TableCell, digits: str, like: Entry) -> Figure:
    """The points that a group's head gives: 产出指标（50分）."""
    value, decimals = number(digits)
    start = cell.text.find(digits)
    near = like.figure.place
    where = Cell(grid.table.number, cell.row, cell.column)
    place = Place(near.block, start, start + len(digits), near.section, near.page, where)
    surface = _BLANKS.sub("", cell.text).split("（")[0]
    return Figure(-1, f"{digits}分", value, unit("分"), decimals, place, kind="rule", surface=surface)


def _groups(grid: Grid) -> Iterator[tuple[TableCell, str, list[Row], bool]]:
    """Head cell, its points, its rows, and whether another group follows."""
    given = [
        (c, found[1])
        for c in grid.table.cells
        if "分" in c.text and (found := _GROUP.search(_BLANKS.sub("", c.text)))
    ]
    beside = Counter(c.row for c, _ in given)  # 决策（15分） | 过程（20分） | 产出（30分）: heads of columns
    marked = [(c, digits) for c, digits in given if c.column <= 1 and beside[c.row] < _ROWS]
    for at, (cell, digits) in enumerate(marked):
        total = next((r.at for r in grid.rows if r.at > cell.row and _is_total(r)), grid.table.height)
        last = at + 1 == len(marked) or marked[at + 1][0].row > total
        end = total if last else marked[at + 1][0].row
        rows = [row for row in grid.rows if cell.row <= row.at < end and not _is_total(row)]
        yield cell, digits, rows, last


def group_claims(grid: Grid) -> Iterator[Claim]:
    """Weights of a group's rows make its points, or its scores stay within them; the groups make the total."""
    heads: list[Figure] = []
    for cell, digits, rows, last in _groups(grid):
        own = [row for row in rows if not _is_subtotal(row)]
        yield from _subtotals(own, [row for row in rows if _is_subtotal(row)])
        parts = [e for row in own if (e := row.entry(POINTS)) is not None]
        scores = [e for row in own if (e := row.entry(GOT)) is not None]
        some = parts or scores
        if not some:
            continue
        total = _group_figure(grid, cell, digits, some[0])
        heads.append(total)
        if len(parts) > 1 or (parts and not last):
            yield _sum("group-weights", total, [e.figure for e in parts])
        elif not parts and scores:
            operands = (Operand("total", total), *(Operand("part", e.figure) for e in scores))
            yield Claim("score_cap", "group-cap", operands, total.place)
    yield from _heads(grid, heads)


def _subtotals(rows: Sequence[Row], subtotals: Sequence[Row]) -> Iterator[Claim]:
    """小计 under the rows of one group: its weight and its score are those of the rows together."""
    if len(subtotals) != 1 or not rows or subtotals[0].at < rows[-1].at:
        return
    for role in (POINTS, GOT):
        total, parts = subtotals[0].entry(role), [row.entry(role) for row in rows]
        read = [e.figure for e in parts if e is not None]
        if total is not None and len(read) == len(parts) > 1:
            yield _sum("group-subtotal", total.figure, read)


def _heads(grid: Grid, heads: list[Figure]) -> Iterator[Claim]:
    """Where the rows have no weights of their own: the groups and the execution rate make 100."""
    if len(heads) < _ROWS:
        return
    groups = {id(row) for _, _, rows, _ in _groups(grid) for row in rows}
    rates = [
        e.figure
        for row in grid.rows
        if id(row) not in groups and not _is_total(row)
        for e in row.entries
        if e.role == POINTS
    ]
    totals = [row.entries[0].figure for row in grid.rows if _is_total(row) and len(row.entries) > 1]
    inner = [e for row in grid.rows if id(row) in groups for e in row.entries if e.role == POINTS]
    if len(rates) == 1 and len(totals) == 1 and not inner:
        yield _sum("head-weights", totals[0], [*heads, *rates], closed=False)


def capped_claims(grid: Grid) -> Iterator[Claim]:
    """A score does not exceed its weight."""
    for row in grid.rows:
        points = row.entry(POINTS)
        behind = [e for e in row.entries if e.role == GOT and points is not None and e.column > points.column]
        score = behind[0] if behind else row.entry(GOT)  # before it may stand the score of the whole group
        if points is not None and score is not None and is_points(points) and is_points(score):
            operands = (Operand("total", points.figure), Operand("part", score.figure))
            yield Claim("at_most", "score-cap", operands, score.figure.place)


def form_claims(
    grids: Sequence[Grid], forms: Sequence[SelfEvaluationForm], totals: Sequence[Figure]
) -> Iterator[Claim]:
    """What the points and scores of all tables assert; `totals` are total scores of the text."""
    for grid in grids:
        yield from capped_claims(grid)
        yield from group_claims(grid)
    yield from total_claims(forms, grids, totals)
    yield from nature_sums(forms)
    yield from source_claims(forms)
    yield from source_sums(forms)
