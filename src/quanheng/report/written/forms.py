"""The forms: self-evaluation of the department and of a project, goals, monitoring. Cells are merged as printed.

What the unit has to fill in and has not reads 【待补：…】: names, goals, the amounts of the total, targets,
results, weights, scores, the reason of what fell short, who filled in and when. Blank by the form are the
lines below a total, the reason of what did not fall short, standards and explanations, and the signature.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from quanheng.model.workbook import ADJUSTED, FINAL, INITIAL, Indicator, Project
from quanheng.report.written import amounts, voice
from quanheng.report.written.blocks import LEFT, RIGHT, Box, Grid
from quanheng.report.written.ledger import Ledger, data
from quanheng.report.written.tables import amount, owed

_BASES = (INITIAL, ADJUSTED, FINAL)
_SURE = "确定能"


@dataclass(frozen=True, slots=True)
class _Fund:
    """A line of the fund block: what it is called, its three amounts, where the points stand."""

    label: str
    values: tuple[Decimal | None, ...]
    points: tuple[Decimal | None, Decimal | None] | None = None


def department(ledger: Ledger) -> Grid:
    """部门整体支出绩效自评表."""
    form, record = data("forms.yaml")["department"], ledger.record
    width = len(form["widths"])
    rows = [[_head(form["name"], columns=2), Box(record.organisation, columns=width - 2)]]
    rows += _funds(form, _department_funds(ledger, form), width)
    expected, actual = (_words(ledger, f"goals.{key}") for key in ("expected", "actual"))
    rows += _goal(form["goal"], expected, actual, width)
    rows += _indicators(ledger, form, "")
    rows.append(_sum(form, _weights(ledger, ""), record.self_score(), width))
    return _form(ledger, form, rows)


def project(ledger: Ledger, chosen: Project) -> Grid:
    """项目支出绩效自评表."""
    form = data("forms.yaml")["project"]
    width = len(form["widths"])
    rows = [
        [_head(form["name"], columns=2), Box(chosen.name, columns=width - 2)],
        _owner(form, chosen, width),
    ]
    rows += _funds(form, _project_funds(ledger, form, chosen), width)
    rows += _goal(form["goal"], _or(chosen.expected, "预期目标"), _or(chosen.actual, "实际完成情况"), width)
    rows += _indicators(ledger, form, chosen.name)
    rows.append(_sum(form, _weights(ledger, chosen.name), project_score(ledger, chosen), width))
    return _form(ledger, form, rows)


def goals(ledger: Ledger, chosen: Project | None, published: str = "") -> Grid:
    """绩效目标申报表 of the department or of a project; `published` is its title among the tables of the budget."""
    form = data("forms.yaml")["goals"]
    width = len(form["widths"])
    rows = list(_named(ledger, chosen, width))
    lines = _budgeted(ledger, chosen)
    rows += [
        [*([_head(form["fund_label"], rows=len(lines))] if at == 0 else []), Box(label, columns=2, align=LEFT),
         _wide(amount(value) if at else owed(value, "预算数"), width - 3)]
        for at, (label, value) in enumerate(lines)
    ]  # fmt: skip
    words = _or(chosen.expected, "预期目标") if chosen else _words(ledger, "goals.expected")
    rows.append([_head(form["goal"]), Box(words, columns=width - 1, align=LEFT)])
    rows.append([_head(text) for text in form["heads"]])
    for row, lead in _levels(ledger, chosen.name if chosen else ""):
        weight, aim = _points(row.weight, "分值"), Box(_or(row.printed_target, "指标值"))
        rows.append([*lead, Box(row.level3, align=LEFT), aim, Box(row.rule, align=LEFT), weight])
    title = published or form["project_title" if chosen else "department_title"]
    grid = _form(ledger, form | {"title": title}, rows, by_hand=True)
    if published:
        grid.notes.clear()  # nobody signs a table of the budget
    return grid


def monitoring(ledger: Ledger, chosen: Project | None) -> Grid:
    """绩效运行监控表."""
    form = data("forms.yaml")["monitoring"]
    width, name = len(form["widths"]), chosen.name if chosen else ""
    rows = list(_named(ledger, chosen, width))
    lines = _budgeted(ledger, chosen)
    heads = [_head(form["fund_label"], rows=len(lines) + 1), _head("", columns=2)]
    rows.append(
        [*heads, *(_head(text) for text in form["fund_heads"][:-1]), _head(form["fund_heads"][-1], columns=2)]
    )
    spent = [ledger.value(line, FINAL, code=name) for line in form["spent"]]
    for at, (label, value) in enumerate(lines):
        done = spent[at] if at == 0 or (chosen is None and at < len(spent)) else None
        expected = ledger.value(form["expected"], FINAL, code=name) if at == 0 else None
        rate = Box(amounts.ratio(done, value) or "") if done is not None and value else Box()
        cells = [amount(value), amount(done), rate, amount(expected)]
        if at == 0:
            cells = [owed(value, "预算数"), owed(done, "执行数"), rate, owed(expected, "预计数")]
        rows.append([Box(label, columns=2, align=LEFT), *cells[:-1], _wide(cells[-1], 2)])
    words = _or(chosen.expected, "预期目标") if chosen else _words(ledger, "goals.expected")
    rows.append([_head(form["goal"]), Box(words, columns=width - 1, align=LEFT)])
    rows.append([_head(text) for text in form["heads"]])
    rows += [[*lead, *_watched(row)] for row, lead in _levels(ledger, name)]
    return _form(
        ledger, form | {"title": form["project_title" if chosen else "department_title"]}, rows, by_hand=True
    )


def _watched(row: Indicator) -> list[Box]:
    """Name, target, what was done and is expected, why it lags (only where it may be missed), how sure it is."""
    done, expected = (
        _or(row.with_unit(text), what)
        for text, what in ((row.midyear, "执行情况"), (row.forecast, "预计完成"))
    )
    doubtful = bool(row.likelihood) and row.likelihood != _SURE
    return [
        Box(row.level3, align=LEFT), Box(_or(row.printed_target, "指标值")), Box(done), Box(expected),
        Box(_or(row.lag, "偏差原因") if doubtful else row.lag, align=LEFT), Box(_or(row.likelihood, "可能性")),
    ]  # fmt: skip


def project_score(ledger: Ledger, chosen: Project) -> Decimal | None:
    """The sum of the self-scores with that of the execution rate, None when one is not filled in."""
    scores = [chosen.score, *(row.score for row in ledger.record.of_project(chosen.name))]
    return None if None in scores else sum((s for s in scores if s is not None), Decimal(0))


def _form(ledger: Ledger, form: Mapping[str, Any], rows: list[list[Box]], by_hand: bool = False) -> Grid:
    grid = Grid(
        form["title"].format(year=ledger.record.year), tuple(map(int, form["widths"])), rows, 0, small=True
    )
    owing = {"author": "填表人", "telephone": "联系电话"}
    foot = {key: _or(ledger.record.text(f"unit.{key}"), what) for key, what in owing.items()}
    date = _or(ledger.record.text("report.date"), "填报日期")
    lines = data("forms.yaml")["foot_by_hand" if by_hand else "foot"]
    grid.notes += [line.format(date=date, **foot) for line in lines]
    return grid


def _named(ledger: Ledger, chosen: Project | None, width: int) -> Iterator[list[Box]]:
    forms = data("forms.yaml")
    if chosen is None:
        yield [_head(forms["department"]["name"]), Box(ledger.record.organisation, columns=width - 1)]
        return
    yield [_head(forms["project"]["name"]), Box(chosen.name, columns=width - 1)]
    yield _owner(forms["project"], chosen, width, 1)


def _owner(form: Mapping[str, Any], chosen: Project, width: int, label: int = 2) -> list[Box]:
    half = (width - 2 * label) // 2
    first, second = form["owner"]
    return [
        _head(first, columns=label), Box(_or(chosen.department, first), columns=half),
        _head(second, columns=label), Box(_or(chosen.unit, second), columns=width - 2 * label - half),
    ]  # fmt: skip


def _department_funds(ledger: Ledger, form: Mapping[str, Any]) -> list[_Fund]:
    """The total, then by source and by nature; what the named ones leave over is a line of its own."""

    def three(line: str) -> tuple[Decimal | None, ...]:
        return tuple(ledger.value(line, basis) for basis in _BASES)

    whole = three("expenditure.total")
    points = ledger.value("execution.weight"), ledger.value("execution.score")
    made = [_Fund(form["total"], whole, points)]
    for names, rest, label in (
        (form["income"], form["other"], "income_label"),
        (form["kinds"], form["rest"], "kinds_label"),
    ):
        lines = [_Fund(name, three(line)) for name, line in names.items()]
        left = tuple(_left(total, [line.values[at] for line in lines]) for at, total in enumerate(whole))
        if any(left):
            lines.append(_Fund(rest, left))
        made.append(_Fund(form[label], ()))
        made += [line for line in lines if any(line.values) or line is lines[0]]
    return made


def _left(total: Decimal | None, parts: Sequence[Decimal | None]) -> Decimal | None:
    """What the parts leave of the total; nothing is said of a total without any part."""
    known = [part for part in parts if part is not None]
    return total - sum(known, Decimal(0)) if total is not None and known else None


def _project_funds(ledger: Ledger, form: Mapping[str, Any], chosen: Project) -> list[_Fund]:
    def three(line: str) -> tuple[Decimal | None, ...]:
        return tuple(ledger.value(line, basis, code=chosen.name) for basis in _BASES)

    lines = [_Fund(label, three(line)) for label, line in form["sources"].items()]
    return [_Fund(form["total"], three("funds.total"), (chosen.weight, chosen.score)), *lines]


def _budgeted(ledger: Ledger, chosen: Project | None) -> list[tuple[str, Decimal | None]]:
    """The fund lines of the goal and monitoring forms: the initial budget."""
    forms = data("forms.yaml")
    if chosen is None:
        lines = {forms["department"]["total"]: "expenditure.total", **forms["department"]["kinds"]}
        return [(label, ledger.value(line, INITIAL)) for label, line in lines.items()]
    lines = {forms["project"]["total"]: "funds.total", **forms["project"]["sources"]}
    return [(label, ledger.value(line, INITIAL, code=chosen.name)) for label, line in lines.items()]


def _funds(form: Mapping[str, Any], lines: Sequence[_Fund], width: int) -> list[list[Box]]:
    """Six columns at the right; what is left of the width are the label's."""
    span = width - 7
    heads = [_head(text) for text in form["fund_heads"]]
    rows = [[_head(form["fund_label"], rows=len(lines) + 1), _head("", columns=span), *heads]]
    for line in lines:
        if not line.values:
            rows.append([_head(line.label, columns=width - 1)])
            continue
        cells = [*(amount(value) for value in line.values), Box(), Box(), Box()]
        if line.points:
            cells = [owed(v, what) for v, what in zip(line.values, form["fund_heads"], strict=False)]
            known = line.values[1] and line.values[2] is not None
            rate = amounts.ratio(line.values[2], line.values[1]) if known else ""  # type: ignore[arg-type]
            cells += [_points(line.points[0], "分值"), Box(rate or ""), _points(line.points[1], "得分")]
        rows.append([Box(line.label, columns=span, align=LEFT), *cells])
    return rows


