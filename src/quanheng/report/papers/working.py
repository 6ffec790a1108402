"""工作底稿: of one finding its inputs with places, formula, interval, norm, and what was decided."""

from __future__ import annotations

from quanheng import __version__
from quanheng.model.figure import Figure
from quanheng.report import numbers, words
from quanheng.report.papers.filling import Values
from quanheng.report.papers.party import Party
from quanheng.report.papers.problems import Problem
from quanheng.report.places import Locator

_OPEN = "未定"


def working(party: Party, problem: Problem) -> Values:
    """The values of one page of 工作底稿."""
    finding = problem.finding
    verdict = party.verdicts.of(problem)
    expected = finding.expected
    return party.fields() | {
        "编号": problem.number,
        "等级": f"{words.NAMES[problem.severity]}（{words.CERTAINTIES.get(finding.certainty, finding.certainty)}）",
        "规则": f"{problem.code} {problem.title}",
        "标识": problem.tag,
        "所在文件": problem.path,
        "校验码": problem.reviewed.document.sha256,
        "位置": problem.place,
        "问题": problem.said,
        "算式": problem.worked or "—",
        "所写": finding.stated.text if finding.stated else "—",
        "应为": expected.text if expected else "—",
        "应为区间": (numbers.span(expected.low, expected.high, expected.unit or "") if expected else "")
        or "—",
        "建议": problem.remedy or "—",
        "依据": problem.basis or "数字之间的算术关系",
        "结论": verdict.state if verdict else _OPEN,
        "复核说明": verdict.note if verdict else "",
        "复核人": verdict.by if verdict else "",
        "复核时间": verdict.at if verdict else "",
        "程序版本": __version__,
        "输入": _inputs(problem),
    }


def _inputs(problem: Problem) -> list[dict[str, str]]:
    locator = Locator(problem.reviewed)
    figures = {(f.place.block, f.place.start, f.place.cell): f for f in problem.reviewed.facts.figures}
    made = []
    for number, mark in enumerate(problem.finding.marks, 1):
        found = None if mark.document else figures.get((mark.place.block, mark.place.start, mark.place.cell))
        made.append(
            {
                "序号": str(number),
                "作用": words.ROLES.get(mark.role, mark.role),
                "名称": _name(found),
                "原文": mark.text,
                "代表": _stands_for(found),
                "位置": locator.of(mark),
            }
        )
    return made


def _name(figure: Figure | None) -> str:
    """What the figure was taken for: item, year, basis."""
    if figure is None:
        return "—"
    parts = (
        figure.surface,
        f"{figure.year}年" if figure.year else "",
        words.BASES.get(figure.basis, ""),
    )
    return " ".join(part for part in parts if part) or "—"


def _stands_for(figure: Figure | None) -> str:
    """The values that round to what is printed, in its own unit."""
    if figure is None or not figure.rounded:
        return "—"
    half = figure.half(figure.decimals).scaleb(-figure.unit.power)
    return numbers.span(figure.value - half, figure.value + half, figure.unit.name)


def pages(party: Party) -> list[Values]:
    """One page for each finding that was accepted or asked about, in the order of the list."""
    chosen = [p for one in party.settled for p in (one.problem, *one.again)]
    return [working(party, problem) for problem in sorted(chosen, key=lambda one: one.number)]
