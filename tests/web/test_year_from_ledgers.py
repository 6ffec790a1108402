"""A department's year from an empty workspace: ledgers pasted, processes walked, accounts imported, and the report.

Everything goes through the pages. Each quantity of the self-evaluation leads to rows, and one row less is seen in
indicator, score, text and total.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from quanheng.ledgers.load import names, schema
from quanheng.lexicon.workbook import layout
from quanheng.model.document import Document, Table
from quanheng.model.quantity import trimmed
from quanheng.model.setting import Setting
from quanheng.model.workbook import Indicator
from quanheng.pipeline import review
from quanheng.web.departments.entries import amount_key, computed, record_of
from quanheng.web.departments.models import Book
from quanheng.web.events.log import broken
from quanheng.web.files.store import content
from quanheng.web.ledgers.models import Doubt, Ledger, Row, Run
from tests.generator.registers.county import books, with_earlier
from tests.generator.registers.rows import YEAR, clean, credit_code, planted
from tests.web.ledger_year import Office, Walk

FIRM = "某1号制造厂"
EACH = "每少1家扣0.5分，扣完为止"
LINES = (
    ("科技型中小企业评价入库", "≥", "166", "家", "20", EACH),
    ("高新技术企业认定净增数", "≥", "32", "家", "20", EACH),
    ("新增规模工业企业数", "≥", "23", "家", "10", EACH),
    ("技术合同交易额", "≥", "32", "亿元", "10", "达到32亿元得10分，每少1亿元扣1分"),
    ("全社会研发投入", "≥", "13", "亿元", "10", "按完成比例计分"),
    ("企业培育质量", "≥", "95", "%", "5", "达到95%得满分，每低1个百分点扣1分"),
    ("安全隐患整改率", "≥", "100", "%", "5", "达到100%得满分，每低1个百分点扣0.1分"),
    ("科技项目立项数", "≥", "2", "项", "4", "每少1项扣2分"),
    ("协调处理疑难问题", "≥", "2", "个", "3", "每少1个扣1分"),
    ("组织培训", "≥", "3", "期", "3", ""),
)
FIGURES = {
    "科技型中小企业评价入库": "166",
    "高新技术企业认定净增数": "32",
    "新增规模工业企业数": "23",
    "技术合同交易额": "42.6",
    "全社会研发投入": "13.86",
    "企业培育质量": "98",
    "安全隐患整改率": "75",
    "科技项目立项数": "2",
    "协调处理疑难问题": "2",
}
"""What the rows come to."""
BOUND = ("high-tech-applications", "quality", "企业培育质量")
"""The one indicator whose name no measure knows."""
LEDGERS = (*books(), "hazards", "science-projects", "enterprise-problems")


def _line(given: Sequence[str]) -> dict[str, str]:
    made = dict(zip(("level3", "direction", "target", "unit", "weight", "rule"), given, strict=True))
    typed = {"result": "3", "score": made["weight"]} if made["level3"] == "组织培训" else {}
    return {"level1": "产出指标", "level2": "数量指标"} | made | typed


def _hazards(office: Office) -> None:
    """Four are found, three go all the way, one waits for what the firm does."""
    for number in range(1, 5):
        walk = Walk(office, "hazards", date(YEAR, 2 * number, 4)).begin(
            "find", "inspector", "王科员", number=f"{number}", enterprise=FIRM, hazard="通道堵塞", grade="一般",
            responsible="刘某", due=f"{YEAR}-{2 * number:02}-25",
        )  # fmt: skip
        walk.take("order", "inspector", "王科员")
        if number < 4:
            walk.take("fix", "enterprise", "刘某", 5, measure="已清理")
            walk.take("recheck", "inspector", "王科员", 2)
            walk.take("close", "leader", "陈副局长")


def _projects(office: Office) -> None:
    """Three are applied for, two get as far as the notice, the third is declined by both."""
    for number in range(1, 4):
        score = "85" if number < 3 else "62"
        walk = Walk(office, "science-projects", date(YEAR, 3, number)).begin(
            "file", "enterprise", "赵某", title=f"第{number}号研发项目", enterprise=f"某{number}号制造厂",
            code=credit_code(number), fiscal="20", own="30", organisation=f"某{number}号制造厂",
        )  # fmt: skip
        walk.take("formal", "science", "王科员", 3)
        walk.take("invite", "science", "王科员")
        for expert in ("甲", "乙", "丙"):
            walk.take("review", "expert", f"专家{expert}", score=score)
        walk.take("conclude", "science", "王科员")
        step = "decide" if number < 3 else "decline"
        walk.take(step, "bureau", "陈副局长")
        walk.take(step, "finance", "财政李某")
        if number < 3:
            walk.take("approve", "bureau", "陈副局长", 20, number=f"KJ-{number}")


def _problems(office: Office) -> None:
    """Three are raised, two are closed to the firm's content."""
    for number in range(1, 4):
        walk = Walk(office, "enterprise-problems", date(YEAR, 5, number)).begin(
            "register", "section", "王科员", number=f"{number}", enterprise=f"某{number}号制造厂", kind="用工", problem=f"缺{number}名技工",
        )  # fmt: skip
        walk.take("assign", "section", "王科员", charge="人社局", due=f"{YEAR}-06-30")
        if number < 3:
            walk.take("reply", "charge", "人社局钱某", 10, reply="已对接")
            walk.take("rate", "enterprise", "赵某", satisfied="满意")
            walk.take("close", "section", "孙科员")


