"""Random department-years in which everything adds up: what a careful accountant would fill in.

`department_year(seed)` is the record itself, `department_years()` the strategy of hypothesis. Amounts are
whole hundredths of 万元, so that sums are exact and nothing hangs on rounding.
"""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import strategies as st

from quanheng.lexicon.workbook import complete
from quanheng.model.quantity import round_to
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Indicator, Key, Problem, Project, reason_key
from quanheng.norms.classification import DEPARTMENT, FUNCTIONAL, subjects
from quanheng.norms.load import norm

_HUNDREDTH = Decimal("0.01")
_FUND_CODE, _STATE_CODE = "2120803", "2230105"
_BASES = (("initial", -1), ("final", -1), ("initial", 0), ("adjusted", 0), ("final", 0))
_PLACES = "青禾县 云溪县 长汀岭县 白石桥区 枫林县 南浦市"
_OFFICES = "农业农村局 水利局 文化旅游局 城市管理局 民政局 档案馆 林业局 统计局 商务局 司法局"
_TASKS = (
    ("数量指标", "举办业务培训", "期"), ("数量指标", "完成实地检查", "次"), ("数量指标", "服务困难群众", "人"),
    ("数量指标", "新建改造设施", "处"), ("数量指标", "整理归档资料", "件"), ("质量指标", "验收合格率", "%"),
    ("质量指标", "培训考核通过率", "%"), ("时效指标", "任务按时完成率", "%"), ("经济效益指标", "带动农户增收面", "%"),
    ("社会效益指标", "办件一次办结率", "%"), ("生态效益指标", "污水收集率", "%"), ("可持续影响指标", "制度执行覆盖率", "%"),
    ("社会成本指标", "投诉件数", "件"), ("经济成本指标", "人均培训成本", "元"), ("生态环境成本指标", "纸张消耗", "箱"),
    ("成本指标", "单次检查成本", "元"), ("服务对象满意度指标", "服务对象满意度", "%"),
)  # fmt: skip


def department_years() -> st.SearchStrategy[DepartmentYear]:
    """Department-years by seed."""
    return st.integers(0, 2**32 - 1).map(department_year)


def department_year(seed: int) -> DepartmentYear:
    """The department-year of a seed."""
    return _Builder(Random(seed)).build()


