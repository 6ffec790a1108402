"""The work of two years in the demonstration, done by the same functions as people's work on the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from quanheng.lexicon.workbook import layout
from quanheng.web.campaigns import letters
from quanheng.web.campaigns.models import Assignment, Campaign, Task
from quanheng.web.campaigns.steps import take
from quanheng.web.demo import ledgers
from quanheng.web.demo.people import COUNTY, DEPARTMENTS, PLACE, County
from quanheng.web.demo.records import record, slipped
from quanheng.web.departments import writing
from quanheng.web.departments.entries import part_of, replace_all
from quanheng.web.departments.models import Book, Part, Written
from quanheng.web.disclosure import owing, releases
from quanheng.web.disclosure.models import Face
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Document, Draft, Verdict
from quanheng.web.documents.verdicts import decide
from quanheng.web.files.store import content
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import perform
from quanheng.web.rectification import items, settling
from quanheng.web.rectification.models import Answer, Item
from quanheng.web.units.models import User

_REPORT, _FORM = "自评报告.docx", "自评表.docx"
_HOLDS, _EXPLAIN = Verdict.Choice.HOLDS, Verdict.Choice.EXPLAIN


@dataclass
class Year:
    """A department's part in one campaign, on its way; `task` is the row as the last step left it."""

    county: County
    name: str
    task: Task
    book: Book
    files: dict[str, bytes] = field(default_factory=dict)
    document: Document | None = None

    def person(self, role: str) -> User:
        """Who has the role over this department."""
        people = self.county.people
        return people.get(f"{self.name}.{role}") or people[f"county.{role}"]

    def step(self, name: str, role: str, reason: str = "") -> None:
        """Take a step of the task."""
        self.task = take(self.task, name, self.person(role), self.task.version, reason)

    def write(self) -> None:
        """Have report and form written from the data."""
        done(writing.begin(self.book, ["self-evaluation", "form"], "hunan", [], self.person("accountant")))
        self.files = {one.name: content(one.file) for one in Written.objects.filter(book=self.book)}

    def upload(self, *slips: str) -> Draft:
        """Hand the report in as the department's document, with a slip after each of the words."""
        name, data = next((n, d) for n, d in self.files.items() if n.endswith(_REPORT))
        for words in slips:
            data = slipped(data, words)
        draft = receive(
            name,
            [data],
            self.person("accountant"),
            unit=self.task.unit,
            task=self.task,
            document=self.document,
        )
        self.document = draft.document
        assert draft.job is not None
        done(draft.job)
        draft.refresh_from_db()
        return draft

    def hand_in(self) -> None:
        """Through the accountant and the leader to the bureau."""
        self.step("prepare", "accountant")
        self.step("submit", "leader")


def done(job: Job) -> None:
    """Do a job at once; the worker that finds it in the queue later sees that it is done."""
    perform(job.pk)


def campaign(county: County, year: int, *, days: int, state: str) -> Campaign:
    """The self-evaluation of a year, due in so many days."""
    return Campaign.objects.create(
        kind=Campaign.Kind.SELF_EVALUATION,
        year=year,
        title=f"{year}年度部门整体支出绩效自评",
        unit=county.units["county"],
        deadline=timezone.localdate() + timedelta(days=days),
        norms=PLACE,
        state=state,
    )


def begun(county: County, of: Campaign, name: str) -> Year:
    """The department's part with its data of that year."""
    figures = record(name, of.year)
    unit = county.units[name]
    task = Task.objects.create(campaign=of, unit=unit, reviewer=county.people["caizheng"])
    book = Book.objects.create(unit=unit, year=of.year, task=task, framework=figures.framework)
    part = Year(county, name, task, book)
    replace_all(book, figures, part.person("accountant"), "导入工作簿")
    return part


def judged(part: Year, draft: Draft, choices: tuple[str, ...]) -> None:
    """The bureau's verdicts on the first findings of a draft."""
    for finding, choice in zip(draft.findings.all(), choices, strict=False):
        decide(draft.document, finding, choice, "", part.person("performance"))


def asked(part: Year) -> list[Item]:
    """The opinion is signed, which makes its items, and the department has received them."""
    reviewer = part.person("performance")
    letter = letters.put_together(part.task, reviewer)
    letters.sign(letter, reviewer, letter.version, part.task.version)
    items.acknowledge(part.task, part.person("accountant"))
    part.task.refresh_from_db()
    return list(part.task.items.all())


def answered(part: Year, item: Item, said: items.Said) -> Item:
    """The department's answer."""
    return items.answer(item, said, part.person("accountant"), item.version)


