"""What everybody sees of the published versions, and what nobody does."""

from __future__ import annotations

import shutil
from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from quanheng.web.campaigns.models import Task
from quanheng.web.disclosure import corpus, owing, public, releases
from quanheng.web.disclosure.models import Face, Publication
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Finding
from quanheng.web.events.models import Event
from quanheng.web.rectification.models import Item
from tests.web.accounts import PRIVATE, RIGHT, SLIP, accounts
from tests.web.disclosure_kit import draft_of, put_out, where


def test_the_public_sees_nothing_until_the_bureau_opens_it(county: Any, publication: Publication) -> None:
    row = put_out(county, publication)
    nobody = Client()
    addresses = [
        "/public/", "/public/about/", f"/public/{county.department.pk}/",
        f"/public/{county.department.pk}/figures.csv", f"/public/{county.department.pk}/{row.pk}/",
        f"/public/{county.department.pk}/{row.pk}/original/",
    ]  # fmt: skip
    for address in addresses:
        assert nobody.get(address).headers["Location"].startswith("/account/login/"), address
    assert county.client("accountant").post("/disclosure/face/", {"open": "on"}).status_code == 403
    assert (
        county.client("performance").post("/disclosure/face/", {"open": "on", "version": "1"}).status_code
        == 302
    )
    assert county.client("performance").post("/disclosure/face/", {"version": "1"}).status_code == 409
    assert Event.objects.filter(action="face").count() == 1
    for address in addresses:
        assert nobody.get(address).status_code == 200, address
    assert nobody.get("/disclosure/").headers["Location"].startswith("/account/login/")


def test_every_figure_leads_to_its_place(county: Any, publication: Publication) -> None:
    row = put_out(county, publication)
    Face.objects.create(open=True)
    nobody = Client()
    page = nobody.get(f"/public/{county.department.pk}/").content.decode()
    text = nobody.get(f"/public/{county.department.pk}/{row.pk}/").content.decode()
    links = set(_between(page, f'href="/public/{county.department.pk}/{row.pk}/#', '"'))
    assert len(links) > 8
    ids = set(_between(text, 'id="', '"'))
    assert links <= ids
    assert ">96.40万元</mark>" in text
    assert "2024年支出 1,200.00 万元" in page
    csv = nobody.get(f"/public/{county.department.pk}/figures.csv").content.decode("utf-8-sig")
    assert "1200" in csv.replace(",", "")


def _between(text: str, begin: str, end: str) -> list[str]:
    return [part.split(end)[0] for part in text.split(begin)[1:]]


def test_only_published_versions_and_no_unconfirmed_findings(county: Any, publication: Publication) -> None:
    first = put_out(county, publication, SLIP, reason="按期")
    ahead = releases.begin(publication, draft_of(county, RIGHT, first), county.people["accountant"])
    Face.objects.create(open=True, problems=True)
    nobody = Client()
    unit = county.department.pk
    assert nobody.get(f"/public/{unit}/{ahead.pk}/").status_code == 404
    assert nobody.get(f"/public/{unit}/{ahead.pk}/original/").status_code == 404
    page = (
        nobody.get(f"/public/{unit}/").content.decode()
        + nobody.get(f"/public/{unit}/{first.pk}/").content.decode()
    )
    for finding in Finding.objects.filter(severity__in=["error", "doubt"]):
        assert finding.message not in page


def test_confirmed_problems_stand_there_only_when_switched_on(county: Any, publication: Publication) -> None:
    draft = receive(
        "决算.txt", [accounts(SLIP)], county.people["accountant"], unit=county.department, task=county.task
    )
    draft.refresh_from_db()
    row = releases.begin(publication, draft, county.people["accountant"])
    row = releases.prepare(row, "按期公开", "", county.people["accountant"], row.version)
    row = releases.publish(row, where(), county.people["leader"], row.version)
    Task.objects.update(submitted_at=timezone.now())
    finding = Finding.objects.filter(draft=draft, severity="error")[0]
    asked = {"task": county.task, "unit": county.department, "document": draft.document, "draft": draft}
    asked |= {"message": finding.message, "due": timezone.localdate()}
    Item.objects.create(**asked, number=1, ask=Item.Ask.CORRECT)
    Item.objects.create(**asked | {"message": "请说明增幅"}, number=2, ask=Item.Ask.EXPLAIN)
    face = Face.objects.create(open=True)
    address = f"/public/{county.department.pk}/"
    assert finding.message not in Client().get(address).content.decode()
    face.problems = True
    face.save()
    page = Client().get(address).content.decode()
    assert finding.message in page.replace("&quot;", '"')
    assert "已下达" in page
    assert "请说明增幅" not in page


