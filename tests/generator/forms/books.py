"""What a form says: funds, indicators with targets, results and rules, points and scores that are right."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

CENT = Decimal("0.01")
Weights = dict[str, int]
STANDARD: Weights = {"产出指标": 50, "效益指标": 30, "满意度指标": 10}
WITH_COST: Weights = {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}
HUBEI: Weights = {"产出指标": 40, "效益指标": 30, "满意度指标": 10}
PLACES = ("青禾县", "云岭县", "安平县", "临溪市", "白石区")
_OFFICES = ("文化旅游局", "水利局", "民政局", "城市管理局", "农业农村局", "市场监督管理局")
_PROJECTS = (
    "农村饮水安全巩固提升", "公共图书馆免费开放", "困难群众临时救助", "病险水库除险加固", "小广场改造", "食品抽检",
    "河道保洁", "职业技能培训", "农作物病虫害防治",
)  # fmt: skip
_COUNTS = (
    ("培训期数", "期"), ("检查企业数量", "家"), ("新建改造点位", "个"), ("救助人数", "人"), ("抽检批次", "批次"),
    ("开展宣传活动次数", "次"), ("维修管网长度", "公里"), ("发放宣传资料", "份"),
)  # fmt: skip
_RATES = ("项目验收合格率", "工程质量达标率", "资料归档率", "检查覆盖率", "抽检合格率")
_TIMES = ("任务按期完成", "资金及时拨付", "设备按期到货")
_COSTS = ("项目总成本", "人均培训成本", "设备采购成本")
_EFFECTS = (
    ("经济效益指标", "带动群众增收"), ("社会效益指标", "公共服务水平提升"), ("生态效益指标", "水环境质量改善"),
    ("可持续影响指标", "长效管护机制健全"),
)  # fmt: skip
_PLEASED = ("服务对象满意度", "社会公众满意度", "受益群众满意度")


def cents(value: Decimal) -> Decimal:
    """Two places, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def short(value: Decimal) -> str:
    """Without zeros at the end, as scores are written: 9.5, 10."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(slots=True)
class Indicator:
    """One row. `unit` is that of a number, "" for words; `step` and `loss` are constants of its printed rule.

    `kind` is count, rate, time, cost, effect or pleased.
    """

    group: str
    level2: str
    name: str
    kind: str
    weight: Decimal
    target: str = ""
    result: str = ""
    unit: str = ""
    planned: Decimal | None = None
    done: Decimal | None = None
    rule: str = ""
    loss: Decimal = Decimal(0)
    score: Decimal = Decimal(0)
    reason: str = ""


@dataclass(slots=True)
class Fund:
    """A row of the fund block in 万元: initial, adjusted and executed."""

    name: str
    amounts: tuple[Decimal, Decimal, Decimal]


@dataclass(slots=True)
class FormBooks:
    """One form. `execution` is the weight of the execution rate, `grade` the grade of the total."""

    project: bool
    year: int
    unit: str
    name: str
    weights: Weights
    execution: int
    funds: list[Fund]
    natures: list[Fund]
    rows: list[Indicator] = field(default_factory=list)
    ruled: bool = True
    rate_places: int = 2

    @property
    def total(self) -> Fund:
        """The sum of the sources."""
        sums = [sum((f.amounts[i] for f in self.funds), Decimal(0)) for i in range(3)]
        return Fund("年度资金总额", (sums[0], sums[1], sums[2]))

    @property
    def rate(self) -> Decimal:
        """The execution rate in per cent, as printed."""
        total = self.total.amounts
        return (total[2] / total[1] * 100).quantize(Decimal(1).scaleb(-self.rate_places), ROUND_HALF_UP)

    @property
    def rate_score(self) -> Decimal:
        """Points of the execution rate, in proportion."""
        return cents(self.execution * self.rate / 100)

    @property
    def score(self) -> Decimal:
        """The total of all scores."""
        return self.rate_score + sum((r.score for r in self.rows), Decimal(0))

    @property
    def grade(self) -> str:
        """优, 良, 中 or 差."""
        return next(g for g, low in (("优", 90), ("良", 80), ("中", 60), ("差", 0)) if self.score >= low)


def books(rng: Random, place: str, project: bool, weights: Weights, ruled: bool) -> FormBooks:
    """A form that is right in every cell; what the weights leave of 100 is the execution rate's."""
    made = FormBooks(
        project, rng.randint(2020, 2025), place + rng.choice(_OFFICES), rng.choice(_PROJECTS) + "项目", weights,
        100 - sum(weights.values()), *_funds(rng, project), ruled=ruled, rate_places=rng.choice((0, 1, 2, 2, 2)),
    )  # fmt: skip
    for group, points in weights.items():
        made.rows += _group(rng, made, group, Decimal(points))
    return made


