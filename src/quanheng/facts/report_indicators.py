"""The self-evaluation forms of a report for the workbook: indicators, points, execution rate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from quanheng.facts.measures import measure
from quanheng.facts.report_import import Report
from quanheng.lexicon.workbook import Column
from quanheng.model.figure import Figure
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.quantity import trimmed
from quanheng.model.rule import Amount
from quanheng.model.workbook import FINAL, Indicator, Key, Project

_SIGNS = {"≥": "≥", "≤": "≤", "=": "＝"}
_NO_NAME = ("", "无", "—", "-", "/")


def take_forms(report: Report) -> None:
    """Take over every form; one that names a project becomes one of the projects."""
    record = report.record
    if any(one.level3 for one in record.indicators):
        return
    made: list[Indicator] = []
    for form in report.facts.forms:
        project = "" if _of_department(report, form) else form.name
        if project and all(one.name != project for one in record.projects):
            record.projects.append(Project(project, department=record.organisation))
        made += _indicators(report, form, project)
        _execution(report, form, project)
    if made:
        record.indicators = made
        report.into.taken.counts["自评表的指标"] = len(made)


def _of_department(report: Report, form: SelfEvaluationForm) -> bool:
    """True for a form of the whole department: it names the department, or nobody."""
    return not form.name or form.name in {report.record.organisation, report.facts.organisation}


def _indicators(report: Report, form: SelfEvaluationForm, project: str) -> Iterator[Indicator]:
    levels = {c.field: c for c in report.into.described.section("indicators").columns}
    seen: set[tuple[str, str, str]] = set()
    unsure = [row.name for row in form.rows if not row.sure and row.name not in _NO_NAME]
    if unsure:
        report.left(f"自评表有{len(unsure)}行的栏目是按先后认的，已带入，请核对：{'、'.join(unsure)}")
    for row in form.rows:
        if row.name in _NO_NAME:
            report.left(f"自评表里没有名称的指标：{_row_words(row)}")
            continue
        level1, level2 = _choice(levels["level1"], row.group), _choice(levels["level2"], row.level2)
        if (level1, level2, row.name) in seen:
            report.left(f"自评表里重复的指标：{row.name}")
            continue
        seen.add((level1, level2, row.name))
        direction, target, unit = _measured(row.target or "")
        _, result, result_unit = _measured(row.result or "")
        if result_unit != unit:
            result = row.result or ""
        points = [_points(figure) for figure in (row.points, row.score)]
        yield Indicator(
            level1, level2, row.name, direction, target, unit, result, points[0], points[1],
            row.rule or "", row.reason or "", project=project,
        )  # fmt: skip


def _row_words(row: FormRow) -> str:
    told = [row.group, row.level2, row.target or "", row.result or ""]
    told += [f"{figure.text}分" for figure in (row.points, row.score) if figure is not None]
    return " ".join(filter(None, told)) or "空行"


def _choice(column: Column, text: str) -> str:
    """The choice of a column that the text of the form is; "" for another."""
    bare = text.replace(" ", "").removesuffix("指标")
    return next((one for one in column.choice if one.removesuffix("指标") == bare), "")


def _measured(text: str) -> tuple[str, str, str]:
    """Direction, number and unit of a target or result; words as they are."""
    found = measure(text)
    if found is None:
        return ("定性" if text else ""), text, ""
    return _SIGNS.get(found.sign, ""), trimmed(found.value), found.unit


def _points(figure: Figure | None) -> Decimal | None:
    """Points of a cell; a dash that ran into the number is no sign."""
    return None if figure is None or not figure.legible else abs(figure.value)


def _execution(report: Report, form: SelfEvaluationForm, project: str) -> None:
    """Points of the execution rate, and the amounts of the fund block that are sure."""
    row = form.execution
    points, score = (row.points, row.score) if row is not None else (None, None)
    if project:
        _project_funds(report, form, project)
        return
    year = report.record.year
    for item, figure in (("execution.weight", points), ("execution.score", score)):
        if figure is not None and figure.legible:
            report.record.values.setdefault(Key(item, FINAL, year), Amount(figure.value, "分"))


def _project_funds(report: Report, form: SelfEvaluationForm, project: str) -> None:
    names = {"当年财政拨款": "funds.fiscal", "财政拨款": "funds.fiscal", "上年结转": "funds.carried", "其他资金": "funds.other"}  # fmt: skip
    for fund in form.funds:
        item = next((item for name, item in names.items() if name in fund.label), "")
        for basis, figure in fund.amounts.items():
            if item and not report.fault(figure.place):
                key = Key(item, basis, report.record.year, "", project)
                report.into.put(key, figure.base.scaleb(-4), "自评表的项目资金")
