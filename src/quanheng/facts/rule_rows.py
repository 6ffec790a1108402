"""Rows of a form that carry a scoring rule: name, target, result, rule, points and score of one indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from quanheng.facts.grids import GOT, POINTS, RESULT, TARGET, Entry, Grid, Row, role_of
from quanheng.facts.paragraphs import normalise
from quanheng.model.document import TableCell
from quanheng.model.figure import Figure, Statement
from quanheng.model.form import FormRow
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import PERCENT, rounds_to
from quanheng.model.relation import Claim, Operand
from quanheng.model.rule import Each, ScoringRule, Unparsed

_STANDARD = re.compile(r"(?:评分|扣分|评（?扣）?分|计分|得分|赋分|打分|评价)(?:标准|规则|细则|办法|方法)")
_WORKED = re.compile(r"(?:计算|测算)(?:过程|情况|依据|说明)|(?:得分|评分)(?:说明|依据|情况)")
_COMES_TO = re.compile(r"(?:[＝=，]|[率度比]为?)(-?\d+(?:\.\d+)?%)。?$")
_REALLY = re.compile(r"实际(?:完成)?(?P<amount>\d[\d,]*(?:\.\d+)?(?P<unit>[一-鿿]{1,2}))(?=[，。；（]|$)")
_QUANTITY = re.compile(r"\d([一-鿿]{1,2}?)(?=得|，|。|、|$)")
_NAME = re.compile(r"三级指标|指标名称|^指标$|具体指标")
_SCORED = re.compile(
    r"(?:[得计记扣加给评打][^，。；]{0,4}?\d[\d.]*|[得计记]?满|不得|不计|[得计]零)分|扣完|分值"
)
_SHORT = 6  # a cell shorter than this is a value, no rule
_ALL = Decimal(100)
_SCANNED = 0.5
_FRONT, _BACK = re.compile(r"(\d+)[.．]"), re.compile(r"[.．]?\s*(\d{1,2})")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One indicator with the text of its rule; `sure` when the heads name every column that was used."""

    name: str
    target: str
    result: str
    rule: str
    cell: TableCell
    points: Figure | None
    score: Figure | None
    sure: bool
    cells: tuple[TableCell, ...] = ()


def rule_rows(grid: Grid) -> Iterator[RuleRow]:
    """The rows of a table in whose cells a scoring rule stands."""
    if not any(_is_rule(cell.text) for cell in grid.table.cells):
        return
    heads = [at for at in grid.heads if any(_STANDARD.search(_plain(c)) for c in _cells(grid, at))]
    for row in grid.rows:
        above = max((h for h in heads if h < row.at), default=None)
        cells = [c for c in _cells(grid, row.at) if c.text.strip()]
        made = _by_heads(grid, row, cells, above) if above is not None else None
        if made is None or made.points is None or made.score is None:  # heads and cells have come apart
            made = _by_order(row, cells) or made
        if made is not None:
            yield made


def _cells(grid: Grid, at: int) -> list[TableCell]:
    return sorted((c for c in grid.table.cells if c.row == at and not c.hidden), key=lambda c: c.column)


def _plain(cell: TableCell) -> str:
    return normalise(cell.text)[0].strip()


