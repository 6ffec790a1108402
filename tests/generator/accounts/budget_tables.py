"""The tables of published budgets: a plain set of nine, the set of a large city, a set with last year beside."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts import keys
from tests.generator.accounts.books import (
    BASIC,
    FISCAL,
    FUND,
    OPERATING,
    PROJECT,
    SOURCES,
    STATE,
    SUBSIDY,
    SUPERIOR,
)
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.making import (
    FUND_NAMES,
    PUBLIC_NAMES,
    SOURCE_NAMES,
    Amounts,
    Cells,
    Half,
    Making,
    across,
    by_subject,
    items_of_block,
    numeral,
    two_sides,
)
from tests.generator.accounts.offices import name_of
from tests.generator.accounts.sheet import Named, Sheet
from tests.generator.habit import Value
from tests.generator.ledger import growth
from tests.generator.report import ABOVE

_CITY_SOURCES = (("business", "事业收入"), ("operating", "事业单位经营收入"), ("other", "其他收入"))
_KINDS = {SUPERIOR: "上缴上级支出", OPERATING: "事业单位经营支出", SUBSIDY: "对附属单位补助支出"}


def b01(m: Making) -> Sheet:
    """收支总表."""
    b, sheet = m.books, Sheet()
    right: list[Half] = [
        (f"class.{code}", f"{numeral(n)}、{name_of(code)}", [keys.spend(b, code)])
        for n, code in enumerate(m.classes(), 1)
    ]
    city = m.layout.generation == "CITY"
    left: list[Half] = []
    if city:
        left.append(("income.fiscal", "一、财政拨款收入", [keys.income(b, "fiscal")]))
        names = ("一般公共预算资金", "政府性基金", "国有资本经营预算")
        left += [
            (f"income.{f}", f"{n}. {name}", [keys.income(b, f)])
            for n, (f, name) in enumerate(zip(FISCAL, names, strict=True), 1)
        ]
        left += [
            (f"income.{s}", f"{numeral(n)}、{name}", [keys.income(b, s)])
            for n, (s, name) in enumerate(_CITY_SOURCES, 2)
        ]
        if b.income("grant") or b.income("affiliated"):
            left += [("income.grant", "五、上级补助收入", [keys.income(b, "grant")])]
    else:
        sources = {**{f: f"{FUND_NAMES[f]}收入" for f in FISCAL}, **SOURCE_NAMES}
        left = [
            (f"income.{s}", f"{numeral(n)}、{name}", [keys.income(b, s)])
            for n, (s, name) in enumerate(sources.items(), 1)
        ]
    tail: list[tuple[Half, Half]] = [
        (("income", "本年收入合计", [keys.income(b, "all")]), ("spend", "本年支出合计", [keys.spend(b, "")])),
        (("opening", "上年结转结余", [keys.opening(b)]), ("closing", "年终结转结余", [keys.closing(b)])),
        (("grand.in", "收入总计", [keys.grand(b)]), ("grand.out", "支出总计", [keys.grand(b)])),
    ]
    if city and not keys.opening(b).exact:
        tail = tail[2:]
    two_sides(m, sheet, (left, right), tail, ["预算数"])
    tops = [row[0] for row in left if not city or row[0] not in {f"income.{f}" for f in FISCAL}]
    if city:
        sheet.total(("income.fiscal", 0), [(f"income.{f}", 0) for f in FISCAL])
    whole = "income" if ("income", 0) in sheet.named else "grand.in"
    sheet.total((whole, 0), [(top, 0) for top in tops])
    sheet.total(("spend" if whole == "income" else "grand.out", 0), [(row[0], 0) for row in right])
    if whole == "income":
        sheet.total(("grand.in", 0), [("income", 0), ("opening", 0)])
        sheet.total(("grand.out", 0), [("spend", 0), ("closing", 0)])
    return sheet


def b02(m: Making) -> Sheet:
    """收入总表."""
    b, sheet = m.books, Sheet()
    if m.layout.generation == "CITY":
        names = {"all": "合计", "fiscal": "财政拨款收入", **dict(_CITY_SOURCES)}
        if b.income("grant"):
            names["grant"] = "上级补助收入"
        amounts: Amounts = {key: partial(keys.income, b, key) for key in names}
        total = "all"
    else:
        names = {
            "grand": "合计",
            "opening": "上年结转",
            **{f: FUND_NAMES[f] for f in FISCAL},
            **{s: SOURCE_NAMES[s] for s in SOURCES},
        }
        if m.layout.drop_columns:
            names = {k: n for k, n in names.items() if k in ("grand", "opening", "general") or b.income(k)}
        amounts = {key: partial(keys.income, b, key) for key in names if key not in ("grand", "opening")}
        amounts = {"grand": partial(_available, m), "opening": partial(keys.opening, b, "all"), **amounts}
        total = "grand"
    for row in m.head(list(names.values())):
        sheet.row(row)
    by_subject(m, sheet, b.codes(7), amounts)
    across(sheet, total, [key for key in names if key != total])
    return sheet


def _available(m: Making, code: str) -> Value:
    """What a subject has: carried in and income; all of it is planned to be spent."""
    return keys.spend(m.books, code)


def b03(m: Making) -> Sheet:
    """支出总表."""
    b, sheet = m.books, Sheet()
    kinds = {BASIC: "基本支出", PROJECT: "项目支出"}
    kinds |= {
        k: n
        for k, n in _KINDS.items()
        if (m.layout.generation != "CITY" and not m.layout.drop_columns) or keys.spend(b, "", kind=k).exact
    }
    for row in m.head(["合计", *kinds.values()]):
        sheet.row(row)
    amounts: Amounts = {kind: keys.spender(b, "all", kind) for kind in ("total", *kinds)}
    by_subject(m, sheet, b.codes(7), amounts)
    across(sheet, "total", list(kinds))
    return sheet


def b04(m: Making) -> Sheet:
    """财政拨款收支总表."""
    b, sheet = m.books, Sheet()
    codes = m.classes("fiscal")

    def amounts(code: str) -> list[Value | None]:
        return [keys.spend(b, code, fund) for fund in ("fiscal", *FISCAL)]

    left: list[Half] = [
        (f"income.{f}", f"（{numeral(n)}）{FUND_NAMES[f]}", [keys.income(b, f)])
        for n, f in enumerate(FISCAL, 1)
    ]
    right: list[Half] = [
        (f"class.{code}", f"（{numeral(n)}）{name_of(code)}", amounts(code))
        for n, code in enumerate(codes, 1)
    ]
    left.insert(0, ("income", "一、本年收入", [keys.income(b, "fiscal")]))
    right.insert(0, ("spend", "一、本年支出", amounts("")))
    carried = keys.opening(b, "fiscal")
    none: list[Value | None] = [keys.closing(b, fund) for fund in ("fiscal", *FISCAL)]
    tail: list[tuple[Half, Half]] = [
        (("opening", "二、上年结转", [carried]), ("closing", "二、结转下年", none))
    ]
    ends: list[Value | None] = [keys.grand(b, fund) for fund in ("fiscal", *FISCAL)]
    tail.append((("grand.in", "收入总计", [keys.grand(b, "fiscal")]), ("grand.out", "支出总计", ends)))
    columns = ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]
    two_sides(m, sheet, (left, right), tail, columns)
    sheet.total(("income", 0), [(f"income.{f}", 0) for f in FISCAL])
    sheet.total(("grand.in", 0), [("income", 0), ("opening", 0)])
    for n in range(4):
        sheet.total(("spend", n), [(f"class.{code}", n) for code in codes])
        sheet.total(("grand.out", n), [("spend", n), ("closing", n)])
    for row in (*(f"class.{code}" for code in codes), "spend", "closing", "grand.out"):
        sheet.total((row, 0), [(row, n) for n in (1, 2, 3)])
    return sheet


def _by_kind(m: Making, fund: str) -> Sheet:
    b, sheet = m.books, Sheet()
    columns: list[str | tuple[str, list[str]]] = ["合计", "基本支出", "项目支出"]
    amounts: Amounts = {kind: keys.spender(b, fund, kind) for kind in ("total", BASIC, PROJECT)}
    if m.layout.generation == "YEARS" and fund == "general":
        columns = ["上年预算数", ("本年预算数", ["小计", "基本支出", "项目支出"]), "比上年增减额", "增减%"]
        amounts = {
            "prior": lambda code: keys.spend(b, code, fund, year=-1),
            **amounts,
            "change": partial(_change, m),
        }
    for row in m.head(columns):
        sheet.row(row)
    by_subject(m, sheet, b.codes(7, fund), amounts)
    across(sheet, "total", [BASIC, PROJECT])
    if "change" in amounts:
        _add_rates(m, sheet)
    return sheet


def _change(m: Making, code: str) -> Value:
    now, then = (keys.spend(m.books, code, "general", year=year) for year in (0, -1))
    return Value(now.dim, now.exact - then.exact, f"change.{now.item}", now.year, now.basis)


def _add_rates(m: Making, sheet: Sheet) -> None:
    """The last column: growth in per cent of every row; blank where last year had nothing."""
    for row in {name[0] for name in sheet.named if isinstance(name, tuple)}:
        at, last = sheet.named[row, "change"]
        now, then = (keys.spend(m.books, row, "general", year=year) for year in (0, -1))
        if then.exact:
            rate = growth(now, then, f"growth.{now.item}")
            signed = Value(rate.dim, rate.exact * rate.sign, rate.item, rate.year, rate.basis)
            sheet.rows[at].append(signed)
            sheet.named[row, "rate"] = (at, last + 1)
            sheet.laws.append(("growth", (row, "rate"), ((row, "total"), (row, "prior")), ()))
        else:
            sheet.rows[at].append("")
        sheet.total((row, "total"), [(row, "prior"), (row, "change")])


def b05(m: Making) -> Sheet:
    """一般公共预算支出表."""
    return _by_kind(m, "general")


def b08(m: Making) -> Sheet:
    """政府性基金预算支出表."""
    return _by_kind(m, FUND)


def b09(m: Making) -> Sheet:
    """国有资本经营预算支出表."""
    return _by_kind(m, STATE)


def b06(m: Making) -> Sheet:
    """一般公共预算基本支出表."""
    b, sheet, chart = m.books, Sheet(), subjects(DEPARTMENT)
    split = m.layout.code_cells == 3
    head: Cells = ["类", "款"] if split else ["科目编码"]
    sheet.row(["部门预算经济分类科目", *[None] * len(head), "一般公共预算基本支出", None, None])
    sheet.row([*head, "经济分类科目名称", "合计", "人员经费", "公用经费"])
    staff, running = items_of_block(m, STAFF), items_of_block(m, RUNNING)
    total: Cells = ["合计", *[None] * len(head), Named("all", keys.spend(b, "", "general", BASIC))]
    total += [Named(block, keys.block(b, block)) for block in (STAFF, RUNNING)]
    if m.layout.total_first:
        sheet.row(total)
    for code in (*staff, *running):
        value = keys.economic(b, code)
        part: Cells = (
            [Named((code, STAFF), value), ""] if code in staff else ["", Named((code, RUNNING), value)]
        )
        codes: Cells = [code[:3], code[3:]] if split else [code]
        sheet.row([*codes, m.name(chart[code].name), Named(code, value), *part])
    if not m.layout.total_first:
        sheet.row(total)
    for codes_of, block in ((staff, STAFF), (running, RUNNING)):
        for code in codes_of:
            below = [c for c in codes_of if len(c) == 5 and c.startswith(code) and c != code]
            sheet.total((code, block), [(c, block) for c in below])
            sheet.total(code, below)
            sheet.total(code, [(code, block)])
        sheet.total(block, [(c, block) for c in codes_of if len(c) == 3])
    sheet.total("all", [STAFF, RUNNING])
    sheet.total("all", [c for c in (*staff, *running) if len(c) == 3])
    return sheet


def b07(m: Making) -> Sheet:
    """一般公共预算“三公”经费支出表, in one of three forms."""
    b, sheet = m.books, Sheet()
    agency = b.office.kind != "institution"
    if m.layout.generation == "CITY":
        cost: Cells = ["机关运行经费预算数"] if agency else []
        below: Cells = [ABOVE] * len(cost)
        sheet.row(["“三公”经费预算数", None, None, None, None, None, *cost])
        sheet.row(["合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", None, None, *below])
        sheet.row([ABOVE, ABOVE, ABOVE, "小计", "购置费", "运行费", *below])
        order = ("total", "overseas", "reception", "vehicles", "purchase", "running")
        values: Cells = [Named((item, 0), keys.public(b, item, "initial")) for item in order]
        sheet.row(
            [*values, *([Named("agency", keys.part_of(keys.block(b, RUNNING), "agency"))] if agency else [])]
        )
    elif m.layout.generation == "YEARS":
        sheet.row(["项目", "上年预算数", "本年预算数"])
        labels = {
            "total": "合计",
            "overseas": "1.因公出国（境）费",
            "reception": "2.公务接待费",
            "vehicles": "3.公务用车费",
            "running": "其中：（1）公务用车运行维护费",
            "purchase": "（2）公务用车购置",
        }
        for item, label in labels.items():
            sheet.row(
                [label, *(Named((item, year), keys.public(b, item, "initial", year)) for year in (-1, 0))]
            )
    else:
        order = ("total", "overseas", "vehicles", "purchase", "running", "reception")
        sheet.row(
            ["“三公”经费合计", PUBLIC_NAMES["overseas"], "公务用车购置及运行维护费", None, None, "公务接待费"]
        )
        sheet.row([ABOVE, ABOVE, "小计", "公务用车购置费", "公务用车运行维护费", ABOVE])
        sheet.row([Named((item, 0), keys.public(b, item, "initial")) for item in order])
    for year in (-1, 0):
        sheet.total(("total", year), [("overseas", year), ("vehicles", year), ("reception", year)])
        sheet.total(("vehicles", year), [("purchase", year), ("running", year)])
    return sheet


def b10(m: Making) -> Sheet:
    """项目支出表: projects by name with the money they come from."""
    b, sheet = m.books, Sheet()
    lines = [line for line in b.of(b.year) if line.spent.get(PROJECT)]
    sheet.row(["序号", "项目名称", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算", "其他资金"])
    funds = (*FISCAL, "own")

    def of(amount: int, key: str) -> Value:
        return keys.amount(b, amount, key)

    totals = [sum(line.spent[PROJECT] for line in lines if line.fund == fund) for fund in funds]
    total: Cells = ["", "合计", Named(("all", "total"), keys.spend(b, "", kind=PROJECT))]
    total += [
        Named(("all", fund), of(cents, f"project.{fund}")) for fund, cents in zip(funds, totals, strict=True)
    ]
    if m.layout.total_first:
        sheet.row(total)
    for n, line in enumerate(lines, 1):
        row: Cells = [
            str(n),
            f"{name_of(line.code).removesuffix('支出')}项目",
            Named((n, "total"), of(line.spent[PROJECT], f"project.{n}")),
        ]
        row += [
            Named((n, fund), of(line.spent[PROJECT] if line.fund == fund else 0, f"project.{n}.{fund}"))
            for fund in funds
        ]
        sheet.row(row)
    if not m.layout.total_first:
        sheet.row(total)
    for column in ("total", *funds):
        sheet.total(("all", column), [(n + 1, column) for n in range(len(lines))])
    across(sheet, "total", funds)
    return sheet


Builders = dict[str, tuple[str, Callable[[Making], Sheet]]]
_PLAIN: Builders = {
    "B01": ("部门收支总表", b01), "B02": ("部门收入总表", b02), "B03": ("部门支出总表", b03), "B04": ("财政拨款收支总表", b04),
    "B05": ("一般公共预算支出表", b05), "B06": ("一般公共预算基本支出表", b06), "B07": ("一般公共预算“三公”经费支出表", b07),
    "B08": ("政府性基金预算支出表", b08), "B09": ("国有资本经营预算支出表", b09), "B10": ("项目支出表", b10),
}  # fmt: skip
_CITY: Builders = {
    "B01": ("部门财务收支预算总表", b01), "B02": ("部门收入预算总表", b02), "B03": ("部门支出预算总表", b03),
    "B04": ("部门财政拨款收支预算总表", b04), "B05": ("部门一般公共预算支出功能分类预算表", b05),
    "B08": ("部门政府性基金预算支出功能分类预算表", b08), "B09": ("部门国有资本经营预算支出功能分类预算表", b09),
    "B06": ("部门一般公共预算基本支出部门预算经济分类预算表", b06), "B07": ("部门“三公”经费和机关运行经费预算表", b07),
}  # fmt: skip
BUDGETS: dict[str, Builders] = {
    "PLAIN": _PLAIN,
    "CITY": _CITY,
    "YEARS": _PLAIN,
}