def _goal(labels: Sequence[str], expected: str, actual: str, width: int) -> list[list[Box]]:
    half = (width - 1) // 2
    return [
        [
            _head(labels[0], rows=2),
            _head(labels[1], columns=half),
            _head(labels[2], columns=width - 1 - half),
        ],
        [Box(expected, columns=half, align=LEFT), Box(actual, columns=width - 1 - half, align=LEFT)],
    ]


def _indicators(ledger: Ledger, form: Mapping[str, Any], name: str) -> list[list[Box]]:
    ruled = len(form["heads"]) == 9
    rows = [[_head(text) for text in form["heads"]]]
    for row, lead in _levels(ledger, name):
        rule = [Box(row.rule, align=LEFT)] if ruled else []
        points = [_points(row.weight, "分值"), _points(row.score, "得分")]
        cells = [
            Box(row.level3, align=LEFT),
            Box(_or(row.printed_target, "指标值")),
            Box(_or(row.printed_result, "完成值")),
            *rule,
            *points,
        ]
        short = row.score is not None and row.weight is not None and row.score < row.weight
        rows.append([*lead, *cells, Box(_or(row.reason, "偏差原因") if short else row.reason, align=LEFT)])
    return rows


def _levels(ledger: Ledger, name: str) -> Iterator[tuple[Indicator, list[Box]]]:
    """Every indicator with the cells of level 1 and 2 that begin in its row."""
    for level1, first in groupby(ledger.record.of_project(name), lambda row: row.level1):
        group = list(first)
        lead = [Box(level1, rows=len(group))]
        for level2, second in groupby(group, lambda row: row.level2):
            below = list(second)
            lead.append(Box(level2, rows=len(below)))
            for row in below:
                yield row, lead
                lead = []