def _funds(rng: Random, project: bool) -> tuple[list[Fund], list[Fund]]:
    scale = 100 if project else 4000

    def triple(share: Decimal) -> tuple[Decimal, Decimal, Decimal]:
        start = cents(Decimal(rng.randint(20 * scale, 90 * scale)) / 100 * share)
        full = cents(start * Decimal(rng.randint(90, 140)) / 100)
        return start, full, cents(full * Decimal(rng.choice((100, 100, rng.randint(70, 100)))) / 100)

    sources = ["当年财政拨款", "上年结转资金", "其他资金"] if project else _SOURCES
    zero = (Decimal(0), Decimal(0), Decimal(0))
    funds = [
        Fund(n, triple(Decimal(1) / (3**i)) if i == 0 or rng.random() < 0.6 else zero)
        for i, n in enumerate(sources)
    ]
    whole = [sum((f.amounts[i] for f in funds), Decimal(0)) for i in range(3)]
    basic = [cents(w * Decimal(rng.randint(30, 60)) / 100) for w in whole]
    natures = [
        Fund("基本支出", (basic[0], basic[1], basic[2])),
        Fund("项目支出", (whole[0] - basic[0], whole[1] - basic[1], whole[2] - basic[2])),
    ]
    return funds, [] if project else natures


_SOURCES = ["一般公共预算", "政府性基金拨款", "纳入专户管理的非税收入拨款", "其他资金"]


def _group(rng: Random, form: FormBooks, group: str, points: Decimal) -> list[Indicator]:
    cost = "成本指标" in form.weights  # the guideline has no 可持续影响指标
    kinds = {
        "产出指标": [
            ("数量指标", "count"),
            ("数量指标", "count"),
            ("质量指标", "rate"),
            ("时效指标", "time"),
        ],
        "成本指标": [("经济成本指标", "cost")],
        "效益指标": [(level, "effect") for level, _ in rng.sample(_EFFECTS[: 3 if cost else 4], 2)],
        "满意度指标": [("服务对象满意度指标", "pleased")],
    }[group]
    if group == "产出指标" and not cost:
        kinds = [*kinds, ("成本指标", "cost")]
    parts = _split(rng, points, len(kinds))
    names = iter(rng.sample(_COUNTS, 4))
    made = []
    for (level, kind), weight in zip(kinds, parts, strict=True):
        row = Indicator(group, level, "", kind, weight)
        _FILL[kind](rng, row, form, names)
        if row.score < row.weight:
            row.reason = rng.choice(("受天气影响进度偏慢，下一步加强调度。", "年初目标偏高，今后合理设置。"))
        made.append(row)
    return made


