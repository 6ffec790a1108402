"""From a report with an error to a closed item and into next year's check, by three people in three browsers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from quanheng.web.campaigns.models import Campaign, Task
from quanheng.web.events.log import broken
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Unit, User
from tests.generator import write
from tests.generator.ledger import build
from tests.generator.mutations import mutate
from tests.generator.writers import save
from tests.web.browser import Seat, follow, seat
from tests.web.conftest import make_county
from tests.web.review_kit import many_units

OWN = "a word of my own 9"
SEED, SLIP = 2, "M1"
"""A department and year of the generator, and a slip of the pen that a sum proves."""


@dataclass
class Files:
    """What the department writes: `wrong` and `right` in `year`, the same slip again the year after."""

    unit: str
    year: int
    wrong: Path
    right: Path
    again: Path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("files")
    books = build(SEED)
    right = write(books, SEED, "self_evaluation")
    wrong = mutate(right, SLIP, Random(SLIP))
    again = mutate(write(build(SEED, year=books.year + 1), SEED, "self_evaluation"), SLIP, Random(SLIP))
    assert wrong is not None
    assert again is not None
    return Files(
        f"{books.county}{books.department}",
        books.year,
        save(wrong.report, folder / "自评报告.docx"),
        save(right, folder / "自评报告（改）.docx"),
        save(again.report, folder / "自评报告二.docx"),
    )


@dataclass
class People:
    """The three of the walk."""

    filler: Seat
    signer: Seat
    reviewer: Seat

    @property
    def heard(self) -> list[str]:
        """What must not happen, of all."""
        return [
            f"{one.name}: {words}" for one in (self.filler, self.signer, self.reviewer) for words in one.heard
        ]


@pytest.fixture
def people(transactional_db: None, live_server: Any, browser: Browser, files: Files) -> Iterator[People]:  # noqa: ARG001
    county = make_county()
    Unit.objects.filter(pk=county.department.pk).update(name=files.unit)
    Unit.objects.filter(pk=county.root.pk).update(name=build(SEED).county)
    county.campaign.year = files.year
    county.campaign.title = f"{files.year}年度部门整体支出绩效自评"
    county.campaign.forms = ["self_evaluation_report"]
    county.campaign.office = {"复核单位": "财政局", "联系人": "周工", "联系电话": "2266"}
    county.campaign.save()
    with ExitStack() as open_:
        seats = [
            open_.enter_context(seat(browser, live_server.url, name))
            for name in ("accountant", "leader", "performance")
        ]
        for one in seats:
            one.sign_in()
        yield People(*seats)


def test_the_year_from_the_report_to_next_years_check(people: People, files: Files) -> None:
    hands_in(people, files)
    reviews(people)
    puts_right(people, files)
    comes_up_next_year(people, files)
    assert not people.heard, "\n".join(people.heard)
    assert list(broken()) == []


def hands_in(people: People, files: Files) -> None:
    """The filler opens the year, uploads the report, sees the error; the signer hands it in all the same."""
    page = people.filler.page
    follow(page.get_by_role("link", name="我的单位"))
    people.filler.looked_at("10-departments-empty")
    follow(page.get_by_role("link", name="建立", exact=True))
    follow(page.get_by_role("button", name="建立"))
    people.filler.looked_at("11-book")
    follow(page.get_by_role("link", name="报送材料"))
    people.filler.looked_at("12-material-empty")
    people.filler.upload("上传并核对", files.wrong)
    expect(page.get_by_role("table")).to_contain_text("错误 1")
    people.filler.looked_at("13-material")
    follow(page.get_by_role("link", name="自评报告", exact=True))
    expect(page.locator("article.finding.error")).to_have_count(1)
    people.filler.looked_at("14-result")
    page.go_back()
    follow(page.get_by_role("link", name="去审签报送"))
    people.filler.looked_at("15-sign")
    page.get_by_label("送审签的理由").fill("编制数待编办确认")
    follow(page.get_by_role("button", name="送审签"))
    page = people.signer.page
    people.signer.go("/")
    people.signer.looked_at("16-home-signer")
    follow(page.get_by_role("link", name="绩效自评").first)
    page.get_by_label("报送的理由").fill("已知悉")
    follow(page.get_by_role("button", name="报送", exact=True))
    expect(page.get_by_text("已报送").first).to_be_visible()


def reviews(people: People) -> None:
    """The reviewer takes it up, holds the finding by key, drafts the letter and signs it."""
    page = people.reviewer.page
    people.reviewer.go("/")
    people.reviewer.looked_at("20-home-reviewer")
    follow(page.get_by_role("link", name="复核工作"))
    people.reviewer.looked_at("21-campaigns")
    follow(page.locator("main table a").first)
    people.reviewer.looked_at("22-board")
    follow(page.locator("main table th a").first)
    people.reviewer.looked_at("23-desk")
    follow(page.get_by_role("button", name="开始复核"))
    desk = page.url
    follow(page.locator("main table th a").first)
    page.locator("article.finding.error").click()
    page.keyboard.press("1")
    expect(page.locator("article.finding.error .tag-holds")).to_be_visible()
    people.reviewer.looked_at("24-draft-decided")
    page.goto(desk)
    follow(page.get_by_role("link", name="复核表", exact=True))
    people.reviewer.looked_at("25-sheet")
    follow(page.get_by_role("link", name="意见书", exact=True))
    people.reviewer.looked_at("26-letter-none")
    follow(page.get_by_role("button", name="拟意见书"))
    people.reviewer.looked_at("27-letter")
    follow(page.get_by_role("button", name="签发", exact=True))
    expect(page.get_by_text("整改事项已下达")).to_be_visible()
    people.reviewer.looked_at("28-letter-signed")


def puts_right(people: People, files: Files) -> None:
    """The filler receives, answers with a corrected file that is checked again; the reviewer closes."""
    page = people.filler.page
    people.filler.go("/")
    follow(page.get_by_role("link", name="绩效自评").first)
    people.filler.looked_at("30-items")
    follow(page.get_by_role("button", name="签收"))
    people.filler.upload("上传并重核", files.right)
    expect(page.get_by_text("已消失").first).to_be_visible()
    people.filler.looked_at("31-items-rechecked")
    page.get_by_label("答复内容").fill("第一部分已更正")
    follow(page.get_by_role("button", name="提交答复"))
    page = people.reviewer.page
    people.reviewer.go("/")
    people.reviewer.looked_at("32-home-answers")
    follow(page.get_by_role("link", name=files.unit))
    expect(page.get_by_text("已消失").first).to_be_visible()
    follow(page.get_by_role("button", name="销号"))
    expect(page.get_by_text("已销号").first).to_be_visible()
    people.reviewer.looked_at("33-items-closed")
    follow(page.get_by_role("link", name="整改跟踪").first)
    people.reviewer.looked_at("34-rectification")
    assert Item.objects.get().state == Item.State.CLOSED
    assert Task.objects.get().state == Task.State.CLOSED


def comes_up_next_year(people: People, files: Files) -> None:
    """The bureau sets next year's work; the same slip is shown beside last year's item."""
    page = people.reviewer.page
    follow(page.get_by_role("link", name="复核工作"))
    follow(page.get_by_role("link", name="新建任务"))
    people.reviewer.looked_at("40-campaign-new")
    page.get_by_label("年度", exact=True).fill(str(files.year + 1))
    page.get_by_label("名称", exact=True).fill(f"{files.year + 1}年度绩效自评")
    page.get_by_label("截止日期").fill("2030-06-30")
    page.get_by_label("单位", exact=True).fill(files.unit)
    follow(page.get_by_role("button", name="下达任务"))
    people.reviewer.looked_at("41-board-new")
    page = people.filler.page
    follow(page.get_by_role("link", name="我的单位"))
    follow(page.get_by_role("link", name="建立", exact=True))
    follow(page.get_by_role("button", name="建立"))
    follow(page.get_by_role("link", name="报送材料"))
    people.filler.upload("上传并核对", files.again)
    expect(page.get_by_text("上年问题 1 项")).to_be_visible()
    people.filler.looked_at("42-material-again")
    follow(page.get_by_role("link", name="自评报告二", exact=True))
    expect(page.get_by_text("连续两年")).to_be_visible()
    people.filler.looked_at("43-result-again")


def test_the_administrator_makes_a_county(people: People, browser: Browser, files: Files) -> None:
    """Units and people from Excel, a first password that has to be changed, and all of it in the log."""
    with seat(browser, people.filler.address, "manager") as admin:
        admin.sign_in()
        page = admin.page
        follow(page.get_by_role("link", name="管理"))
        admin.looked_at("50-units")
        follow(page.get_by_role("link", name="从 Excel 粘贴"))
        admin.looked_at("51-units-paste")
        page.get_by_role("textbox").fill("单位名称\t上级\n林业站\t" + files.unit + "\n不明站\t天上局")
        follow(page.get_by_role("button", name="读出来看看"))
        admin.looked_at("52-units-look")
        follow(page.get_by_role("button", name="导入新增的 1 行"))
        follow(page.get_by_role("link", name="人员和角色"))
        admin.looked_at("53-people")
        follow(page.get_by_role("link", name="从 Excel 粘贴"))
        page.get_by_role("textbox").fill(
            "刘站长\tliu\t林业站\t单位领导\n陈工\tchen\t林业站\t股室填报人\t造林股"
        )
        follow(page.get_by_role("button", name="读出来看看"))
        follow(page.get_by_role("button", name="导入新增的 2 行"))
        admin.looked_at("54-slips")
        word = page.locator(".word").first.inner_text()
        follow(page.get_by_role("navigation", name="管理各页").get_by_role("link", name="人员和角色"))
        follow(page.get_by_role("link", name="刘站长"))
        admin.looked_at("55-person")
        follow(page.get_by_role("link", name="人员和角色").first)
        follow(page.get_by_role("link", name="增加人员"))
        admin.looked_at("56-person-new")
        follow(page.get_by_role("link", name="事件日志").first)
        expect(page.get_by_text("林业站 单位领导").first).to_be_visible()
        admin.looked_at("57-log")
        follow(page.get_by_role("link", name="核对封签"))
        expect(page.get_by_text("没有改动，没有缺失")).to_be_visible()
        admin.looked_at("58-log-verified")
        assert not admin.heard, "\n".join(admin.heard)
    with seat(browser, people.filler.address, "liu") as new:
        new.sign_in(word)
        new.looked_at("59-first-password")
        for label, given in (("当前密码", word), ("新密码", OWN), ("新密码（重复）", OWN)):
            new.page.get_by_label(label, exact=True).fill(given)
        follow(new.page.get_by_role("button", name="修改密码"))
        new.go("/")
        expect(new.page.get_by_role("heading", name="待办")).to_be_visible()
        assert not new.heard, "\n".join(new.heard)


TABS = ["看板", "收件", "抽样", "一致性检查", "意见书", "汇总"]


@pytest.mark.parametrize("count", [0, 80])
def test_the_pages_of_a_campaign_with_no_unit_and_with_many(people: People, count: int) -> None:
    campaign = Campaign.objects.get()
    Task.objects.all().delete()
    many_units(
        SimpleNamespace(
            campaign=campaign,
            root=campaign.unit,
            people={"performance": User.objects.get(username="performance")},
        ),
        count,
    )
    seat_, page = people.reviewer, people.reviewer.page
    seat_.go(f"/campaigns/{campaign.pk}/")
    for number, name in enumerate(TABS):
        follow(page.get_by_role("link", name=name, exact=True))
        seat_.looked_at(f"6{number}-campaign-{count}")
    if count:
        follow(page.get_by_role("link", name="看板", exact=True))
        expect(page.locator("table tbody tr")).to_have_count(count)
        page.locator("summary", has_text="分派").click()
        page.get_by_label("退回修改").first.check()
        expect(page.get_by_text(f"（共 {count} 个）")).to_be_visible()
    assert not seat_.heard, "\n".join(seat_.heard)
