"""A project through its cycle and a ledger from the clipboard to an indicator, by people before browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from quanheng.ledgers.load import schema
from quanheng.ledgers.outgoing import tsv
from quanheng.ledgers.processes.load import process
from quanheng.web.departments.models import Book
from quanheng.web.events.log import broken
from quanheng.web.ledgers import people
from quanheng.web.ledgers.models import Acting, Ledger, Row, Run
from quanheng.web.units.models import User
from tests.generator.accounts import accounts
from tests.generator.registers.clippings import sheet_of
from tests.generator.registers.county import books, with_earlier
from tests.generator.registers.rows import credit_code
from tests.generator.writers import save
from tests.web.browser import PASSWORD, Seat, follow, seat
from tests.web.conftest import County, make_county

WAY = process("science-project")
FIRM = "青岭一号科技有限公司"
START = date.today() - timedelta(days=220)
OUTSIDE = {
    "firm": ("enterprise", FIRM),
    "expert1": ("expert", "省农科院"),
    "expert2": ("expert", "省水科院"),
    "expert3": ("expert", "大学"),
    "finance": ("finance", "县财政局"),
}


@pytest.fixture
def county(transactional_db: None) -> County:  # noqa: ARG001
    return make_county()


class Walk:
    """The people at their browsers, and the day on which the next step is taken."""

    def __init__(self, seats: dict[str, Seat], paper: Path) -> None:
        self.seats, self.paper, self.day = seats, paper, START

    def step(self, who: str, name: str, days: int = 1, **given: str) -> None:
        """Take a step on the page of the project, with every paper that it wants."""
        self.day += timedelta(days=days)
        run, seat_ = Run.objects.get(), self.seats[who]
        seat_.go(f"/ledgers/run/{run.pk}/")
        card = seat_.page.locator(f"#step-{name}")
        for column, value in {**given, "on": self.day.isoformat()}.items():
            card.locator(f"[name={column}]").fill(value)
        for field in card.locator("input[type=file]").all():
            field.set_input_files(str(self.paper))
        follow(card.get_by_role("button", name=WAY.step(name).title, exact=True))
        expect(seat_.page.get_by_text(f"已{WAY.step(name).title}").first).to_be_visible()

    def cannot(self, who: str, name: str, why: str) -> None:
        """The page offers no such step to the person, and says why."""
        self.seats[who].go(f"/ledgers/run/{Run.objects.get().pk}/")
        expect(self.seats[who].page.locator(f"#step-{name}")).to_have_count(0)
        expect(self.seats[who].page.locator(f"#other-{name}")).to_contain_text(why)

    @property
    def heard(self) -> list[str]:
        """What must not happen, of all."""
        return [f"{one.name}: {words}" for one in self.seats.values() for words in one.heard]


@pytest.fixture
def walk(county: County, live_server: Any, browser: Browser, tmp_path: Path) -> Iterator[Walk]:
    Ledger.objects.create(unit=county.department, name="science-projects", section="", year=START.year)
    accountant = county.people["accountant"]
    acting = {**OUTSIDE, "section": ("science", ""), "leader": ("bureau", "")}
    for name, (role, organisation) in acting.items():
        user = county.people.get(name) or User.objects.create_user(name, password=PASSWORD)
        one = Acting(
            unit=county.department, process=WAY.name, role=role, user=user, organisation=organisation
        )
        people.appoint(one, WAY, accountant)
    paper = tmp_path / "材料.pdf"
    paper.write_bytes(b"%PDF-1.4 paper")
    with ExitStack() as open_:
        seats = {name: open_.enter_context(seat(browser, live_server.url, name)) for name in acting}
        for sitting in seats.values():
            sitting.sign_in()
        yield Walk(seats, paper)


def test_a_project_walks_its_cycle_by_people_who_cannot_do_each_others_steps(walk: Walk) -> None:
    firm = walk.seats["firm"]
    firm.go("/")
    follow(firm.page.get_by_role("link", name="台账"))
    follow(firm.page.get_by_role("link", name="我要办的"))
    follow(firm.page.get_by_role("link", name="科技计划项目：企业申报"))
    firm.page.get_by_label("项目名称").fill("高效节水灌溉装备")
    follow(firm.page.get_by_role("button", name="企业申报"))
    expect(firm.page.locator(".error-summary")).to_contain_text("没有附：项目申报书")
    firm.looked_at("run-begin-refused")
    first = {"enterprise": FIRM, "code": credit_code(1), "fiscal": "20", "own": "30", "on": START.isoformat()}
    for column, value in first.items():
        firm.page.locator(f"[name={column}]").fill(value)
    firm.page.locator("input[type=file]").set_input_files(str(walk.paper))
    follow(firm.page.get_by_role("button", name="企业申报"))
    walk.cannot("firm", "formal", "由科技主管股室办理")
    walk.step("section", "formal", 3)
    walk.step("section", "invite")
    walk.cannot("section", "review", "由评审专家办理")
    for name, score in (("expert1", "80"), ("expert2", "85"), ("expert3", "90")):
        walk.step(name, "review", score=score)
    walk.seats["expert3"].looked_at("run-expert")
    walk.step("section", "conclude")
    walk.cannot("firm", "decide", "由科技主管部门、财政部门办理")
    walk.step("leader", "decide")
    walk.cannot("leader", "decide", "已经签署")
    walk.step("finance", "decide")
    walk.step("firm", "object")
    walk.cannot("leader", "approve", "有 1 件异议没有处理")
    walk.step("section", "settle", 3)
    walk.step("leader", "approve", 25, number="QLKJ-1")
    due = (date.today() + timedelta(days=60)).isoformat()
    walk.step("firm", "sign", due=due)
    walk.step("section", "sign", due=due)
    walk.cannot("section", "pay", "由财政部门办理")
    walk.step("finance", "pay", paid_amount="20", allotted=walk.day.isoformat())
    walk.step("section", "accept", 60)
    walk.step("section", "assess", performance="92", used="19.5")
    walk.step("leader", "apply")
    assert Run.objects.get().ended
    walk.seats["leader"].looked_at("run-ended")
    walk.seats["section"].go(f"/ledgers/run/{Run.objects.get().pk}/print/performance/")
    walk.seats["section"].looked_at("run-print")
    walk.seats["section"].go(f"/ledgers/{Ledger.objects.get().pk}/process/")
    walk.seats["section"].looked_at("ledger-process")
    assert not walk.heard, "\n".join(walk.heard)
    assert not list(broken())


def test_five_hundred_rows_are_pasted_looked_at_and_counted(
    county: County, live_server: Any, browser: Browser
) -> None:
    name = "technology-smes"
    rows = [row for n in range(4) for row in _others(books()[name], n)][:500]
    ledger = Ledger.objects.create(unit=county.department, name=name, section="", year=2024)
    with seat(browser, live_server.url, "section") as clerk:
        clerk.sign_in()
        clerk.go(f"/ledgers/{ledger.pk}/")
        clerk.looked_at("ledger-empty")
        clerk.go(f"/ledgers/{ledger.pk}/paste/")
        clerk.looked_at("ledger-paste")
        clerk.page.evaluate(_PASTE, tsv(schema(name), rows))
        expect(clerk.page.get_by_role("button", name="收下 500 行")).to_be_visible()
        clerk.looked_at("ledger-batch")
        follow(clerk.page.get_by_role("button", name="收下 500 行"))
        expect(clerk.page.get_by_text("新增 500 行").first).to_be_visible()
        follow(clerk.page.get_by_role("link", name="看台账"))
        expect(clerk.page.get_by_text("共 500 行")).to_be_visible()
        clerk.looked_at("ledger-grid")
        follow(clerk.page.get_by_role("link", name="入库日"))
        follow(clerk.page.locator("tbody a").first)
        clerk.looked_at("ledger-row")
        follow(clerk.page.get_by_role("link", name="取数"))
        follow(clerk.page.get_by_role("link", name="科技型中小企业评价入库数"))
        expect(clerk.page.locator(".value b")).to_have_text("500")
        clerk.looked_at("ledger-measure")
        clerk.go(f"/ledgers/{ledger.pk}/measures/build/")
        clerk.looked_at("ledger-build")
        clerk.go("/ledgers/own/")
        clerk.looked_at("ledger-own")
        clerk.go("/ledgers/")
        clerk.looked_at("ledgers")
        assert not clerk.heard, "\n".join(clerk.heard)
    assert Row.objects.filter(ledger=ledger, deleted=False).count() == 500


def _others(rows: list[Any], n: int) -> Iterator[Any]:
    """The same rows of other enterprises."""
    described = schema("technology-smes")
    for at, row in enumerate(rows):
        number = n * 200 + at + 1
        data = {
            **row.data,
            "enterprise": f"青岭第{number}科技有限公司",
            "code": credit_code(number),
            "number": f"20244304230{number:07}",
        }
        yield type(row)(described.key_of(data), data)


_PASTE = """text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.querySelector('.clipboard').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_year_is_opened_with_its_accounts_and_follows_a_ledger(
    county: County, live_server: Any, browser: Browser, tmp_path: Path
) -> None:
    name = "technology-smes"
    ledger = Ledger.objects.create(unit=county.department, name=name, section="", year=2024)
    tables = save(accounts(37), tmp_path / "部门决算公开表.xlsx")
    with ExitStack() as open_:
        accountant, clerk = (
            open_.enter_context(seat(browser, live_server.url, who)) for who in ("accountant", "section")
        )
        for sitting in (accountant, clerk):
            sitting.sign_in()
        clerk.go(f"/ledgers/{ledger.pk}/paste/")
        sheet = sheet_of(schema(name), with_earlier(books())[name])
        sent = tmp_path / "中小企业.xlsx"
        sent.write_bytes(sheet.workbook())
        clerk.page.locator("input[type=file]").set_input_files(str(sent))
        follow(clerk.page.get_by_role("button", name="看预览").last)
        follow(clerk.page.get_by_role("button", name="收下 500 行"))

        accountant.go("/department/new/")
        accountant.page.get_by_label("年度").fill("2024")
        accountant.page.get_by_label("导入").set_input_files(str(tables))
        follow(accountant.page.get_by_role("button", name="建立"))
        expect(accountant.page.get_by_text("支出决算表，带入 4 个数").first).to_be_visible()
        book = Book.objects.get(year=2024)
        accountant.go(f"/department/{book.pk}/section/indicators/")
        line = accountant.page.locator("table.records tbody tr").first
        line.get_by_label("三级指标").fill("科技型中小企业评价入库")
        for label, text in (("年度指标值", "166"), ("计量单位", "家"), ("分值", "20")):
            line.get_by_label(label).fill(text)
        line.get_by_label("评（扣）分标准").fill("每少1家扣0.5分，扣完为止")
        follow(accountant.page.get_by_role("button", name="保存"))
        _takes(accountant, book, "166家", "20")

        clerk.go(f"/ledgers/{ledger.pk}/?column=entered&op=at_least&value=2024-12-01")
        follow(clerk.page.locator("table.rows tbody a").first)
        clerk.page.get_by_placeholder("删除理由").fill("登记错了")
        follow(clerk.page.get_by_role("button", name="删除"))
        accountant.go(f"/department/{book.pk}/indicators/")
        expect(accountant.page.get_by_text("填的与台账不同")).to_be_visible()
        _takes(accountant, book, "165家", "19.5")
        accountant.go(f"/department/{book.pk}/section/expenditure/")
        accountant.page.get_by_text("这些数从哪里来").click()
        expect(accountant.page.locator("details.sources")).to_contain_text("部门决算公开表.xlsx")
        heard = accountant.heard + clerk.heard
        assert not heard, "\n".join(heard)
    assert not list(broken())


def _takes(accountant: Seat, book: Book, result: str, score: str) -> None:
    """The results of the ledgers are taken, and the page of indicators shows this one."""
    accountant.go(f"/department/{book.pk}/indicators/")
    follow(accountant.page.get_by_role("button", name="从台账取数"))
    line = accountant.page.locator("table.indicators tbody tr").first
    expect(line.locator("td.result")).to_contain_text(result)
    expect(line.locator("td.number").last).to_have_text(score)
