"""An office adds a ledger with a measure and a process of its own, in the browser and without code."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from quanheng.web.events.log import broken
from quanheng.web.events.models import Event
from quanheng.web.ledgers.models import Declaration, Doubt, Ledger, Row, Run, SavedMeasure

LEDGER = {
    "title": "加油站安全检查", "about": "一座加油站一次检查一行", "evidence": "检查记录表", "states": "登记 整改 销号",
    "title-0": "加油站", "type-0": "text", "key-0": "1", "required-0": "1",
    "title-1": "检查日", "type-1": "date", "key-1": "1",
    "title-2": "隐患数", "type-2": "count", "unit-2": "处",
    "title-3": "等级", "type-3": "choice", "choices-3": "一般 重大",
    "title-4": "站长电话", "type-4": "text", "private-4": "1",
}  # fmt: skip
PROCESS: dict[str, Any] = {
    "title": "加油站隐患整改",
    "title-0": "检查登记", "who-0": "安全股", "from-0": "新登记", "to-0": "登记", "papers-0": "检查记录表", "form-0": "1",
    "title-1": "下达整改", "who-1": "安全股", "from-1": "登记", "to-1": "整改", "days-1": "3", "unit-1": "workdays",
    "title-2": "复查销号", "who-2": "安全股 乡镇", "from-2": ["整改", "登记"], "to-2": "销号", "signs-2": "1",
    "needs-2": ["c3"],
}  # fmt: skip


@pytest.fixture
def ledger(county: Any) -> Ledger:
    answer = county.client("section").post("/ledgers/own/", LEDGER)
    assert answer.status_code == 302, answer.context["fault"]
    return Ledger.objects.get(name="own-1")


def _add(client: Any, ledger: Ledger, number: int, **more: str) -> Any:
    given = {
        "c1": f"青岭{number}站",
        "c2": f"2025-0{number}-11",
        "c3": "2",
        "c4": "一般",
        "state": "登记",
        **more,
    }
    return client.post(f"/ledgers/{ledger.pk}/add/", given)


def test_a_ledger_is_described_and_filled(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    assert ledger.section == "农村水利股"  # the office that described it fills it
    assert _add(client, ledger, 1).status_code == 302
    assert _add(client, ledger, 2, c3="三").status_code == 422
    assert _add(client, ledger, 2, c4="较大").status_code == 422
    text = "加油站\t检查日\t隐患数\t等级\t状态\n青岭7站\t2025.3.4\t5\t重大\t登记\n合计\t\t5\t\t\n"
    client.post(f"/ledgers/{ledger.pk}/paste/", {"text": text, "html": ""})
    client.post(f"/ledgers/{ledger.pk}/batch/1/take/")
    assert Row.objects.get(data__c1="青岭7站").data["c2"] == "2025-03-04"
    assert county.client("stranger").get(f"/ledgers/{ledger.pk}/").status_code == 404
    assert county.client("stranger").get(f"/ledgers/{ledger.pk}/own/").status_code == 404
    assert not Doubt.objects.filter(severity="error").exists()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"title": ""}, "台账要有名称"),
        ({"key-0": "", "key-1": ""}, "区分各行"),
        ({"choices-3": ""}, "要写可以选的词"),
        ({"choices-0": "甲 乙"}, "类型要选“选项”"),
        ({"title-1": "加油站"}, "栏名重复"),
        ({"states": "登记"}, "状态至少写两个"),
        ({"key-4": "1"}, "不公开，不能用来区分各行"),
    ],
)
def test_a_description_that_makes_no_ledger_is_refused_with_the_reason(
    county: Any, more: dict[str, str], why: str
) -> None:
    given = {name: value for name, value in {**LEDGER, **more}.items() if value}
    answer = county.client("section").post("/ledgers/own/", given)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not Declaration.objects.exists()
    assert "加油站" in answer.content.decode()  # what was typed is still there


def test_columns_with_rows_stay_when_the_description_changes(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    _add(client, ledger, 1)
    address = f"/ledgers/{ledger.pk}/own/"
    named = {f"name-{n}": f"c{n + 1}" for n in range(5)}
    kept = {**LEDGER, **named, "version": "2"}
    less = {name: value for name, value in kept.items() if not name.endswith("-2")}
    assert "已有记录" in client.post(address, less).content.decode()
    assert "已有记录" in client.post(address, {**kept, "type-2": "text", "unit-2": ""}).content.decode()
    more = {**kept, "title-2": "隐患处数", "title-5": "检查人", "type-5": "text", "name-5": ""}
    assert client.post(address, more).status_code == 302
    page = client.get(f"/ledgers/{ledger.pk}/").content.decode()
    assert "隐患处数" in page
    late = client.post(address, {**more, "title-2": "隐患数（处）"})
    assert late.status_code == 409
    assert "刚改过" in late.content.decode()
    assert "隐患数（处）" in late.content.decode()
    assert "检查人" in page
    assert Row.objects.get().data["c3"] == 2


def test_a_measure_and_a_process_over_it_work(county: Any, ledger: Ledger) -> None:
    client = county.client("section")
    for number in (1, 2, 3):
        _add(client, ledger, number, c4="重大" if number == 3 else "一般")
    built = {
        "title": "重大隐患",
        "kind": "sum",
        "of": "c3",
        "unit": "处",
        "column-0": "c4",
        "op-0": "is",
        "value-0": "重大",
    }
    assert client.post(f"/ledgers/{ledger.pk}/measures/build/", built).status_code == 302
    saved = SavedMeasure.objects.get()
    told = client.get(f"/ledgers/{ledger.pk}/measure/{saved.name}/").context["told"]
    assert (told.value, told.measure.unit) == ("2", "处")

    wrong = client.post(f"/ledgers/{ledger.pk}/own-process/", {**PROCESS, "from-0": "登记"})
    assert "要有一步从“新登记”开始" in wrong.content.decode()
    wrong = client.post(f"/ledgers/{ledger.pk}/own-process/", {**PROCESS, "who-1": ""})
    assert "没有写由谁办" in wrong.content.decode()
    assert client.post(f"/ledgers/{ledger.pk}/own-process/", PROCESS).status_code == 302
    assert client.post(f"/ledgers/{ledger.pk}/own-process/", PROCESS).status_code == 409
    assert "复查销号" in client.get(f"/ledgers/{ledger.pk}/process/").content.decode()
    paper = {"paper-0": SimpleUploadedFile("记录.pdf", b"%PDF")}
    first = {"c1": "青岭9站", "c2": "2025-09-01", "on": "2025-09-01", "person": "王某", "role": "r1"}
    assert client.post(f"/ledgers/{ledger.pk}/process/begin/s1/", {**first, **paper}).status_code == 302
    run = Run.objects.get()
    steps = (("s2", "r1", "王某", "整改"), ("s3", "r1", "王某", "整改"), ("s3", "r2", "李某", "销号"))
    for at, (step, role, who, state) in enumerate(steps):
        run.refresh_from_db()
        given = {"version": run.version, "on": f"2025-09-0{at + 2}", "person": who, "role": role, "c3": "2"}
        assert client.post(f"/ledgers/run/{run.pk}/take/{step}/", given).status_code == 302
        run.refresh_from_db()
        assert run.state == state
    assert run.ended
    assert client.get(f"/ledgers/run/{run.pk}/print/s1/").status_code == 200
    assert Event.objects.filter(action__in=["declare-ledger", "declare-process", "save-measure"]).count() == 3
    assert not list(broken())


AWARDS = {
    "title": "优秀项目评选", "states": "申报 评审 公示 入选", "evidence": "公示文件",
    "title-0": "项目", "type-0": "text", "key-0": "1", "required-0": "1",
    "title-1": "申报单位", "type-1": "text", "required-1": "1",
    "title-2": "评分", "type-2": "number", "unit-2": "分",
}  # fmt: skip
CHOOSING: dict[str, Any] = {
    "title": "优秀项目评选",
    "title-0": "申报", "who-0": "申报单位", "from-0": "新登记", "to-0": "申报", "needs-0": ["c1", "c2"],
    "title-1": "受理", "who-1": "办公室", "from-1": "申报", "to-1": "评审",
    "title-2": "专家评分", "who-2": "专家", "from-2": "评审", "to-2": "", "needs-2": ["c3"],
    "ties-2": ["c2"], "apart-2": "受理 专家评分",
    "title-3": "汇总", "who-3": "办公室", "from-3": "评审", "to-3": "公示",
    "before-3": "专家评分", "count-3": "5", "mean-3": "1",
    "title-4": "入选", "who-4": "办公室", "from-4": "公示", "to-4": "入选", "wait-4": "5", "wait-unit-4": "workdays",
}  # fmt: skip


@pytest.fixture
def awards(county: Any) -> Ledger:
    """A ledger with a process in which five experts score, some may not, and something has to wait."""
    client = county.client("section")
    assert client.post("/ledgers/own/", AWARDS).status_code == 302
    made = Ledger.objects.get(name="own-1")
    answer = client.post(f"/ledgers/{made.pk}/own-process/", CHOOSING)
    assert answer.status_code == 302, answer.context["fault"]
    return made


class Choosing:
    """A clerk who enters what others did on paper; each step is taken on the day given."""

    def __init__(self, client: Any, ledger: Ledger) -> None:
        self.client, self.ledger = client, ledger

    def begin(self) -> None:
        given = {"c1": "节水项目", "c2": "某合作社", "on": "2025-03-03", "person": "赵某", "role": "r1"}
        assert self.client.post(f"/ledgers/{self.ledger.pk}/process/begin/s1/", given).status_code == 302

    def take(self, step: str, who: str, on: str, role: str = "r2", **more: str) -> Any:
        run = Run.objects.get()
        given = {"version": run.version, "on": on, "person": who, "role": role, **more}
        return self.client.post(f"/ledgers/run/{run.pk}/take/{step}/", given)

    def refused(self, why: str, *given: str, **more: str) -> None:
        answer = self.take(*given, **more)
        assert answer.status_code == 422
        assert why in answer.content.decode()

    def done(self, state: str, *given: str, **more: str) -> None:
        assert self.take(*given, **more).status_code == 302
        assert Run.objects.get().state == state


def test_a_process_of_an_office_counts_heads_waits_and_keeps_the_partial_out(
    county: Any, awards: Ledger
) -> None:
    walk = Choosing(county.client("section"), awards)
    walk.begin()
    walk.done("评审", "s2", "王科员", "2025-03-04")
    walk.refused("王科员办过“受理”，不能再办“专家评分”", "s3", "王科员", "2025-03-05", "r3", c3="90")
    walk.refused("应当回避", "s3", "钱某", "2025-03-05", "r3", c3="90", organisation="某合作社")
    for number, name in enumerate("甲乙丙丁"):
        walk.done("评审", "s3", f"专家{name}", "2025-03-05", "r3", c3=f"{80 + 2 * number}")
    walk.refused("专家甲办过“专家评分”", "s3", "专家甲", "2025-03-05", "r3", c3="99")
    walk.refused("“专家评分”要 5 人，现有 4 人", "s4", "王科员", "2025-03-06")
    walk.done("评审", "s3", "专家戊", "2025-03-06", "r3", c3="91")
    walk.done("公示", "s4", "王科员", "2025-03-07")
    assert Row.objects.get().data["c3"] == 8460  # the mean of 80, 82, 84, 86, 91 is 84.6
    walk.refused("还没有满5个工作日", "s5", "王科员", "2025-03-14")
    walk.done("入选", "s5", "王科员", "2025-03-17")
    assert Run.objects.get().ended
    assert list(broken()) == []


def test_the_form_shows_what_was_drawn_and_saves_the_same(county: Any, awards: Ledger) -> None:
    client, address = county.client("section"), f"/ledgers/{awards.pk}/own-process/"
    before = Declaration.objects.get(kind="process").tree
    page = client.get(address)
    again: dict[str, Any] = {"title": page.context["title"], "version": page.context["row"].version}
    for at, card in enumerate(page.context["steps"]):
        lists = {"sources": "from", "needs": "needs", "ties": "ties"}
        again |= {f"{what}-{at}": card[key] for key, what in lists.items() if key in card}
        plain = {key.replace("_", "-"): value for key, value in card.items() if key not in lists}
        again |= {
            f"{key}-{at}": value if value is not True else "1"
            for key, value in plain.items()
            if value is not False
        }
    assert client.post(address, again).status_code == 302
    assert Declaration.objects.get(kind="process").tree == before
    described = client.get(f"/ledgers/{awards.pk}/process/").content.decode()
    for words in (
        "“专家评分”至少 5 人",
        "与申报单位有利害关系的回避",
        "办过受理、专家评分的回避",
        "5个工作日后",
    ):
        assert words in described


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"before-3": "打分"}, "“汇总”提到的步骤“打分”没有"),
        ({"count-3": ""}, "步骤和人数都要写"),
        ({"before-3": "汇总"}, "不能写它自己"),
        ({"wait-4": "五"}, "等满的天数要写天数"),
        ({"title-3": "受理"}, "有两步都叫“受理”"),
        ({"before-3": "受理"}, "没有要填的数"),
        ({"apart-2": "初审"}, "步骤“初审”没有"),
    ],
)
def test_conditions_that_make_no_sense_are_refused_and_stay_on_the_page(
    county: Any, awards: Ledger, more: dict[str, str], why: str
) -> None:
    answer = county.client("section").post(f"/ledgers/{awards.pk}/own-process/", {**CHOOSING, **more})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in page
    assert 'value="专家评分"' in page
