"""Indicators by a weight scheme in force, projects with their money, the points of the execution rate."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from quanheng.model.quantity import round_to
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Indicator, Key, Project
from quanheng.norms.load import norm
from tests.generator.accounts.books import PROJECT, WAN
from tests.generator.department_years.entries import Entries, whole

_TASKS = (
    ("数量指标", "举办业务培训", "期"), ("数量指标", "完成实地检查", "次"), ("数量指标", "服务困难群众", "人"),
    ("数量指标", "新建改造设施", "处"), ("数量指标", "整理归档资料", "件"), ("数量指标", "建设示范点", "个"),
    ("质量指标", "验收合格率", "%"), ("质量指标", "培训考核通过率", "%"), ("时效指标", "任务按时完成率", "%"),
    ("经济效益指标", "带动农户增收面", "%"), ("经济效益指标", "服务经营主体数量", "家"),
    ("社会效益指标", "办件一次办结率", "%"), ("社会效益指标", "受益群众覆盖率", "%"), ("生态效益指标", "污水收集率", "%"),
    ("可持续影响指标", "制度执行覆盖率", "%"), ("社会成本指标", "投诉件数", "件"), ("经济成本指标", "人均培训成本", "元"),
    ("生态环境成本指标", "纸张消耗", "箱"), ("成本指标", "单次检查成本", "元"), ("服务对象满意度指标", "服务对象满意度", "%"),
)  # fmt: skip
_NAMES = ("基层服务能力提升", "设施维护项目", "业务工作专项", "信息化运行项目")
_FULL = Decimal(10)
_LATE = "部分合同按进度付款，尾款结转下年支付"


def projects(entries: Entries, number: int, rng: Random) -> None:
    """So many projects, each with a fifth of the project spending, fewer where there is none."""
    books, record = entries.books, entries.record
    room = sum(line.spent.get(PROJECT, 0) for line in books.of(books.year))
    for name in _NAMES[:number]:
        part = whole(room // 5)
        if not part:
            return
        budget = part + rng.randrange(0, 3) * WAN
        for basis, cents in (("initial", whole(part // 2)), ("adjusted", budget), ("final", part)):
            entries.add("funds.fiscal", cents, books.year, basis, name)
            entries.add("funds.carried", 0, books.year, basis, name)
            entries.add("funds.other", 0, books.year, basis, name)
        score = round_to(_FULL * part / budget, 2)
        record.projects.append(
            Project(
                name, books.name, books.name, rng.choice(("常年性项目", "一次性项目", "")), _FULL, score,
                "按部门职责和年度工作计划立项", "按计划组织实施", "按计划完成年度任务。", "任务已按计划完成。",
                "" if part == budget else _LATE,
            )
        )  # fmt: skip


def indicators(entries: Entries, rng: Random) -> None:
    """Those of the department and of every project, by one scheme."""
    schemes: Any = norm("self-evaluation-schemes", "cn").value
    scheme = rng.choice(schemes)
    record = entries.record
    record.framework = str(scheme["id"])
    for project in ("", *(one.name for one in record.projects)):
        for level1, level2 in scheme["second_level"].items():
            record.indicators += _group(level1, list(level2), int(scheme["weights"][level1]), project, rng)
    record.values[Key("execution.weight", "final", record.year)] = Amount(_FULL, "分")


def execution(record: DepartmentYear) -> None:
    """The points of the execution rate; the record is complete by now."""
    final, budget = record.value("expenditure.total"), record.value("expenditure.total", "adjusted")
    assert final is not None
    assert budget is not None
    score = round_to(_FULL * min(Decimal(1), final / budget), 2)
    record.values[Key("execution.score", "final", record.year)] = Amount(score, "分")


def _group(level1: str, levels: list[str], full: int, project: str, rng: Random) -> list[Indicator]:
    chosen = [task for task in _TASKS if task[0] in levels]
    chosen = rng.sample(chosen, min(len(chosen), rng.randrange(1, 6), full))
    chosen.sort(key=lambda task: levels.index(task[0]))
    weights = [full // len(chosen)] * len(chosen)
    weights[-1] += full - sum(weights)
    return [
        _indicator((level1, level2, name), unit, weight, project, rng)
        for (level2, name, unit), weight in zip(chosen, weights, strict=True)
    ]


def _indicator(levels: tuple[str, str, str], unit: str, weight: int, project: str, rng: Random) -> Indicator:
    less = "成本" in levels[1]
    target = rng.randrange(85, 99) if unit == "%" else rng.randrange(4, 400)
    short = rng.random() < 0.2
    far = rng.randrange(1, 4) if short else rng.randrange(0, 2)
    result = target + (far if less == short else -far)
    score = Decimal(weight)
    if short:
        rate = Decimal(target) / result if less else Decimal(result) / target
        score = round_to(score * rate, 2)
    return Indicator(
        *levels, "≤" if less else "≥", str(target), unit, str(result), Decimal(weight), score.normalize() + 0,
        rng.choice(("", "按完成比例计分")), "受天气和人员变动影响，下年提前安排" if short else "",
        "验收单、签到表", project,
    )  # fmt: skip