def finished_year(county: County) -> None:
    """Last year: one department without a fault, one that corrected, one that owes an explanation still."""
    of = campaign(county, 2024, days=-300, state=Campaign.State.CLOSED)
    clean, corrected, owing = (begun(county, of, name) for name in ("audit", "housing", "disabled"))
    for part, slips in ((clean, ()), (corrected, ("占基本支出的",)), (owing, ("占基本支出的",))):
        part.write()
        draft = part.upload(*slips)
        part.hand_in()
        part.step("take_up", "performance")
        judged(part, draft, (_HOLDS,) if part is corrected else (_EXPLAIN,) if part is owing else ())
    clean.step("pass", "performance")
    for item in asked(corrected):
        draft = corrected.upload()
        said = items.Said(Answer.Kind.CORRECTED, "已重新计算比重", draft=draft)
        row = answered(corrected, item, said)
        settling.settle(row, settling.Word(True), corrected.person("performance"), row.version)
    asked(owing)
    settling.carry(owing.task, owing.person("performance"))
    for part in (clean, corrected, owing):
        part.task.refresh_from_db()
        published(part, late=part is owing)
        part.step("archive", "performance")


def published(part: Year, *, late: bool) -> None:
    """The report goes out; that takes the task along."""
    due = timezone.localdate() - timedelta(days=120)
    unit, accountant = part.task.unit, part.person("accountant")
    days = owing.Days(due=due)
    (row,) = owing.owe([unit], "self_evaluation", part.book.year, part.person("performance"), days)
    assert part.document is not None
    assert part.document.latest is not None
    out = releases.begin(row, part.document.latest, accountant)
    out = releases.prepare(out, "尚有待说明的事项，先行公开", "", accountant, out.version)
    where = releases.Where(
        due + timedelta(days=6 if late else -3), f"https://www.example.gov.cn/jx/{part.name}.html"
    )
    releases.publish(out, where, part.person("leader"), out.version)
    part.task.refresh_from_db()


def year_under_way(county: County) -> None:
    """This year: one department fills in, one was sent back and waits anew, one puts right; the accounts are to go out."""
    Face.objects.create(pk=1, open=True, contact=f"{COUNTY}财政局绩效股")
    units = [county.units[name] for name in DEPARTMENTS]
    days = owing.Days(approved=timezone.localdate() - timedelta(days=15))
    owing.owe(units, "final_accounts", 2025, county.people["caizheng"], days)
    of = campaign(county, 2025, days=12, state=Campaign.State.OPEN)
    filling = begun(county, of, "audit")
    ledgers.kept(county, "audit", filling.book)
    _filling(filling)
    _waiting(begun(county, of, "housing"))
    _correcting(begun(county, of, "disabled"))


def _filling(part: Year) -> None:
    part.write()
    part.upload("公用经费控制率", "占基本支出的")
    sections = [section for _, section in layout().sections()]
    for at, section in enumerate(sections):
        row = part_of(part.book, section)
        if row.state == Part.State.FILLING and at % 3 == 0:
            row.state = Part.State.HANDED
        elif section.id == "people":
            row.state, row.told = Part.State.RETURNED, "临聘人员数请与编办文件核对"
        row.save()


def _waiting(part: Year) -> None:
    part.write()
    first = part.upload("项目支出", "完成预算的", "占基本支出的")
    part.hand_in()
    part.step("take_up", "performance")
    judged(part, first, (_HOLDS,))
    part.step("return", "performance", "完成预算的比例与预算数、支出数对不上，请核对后重新报送")
    draft = part.upload("项目支出", "占基本支出的")
    part.hand_in()
    part.step("take_up", "performance")
    today = timezone.localdate()
    Assignment.objects.create(
        task=part.task,
        user=part.county.people["pinggu"],
        starts=today - timedelta(days=3),
        ends=today + timedelta(days=20),
    )
    for finding in draft.findings.all()[1:3]:
        decide(draft.document, finding, _HOLDS, "", part.county.people["pinggu"])


def _correcting(part: Year) -> None:
    part.write()
    draft = part.upload("占基本支出的", "政府采购执行率", "预算执行率得分")
    part.hand_in()
    part.step("take_up", "performance")
    judged(part, draft, (_HOLDS, _HOLDS, _EXPLAIN))
    made = asked(part)
    if made:
        answered(part, made[-1], items.Said(Answer.Kind.EXPLAINED, "得分按评分标准重新核算，附计算过程"))
    if len(made) > 1:
        later = made[0].due + timedelta(days=15)
        answered(part, made[0], items.Said(Answer.Kind.EXTEND, "等核对完工资发放表再更正", later))


def title() -> str:
    """What the first event says."""
    return f"演示数据：{COUNTY}，单位、人员和数字都是虚构的"