def test_a_withheld_text_is_gone_and_still_listed(county: Any, publication: Publication) -> None:
    first = put_out(county, publication, PRIVATE, reason="没有看到")
    put_out(county, publication, RIGHT, note="删去联系人")
    first.refresh_from_db()
    releases.withhold(first, "含个人信息", county.people["leader"], first.version)
    Face.objects.create(open=True)
    address = f"/public/{county.department.pk}/{first.pk}/"
    page = Client().get(address).content.decode()
    assert "13800138000" not in page
    assert "含个人信息" in page
    assert Client().get(f"{address}original/").status_code == 404


def test_the_search_knows_former_names(county: Any, publication: Publication) -> None:
    put_out(county, publication)
    assert [one.unit for one in public.units("水务")] == [county.department]
    county.department.name = "青岭县水利局"
    county.department.save()
    assert [one.unit for one in public.units("水务局")] == [county.department]
    assert public.units("文化") == []


def test_figures_come_from_the_current_version(county: Any, publication: Publication) -> None:
    put_out(county, publication, SLIP, reason="按期")
    put_out(county, publication, RIGHT, note="项目支出写错")
    assert [r.number for r in corpus.current()] == [2]
    figures = public.figures_of(county.department)
    assert figures is not None
    assert "500.00" in figures.html
    assert "560.00" not in figures.html


def test_years_stand_side_by_side_each_with_its_own_file(county: Any, publication: Publication) -> None:
    put_out(county, publication)
    days = owing.Days(date(2024, 9, 1))
    (before,) = owing.owe([county.department], "final_accounts", 2023, county.people["accountant"], days)
    text = accounts(RIGHT.replace("96.40", "88.10"), year=2023)
    draft = receive("2023.txt", [text], county.people["accountant"], unit=county.department)
    draft.refresh_from_db()
    row = releases.begin(before, draft, county.people["accountant"])
    row = releases.prepare(row, "", "", county.people["accountant"], row.version)
    row = releases.publish(row, where(date(2024, 9, 30)), county.people["leader"], row.version)
    Face.objects.create(open=True)
    page = Client().get(f"/public/{county.department.pk}/").content.decode()
    line = page.split("机关运行经费（决算）</th>")[1].split("</tr>")[0]
    assert line.index("88.10") < line.index("96.40")
    assert f"/public/{county.department.pk}/{row.pk}/#" in line
    assert "晚 9 天" in page


def test_a_file_that_two_kinds_share_counts_once(county: Any, publication: Publication) -> None:
    first = put_out(county, publication)
    accountant = county.people["accountant"]
    (other,) = owing.owe([county.department], "self_evaluation", 2024, accountant, owing.Days())
    row = releases.begin(other, first.draft, accountant)
    row = releases.prepare(row, "与决算合在一个文件里", "", accountant, row.version)
    releases.publish(row, where(), county.people["leader"], row.version)
    assert [r.pk for r in corpus.current()] == [first.pk]
    assert public.figures_of(county.department) is not None


def test_pages_are_made_again_after_the_made_files_are_lost(county: Any, publication: Publication) -> None:
    row = put_out(county, publication)
    shutil.rmtree(corpus.root())
    Face.objects.create(open=True)
    address = f"/public/{county.department.pk}/"
    assert "正在整理" in Client().get(address).content.decode()
    assert "96.40" in Client().get(address).content.decode()
    assert "96.40" in Client().get(f"{address}{row.pk}/").content.decode()
