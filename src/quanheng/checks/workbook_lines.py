"""What the lines of the workbook leave open: scores over their weight, targets without a result, reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from quanheng.model.finding import DOUBT, ERROR, NOTE
from quanheng.model.quantity import trimmed
from quanheng.model.workbook import DepartmentYear, Indicator

_LESS = ("≤", "＜")
_MORE = ("≥", "＞", "＝")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a line; `where` is the key of its cell in `Filled.cells`, the message is Chinese."""

    severity: str
    where: str
    message: str


def remarks(record: DepartmentYear) -> Iterator[Remark]:
    """Every remark, in the order of the lines."""
    names = {project.name for project in record.projects}
    for number, one in enumerate(record.indicators):
        where = f"indicator:{number}"
        if one.project and one.project not in names:
            yield Remark(ERROR, f"{where}:weight", f"“{one.project}”不在“06项目”里")
        yield from _scores(one, where)
        yield from _results(one, where)
    for project in record.projects:
        weights = [one.weight for one in record.of_project(project.name)]
        known = [weight for weight in weights if weight is not None]
        if known and len(known) == len(weights) and project.weight is not None:
            total = sum(known, project.weight)
            if total != 100:
                yield Remark(
                    ERROR, f"project:{project.name}", f"项目各项分值加执行率分值为{trimmed(total)}，应为100"
                )


def _scores(one: Indicator, where: str) -> Iterator[Remark]:
    if one.weight is None:
        yield Remark(NOTE, f"{where}:weight", f"“{one.level3}”没有填分值")
    if one.score is None:
        yield Remark(NOTE, f"{where}:score", f"“{one.level3}”没有填自评得分")
    elif one.weight is not None and one.score > one.weight:
        yield Remark(ERROR, f"{where}:score", f"得分{trimmed(one.score)}大于分值{trimmed(one.weight)}")
    elif one.score < 0:
        yield Remark(ERROR, f"{where}:score", f"得分{trimmed(one.score)}小于0")


def _results(one: Indicator, where: str) -> Iterator[Remark]:
    if not one.target:
        yield Remark(NOTE, f"{where}:target", f"“{one.level3}”没有填年度指标值")
    if not one.result:
        yield Remark(NOTE, f"{where}:result", f"“{one.level3}”没有填实际完成值")
        if one.score:
            yield Remark(DOUBT, f"{where}:score", f"没有填实际完成值，得分{trimmed(one.score)}，请补完成值")
    if not one.reason and _missed(one):
        yield Remark(DOUBT, f"{where}:result", f"“{one.level3}”没有达到指标值，请写偏差原因和改进措施")


def _missed(one: Indicator) -> bool:
    """True where the result is on the wrong side of the target."""
    target, result = one.target_value, one.result_value
    if target is None or result is None:
        return False
    off: Decimal = result - target
    return (one.direction in _MORE and off < 0) or (one.direction in _LESS and off > 0)