def _keep(office: Office) -> None:
    office.take_up(*LEDGERS)
    for at, (name, rows) in enumerate(with_earlier(books()).items()):
        taken = office.upload(name, rows) if at % 2 else office.paste(name, rows)
        assert taken.told.startswith(f"新增 {len(rows)} 行，修改 0 行")
    _hazards(office)
    _projects(office)
    _problems(office)


def _evaluate(office: Office) -> None:
    office.targets([_line(one) for one in LINES])
    office.fill("execution", {"execution.score": "10"})
    office.bind(*BOUND)
    office.take_results()


@pytest.fixture(scope="module")
def office(
    django_db_setup: None,  # noqa: ARG001
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Office]:
    """The year as it is when everything is done; what a test changes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = Office(tmp_path_factory.mktemp("year"))
        made.begin()
        made.open_year()
        _keep(made)
        _evaluate(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole(office: Office) -> Document:
    """The self-evaluation of that year."""
    return office.write()


def _indicator(book: Book, level3: str) -> Indicator:
    return next(one for one in record_of(book).indicators if one.level3 == level3)


def _text(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


def _tables(document: Document) -> list[tuple[str, Table]]:
    """The tables with what stands over each."""
    made, over = [], ""
    for block in document.blocks:
        if block.table is not None:
            made.append((over, block.table))
        else:
            over = block.text
    return made


@pytest.mark.django_db
def test_the_rows_come_to_the_figures(office: Office) -> None:
    record = record_of(office.book)
    assert {one.level3: one.result for one in record.indicators} == FIGURES | {"组织培训": "3"}
    # 75 % of the hazards: 25 points below the target cost half of the five points
    assert {one.level3: one.score for one in record.indicators if one.score != one.weight} == {
        "安全隐患整改率": Decimal("2.5")
    }
    assert record.self_score() == Decimal("97.5")
    assert Ledger.objects.get(name="technology-smes").rows.count() == 500
    assert Run.objects.count() == 10
    assert list(broken()) == []


@pytest.mark.django_db
def test_every_result_of_the_report_leads_to_the_rows_that_prove_it(office: Office, whole: Document) -> None:
    text = _text(whole)
    index = next(table for over, table in _tables(whole) if "佐证索引" in over)
    lines = _grid(index)
    for level3, value in FIGURES.items():
        unit = next(one[3] for one in LINES if one[0] == level3)
        row = next(line for line in lines if line[1] == level3)
        assert row[2] == f"{value}{unit}"
        assert f"实际完成值为{value}{unit}（依据{row[3]}台账，见佐证1序号{row[0]}）" in text
        listed = next(table for over, table in _tables(whole) if over.endswith(f"　{row[3]}台账"))
        counted = [line for line in _grid(listed) if row[0] in re.split("、", line[-1])]
        assert len(counted) == int(row[5]), level3
        taken = _page(office, level3).context["parts"]
        assert max(part["count"] for part in taken) <= int(row[5]) <= sum(part["count"] for part in taken)
    assert "实际完成值为3期（手填，无台账）" in text


@pytest.mark.django_db
def test_every_amount_leads_to_the_table_that_gave_it(office: Office, whole: Document) -> None:
    record, client = record_of(office.book), office.clients["accountant"]
    spent = record.value("expenditure.total")
    assert spent
    assert f"{spent}万元" in _text(whole)
    listed: dict[str, int] = {}
    for _, section in layout().sections():
        page = client.get(f"/department/{office.book.pk}/section/{section.id}/")
        for place, labels in page.context["sources"]:
            listed[place] = listed.get(place, 0) + len(labels)
    assert listed["部门决算公开表.xlsx：支出决算表"] == 4
    own = {place: count for place, count in listed.items() if not place.startswith("部门决算公开表.xlsx：")}
    assert own == {"从模板和导入的文件建立": 1}  # the weight of execution, of the scheme
    typed = {amount_key(key) for key in record.values if key.item == "execution.score"}
    amounts = set(map(amount_key, record.values)) - typed
    # what no table gave is a sum that the workbook makes of what a table gave
    assert sum(listed.values()) == len(amounts - computed(record))
    taken = client.get(f"/department/{office.book.pk}/history/").content.decode()
    assert "从台账取数" in taken


@pytest.mark.django_db
def test_what_is_written_accuses_nobody(office: Office, whole: Document) -> None:
    sent = office.clients["accountant"].get(f"/department/{office.book.pk}/documents/")
    (one,) = {row.pk: row for row, _ in sent.context["written"]}.values()
    path = office.folder / whole.name
    path.write_bytes(content(one.file))
    made = review([str(path)], Setting(), case=True)
    assert [f.rule for document in made.documents for f in document.findings if f.severity == "error"] == []


def _first_ledgers() -> dict[str, str]:
    """For each kind of trap the first ledger that sets one."""
    made: dict[str, str] = {}
    for name in names():
        for trap in schema(name).traps:
            made.setdefault(trap.kind, name)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "name"), _first_ledgers().items())
def test_a_trap_of_each_kind_is_found_at_the_rows_that_were_pasted(
    office: Office, kind: str, name: str
) -> None:
    described = schema(name)
    trap = next(one for one in described.traps if one.kind == kind)
    if name not in LEDGERS:
        office.take_up(name)
    ledger = office.ledger(name)
    ledger.rows.all().delete()
    count = int(trap.told["least"]) + 5 if kind in ("constant", "all_closed") else 12
    office.paste(name, clean(described, count))
    assert not Doubt.objects.filter(ledger=ledger, trap=kind).exists()
    ledger.rows.all().delete()
    office.paste(name, planted(described, trap))
    found = [one for one in Doubt.objects.filter(ledger=ledger) if one.trap == kind]
    assert {one.severity for one in found} == {trap.severity}
    page = office.clients["clerk"].get(f"/ledgers/{ledger.pk}/?doubtful=1").content.decode()
    assert html.escape(found[0].message) in page


def _grid(table: Table) -> list[list[str]]:
    lines: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        lines.setdefault(cell.row, []).append(cell.text)
    return [lines[at] for at in sorted(lines)][1:]


def _page(office: Office, level3: str) -> Any:
    """What a click on the result of an indicator shows."""
    client = office.clients["accountant"]
    page = client.get(f"/department/{office.book.pk}/indicators/")
    shown = next(one for one in page.context["indicators"] if one.one.level3 == level3)
    return client.get(f"/ledgers/{shown.taken.ledger.pk}/measure/{shown.taken.name}/?year={YEAR}")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level3", "key", "result", "score", "total"),
    [
        ("科技型中小企业评价入库", "code", "165", "19.5", "97"),
        ("高新技术企业认定净增数", "certificate", "31", "19.5", "97"),
        ("新增规模工业企业数", "entered", "22", "9.5", "97"),
        ("协调处理疑难问题", "number", "1", "2", "96.5"),
        # above their targets, so that all the points are there still
        ("技术合同交易额", "number", "42.4181", "10", "97.5"),
        ("全社会研发投入", "enterprise", "13.8564", "10", "97.5"),
        ("企业培育质量", "code", "97.96", "5", "97.5"),
    ],
)
def test_a_row_less_changes_indicator_score_text_and_total(  # noqa: PLR0913, PLR0917  (what it is before and after)
    office: Office, whole: Document, level3: str, key: str, result: str, score: str, total: str
) -> None:
    before, book = list(record_of(office.book).indicators), office.book
    unit = _indicator(book, level3).unit
    row = _last_counted(office, level3)
    assert row.data[key]
    office.delete(row, "登记错了")
    assert (
        "数据改过，待更新"
        in office.clients["accountant"].get(f"/department/{book.pk}/documents/").content.decode()
    )
    page = office.clients["accountant"].get(f"/department/{book.pk}/indicators/")
    assert "填的与台账不同" in page.content.decode()
    office.take_results()
    now = _indicator(book, level3)
    assert (now.result, now.score) == (result, Decimal(score))
    assert record_of(book).self_score() == Decimal(total)
    other = [
        one.level3
        for one, was in zip(record_of(book).indicators, before, strict=True)
        if _said(one) != _said(was)
    ]
    assert other == [level3]
    text = _text(office.write())
    assert f"实际完成值为{result}{unit}（依据" in text
    assert f"自评得分{total}分" in text
    assert f"自评得分{trimmed(Decimal('97.5'))}分" in _text(whole)


def _said(one: Indicator) -> tuple[str, Decimal | None]:
    return one.result, one.score


def _last_counted(office: Office, level3: str) -> Row:
    """The last row that the page behind an indicator lists."""
    parts = _page(office, level3).context["parts"]
    found: Row = next(row for part in parts for row, _ in reversed(part["lines"]))
    return found