def _by_heads(grid: Grid, row: Row, cells: list[TableCell], above: int) -> RuleRow | None:
    """The cells under 指标值, 完成值, 评分标准, 分值 and 得分, where the rule stands under its head."""
    roles: dict[str, int] = {}
    first = next((h for h in grid.heads if h + 1 == above), above)
    for at in (first, above):
        for cell in _cells(grid, at):
            head = _plain(cell)
            role = "rule" if _STANDARD.search(head) else "name" if _NAME.search(head) else role_of(head)
            role = "worked" if _WORKED.fullmatch(head) else role
            roles[role] = cell.column
    found = {c.column: c for c in cells}
    rule = found.get(roles.get("rule", -1))
    if rule is None or not _is_rule(_plain(rule)):
        return None
    figures = {
        role: next((e.figure for e in row.entries if e.column == roles.get(role)), None)
        for role in (POINTS, GOT)
    }

    def text(role: str) -> str:
        cell = found.get(roles.get(role, -1))
        return _plain(cell) if cell is not None else ""

    worked = found.get(roles.get("worked", -1)) if RESULT not in roles else None
    sure = all(role in roles for role in (TARGET, RESULT, POINTS, GOT)) and figures[GOT] is not None
    done = found.get(roles.get(RESULT, -1)) or worked
    came = _outcome(_plain(worked), _plain(rule)) if worked is not None else text(RESULT)
    return RuleRow(
        text("name"), text(TARGET), came, _plain(rule), rule, figures[POINTS], figures[GOT], sure,
        (rule,) if done is None else (rule, done),
    )  # fmt: skip


def _outcome(worked: str, rule: str) -> str:
    """What a calculation comes to: 46项中完成44项，95.65%, or for a rule of 亩 the 637亩 of 实际637亩，完成率98%."""
    units = set(_QUANTITY.findall(rule))
    if counted := [m for m in _REALLY.finditer(worked) if m["unit"] in units]:
        return counted[0]["amount"] if len(counted) == 1 else ""
    found = _COMES_TO.search(worked)
    return found[1] if found else ""


def _by_order(row: Row, cells: list[TableCell]) -> RuleRow | None:
    """Where columns are lost: name, target and result in front of the rule, points and score behind it."""
    texts = [_plain(c) for c in cells]
    at = next((i for i, t in enumerate(texts) if len(t) > _SHORT and _is_rule(t)), 0)
    if at < 2:
        return None
    from quanheng.facts.rules import parse_scanned  # noqa: PLC0415 loaded with the first rule

    if isinstance(parse_scanned(texts[at])[0], Unparsed):
        return None
    behind = [e.figure for e in row.entries if e.column > cells[at].column]
    if not behind:
        return None
    score = _cut_in_two(cells[at + 1 :], behind[0]) or (behind[1] if len(behind) > 1 else None)
    name = texts[at - 3] if at > 2 else ""
    return RuleRow(
        name, texts[at - 2], texts[at - 1], texts[at], cells[at], behind[0], score, sure=False,
        cells=(cells[at], cells[at - 1]),
    )  # fmt: skip


def _cut_in_two(cells: list[TableCell], like: Figure) -> Figure | None:
    """2. and .84 in two cells: a score that the scan cut at its point."""
    for one, other in pairwise(cells):
        front, back = _FRONT.fullmatch(one.text.strip()), _BACK.fullmatch(other.text.strip())
        if front and back:
            value = Decimal(f"{front[1]}.{back[1]}")
            place = like.place._replace(
                start=0, end=len(one.text), cell=Cell(_table(like), one.row, one.column)
            )
            text = f"{front[1]}.{back[1]}"
            return Figure(-1, text, value, like.unit, len(back[1]), place, kind="score", confidence=_SCANNED)
    return None


def _table(figure: Figure) -> int:
    cell = figure.place.cell
    return cell.table if cell else 0


def _is_rule(text: str) -> bool:
    return len(text) >= _SHORT and ("分" in text or "扣完" in text) and bool(_SCORED.search(text))


def rule_statements(grid: Grid) -> Iterator[Statement]:
    """Each rule as it stands: `value` the indicator's name, `surface` its target."""
    for row in rule_rows(grid):
        yield Statement("scoring_rule", row.rule, _place(grid, row.cell), value=row.name, surface=row.target)


def _place(grid: Grid, cell: TableCell) -> Place:
    near = next((e.figure.place for r in grid.rows for e in r.entries), None)
    where = Cell(grid.table.number, cell.row, cell.column)
    block, section, page = (near.block, near.section, near.page) if near else (0, "", None)
    return Place(block, 0, len(cell.text), section, page, where)


