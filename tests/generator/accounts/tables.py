"""The tables of published final accounts, in the layouts of several generations and counties."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts import keys
from tests.generator.accounts.books import (
    BASIC,
    FISCAL,
    FUND,
    KINDS,
    PROJECT,
    STATE,
)
from tests.generator.accounts.economic import RUNNING, STAFF
from tests.generator.accounts.making import (
    FUND_NAMES,
    KIND_NAMES,
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
from tests.generator.report import ABOVE


def t01(m: Making) -> Sheet:
    """收入支出决算总表."""
    b, sheet = m.books, Sheet()
    sources = {**{fund: f"{FUND_NAMES[fund]}收入" for fund in FISCAL}, **SOURCE_NAMES}
    left: list[Half] = [
        (f"income.{key}", f"{numeral(n)}、{name}", [keys.income(b, key)])
        for n, (key, name) in enumerate(sources.items(), 1)
    ]
    right: list[Half] = [
        (f"class.{code}", f"{numeral(n)}、{name_of(code)}", [keys.spend(b, code)])
        for n, code in enumerate(m.classes(), 1)
    ]
    tail: list[tuple[Half, Half]] = [
        (("income", "本年收入合计", [keys.income(b, "all")]), ("spend", "本年支出合计", [keys.spend(b, "")])),
        (("used", "使用非财政拨款结余", [keys.used(b)]), ("distributed", "结余分配", [keys.distributed(b)])),
        (("opening", "年初结转和结余", [keys.opening(b)]), ("closing", "年末结转和结余", [keys.closing(b)])),
        (("grand.in", "总计", [keys.grand(b)]), ("grand.out", "总计", [keys.grand(b)])),
    ]
    two_sides(m, sheet, (left, right), tail, ["决算数"])
    sheet.total(("income", 0), [(row[0], 0) for row in left])
    sheet.total(("spend", 0), [(row[0], 0) for row in right])
    sheet.total(("grand.in", 0), [("income", 0), ("used", 0), ("opening", 0)])
    sheet.total(("grand.out", 0), [("spend", 0), ("distributed", 0), ("closing", 0)])
    return sheet


def t02(m: Making) -> Sheet:
    """收入决算表."""
    b, sheet = m.books, Sheet()
    names = {"all": "本年收入合计", "fiscal": "财政拨款收入", **SOURCE_NAMES}
    if m.layout.drop_columns:
        names = {
            key: name for key, name in names.items() if key in ("all", "fiscal") or keys.income(b, key).exact
        }
    for row in m.head(list(names.values())):
        sheet.row(row)
    amounts: Amounts = {key: partial(keys.income, b, key) for key in names}
    by_subject(m, sheet, b.codes(7), amounts)
    across(sheet, "all", [key for key in names if key != "all"])
    return sheet


def t03(m: Making) -> Sheet:
    """支出决算表."""
    b, sheet = m.books, Sheet()
    kinds = [
        kind
        for kind in KINDS
        if not m.layout.drop_columns or kind in (BASIC, PROJECT) or keys.spend(b, "", kind=kind).exact
    ]
    for row in m.head(["本年支出合计", *(KIND_NAMES[kind] for kind in kinds)]):
        sheet.row(row)
    amounts: Amounts = {kind: keys.spender(b, "all", kind) for kind in ("total", *kinds)}
    by_subject(m, sheet, b.codes(7), amounts)
    across(sheet, "total", kinds)
    return sheet


def t04(m: Making) -> Sheet:
    """财政拨款收入支出决算总表."""
    b, sheet = m.books, Sheet()
    funds = [f for f in FISCAL if f != STATE or m.layout.generation != "L8" or b.has(STATE)]
    left: list[Half] = [
        (f"income.{f}", f"{numeral(n)}、{FUND_NAMES[f]}", [keys.income(b, f)]) for n, f in enumerate(funds, 1)
    ]
    codes = m.classes("fiscal")

    def amounts(code: str) -> list[Value | None]:
        return [keys.spend(b, code, fund) for fund in ("fiscal", *funds)]

    right: list[Half] = [
        (f"class.{code}", f"{numeral(n)}、{name_of(code)}", amounts(code)) for n, code in enumerate(codes, 1)
    ]
    ends: list[Value | None] = [keys.closing(b, fund) for fund in ("fiscal", *funds)]
    grands: list[Value | None] = [keys.grand(b, fund) for fund in ("fiscal", *funds)]
    fiscal_income, carried = keys.income(b, "fiscal"), keys.opening(b, "fiscal")
    tail: list[tuple[Half, Half]] = [
        (("income", "本年收入合计", [fiscal_income]), ("spend", "本年支出合计", amounts(""))),
        (("opening", "年初财政拨款结转和结余", [carried]), ("closing", "年末财政拨款结转和结余", ends)),
    ]
    tail += [
        ((f"opening.{f}", f"{numeral(n)}、{FUND_NAMES[f]}", [keys.opening(b, f)]), ("", "", []))
        for n, f in enumerate(funds, 1)
    ]
    tail.append((("grand.in", "总计", [keys.grand(b, "fiscal")]), ("grand.out", "总计", grands)))
    two_sides(m, sheet, (left, right), tail, ["合计", *(FUND_NAMES[f] for f in funds)])
    sheet.total(("income", 0), [(f"income.{f}", 0) for f in funds])
    sheet.total(("opening", 0), [(f"opening.{f}", 0) for f in funds])
    sheet.total(("grand.in", 0), [("income", 0), ("opening", 0)])
    for n in range(1 + len(funds)):
        sheet.total(("spend", n), [(f"class.{code}", n) for code in codes])
        sheet.total(("grand.out", n), [("spend", n), ("closing", n)])
    for row in (*(f"class.{code}" for code in codes), "spend", "closing", "grand.out"):
        sheet.total((row, 0), [(row, n + 1) for n in range(len(funds))])
    return sheet


def t05(m: Making) -> Sheet:
    """一般公共预算财政拨款支出决算表."""
    b, sheet = m.books, Sheet()
    columns: list[str] = ["合计", "基本支出", "项目支出"]
    amounts: Amounts = {kind: keys.spender(b, "general", kind) for kind in ("total", BASIC, PROJECT)}
    if m.layout.prior_column:
        columns.insert(0, "上年决算数")
        amounts = {"prior": lambda code: keys.spend(b, code, "general", year=-1), **amounts}
    for row in m.head(columns):
        sheet.row(row)
    by_subject(m, sheet, b.codes(7, "general"), amounts)
    across(sheet, "total", [BASIC, PROJECT])
    return sheet


def t06(m: Making) -> Sheet:
    """一般公共预算财政拨款基本支出决算明细表."""
    b, sheet = m.books, Sheet()
    chart = subjects(DEPARTMENT)
    staff, running = items_of_block(m, STAFF), items_of_block(m, RUNNING)

    def cells(code: str | None) -> Cells:
        return [code, m.name(chart[code].name), Named(code, keys.economic(b, code))] if code else ["", "", ""]

    ends = Named(STAFF, keys.block(b, STAFF)), Named(RUNNING, keys.block(b, RUNNING))
    whole = Named("all", keys.spend(b, "", "general", BASIC))
    if m.layout.economic == "columns":
        _economic_columns(m, sheet, staff, running)
    elif m.layout.economic == "list":
        sheet.row(["经济分类科目编码", "科目名称", "决算数"])
        sheet.row(["", "合计", whole])
        for code in staff:
            sheet.row(cells(code))
        sheet.row(["", "人员经费合计", ends[0]])
        for code in running:
            sheet.row(cells(code))
        sheet.row(["", "公用经费合计", ends[1]])
    else:
        blocks = [staff, running]
        if m.layout.economic == "thirds":
            goods = [code for code in running if code.startswith("302")]
            blocks = [
                staff,
                goods[: len(goods) * 3 // 4 + 1],
                [c for c in running if c not in goods[: len(goods) * 3 // 4 + 1]],
            ]
        sheet.row(["人员经费", None, None, "公用经费", *[None] * (3 * len(blocks) - 4)])
        sheet.row(["经济分类科目编码", "科目名称", "决算数"] * len(blocks))
        for at in range(max(map(len, blocks))):
            sheet.row([cell for block in blocks for cell in cells(block[at] if at < len(block) else None)])
        sheet.row(["人员经费合计", None, ends[0], "公用经费合计", *[None] * (3 * len(blocks) - 5), ends[1]])
    for code in (*staff, *running):
        sheet.total(code, [c for c in (*staff, *running) if len(c) == 5 and c.startswith(code) and c != code])
    if m.layout.economic != "columns":
        sheet.total(STAFF, [c for c in staff if len(c) == 3])
        sheet.total(RUNNING, [c for c in running if len(c) == 3])
        sheet.total("all", [STAFF, RUNNING])
    return sheet


def _economic_columns(m: Making, sheet: Sheet, staff: list[str], running: list[str]) -> None:
    """合计, 人员经费 and 公用经费 as columns; the part is the row's only money."""
    b, chart = m.books, subjects(DEPARTMENT)
    sheet.row(["项目", None, "基本支出", None, None])
    sheet.row(["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"])
    whole = [
        Named("all", keys.spend(b, "", "general", BASIC)),
        Named(STAFF, keys.block(b, STAFF)),
        Named(RUNNING, keys.block(b, RUNNING)),
    ]
    if m.layout.total_first:
        sheet.row(["", "合计", *whole])
    for code in (*staff, *running):
        value = keys.economic(b, code)
        part: Cells = (
            [Named((code, STAFF), value), ""] if code in staff else ["", Named((code, RUNNING), value)]
        )
        sheet.row([code, m.name(chart[code].name), Named(code, value), *part])
    if not m.layout.total_first:
        sheet.row(["", "合计", *whole])
    for codes, block in ((staff, STAFF), (running, RUNNING)):
        for code in codes:
            sheet.total(
                (code, block), [(c, block) for c in codes if len(c) == 5 and c.startswith(code) and c != code]
            )
        sheet.total(block, [(c, block) for c in codes if len(c) == 3])
    sheet.total("all", [STAFF, RUNNING])
    sheet.total("all", [c for c in (*staff, *running) if len(c) == 3])


