"""The page of a department: a sentence, five years, drawings, its documents, what is missing, how to cite it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from quanheng.lexicon.departments import function_label, level_label
from quanheng.model.comparison import Comparison, Department, Found, PaperOf, Remark, Source
from quanheng.report import words
from quanheng.report.comparison import trend
from quanheng.report.pages import template
from quanheng.report.public.figures import YEARS, figures_of, years_of
from quanheng.report.public.reading import anchor, name_of
from quanheng.report.remark_words import TITLES, message, wan

if TYPE_CHECKING:
    from quanheng.report.public.site import Edition, Panel

_KINDS = ("budget", "final_accounts", "self_evaluation_report", "self_evaluation_form", "evaluation_report")
_PARTS = (
    ("收入支出", ("income.", "expenditure.")), ("“三公”经费", ("three_public.",)), ("机关运行经费", ("agency.",)),
    ("政府采购", ("procurement.",)), ("国有资产、车辆", ("assets.", "vehicles.")), ("结转结余", ("carryover.",)),
)  # fmt: skip


class Presence(NamedTuple):
    """What a year's documents hold: paper names by kind, and which parts were found in them."""

    year: int
    papers: list[tuple[str, str, str]]
    parts: list[tuple[str, bool]]


def link(source: Source, up: str = "../") -> str:
    """From a page of a department to the place."""
    return f"{up}{name_of(source.sha256)}#{anchor(source)}"


def lead(department: Department, made: Comparison) -> str:
    """The sentence first: what was spent in the last year, and what the budget was."""
    found = trend(made.values, department.slug)
    spent = found.get(("expenditure.total", "final")) or found.get(("expenditure.grand", "final")) or {}
    if not spent:
        return "没有取到支出总额"
    year = max(spent)
    total = spent[year].base
    said = f"{year}年支出 {wan(total)} 万元"
    before = found.get(("expenditure.total", "initial"), {}).get(year)
    if before is not None:
        word = "多" if total >= before.base else "少"
        said += f"，比年初预算{word} {wan(abs(total - before.base))} 万元"
    return said


def page(
    department: Department,
    made: Comparison,
    panel: Panel,
    noticed: tuple[list[Found], list[Remark]],
    edition: Edition,
) -> tuple[bytes, list[Source]]:
    """The page in UTF-8, and every source that it links to."""
    used: list[Source] = []

    def leading(source: Source) -> str:
        used.append(source)
        return link(source)

    years = years_of(trend(made.values, department.slug))
    findings, remarks = noticed
    text = template("public_department.html").render(
        department=department,
        edition=edition,
        lead=lead(department, made),
        **figures_of(department, made, panel, leading),
        presence=list(_presence(department, made, years)),
        findings=[(one, leading(one.source)) for one in findings],
        remarks=[
            (TITLES[r.kind], message(r, made.names), [(s.text, leading(s)) for s in r.sources[:6]])
            for r in remarks
        ],
        citation=_citation(department, made, years, edition),
        words=words,
        function_label=function_label,
        level_label=level_label,
    )
    return text.encode("utf-8", "replace"), used


def _presence(department: Department, made: Comparison, years: Sequence[int]) -> Iterator[Presence]:
    """What there is of each year, as a fact: a document that we do not have may be published elsewhere."""
    mine = [paper for paper in made.papers.values() if paper.slug == department.slug]
    for year in sorted({paper.year for paper in mine} | set(years), reverse=True)[:YEARS]:
        papers = sorted((paper for paper in mine if paper.year == year), key=lambda p: _KINDS.index(p.kind))
        items = {
            value.item for value in made.values if value.told_in == year and value.slug == department.slug
        }
        parts = (
            [(name, any(item.startswith(begins) for item in items)) for name, begins in _PARTS]
            if papers
            else []
        )
        yield Presence(year, [_named(paper) for paper in papers], parts)


def _named(paper: PaperOf) -> tuple[str, str, str]:
    return words.KINDS[paper.kind], PurePath(paper.path).name, f"../{name_of(paper.sha256)}"


def _citation(department: Department, made: Comparison, years: Sequence[int], edition: Edition) -> str:
    mine = [paper for paper in made.papers.values() if paper.slug == department.slug]
    marks = "、".join(
        f"{paper.year}年{words.KINDS[paper.kind]} {paper.sha256[:12]}"
        for paper in mine
        if paper.year in years
    )
    span = f"{years[0]}–{years[-1]}年" if years else ""
    return f"{department.name}{span}数据，{edition.title}，由公开文件自动取数（文件内容标识 SHA-256：{marks}），以原文为准。"