def rule_claims(grid: Grid) -> Iterator[Claim]:
    """Score by the rule of its row, and the rule against its weight; notes hold rule, target and result."""
    yield from _by_standard(grid, list(rule_rows(grid)))
    for line in grid.rows:
        yield from _by_rate(line)


def _by_standard(grid: Grid, rows: list[RuleRow]) -> Iterator[Claim]:
    if not rows:
        return
    from quanheng.facts.rules import parse_scanned, result  # noqa: PLC0415 loaded with the first rule

    finest = max((row.score.decimals for row in rows if row.score is not None), default=0)
    for row in rows:
        points, score = row.points, row.score
        if points is None:
            continue
        rule, scanned = parse_scanned(row.rule)
        notes: dict[str, Any] = {
            "rule": rule,
            "target": result(row.target) if row.target else None,
            "result": result(row.result) if row.result else None,
            "sure": row.sure and not scanned,
            "name": row.name,
            "places": max(finest, _steps(rule)),
            "cells": [(cell.text, _place(grid, cell)) for cell in row.cells],
        }
        points.surface = points.surface if row.sure else row.name
        if points.value > 0:  # a scan makes a dash of the frame
            yield standard_claim(
                "rule_weight", (Operand("points", points),), row.rule, {**notes, "score": score}
            )
        if score is not None:
            yield standard_claim(
                "score_rule", (Operand("score", score), Operand("points", points)), row.rule, notes
            )


def rule_notes(row: FormRow) -> dict[str, Any]:
    """What a claim on a row of a form says of its rule: the cells stand where the form says, no column is in doubt."""
    from quanheng.facts.rules import parse_scanned, result  # noqa: PLC0415 loaded with the first rule

    text = row.rule or ""
    rule, scanned = parse_scanned(text)
    return {
        "rule": rule,
        "target": result(row.target) if row.target else None,
        "result": result(row.result) if row.result else None,
        "sure": row.sure and not scanned,
        "name": row.name,
        "places": max(row.score.decimals if row.score is not None else 0, _steps(rule)),
        "cells": [(text, row.places["rule"]), (row.result or "", row.places["result"])],
    }


def _steps(rule: ScoringRule | Unparsed) -> int:
    """Places of the points that a rule takes off at a time."""
    clauses = rule.clauses if isinstance(rule, ScoringRule) else ()
    exponents = [c.outcome.points.as_tuple().exponent for c in clauses if isinstance(c.outcome, Each)]
    return max((-e for e in exponents if isinstance(e, int)), default=0)


def standard_claim(kind: str, operands: tuple[Operand, ...], word: str, notes: dict[str, Any]) -> Claim:
    """What a scoring rule makes of a row, in the reading that `notes` hold."""
    return Claim(kind, "standard", operands, operands[0].figure.place, closed=False, word=word, notes=notes)


def scored_rate(row: Row) -> tuple[Entry, Entry, Entry] | None:
    """Points, rate and score side by side that belong together: 10 | 95.42% | 9.54."""
    for (points, rate), (_, score) in pairwise(pairwise(row.entries)):
        whole = not points.figure.decimals and 0 < points.figure.value <= 100
        if not whole or not _is_rate(rate) or score.figure.text.endswith("%") or not score.figure.decimals:
            continue
        earned = points.figure.value * min(rate.figure.value, _ALL) / 100
        if rounds_to(earned, score.figure.value, score.figure.decimals):
            return points, rate, score
    return None


def _by_rate(row: Row) -> Iterator[Claim]:
    """分值10，执行率95.42%，得分9.54: confirmed where it comes out, for some forms score by bands."""
    found = scored_rate(row)
    if found is not None:
        points, rate, score = (entry.figure for entry in found)
        operands = (Operand("score", score), Operand("points", points), Operand("rate", rate))
        yield Claim("score_rule", "rate", operands, score.place, closed=False)


def _is_rate(entry: Entry) -> bool:
    return entry.figure.unit.dimension == PERCENT or entry.figure.text.endswith("%")