def _fund(m: Making, fund: str) -> Sheet:
    """A fund's income and spending, six columns."""
    b, sheet = m.books, Sheet()
    for row in m.head(
        ["年初结转和结余", "本年收入", ("本年支出", ["小计", "基本支出", "项目支出"]), "年末结转和结余"]
    ):
        sheet.row(row)
    amounts: Amounts = {
        "opening": lambda code: keys.opening(b, fund, code),
        "income": lambda code: keys.income(b, fund, code),
        "total": lambda code: keys.spend(b, code, fund),
        BASIC: lambda code: keys.spend(b, code, fund, BASIC),
        PROJECT: lambda code: keys.spend(b, code, fund, PROJECT),
        "closing": lambda code: keys.closing(b, fund, code),
    }
    by_subject(m, sheet, b.codes(7, fund), amounts)
    across(sheet, "total", [BASIC, PROJECT])
    for row in [name[0] for name in list(sheet.named) if isinstance(name, tuple) and name[1] == "closing"]:
        sheet.total((row, "closing"), [(row, "opening"), (row, "income")], [(row, "total")])
    return sheet


def t07(m: Making) -> Sheet:
    """政府性基金预算财政拨款收入支出决算表."""
    return _fund(m, FUND)


def t08(m: Making) -> Sheet:
    """国有资本经营预算财政拨款支出决算表."""
    if m.layout.generation == "SH":
        return _fund(m, STATE)
    b, sheet = m.books, Sheet()
    for row in m.head(["本年支出合计" if m.layout.total_first else "合计", "基本支出", "项目支出"]):
        sheet.row(row)
    amounts: Amounts = {kind: keys.spender(b, STATE, kind) for kind in ("total", BASIC, PROJECT)}
    by_subject(m, sheet, b.codes(7, STATE), amounts)
    across(sheet, "total", [BASIC, PROJECT])
    return sheet