def _split(rng: Random, points: Decimal, n: int) -> list[Decimal]:
    """Weights in whole or half points that make the group's."""
    base = [Decimal(int(points) // n)] * n
    base[-1] += points - sum(base, Decimal(0))
    if n > 1 and rng.random() < 0.5:
        move = Decimal(rng.choice((1, 2)))
        base[0] += move
        base[1] -= move
    return base


def _count(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:
    row.name, row.unit = next(names)  # type: ignore[call-overload]
    plan = rng.randint(12, 60)
    done = plan - rng.choice((0, 0, 0, 1, 2, 3)) if rng.random() < 0.8 else plan + rng.randint(1, 3)
    row.planned, row.done = Decimal(plan), Decimal(done)
    row.target = f"{rng.choice(('', '≥', '≥'))}{plan}{row.unit}"
    row.result = f"{done}{row.unit}"
    row.loss = Decimal(rng.choice(("0.5", "0.2", "0.1")))
    row.rule = rng.choice(
        (
            f"完成{plan}{row.unit}得{short(row.weight)}分，每少1{row.unit}扣{row.loss}分，扣完为止。",
            f"{plan}{row.unit}得{short(row.weight)}分，每减少1{row.unit}扣{row.loss}分",
        )
    )
    missing = max(row.planned - row.done, Decimal(0))
    row.score = row.weight - missing * row.loss
    if not form.ruled:
        row.score = cents(row.weight * min(Decimal(1), row.done / row.planned))


def _rate(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:  # noqa: ARG001 one signature
    row.name, row.unit = rng.choice(_RATES), "%"
    plan = rng.choice((100, 100, 98, 95))
    done = plan - rng.choice((0, 0, 0, 1, 2, 3))
    row.planned, row.done = Decimal(plan), Decimal(done)
    row.target = f"{'≥' if plan < 100 else rng.choice(('', '='))}{plan}%"
    row.result, row.loss = f"{done}%", Decimal(rng.choice(("0.2", "0.5", "1")))
    row.rule = f"{row.name[2:]}达到{plan}%得满分，每下降1%扣{row.loss}分，扣完为止。"
    row.score = row.weight - (row.planned - row.done) * row.loss
    if not form.ruled:
        row.score = cents(row.weight * row.done / row.planned)


def _time(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:  # noqa: ARG001 one signature
    row.name = rng.choice(_TIMES)
    row.target, row.result = f"{form.year}年12月31日前", "按时完成"
    row.rule = "按时完成得满分，每逾期1个月扣1分，扣完为止。"
    row.score = row.weight


def _cost(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:  # noqa: ARG001 one signature
    row.name, row.unit = rng.choice(_COSTS), "万元"
    plan = Decimal(rng.randint(300, 9000)) / 10
    done = cents(plan * Decimal(rng.randint(90, 100)) / 100)
    row.planned, row.done = plan, done
    row.target, row.result = f"≤{short(plan)}万元", f"{short(done)}万元"
    row.rule = f"成本控制在{short(plan)}万元以内得满分，每超出1%扣1分，扣完为止。"
    row.score = row.weight


def _effect(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:  # noqa: ARG001 one signature
    row.name = next(name for level, name in _EFFECTS if level == row.level2)
    row.target = "效果显著"
    good = rng.random() < 0.7
    row.result = "效果显著" if good else "效果良好"
    row.rule = "效果显著得100%的分值，效果良好得80%的分值，效果一般得60%的分值，效果较差不得分。"
    row.score = row.weight if good else cents(row.weight * 8 / 10)


def _pleased(rng: Random, row: Indicator, form: FormBooks, names: object) -> None:  # noqa: ARG001 one signature
    row.name, row.unit = rng.choice(_PLEASED), "%"
    done = rng.choice((92, 95, 98, 90, 85))
    row.planned, row.done = Decimal(90), Decimal(done)
    row.target, row.result = "≥90%", f"{done}%"
    most = short(row.weight)
    row.rule = f"满意度90%及以上得{most}分，80%（含）至90%得8分，60%（含）至80%得5分，60%以下不得分。"
    row.score = row.weight if done >= 90 else Decimal(8)
    if not form.ruled and done < 90:
        row.score = cents(row.weight * row.done / row.planned)


_FILL = {"count": _count, "rate": _rate, "time": _time, "cost": _cost, "effect": _effect, "pleased": _pleased}
