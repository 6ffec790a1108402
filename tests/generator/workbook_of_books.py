"""A department's workbook whose figures agree: the books of `accounts`, people, indicators, projects, words."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from quanheng.lexicon.workbook import complete
from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Indicator, Key, Problem, Project
from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts.books import BASIC, FISCAL, KINDS, OWN, PROJECT, Books, build_books
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.offices import name_of

_WAN = Decimal(1_000_000)
_SOURCES = {
    "grant": "income.superior", "business": "income.undertaking", "operating": "income.business",
    "affiliated": "income.subordinate", "other": "income.other",
}  # fmt: skip
_KINDS = dict(zip(KINDS, ("basic", "project", "superior", "business", "subsidy"), strict=True))
_FISCAL = {"general": "income.fiscal", "fund": "income.fund", "state": "income.state"}
_PUBLIC = {
    "overseas": "three_public.overseas", "purchase": "three_public.vehicle_purchase",
    "running": "three_public.vehicle_running", "reception": "three_public.receptions",
}  # fmt: skip
_CARS = {
    "leaders": "vehicles.principal", "secret": "vehicles.confidential", "emergency": "vehicles.emergency",
    "patrol": "vehicles.enforcement", "special": "vehicles.special", "other": "vehicles.other",
}  # fmt: skip
_COUNTS = {
    "trips": ("overseas.groups", "个"), "travellers": ("overseas.persons", "人次"),
    "batches": ("receptions.batches", "批次"), "visitors": ("receptions.visitors", "人次"),
    "cars.bought": ("vehicles.purchased", "辆"), "cars": ("vehicles.held", "辆"),
    "machines": ("equipment.over_100", "台（套）"),
}  # fmt: skip
WHY = "工作任务和资金安排有所调整"


def department_year(seed: int) -> DepartmentYear:
    """A filled-in workbook; amounts in 万元 with two places for most seeds, to the cent for the others."""
    rng = Random(f"workbook {seed}")
    books = build_books(seed, grain=rng.choice((10000, 10000, 10000, 1_000_000, 100)))
    record = DepartmentYear(books.year, books.name)
    for year in (books.year - 1, books.year):
        _accounts(record, books, year)
        _planned(record, books, year, rng)
    _public(record, books)
    _purchases(record, books, rng)
    _people(record, books, rng)
    _projects(record, books, rng)
    _scheme(record, books, rng)
    _words(record, books)
    complete(record)
    _execution(record)
    return record


def _put(  # noqa: PLR0913, PLR0917
    record: DepartmentYear, line: str, cents: int, year: int, basis: str = "final", code: str = ""
) -> None:
    item, _, fund = line.partition("/")
    key = Key(item, basis, year, fund, code)
    before = record.values[key].value if key in record.values else Decimal(0)
    record.values[key] = Amount(before + cents / _WAN, "万元")


def _number(record: DepartmentYear, item: str, number: int, unit: str, year: int) -> None:
    record.values[Key(item, "final", year)] = Amount(Decimal(number), unit)


def _accounts(record: DepartmentYear, books: Books, year: int) -> None:
    """What came in, was spent and carried, by subject and altogether."""
    for line in books.of(year):
        record.subjects[line.code] = name_of(line.code)
        for kind, cents in line.spent.items():
            _put(record, f"expenditure.{_KINDS[kind]}", cents, year, code=line.code)
            if line.fund != OWN:
                _put(record, f"expenditure.{_KINDS[kind]}/{line.fund}", cents, year, code=line.code)
                _put(record, f"expenditure.{_KINDS[kind]}/{line.fund}", cents, year)
            if kind != BASIC:
                _put(record, f"expenditure.{_KINDS[kind]}", cents, year)
            elif line.fund == OWN:
                _put(record, "expenditure.operating", cents, year)
        for name, cents in (("opening", line.opening), ("closing", line.closing)):
            _put(record, f"carryover.{name}", cents, year)
            if line.fund != OWN:
                _put(record, f"carryover.{name}/{line.fund}", cents, year)
            if line.fund == "fund":
                _put(record, f"carryover.{name}/fund", cents, year, code=line.code)
    _incomes(record, books, year)
    _economics(record, books, year)


def _incomes(record: DepartmentYear, books: Books, year: int) -> None:
    """What came in, by subject and by source."""
    now = year == books.year
    for code in books.codes(7, year=year):
        fiscal = books.income("fiscal", code, year)
        if fiscal:
            _put(record, "income.fiscal", fiscal, year, code=code)
        if books.income("fund", code, year):
            _put(record, "income.fund/fund", books.income("fund", code, year), year, code=code)
        for source, item in _SOURCES.items():
            if books.income(source, code, year):
                _put(record, item, books.income(source, code, year), year, code=code)
    for fund, item in _FISCAL.items():
        _put(record, f"{item}/{fund}", books.income(fund, year=year), year)
    for source, item in _SOURCES.items():
        if books.income(source, year=year) or source == "other":
            _put(record, item, books.income(source, year=year), year)
    _put(record, "carryover.used", books.used if now else 0, year)
    _put(record, "carryover.distributed", books.distributed if now else 0, year)


def _economics(record: DepartmentYear, books: Books, year: int) -> None:
    """Basic spending by economic subject."""
    economy = books.economy[year]
    for code, cents in economy.cents.items():
        record.subjects[code] = subjects(DEPARTMENT)[code].name
        _put(record, "expenditure.basic/general", cents, year, code=code)
    for line, block in (("personnel", STAFF), ("operating", RUNNING)):
        _put(record, f"expenditure.{line}", economy.block(block), year)
        _put(record, f"expenditure.{line}/general", economy.block(block), year)
    # The sum of the parts is worked out, not given.
    for fund in ("general", ""):
        record.values.pop(Key("expenditure.basic", "final", year, fund), None)
    agency = 0 if books.office.kind == "institution" else economy.block(RUNNING)
    _put(record, "agency.operating_cost", agency, year)
    for line, code in (("meeting", "30215"), ("training", "30216")):
        _put(record, line, economy.cents.get(code, 0), year)


def _planned(record: DepartmentYear, books: Books, year: int, rng: Random) -> None:
    """The initial and the full-year budget."""
    basics = 0
    for line in books.of(year, "general"):
        kind = BASIC if line.spent.get(BASIC) else PROJECT
        basics += line.initial if kind == BASIC else 0
        _put(record, f"expenditure.{kind}/general", line.initial, year, "initial", line.code)
        if kind == PROJECT:
            for name in ("expenditure.project", "expenditure.project/general"):
                _put(record, name, line.initial, year, "initial")
    economy = books.economy[year]
    left, codes = basics, sorted(economy.cents)
    for code in codes:
        part = left if code == codes[-1] else basics * economy.cents[code] // economy.of("3") // 10000 * 10000
        left -= part
        _put(record, "expenditure.basic/general", part, year, "initial", code)
        block = "personnel" if subjects(DEPARTMENT)[code].block == STAFF else "operating"
        for name in (f"expenditure.{block}", f"expenditure.{block}/general"):
            _put(record, name, part, year, "initial")
        if code in ("30215", "30216"):
            _put(record, "meeting" if code == "30215" else "training", part, year, "initial")
        if block == "operating" and books.office.kind != "institution":
            _put(record, "agency.operating_cost", part, year, "initial")
    for item in ("meeting", "training", "agency.operating_cost"):
        _put(record, item, 0, year, "initial")
    _put(record, "income.fiscal/general", sum(x.initial for x in books.of(year, "general")), year, "initial")
    for item in ("carryover.opening", "carryover.closing"):
        _put(record, item, 0, year, "initial")
    _adjusted(record, rng, year)


def _adjusted(record: DepartmentYear, rng: Random, year: int) -> None:
    """The full-year budget: what was spent and a little more."""
    spare = {kind: rng.randrange(0, 12) * 10_000_000 for kind in ("personnel", "operating", "project")}
    for kind, cents in spare.items():
        key = Key(f"expenditure.{kind}", "final", year)
        spent = record.values[key].value if key in record.values else Decimal(0)
        record.values[key._replace(basis="adjusted")] = Amount(spent + cents / _WAN, "万元")
        general = record.value(f"expenditure.{kind}", "final", year, "general") or Decimal(0)
        record.values[key._replace(basis="adjusted", fund="general")] = Amount(general + cents / _WAN, "万元")
    for fund in FISCAL[1:]:
        for kind in ("basic", "project"):
            value = record.value(f"expenditure.{kind}", "final", year, fund)
            if value is not None:
                record.values[Key(f"expenditure.{kind}", "adjusted", year, fund)] = Amount(value, "万元")
    for kind in ("superior", "business", "subsidy"):
        value = record.value(f"expenditure.{kind}", "final", year)
        if value is not None:
            record.values[Key(f"expenditure.{kind}", "adjusted", year)] = Amount(value, "万元")


def _public(record: DepartmentYear, books: Books) -> None:
    for (item, year, basis), cents in books.public.items():
        if item in _PUBLIC:
            _put(record, _PUBLIC[item], cents, year, basis)
    for name, (item, unit) in _COUNTS.items():
        _number(record, item, books.counts[name], unit, books.year)
    for name, item in _CARS.items():
        _number(record, item, books.counts[f"cars.{name}"], "辆", books.year)
    for what in ("meeting", "training"):
        some = bool(record.value(what))
        _number(record, f"{what}.times", books.counts[f"{what}s"] if some else 0, "次", books.year)
        _number(record, f"{what}.persons", books.counts[f"{what}.people"] if some else 0, "人", books.year)


def _purchases(record: DepartmentYear, books: Books, rng: Random) -> None:
    none = rng.random() < 0.1
    for item in ("goods", "works", "services", "small", "micro"):
        cents = 0 if none else books.bought[item] // 10000 * 10000
        line = {"small": "sme"}.get(item, item)
        _put(record, f"procurement.{line}", cents, books.year)
        if item in ("goods", "works", "services"):
            _put(
                record,
                f"procurement.{item}",
                cents * rng.randrange(90, 130) // 100 // 10000 * 10000,
                books.year,
                "initial",
            )
    assets, debts = rng.randrange(300, 9000), rng.randrange(0, 300)
    for item, wan in (("total", assets), ("liabilities", debts), ("net", assets - debts)):
        _put(record, f"assets.{item}", wan * 1_000_000, books.year)


def _people(record: DepartmentYear, books: Books, rng: Random) -> None:
    posts = {"posts.administrative": rng.randrange(5, 40), "posts.undertaking": rng.randrange(0, 60)}
    for item, number in posts.items():
        _number(record, item, number, "名", books.year)
    _number(record, "people.serving", sum(posts.values()) - rng.randrange(0, 4), "人", books.year)
    _number(record, "people.retired", rng.randrange(0, 60), "人", books.year)
    _number(record, "people.contract", rng.choice((0, 0, 5)), "人", books.year)


_GOODS = (
    ("数量指标", "开展业务培训", "≥", "场次", 4, 60), ("数量指标", "组织专项检查", "≥", "次", 6, 200),
    ("数量指标", "建设示范点", "≥", "个", 2, 30), ("质量指标", "项目验收合格率", "≥", "%", 90, 100),
    ("质量指标", "任务完成质量达标率", "≥", "%", 90, 100), ("时效指标", "任务按期完成率", "≥", "%", 92, 100),
)  # fmt: skip
_GAINS = (
    ("经济效益指标", "服务经营主体数量", "≥", "家", 20, 400), ("社会效益指标", "受益群众覆盖率", "≥", "%", 80, 98),
    ("社会效益指标", "投诉办结率", "≥", "%", 90, 100), ("生态效益指标", "节能达标率", "≥", "%", 85, 99),
)  # fmt: skip
_PLEASED = (("服务对象满意度指标", "服务对象满意度", "≥", "%", 88, 96),)


def _scheme(record: DepartmentYear, books: Books, rng: Random) -> None:
    record.values[Key("execution.weight", "final", books.year)] = Amount(Decimal(10), "分")
    record.indicators += _indicators(rng, "")
    for project in record.projects:
        record.indicators += _indicators(rng, project.name)


def _indicators(rng: Random, project: str) -> list[Indicator]:
    made = []
    for level1, weight, pool in (
        ("产出指标", 50, _GOODS),
        ("效益指标", 30, _GAINS),
        ("满意度指标", 10, _PLEASED),
    ):
        rows = [row for row in pool if rng.random() < 0.7] or list(pool[:1])
        for at, (level2, name, direction, unit, low, high) in enumerate(rows):
            share = weight // len(rows) + (weight % len(rows) if at == 0 else 0)
            target = rng.randrange(low, high + 1)
            missed = rng.random() < 0.15 and target > 10
            result = (
                target - max(1, target // 20)
                if missed
                else min(target + rng.randrange(0, 3), 100 if unit == "%" else target + 3)
            )
            score = (Decimal(share) * result / target).quantize(Decimal("0.01")) if missed else Decimal(share)
            why = "受客观条件影响进度略慢，下一步加强调度。" if missed else ""
            made.append(
                Indicator(
                    level1, level2, name, direction, str(target), unit, str(result), Decimal(share), score,
                    rule="按完成比例计分", reason=why, project=project,
                )
            )  # fmt: skip
    return made


_NAMES = ("基层服务能力提升", "公共设施维护", "专项业务保障", "信息化建设")


def _projects(record: DepartmentYear, books: Books, rng: Random) -> None:
    room = sum(line.spent.get(PROJECT, 0) for line in books.of(books.year))
    for name in _NAMES[: rng.randrange(0, 4)]:
        part = room // 5 // 10000 * 10000
        if not part:
            return
        budget = part + rng.randrange(0, 3) * 1_000_000
        for basis, cents in (("initial", part // 2 // 10000 * 10000), ("adjusted", budget), ("final", part)):
            _put(record, "funds.fiscal", cents, books.year, basis, name)
            _put(record, "funds.carried", 0, books.year, basis, name)
            _put(record, "funds.other", 0, books.year, basis, name)
        score = (Decimal(10) * part / budget).quantize(Decimal("0.01"))
        record.projects.append(
            Project(
                name,
                books.name,
                books.name,
                weight=Decimal(10),
                score=score,
                expected="按计划完成年度任务。",
                actual="年度任务全部完成。",
            )
        )


def _execution(record: DepartmentYear) -> None:
    final, budget = record.value("expenditure.total"), record.value("expenditure.total", "adjusted")
    assert final is not None
    assert budget is not None
    score = (10 * min(Decimal(1), final / budget)).quantize(Decimal("0.01"))
    record.values[Key("execution.score", "final", record.year)] = Amount(score, "分")


_REASONS = (
    "income.total", "income.total/fiscal", "expenditure.total/general", "agency.operating_cost", "three_public.total",
    "three_public.overseas", "three_public.vehicles", "three_public.receptions",
)  # fmt: skip


def _words(record: DepartmentYear, books: Books) -> None:
    record.texts |= {f"reason.{key}": WHY for key in (*_REASONS, *books.codes(7))}
    record.texts |= {
        "unit.name": books.name,
        "unit.duties": "贯彻执行国家有关法律法规和方针政策。\n负责本行业的规划、实施和监督管理。\n完成上级交办的其他任务。",
        "unit.divisions": "办公室\n计划财务股\n业务股",
        "unit.units": "\n".join(books.county + unit for unit in books.office.units),
        "unit.author": "经办人", "unit.telephone": "0000-0000000",
        "report.date": f"{books.year + 1}年3月20日",
        "work.organisation": "成立自评工作小组，对照年度绩效目标逐项收集资料、核实数据，形成自评结果。",
        "work.scope": f"评价对象为{books.name}{books.year}年度部门整体支出。",
        "work.method": "坚持客观公正的原则，采用比较法、因素分析法进行评价。",
        "work.experience": "加强部门协作，及时跟踪项目进展。",
        "goals.expected": "保障机构正常运转，完成年度重点工作任务。",
        "goals.actual": "机构运转正常，年度重点工作任务基本完成。",
        "closing.use": "自评结果作为改进管理和安排以后年度预算的参考，随部门决算公开。",
    }  # fmt: skip
    record.problems.append(
        Problem("绩效指标设置不够细化。", "对绩效管理要求掌握不够。", "加强培训，细化量化绩效指标。")
    )


assert FISCAL
