"""What goal declarations, monitoring sheets and working papers have in common: a project, its indicators, a table."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.generator.report import ABOVE, Piece, Report

PLACES = ("青禾县", "云岭县", "安平县", "四川省石桥县", "白石区", "湖南省长沙县")
OFFICES = ("水利局", "文化旅游局", "民政局", "农业农村局", "卫生健康局", "交通运输局")
PROJECTS = (
    "农村饮水管护",
    "图书馆免费开放",
    "临时救助",
    "小型水库除险",
    "动物疫病防控",
    "农村公路养护",
    "基层医生培训",
)
COUNTS = (
    ("管护工程数", "处"), ("开展活动场次", "场次"), ("救助对象人数", "人"), ("培训人次", "人次"), ("养护里程", "公里"),
    ("检测批次", "批次"), ("购置设备数量", "台"), ("巡查次数", "次"),
)  # fmt: skip
RATES = ("验收合格率", "资料完整率", "检测达标率", "任务办结率", "培训合格率")
TIMES = ("项目完成时限", "资料报送时限", "设备到货时限")
EFFECTS = (
    ("社会效益指标", "受益人口", "人"),
    ("经济效益指标", "带动增收", "万元"),
    ("社会效益指标", "服务覆盖村数", "个"),
)
PLEASED = ("服务对象满意度", "群众满意度", "受益户满意度")
Row = dict[str, str]


def short(value: Decimal) -> str:
    """Without zeros at the end."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """Half up."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(slots=True)
class Sheet:
    """One sheet as data. `columns` are (role, head); `rows` texts by role; `above` whole rows of cells before the head.

    apart   sign and unit have columns of their own
    joined  a level is written once and its cell reaches down
    """

    kind: str
    title: list[str]
    above: list[list[str | None]]
    columns: list[tuple[str, str]]
    rows: list[Row]
    total: Row | None = None
    below: list[list[str | None]] = field(default_factory=list)
    apart: bool = True
    joined: bool = True
    year: int = 2025
    seed: int = 0

    def copy(self) -> Sheet:
        """One to make a slip in."""
        return deepcopy(self)

    def report(self) -> Report:
        """The sheet as blocks."""
        pieces = [Piece("heading", self.title[0], 0), *(Piece("paragraph", line) for line in self.title[1:])]
        width = len(self.columns)
        rows: list[list[str | None]] = [
            *(_wide(row, width) for row in self.above),
            [head for _, head in self.columns],
        ]
        before: Row = {}
        for row in self.rows:
            rows.append([self._cell(role, row, before) for role, _ in self.columns])
            before = row
        if self.total is not None:
            rows.append([self.total.get(role, "") for role, _ in self.columns])
            rows[-1][0] = "合计"
        rows += [_wide(row, width) for row in self.below]
        pieces.append(Piece("table", rows=rows))
        return Report(self.title[0], self.kind, self.seed, self.year, pieces, [], [], [])

    def _cell(self, role: str, row: Row, before: Row) -> str | None:
        if (
            role in ("group", "level2")
            and self.joined
            and row.get("group") == before.get("group")
            and (role == "group" or row.get("level2") == before.get("level2"))
        ):
            return ABOVE
        if role == "target" and not self.apart and row.get("unit") is not None:
            return f"{row.get('sign', '')}{row['target']}{row['unit']}"
        return row.get(role, "")


def _wide(row: list[str | None], width: int) -> list[str | None]:
    return [*row, *[""] * (width - len(row))][:width]


@dataclass(slots=True)
class Slip:
    """What a careless office does to a sheet: `act` returns False where there is no place for it; `rules` find it."""

    name: str
    act: Callable[[Sheet, Random], bool]
    rules: tuple[str, ...]


def indicators(rng: Random, year: int, budget: Decimal) -> list[Row]:
    """Rows of a project that are as they should be: group, level2, name, sign, target, unit, kind."""
    rows = [
        _row("产出指标", "数量指标", name, "≥", str(rng.randint(8, 400)), unit, "count")
        for name, unit in rng.sample(COUNTS, rng.randint(1, 3))
    ]
    rows += [
        _row("产出指标", "质量指标", name, "≥", str(rng.choice((90, 92, 95, 98))), "%", "rate")
        for name in rng.sample(RATES, rng.randint(1, 2))
    ]
    day = rng.choice((f"{year}年12月底前", f"{year}年11月30日前", "12月31日前"))
    rows.append({**_row("产出指标", "时效指标", rng.choice(TIMES), "", day, "", "time"), "sign": "定性"})
    rows.append(_row("成本指标", "经济成本指标", "项目总成本", "≤", short(budget), "万元", "cost"))
    for level2, name, unit in rng.sample(EFFECTS, rng.randint(1, 2)):
        rows.append(_row("效益指标", level2, name, "≥", str(rng.randint(100, 9000)), unit, "effect"))
    rows.append(
        _row(
            "满意度指标",
            "服务对象满意度指标",
            rng.choice(PLEASED),
            "≥",
            str(rng.choice((85, 90, 95))),
            "%",
            "pleased",
        )
    )
    return rows


def _row(*texts: str) -> Row:
    """A row of group, level2, name, sign, target, unit and kind."""
    return dict(zip(("group", "level2", "name", "sign", "target", "unit", "kind"), texts, strict=True))


def share_out(rows: list[Row], weights: dict[str, int]) -> None:
    """Points to the rows so that every group has its weight."""
    for group, weight in weights.items():
        own = [row for row in rows if row["group"] == group]
        each, rest = divmod(weight, len(own))
        for at, row in enumerate(own):
            row["points"] = str(each + (rest if at == 0 else 0))


def pick(sheet: Sheet, rng: Random, *kinds: str) -> Row | None:
    """A row of one of the kinds."""
    found = [row for row in sheet.rows if not kinds or row["kind"] in kinds]
    return rng.choice(found) if found else None