class _Builder:
    """One record; amounts are kept in hundredths until they are entered."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.record = DepartmentYear(random.randint(2019, 2025))
        self.spent: dict[tuple[str, int, str], int] = {}
        self.closed: dict[str, int] = {}

    def build(self) -> DepartmentYear:
        self._unit()
        self._subjects()
        self._economic()
        for basis, offset in _BASES:
            self._accounts(basis, offset)
        self._public()
        self._procurement()
        self._people()
        self._projects()
        self._indicators()
        self._words()
        return complete(self.record)

    def put(
        self, item: str, hundredths: int, at: tuple[str, int] = ("final", 0), fund: str = "", code: str = ""
    ) -> None:
        key = Key(item, at[0], self.record.year + at[1], fund, code)
        self.record.values[key] = Amount(hundredths * _HUNDREDTH, "万元")

    def count(self, item: str, number: int, unit: str, offset: int = 0) -> None:
        self.record.values[Key(item, "final", self.record.year + offset)] = Amount(Decimal(number), unit)

    def money(self, low: int, high: int) -> int:
        """Between so many 万元, in hundredths, rarely round."""
        return self.random.randint(low * 100, high * 100)

    def split(self, total: int, parts: int) -> list[int]:
        """Parts that add up to the total, none below 0."""
        cuts = sorted(self.random.randint(0, total) for _ in range(parts - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]

    def near(self, value: int, low: int = 70, high: int = 130) -> int:
        """About as much."""
        return value * self.random.randint(low * 100, high * 100) // 10000

    def _unit(self) -> None:
        place, office = self.random.choice(_PLACES.split()), self.random.choice(_OFFICES.split())
        self.record.organisation = place + office
        self.record.texts["unit.name"] = place + office
        self.record.texts["unit.level"] = "县级"
        self.record.texts["unit.nature"] = "行政单位"

    def _subjects(self) -> None:
        """General-budget spending by subject, then what other money adds, a fund and state capital."""
        known = [
            s for s in subjects(FUNCTIONAL).values() if s.level == 3 and not s.valid_to and s.code[:3] < "212"
        ]
        chosen = self.random.sample(known, self.random.randint(2, 7))
        self.general = sorted(s.code for s in chosen)
        self.record.subjects |= {s.code: s.name for s in chosen}
        for code in self.general:
            kinds = ["basic"] if self.random.random() < 0.4 else ["project"] if self.random.random() < 0.5 else ["basic", "project"]  # fmt: skip
            for kind in ("basic", "project"):
                final = self.money(5, 900) if kind in kinds or code == self.general[0] else 0
                initial = self.near(final) if self.random.random() < 0.8 else 0
                self._spend(kind, "general", ("initial", 0), initial, code)
                self._spend(kind, "general", ("final", 0), final, code)
                self._spend(kind, "general", ("adjusted", 0), max(final + self.money(0, 5), initial), "")
            total = self.near(
                sum(self.spent.get((k, 0, code), 0) for k in ("basic", "project")) or self.money(1, 90)
            )
            self.put("expenditure.total", total, ("final", -1), "general", code)
            self.spent["total", -1, ""] = self.spent.get(("total", -1, ""), 0) + total
        self._other_money()
        self._special("fund", _FUND_CODE, "城市建设支出")
        self._special("state", _STATE_CODE, "国有企业退休人员社会化管理补助支出")

    def _spend(self, kind: str, fund: str, at: tuple[str, int], value: int, code: str) -> None:
        where = f"{kind}:{fund}:{at[0]}"
        self.spent[where, at[1], ""] = self.spent.get((where, at[1], ""), 0) + value
        if at == ("final", 0):
            self.spent[kind, 0, code] = self.spent.get((kind, 0, code), 0) + value
        if code:
            self.put(f"expenditure.{kind}", value, at, fund, code)

    def of(self, kind: str, fund: str, at: tuple[str, int]) -> int:
        """What was spent or budgeted in all."""
        return self.spent.get((f"{kind}:{fund}:{at[0]}", at[1], ""), 0)

    def _other_money(self) -> None:
        self.others: dict[str, int] = {}
        if self.random.random() < 0.5:
            names = self.random.sample(["superior", "undertaking", "other"], self.random.randint(1, 3))
            self.others = {f"income.{name}": self.money(2, 80) for name in names}
        self.extra = sum(self.others.values())
        code = self.general[-1]
        for at in (("final", 0), ("adjusted", 0)):
            self._spend("project", "own", at, self.extra, "")
        for item, value in self.others.items():
            self.put(item, value, code=code)
        self.extra_code = code

    def _special(self, fund: str, code: str, name: str) -> None:
        if self.random.random() < 0.6:
            return
        self.record.subjects[code] = name
        value = self.money(10, 300)
        for at in (("final", 0), ("adjusted", 0)):
            self._spend("project", fund, at, value, "")
        self.spent["project", 0, code] = value
        self.put("expenditure.project", value, ("final", 0), fund, code)
        self.put("income.fiscal", value, code=code)
        if fund == "fund":
            self.put("income.fund", value, ("final", 0), fund, code)

    def _economic(self) -> None:
        """The general basic spending by economic subject, in the three columns of the sheet."""
        known = [s for s in subjects(DEPARTMENT).values() if s.level == 2]
        people = self.random.sample([s for s in known if s.code[:3] in ("301", "303")], 8)
        costs = [s for s in known if s.code[:3] == "302" and s.code != "30212"]
        public = [*self.random.sample(costs, 9), *(s for s in known if s.code == "31002")]
        self.record.subjects |= {s.code: s.name for s in (*people, *public)}
        self.personnel: dict[tuple[str, int], int] = {}
        self.economic: dict[str, int] = {}
        prior = self.spent["total", -1, ""]
        self.spent["basic:general:final", -1, ""] = self.near(prior, 40, 90)
        for at in (("initial", 0), ("final", 0), ("final", -1)):
            basic = self.of("basic", "general", at)
            wages = self.near(basic, 60, 90)
            self.personnel[at] = wages
            for listed, total in ((people, wages), (public, basic - wages)):
                for subject, value in zip(listed, self.split(total, len(listed)), strict=True):
                    self.put("expenditure.basic", value, at, "general", subject.code)
                    if at == ("final", 0):
                        self.economic[subject.code] = value

    def _accounts(self, basis: str, offset: int) -> None:
        """Income, spending and carry-overs of one column, every fund in balance."""
        at = (basis, offset)
        if at == ("final", -1):
            self._prior()
        if at == ("initial", -1):
            self._prior_budget()
        closing = {
            f: self.money(1, 40) if basis == "final" and f == "general" else 0
            for f in ("general", "fund", "state")
        }
        opening = dict.fromkeys(closing, 0)
        if at == ("final", 0):
            opening = self.closed
        elif basis == "final":
            opening["general"] = self.money(0, 30)
        if at == ("final", -1):
            self.closed = closing
        basic, incomes = self.of("basic", "general", at), {}
        wages = self.personnel.get(at) or self.near(basic, 60, 90)
        for fund, left in closing.items():
            spent = self.of("basic", fund, at) + self.of("project", fund, at)
            opening[fund] = min(opening[fund], spent + left)
            incomes[fund] = spent + left - opening[fund]
            self.put("carryover.opening", opening[fund], at, fund)
            self.put("carryover.closing", left, at, fund)
            if fund != "general":
                self.put("expenditure.basic", 0, at, fund)
                self.put("expenditure.project", self.of("project", fund, at), at, fund)
        self.put("expenditure.personnel", wages, at, "general")
        self.put("expenditure.operating", basic - wages, at, "general")
        self.put("expenditure.project", self.of("project", "general", at), at, "general")
        self._whole(at, wages, basic, incomes, sum(opening.values()), sum(closing.values()))

    def _whole(  # noqa: PLR0913, PLR0917
        self, at: tuple[str, int], wages: int, basic: int, incomes: dict[str, int], opening: int, closing: int
    ) -> None:
        project = sum(self.of("project", fund, at) for fund in ("general", "own", "fund", "state"))
        self.put("expenditure.personnel", wages, at)
        self.put("expenditure.operating", basic - wages, at)
        self.put("expenditure.project", project, at)
        for name in ("superior", "business", "subsidy"):
            self.put(f"expenditure.{name}", 0, at)
        self.put("income.fiscal", incomes["general"], at, "general")
        self.put("income.fund", incomes["fund"], at, "fund")
        self.put("income.state", incomes["state"], at, "state")
        others = self.others if self.of("project", "own", at) else {}
        for name in ("nontax", "superior", "undertaking", "business", "subordinate", "other"):
            self.put(f"income.{name}", others.get(f"income.{name}", 0), at)
        for name, value in (("used", 0), ("distributed", 0), ("opening", opening), ("closing", closing)):
            self.put(f"carryover.{name}", value, at)
        if at == ("final", 0):
            self._by_subject(incomes["general"])

    def _by_subject(self, income: int) -> None:
        """Fiscal income by subject adds up to the year's; spending by subject in all."""
        for code, value in zip(self.general, self.split(income, len(self.general)), strict=True):
            self.put("income.fiscal", value, code=code)
        for code in self.record.codes("2"):
            extra = self.extra if code == self.extra_code else 0
            self.put("expenditure.basic", self.spent.get(("basic", 0, code), 0), code=code)
            self.put("expenditure.project", self.spent.get(("project", 0, code), 0) + extra, code=code)

    def _prior(self) -> None:
        total = self.spent["total", -1, ""]
        self.spent["project:general:final", -1, ""] = total - self.of("basic", "general", ("final", -1))

    def _prior_budget(self) -> None:
        for kind in ("basic", "project"):
            self.spent[f"{kind}:general:initial", -1, ""] = self.near(
                self.of(kind, "general", ("initial", 0))
            )

    def _public(self) -> None:
        """The three public expenses, not less than their part of the basic spending; counts to go with them."""
        running = self.economic.get("30231", 0) + self.money(0, 3)
        receptions = self.economic.get("30217", 0) + self.money(0, 2)
        bought = self.money(12, 18) if self.random.random() < 0.2 else 0
        abroad = self.money(1, 6) if self.random.random() < 0.2 else 0
        values = {
            "overseas": abroad,
            "vehicle_purchase": bought,
            "vehicle_running": running,
            "receptions": receptions,
        }
        for name, value in values.items():
            budget = value + self.money(0, 3)
            for at, amount in {
                ("final", 0): value, ("adjusted", 0): budget, ("initial", 0): budget,
                ("final", -1): self.near(value, 60, 140), ("initial", -1): self.near(budget),
            }.items():  # fmt: skip
                self.put(f"three_public.{name}", amount, at)
        for offset in (0, -1):
            self._times(values, offset)
        for at in _BASES:
            operating = self.record.values[
                Key("expenditure.operating", at[0], self.record.year + at[1], "general")
            ]
            self.record.values[Key("agency.operating_cost", at[0], self.record.year + at[1])] = operating
            for item, code in (("meeting", "30215"), ("training", "30216")):
                self.put(item, self.near(self.economic.get(code, 0) + self.money(1, 4), 100, 120), at)

    def _times(self, values: dict[str, int], offset: int) -> None:
        held = self.random.randint(1, 6) if values["vehicle_running"] else 0
        batches = self.random.randint(3, 90) if values["receptions"] else 0
        self.count("vehicles.held", held, "辆", offset)
        self.count("vehicles.purchased", 1 if values["vehicle_purchase"] else 0, "辆", offset)
        self.count("overseas.groups", 1 if values["overseas"] else 0, "个", offset)
        self.count("overseas.persons", 3 if values["overseas"] else 0, "人次", offset)
        self.count("receptions.batches", batches, "批次", offset)
        self.count("receptions.visitors", batches * self.random.randint(3, 9), "人次", offset)
        self.count("receptions.foreign_batches", 0, "批次", offset)
        self.count("receptions.foreign_visitors", 0, "人次", offset)
        self.count("meeting.times", self.random.randint(1, 9), "次", offset)
        self.count("meeting.persons", self.random.randint(20, 300), "人", offset)
        self.count("training.times", self.random.randint(1, 6), "次", offset)
        self.count("training.persons", self.random.randint(20, 300), "人", offset)
        for name in ("leaders", "principal", "confidential", "enforcement", "special", "veterans", "other"):
            self.count(f"vehicles.{name}", 0, "辆", offset)
        self.count("vehicles.emergency", held, "辆", offset)
        self.count("equipment.over_100", self.random.randint(0, 2), "台（套）", offset)

    def _procurement(self) -> None:
        for at in _BASES:
            parts = [self.money(1, 60), self.money(0, 90), self.money(1, 70)]
            for name, value in zip(("goods", "works", "services"), parts, strict=True):
                self.put(f"procurement.{name}", value, at)
            sme = self.near(sum(parts), 40, 100)
            self.put("procurement.sme", sme, at)
            self.put("procurement.micro", self.near(sme, 20, 100), at)
        for offset in (0, -1):
            at, total, fixed = ("final", offset), self.money(500, 9000), self.money(300, 2000)
            debt, worn = self.near(total, 5, 30), self.near(fixed, 20, 80)
            for name, value in (
                ("total", total), ("liabilities", debt), ("net", total - debt), ("fixed", fixed),
                ("depreciation", worn), ("fixed_net", fixed - worn), ("in_use", self.near(fixed, 85, 100)),
            ):  # fmt: skip
                self.put(f"assets.{name}", value, at)

    def _people(self) -> None:
        for offset in (0, -1):
            posts = {"administrative": self.random.randint(8, 40), "managed": 0, "undertaking": self.random.randint(0, 30), "workers": 0}  # fmt: skip
            for name, number in posts.items():
                self.count(f"posts.{name}", number, "名", offset)
            self.count("people.serving", self.random.randint(6, sum(posts.values())), "人", offset)
            self.count("people.retired", self.random.randint(0, 40), "人", offset)
            self.count("people.contract", self.random.randint(0, 5), "人", offset)
            self.count("divisions.total", self.random.randint(3, 12), "个", offset)
            self.count("units.total", self.random.randint(1, 4), "个", offset)

    def _projects(self) -> None:
        available = self.of("project", "general", ("final", 0))
        shares = self.split(available, 4)[: self.random.randint(1, 3)]
        for number, spent in enumerate(s for s in shares if s > 100):
            name = ("业务工作专项", "设施维护项目", "信息化运行项目")[number]
            full = Decimal(10)
            budget = spent + self.money(0, 4)
            score = round_to(full * spent / budget, 2)
            reason = "" if spent == budget else "部分合同按进度付款，尾款结转下年支付"
            self.record.projects.append(
                Project(name, self.record.organisation, self.record.organisation, "常年性项目", full, score,
                        "按部门职责和年度工作计划立项", "按计划组织实施", "按计划完成年度任务", "任务已按计划完成", reason)
            )  # fmt: skip
            for item in ("funds.fiscal", "funds.carried", "funds.other"):
                for basis, value in (("initial", self.near(budget)), ("adjusted", budget), ("final", spent)):
                    self.put(item, value if item == "funds.fiscal" else 0, (basis, 0), code=name)

    def _indicators(self) -> None:
        schemes: Any = norm("self-evaluation-schemes", "cn").value
        scheme = self.random.choice(schemes)
        self.record.framework = str(scheme["id"])
        for project in ("", *(p.name for p in self.record.projects)):
            for level1, level2 in scheme["second_level"].items():
                self._group(level1, list(level2), int(scheme["weights"][level1]), project)
        weight = Decimal(10)
        spent, budget = (
            sum(self.of(kind, fund, (basis, 0)) for kind in ("basic", "project") for fund in ("general", "own", "fund", "state"))
            for basis in ("final", "adjusted")
        )  # fmt: skip
        self.record.values[Key("execution.weight", "final", self.record.year)] = Amount(weight, "分")
        score = round_to(weight * min(Decimal(1), Decimal(spent) / Decimal(budget)), 2)
        self.record.values[Key("execution.score", "final", self.record.year)] = Amount(score, "分")

    def _group(self, level1: str, levels: list[str], full: int, project: str) -> None:
        chosen = [task for task in _TASKS if task[0] in levels]
        chosen = chosen[:full] if len(chosen) <= 4 else self.random.sample(chosen, 4)
        chosen.sort(key=lambda task: levels.index(task[0]))
        weights = [full // len(chosen)] * len(chosen)
        weights[-1] += full - sum(weights)
        for (level2, name, unit), weight in zip(chosen, weights, strict=True):
            self.record.indicators.append(self._indicator((level1, level2, name), unit, weight, project))

    def _indicator(self, levels: tuple[str, str, str], unit: str, weight: int, project: str) -> Indicator:
        less = "成本" in levels[1]
        target = self.random.randint(85, 98) if unit == "%" else self.random.randint(4, 200)
        short = self.random.random() < 0.2
        result = target + (1 if less == short else -1) * (1 if not short else self.random.randint(1, 3))
        score = Decimal(weight)
        if short:
            rate = Decimal(target) / result if less else Decimal(result) / target
            score = round_to(score * rate, 2)
        reason = "受天气和人员变动影响，下年提前安排" if short else ""
        sign = "≤" if less else "≥"
        return Indicator(
            *levels, sign, str(target), unit, str(result), Decimal(weight), score.normalize() + 0, "", reason, "验收单、签到表", project,
        )  # fmt: skip

    def _words(self) -> None:
        texts = self.record.texts
        texts["unit.duties"] = (
            "贯彻执行有关法律法规和政策\n拟订工作计划并组织实施\n承担县委、县政府交办的其他任务"
        )
        texts["unit.divisions"] = "办公室\n业务股\n财务股"
        texts["work.organisation"] = "成立自评工作小组，制定方案，按规定程序开展自评"
        texts["work.year"] = "围绕年度目标推进重点工作，各项任务有序完成"
        texts["goals.expected"] = "完成年度重点工作，提高服务水平"
        texts["goals.actual"] = "年度重点工作已按计划完成"
        texts["closing.use"] = "自评结果用于改进管理，并按规定公开"
        for item in ("income.total", "expenditure.total", "three_public.total", "agency.operating_cost"):
            texts[reason_key(item)] = self.random.choice(
                ("工作任务变化", "人员变动", "厉行节约，压减一般性支出")
            )
        for fund in ("general", "fiscal"):
            texts[reason_key("expenditure.total", fund)] = "项目安排变化"
        for code in self.record.codes("2"):
            texts[reason_key(code)] = "按实际工作进度支付"
        self.record.problems = [
            Problem("预算编制不够细化", "对项目前期工作了解不深", "加强项目论证，提前做好预算测算"),
            Problem("部分指标量化程度不高", "指标设置经验不足", "学习指标设置要求，提高可衡量性"),
        ][: self.random.randint(1, 2)]
