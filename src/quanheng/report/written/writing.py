"""The documents of a department's year: which there are, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from quanheng.model.workbook import DepartmentYear
from quanheng.report.written import differences, forms, markup, proofs, published
from quanheng.report.written.blocks import Block, Grid, NewPage, Paper
from quanheng.report.written.ledger import Ledger
from quanheng.report.written.names import names

KINDS = {
    "self-evaluation": "部门整体支出绩效自评报告",
    "form": "部门整体支出绩效自评表",
    "project-forms": "项目支出绩效自评表",
    "final-accounts": "部门决算公开",
    "budget": "部门预算公开",
    "goals": "绩效目标申报表",
    "monitoring": "绩效运行监控表",
}
OUTLINES = {
    "hunan": "self-evaluation-hunan.txt",
    "national": "self-evaluation-2020.txt",
    "county": "self-evaluation-county.txt",
    "earlier": "evaluation-earlier.txt",
}
CHOSEN = {"湖南十段": "hunan", "财预〔2020〕10号": "national", "县级简式": "county", "评价八段": "earlier"}
"""The outlines as the workbook names them (01基本情况)."""


def chosen_outline(record: DepartmentYear) -> str:
    """The outline that the workbook chose; Hunan's where it chose none."""
    return CHOSEN.get(record.text("report.outline"), "hunan")


def write(record: DepartmentYear, kind: str, outline: str = "") -> Paper:
    """One document, the report in the outline that the workbook chose where none is given.

    Raises KeyError on an unknown kind or outline, markup.BrokenTemplate on a bad template.
    """
    ledger = Ledger(record)
    outline = outline or chosen_outline(record)
    makers: dict[str, Callable[[], list[Block]]] = {
        "self-evaluation": lambda: [*_templated(ledger, OUTLINES[outline]), *proofs.annexes(record)],
        "form": lambda: [forms.department(ledger)],
        "project-forms": lambda: _parted([forms.project(ledger, one) for one in record.projects]),
        "final-accounts": lambda: _templated(ledger, "final-accounts.txt"),
        "budget": lambda: _templated(ledger, "budget.txt"),
        "goals": lambda: _parted([forms.goals(ledger, one) for one in (None, *record.projects)]),
        "monitoring": lambda: _parted([forms.monitoring(ledger, one) for one in (None, *record.projects)]),
    }
    name = f"{record.organisation}{record.year}年度{KINDS[kind]}"
    return Paper(name, name, makers[kind]())


def _parted(grids: list[Grid]) -> list[Block]:
    """Each form on its own page."""
    made: list[Block] = []
    for grid in grids:
        made += [NewPage(), grid] if made else [grid]
    return made


def _templated(ledger: Ledger, template: str) -> list[Block]:
    return markup.blocks(template, names(ledger), partial(_grids, ledger))


def _grids(ledger: Ledger, name: str) -> list[Block]:
    """What a template's line `@name` stands for."""
    word, _, number = name.partition(" ")
    if word == "accounts":
        return _parted(published.accounts(ledger))
    if word == "budget":
        return _parted(published.budget(ledger))
    if word == "differences":
        return [differences.differences(ledger)]
    if word == "department-form":
        return [forms.department(ledger)]
    if word == "project-form":
        return [forms.project(ledger, ledger.record.projects[int(number) - 1])]
    raise markup.BrokenTemplate(f"模板里没有叫 @{name} 的表")