def t09(m: Making) -> Sheet:
    """财政拨款三公经费支出决算表."""
    b, sheet = m.books, Sheet()
    order = ("total", "overseas", "vehicles", "purchase", "running", "reception")
    named = [(basis, item) for basis in ("initial", "final") for item in order]
    if m.layout.paired_public:
        named = [(basis, item) for item in order for basis in ("initial", "final")]
        sheet.row(
            [
                "合计",
                None,
                PUBLIC_NAMES["overseas"],
                None,
                "公务用车购置及运行维护费",
                *[None] * 5,
                "公务接待费",
                None,
            ]
        )
        sheet.row(
            [
                ABOVE,
                None,
                ABOVE,
                None,
                "小计",
                None,
                "公务用车购置费",
                None,
                "公务用车运行维护费",
                None,
                ABOVE,
                None,
            ]
        )
        sheet.row(["预算数", "决算数"] * 6)
    else:
        half = ["合计", PUBLIC_NAMES["overseas"], "公务用车购置及运行维护费", None, None, "公务接待费"]
        low = [ABOVE, ABOVE, "小计", "公务用车购置费", "公务用车运行维护费", ABOVE]
        sheet.row(["预算数", *[None] * 5, "决算数", *[None] * 5])
        sheet.row([*half, *half])
        sheet.row([*low, *low])
        if m.layout.column_numbers:
            sheet.row([str(n) for n in range(1, 13)])
    empty = not any(b.public["total", b.year, basis] for basis in ("initial", "final"))
    sheet.row([Named((item, basis), "" if empty else keys.public(b, item, basis)) for basis, item in named])
    for basis in ("initial", "final"):
        sheet.total(("total", basis), [("overseas", basis), ("vehicles", basis), ("reception", basis)])
        sheet.total(("vehicles", basis), [("purchase", basis), ("running", basis)])
    return sheet


def t10(m: Making) -> Sheet:
    """一般公共预算财政拨款项目支出决算表."""
    b, sheet = m.books, Sheet()
    for row in m.head(["金额"]):
        sheet.row(row)
    codes = [line.code for line in b.of(b.year, "general") if line.spent.get(PROJECT)]
    by_subject(m, sheet, sorted(set(codes)), {PROJECT: lambda code: keys.spend(b, code, "general", PROJECT)})
    return sheet


TABLES: dict[str, tuple[str, Callable[[Making], Sheet]]] = {
    "T01": ("收入支出决算总表", t01),
    "T02": ("收入决算表", t02),
    "T03": ("支出决算表", t03),
    "T04": ("财政拨款收入支出决算总表", t04),
    "T05": ("一般公共预算财政拨款支出决算表", t05),
    "T06": ("一般公共预算财政拨款基本支出决算表", t06),
    "T07": ("政府性基金预算财政拨款收入支出决算表", t07),
    "T08": ("国有资本经营预算财政拨款支出决算表", t08),
    "T09": ("财政拨款“三公”经费支出决算表", t09),
    "T10": ("一般公共预算财政拨款项目支出决算表", t10),
}