def _weights(ledger: Ledger, name: str) -> Decimal | None:
    """All weights with that of the execution rate; None where one is missing."""
    of_project = next((one.weight for one in ledger.record.projects if one.name == name), None)
    weights = [of_project if name else ledger.value("execution.weight")]
    weights += [row.weight for row in ledger.record.of_project(name)]
    return None if None in weights else sum((w for w in weights if w is not None), Decimal(0))


def _sum(form: Mapping[str, Any], weight: Decimal | None, score: Decimal | None, width: int) -> list[Box]:
    return [_head(form["sum"], columns=width - 3), _points(weight, "分值"), _points(score, "总分"), Box()]


def _points(value: Decimal | None, what: str) -> Box:
    return Box(voice.missing(what) if value is None else amounts.points(value), number=value is not None)


def _head(text: str, rows: int = 1, columns: int = 1) -> Box:
    return Box(text, rows, columns, head=True)


def _wide(box: Box, columns: int) -> Box:
    return Box(box.text, 1, columns, RIGHT if box.number else box.align, number=box.number)


def _words(ledger: Ledger, key: str) -> str:
    return _or(ledger.record.text(key), {"goals.expected": "预期目标", "goals.actual": "实际完成情况"}[key])


def _or(text: str, what: str) -> str:
    return text or voice.missing(what)
