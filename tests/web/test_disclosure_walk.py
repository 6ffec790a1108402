"""Published, found wrong, corrected, both to be read by everybody; and what forty units look like."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from quanheng.web.disclosure import owing, releases
from quanheng.web.disclosure.models import Face, Publication, Release
from quanheng.web.documents.intake import receive
from quanheng.web.events.log import broken
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.roles import Role
from tests.web.accounts import RIGHT, SLIP, accounts
from tests.web.browser import Seat, follow, seat
from tests.web.conftest import County, make_county

TOWNS = "云峰 白沙 石溪 大洲 三塘 金桥 柳塘 杨林 河口 南山 赤水 新桥 龙泉 马田".split()
OFFICES = (
    "教育局 民政局 司法局 人力资源和社会保障局 自然资源局 住房和城乡建设局 交通运输局 农业农村局 商务局 卫生健康局 "
    "应急管理局 审计局 市场监督管理局 统计局 林业局 信访局 残疾人联合会 红十字会 妇女联合会 科学技术协会 "
    "档案馆 供销合作社 气象局 医疗保障局"
).split()


@pytest.fixture
def county(transactional_db: None) -> County:  # noqa: ARG001
    return make_county()


@pytest.mark.usefixtures("county")
def test_published_corrected_and_both_to_be_read(live_server: Any, browser: Browser, tmp_path: Path) -> None:
    wrong, right = tmp_path / "部门决算.txt", tmp_path / "部门决算（更正）.txt"
    wrong.write_bytes(accounts(SLIP))
    right.write_bytes(accounts(RIGHT))
    heard: list[str] = []
    with (
        seat(browser, live_server.url, "performance") as bureau,
        seat(browser, live_server.url, "accountant") as filler,
        seat(browser, live_server.url, "leader") as signer,
        seat(browser, live_server.url, "nobody") as reader,
    ):
        for one in (bureau, filler, signer):
            one.sign_in()
        asks(bureau, filler)
        puts_out(filler, signer, wrong)
        opens(bureau, reader)
        corrects(filler, signer, right)
        reads_both(reader, bureau)
        heard = [f"{one.name}: {words}" for one in (bureau, filler, signer, reader) for words in one.heard]
    assert not heard, "\n".join(heard)
    assert list(broken()) == []


def asks(bureau: Seat, filler: Seat) -> None:
    """The bureau asks it of all units; the department sees it with its deadline."""
    bureau.go("/disclosure/county/")
    bureau.looked_at("60-county-empty")
    bureau.go("/public/")
    bureau.looked_at("61-public-empty")
    filler.go("/disclosure/")
    filler.looked_at("62-own-empty")
    bureau.go("/disclosure/county/")
    page = bureau.page
    page.get_by_label("年度").fill("2024")
    page.get_by_label("批复日期").fill("2025-09-01")
    follow(page.get_by_role("button", name="布置给"))
    expect(page.get_by_text("已布置 3 个单位")).to_be_visible()
    bureau.looked_at("63-county-asked")
    filler.go("/disclosure/")
    filler.looked_at("64-own-due")


def puts_out(filler: Seat, signer: Seat, wrong: Path) -> None:
    """The file is checked; the error needs a reason; the leader publishes."""
    page = filler.page
    follow(page.get_by_role("link", name="2024年度部门决算"))
    filler.looked_at("65-publication-new")
    filler.upload("核对这个文件", wrong)
    expect(page.get_by_text("公开前要处理")).to_be_visible()
    follow(page.get_by_role("button", name="送领导审签"))
    expect(page.get_by_text("还有没有解决的问题")).to_be_visible()
    filler.looked_at("66-publication-refused")
    page.get_by_label("仍要公开的理由").fill("期限到了，附表另行更正")
    follow(page.get_by_role("button", name="送领导审签"))
    expect(page.get_by_text("等单位领导审签公开")).to_be_visible()
    signer.go("/")
    page = signer.page
    expect(page.get_by_text("审签公开")).to_be_visible()
    signer.looked_at("67-home-signer")
    follow(page.get_by_role("link", name="2024年度部门决算"))
    signer.looked_at("67-publication-signer")
    page.get_by_label("公开日期").fill("2025-09-26")
    page.get_by_label("网址").fill("https://www.example.gov.cn/2025/jsgk.html")
    follow(page.get_by_role("button", name="公开", exact=True))
    expect(page.get_by_text("晚 5 天")).to_be_visible()
    signer.looked_at("68-publication-out")


def opens(bureau: Seat, reader: Seat) -> None:
    """Nobody without a login sees it until the bureau opens the pages; the bureau confirms what it saw."""
    reader.go("/public/")
    expect(reader.page.get_by_label("用户名")).to_be_visible()
    bureau.go("/disclosure/face/")
    bureau.page.get_by_label("不登录也能看").check()
    bureau.page.get_by_label("发现错误联系谁").fill("青岭县财政局绩效股，电话 2266001")
    follow(bureau.page.get_by_role("button", name="保存"))
    bureau.looked_at("69-face")
    bureau.go("/disclosure/county/")
    follow(bureau.page.get_by_role("link", name="青岭县水务局"))
    follow(bureau.page.get_by_role("button", name="核对无误"))
    bureau.looked_at("70-publication-confirmed")
    reader.go("/public/")
    reader.looked_at("71-public-one")
    follow(reader.page.get_by_role("link", name="青岭县水务局"))
    reader.looked_at("72-public-unit")


def corrects(filler: Seat, signer: Seat, right: Path) -> None:
    """A new version with what it corrects; the figures are listed by the program."""
    filler.go("/disclosure/")
    page = filler.page
    follow(page.get_by_role("link", name="2024年度部门决算"))
    filler.upload("核对这个文件", right)
    expect(page.get_by_text("没有未处理的错误")).to_be_visible()
    page.get_by_label("更正说明").fill("项目支出及占比抄错，更正为批复数")
    follow(page.get_by_role("button", name="送领导审签"))
    signer.go("/disclosure/")
    page = signer.page
    follow(page.get_by_role("link", name="2024年度部门决算"))
    signer.looked_at("73-correction-signer")
    page.get_by_label("网址").fill("https://www.example.gov.cn/2025/jsgk-2.html")
    follow(page.get_by_role("button", name="更正公开"))
    expect(page.get_by_role("heading", name="第 2 版")).to_be_visible()
    signer.looked_at("74-correction-out")


def reads_both(reader: Seat, bureau: Seat) -> None:
    """Everybody reads both, goes from a figure to its place, and sees what changed."""
    reader.go("/public/")
    page = reader.page
    follow(page.get_by_role("link", name="青岭县水务局"))
    expect(page.get_by_text("已被更正")).to_be_visible()
    reader.looked_at("75-public-corrected")
    follow(page.locator("#figures td a", has_text="500.00").first)
    assert page.url.partition("#")[2]
    expect(page.locator(".paper :target")).to_contain_text("500.00")
    expect(page.get_by_text("560.00万元").first).to_be_visible()
    reader.looked_at("76-public-text")
    follow(page.get_by_role("link", name="第 1 版"))
    expect(page.get_by_text("这一版已被更正")).to_be_visible()
    expect(page.locator(".paper")).to_contain_text("560.00万元")
    reader.looked_at("77-public-text-old")
    reader.go("/public/about/")
    reader.looked_at("78-public-about")
    bureau.go("/disclosure/county/")
    bureau.looked_at("79-county-corrected")


def test_forty_units_are_as_clear_as_one(county: County, live_server: Any, browser: Browser) -> None:
    filled(county)
    with seat(browser, live_server.url, "performance") as bureau:
        bureau.sign_in()
        bureau.go("/disclosure/county/")
        expect(bureau.page.get_by_role("row")).to_have_count(42)
        bureau.looked_at("80-county-forty")
        follow(bureau.page.get_by_role("link", name="晚公开"))
        expect(bureau.page.get_by_role("row")).to_have_count(7)
        bureau.looked_at("80-county-late")
        bureau.go("/public/")
        bureau.looked_at("81-public-forty")
        bureau.page.get_by_label("查一个单位").fill("石溪")
        follow(bureau.page.get_by_role("button", name="查", exact=True))
        expect(bureau.page.locator("ul.units li")).to_have_count(1)
        follow(bureau.page.get_by_role("link", name="石溪"))
        expect(bureau.page.get_by_text("个同职能同级次单位的中位数").first).to_be_visible()
        bureau.looked_at("82-public-peers")
        bureau.go("/public/?q=海关")
        bureau.looked_at("83-public-none")
        assert not bureau.heard, "\n".join(bureau.heard)


def filled(county: County) -> None:
    """Forty units; of most of them accounts are out, some late, some corrected, some owing."""
    Face.objects.create(open=True, contact="青岭县财政局绩效股，电话 2266001")
    Unit.objects.filter(pk=county.root.pk).update(jurisdiction="430426")
    people = county.people
    for unit in (county.department, county.other):
        unit.publications.all().delete()
    Unit.objects.filter(pk__in=[county.other.pk, county.finance.pk]).update(kind=Unit.Kind.FIRM)
    names = [f"青岭县{name}镇人民政府" for name in TOWNS] + [f"青岭县{name}" for name in OFFICES]
    names += [f"青岭县第{number}中学" for number in "一二"]
    for number, name in enumerate(names):
        unit = Unit.objects.create(name=name, parent=county.root)
        for role in (Role.ACCOUNTANT, Role.LEADER):
            Membership.objects.create(user=people[role], unit=unit, role=role)
        publication = owing.owe(
            [unit], "final_accounts", 2024, people["accountant"], owing.Days(date(2025, 9, 1))
        )[0]
        if number % 9 != 5:  # those that owe it still
            _out(publication, _varied(number), people, number)
    owing.owe([county.department], "final_accounts", 2024, people["accountant"], owing.Days(date(2025, 9, 1)))


def _varied(number: int) -> str:
    """Accounts whose parts stand in another share in each unit, and add up."""
    basic = 500 + 13 * number
    text = RIGHT.replace("700.00", f"{basic}.00").replace("500.00", f"{1200 - basic}.00")
    return text.replace("58.33", f"{basic / 12:.2f}").replace("41.67", f"{(1200 - basic) / 12:.2f}")


def _out(publication: Publication, text: str, people: dict[str, User], number: int) -> None:
    day = date(2025, 9, 24) if number % 7 == 3 else date(2025, 9, 18)
    name = publication.unit.name
    for note in ("", "排版有误") if number % 11 == 4 else ("",):
        body = accounts(text + note, name)
        last: Any = publication.releases.order_by("-number").first()
        draft = receive(
            "部门决算.txt", [body], people["accountant"], unit=publication.unit,
            document=last.draft.document if last else None,
        )  # fmt: skip
        row: Release = releases.begin(publication, draft, people["accountant"])
        row = releases.prepare(row, "按期", note, people["accountant"], row.version)
        where = releases.Where(day, f"https://www.example.gov.cn/{publication.pk}.html")
        row = releases.publish(row, where, people["leader"], row.version)
    if number % 2:
        releases.confirm(row, people["performance"], row.version)


def test_nobody_finds_a_unit_that_published_nothing(county: County) -> None:
    Face.objects.create(open=True)
    assert Client().get(f"/public/{county.department.pk}/").status_code == 404
