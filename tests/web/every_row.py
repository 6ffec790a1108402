"""One row of every kind in one county, for tests that walk every address and every operation.

`submitted` says what the rights of reviewers hang on; `World.before` takes the submission back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from quanheng.ledgers.load import schema
from quanheng.ledgers.processes.load import process
from quanheng.lexicon.workbook import layout
from quanheng.web.api import tokens
from quanheng.web.campaigns import intake, letters, letters_job, sheet
from quanheng.web.campaigns.models import Receipt, Task
from quanheng.web.campaigns.standing import standings
from quanheng.web.campaigns.steps import take
from quanheng.web.departments.entries import part_of, replace_all
from quanheng.web.departments.models import Book, Evidence, Written
from quanheng.web.disclosure import owing, releases
from quanheng.web.disclosure.models import Face
from quanheng.web.documents import made, verdicts
from quanheng.web.documents.intake import receive
from quanheng.web.documents.models import Draft, Finding
from quanheng.web.files.store import keep
from quanheng.web.jobs.models import Job
from quanheng.web.ledgers import batches, declaring, measuring, people, proofs, running
from quanheng.web.ledgers.models import Acting, Binding, Declaration, Frozen, Ledger, SavedMeasure
from quanheng.web.ledgers.rows import add_row, type_inputs
from quanheng.web.rectification import items
from quanheng.web.rectification.models import Item
from quanheng.web.units.models import Membership, Unit, User
from quanheng.web.units.roles import TABLE, Role, Scope
from tests.generator.department_years import department_year
from tests.web.conftest import County, make_county
from tests.web.review_kit import report


@dataclass(frozen=True)
class Thing:
    """What rights look at: the unit, whose own it is, whether reviewers ever see it, whether it can be assigned.

    `out` is what was published: what the unit hands in or takes back changes nothing in it.
    """

    unit: Unit | None
    owner: str = ""
    reviewed: bool = False
    assigned: bool = False
    out: bool = False


@dataclass
class World:
    """`row` has a row of every kind by name, `things` what rights see of it, `who` role and unit by person."""

    county: County
    row: dict[str, Any]
    things: dict[str, Thing]
    people: dict[str, User]
    who: dict[str, tuple[Role, Unit]]
    submitted: bool = True
    clients: dict[str, Client] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sign everybody in at once: a session that began inside one request would go with it."""
        self.clients = {"anonymous": Client()}
        for name, user in self.people.items():
            self.clients[name] = Client()
            self.clients[name].force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def reaches(self, name: str, right: str) -> bool:
        """Whether the person has one of the rights: `anyone`, `person`, `action`, `action@thing`, `own@thing`."""
        return any(self._reaches(name, one) for one in right.split())

    def _reaches(self, name: str, right: str) -> bool:
        if right == "anyone" or name == "anonymous":
            return right == "anyone"
        if right == "person":
            return True
        action, _, of = right.partition("@")
        role, over = self.who[name]
        if (of and self.things[of].owner == name) or action == "own":
            return self.things[of].owner == name
        scope = TABLE[action].get(role)
        if not of:
            return scope is not None
        thing = self.things[of]
        if thing.unit is None or scope is None:
            return False
        inside = thing.unit.path.startswith(over.path)
        if scope == Scope.ALWAYS:
            return inside
        seen = thing.reviewed and (self.submitted or thing.out)
        return seen and (inside if scope == Scope.SUBMITTED else thing.assigned and name == "third_party")

    def before(self) -> None:
        """As it was before the unit handed in; the caller rolls the transaction back."""
        self.submitted = False
        Task.objects.update(submitted_at=None)
        Draft.objects.update(submitted_at=None)


def make_world() -> World:
    """All rows, made by the services that the pages use."""
    county = make_county()
    people = dict(county.people) | {"stranger": county.stranger}
    who = {name: _role(user) for name, user in people.items()}
    for name, role, unit in (
        ("other_leader", Role.LEADER, county.other),
        ("idle_third", Role.THIRD_PARTY, who["third_party"][1]),
    ):
        people[name] = User.objects.create_user(name, password="long enough to pass")
        Membership.objects.create(user=people[name], unit=unit, role=role)
        who[name] = (role, unit)
    row = _department(county) | _review(county)
    row |= _ledgers(county, row["book"])
    row |= _after(county, row) | _bureau(county, row) | _published(county, row)
    ours = Thing(county.department, reviewed=True, assigned=True)
    things = {
        "quick": Thing(None, owner="accountant"),
        "token": Thing(None, owner="accountant"),
        "job": Thing(county.department, owner="accountant"),
        "zip": Thing(county.root, owner="performance"),
        "campaign": Thing(county.root),
        "ledger": Thing(county.department),
        "own": Thing(county.department),
        "publication": Thing(county.department, reviewed=True, assigned=True, out=True),
        **dict.fromkeys(("document", "task", "book", "item"), ours),
    }
    return World(county, row, things, people, who)


def _role(user: User) -> tuple[Role, Unit]:
    held = user.memberships.select_related("unit").get()
    return Role(held.role), held.unit


def _department(county: County) -> dict[str, Any]:
    year, accountant = department_year(7), county.people["accountant"]
    book = Book.objects.create(unit=county.department, year=2025, task=county.task, framework=year.framework)
    year.year, year.organisation = 2025, county.department.name
    replace_all(book, year, accountant, "导入")
    file = keep([b"%PDF-1.4 evidence"])
    expires = timezone.localdate() + timedelta(days=30)
    return {
        "token": tokens.issue(accountant, "导数", expires)[0],
        "book": book,
        "income_part": part_of(book, layout().section("income")),
        "evidence": Evidence.objects.create(
            book=book, indicator="产出／数量", name="名单.pdf", file=file, by=accountant
        ),
        "written": Written.objects.create(book=book, name="自评报告.docx", file=file, state_of_book="x"),
        "job": Job.objects.create(kind="check", title="核对", unit=county.department, by=accountant),
    }


def _ledgers(county: County, book: Book) -> dict[str, Any]:
    """A ledger that every office fills, with a proved row and a table that was looked at."""
    accountant, name = county.people["accountant"], "technology-smes"
    ledger = Ledger.objects.create(unit=county.department, name=name, year=2025)
    row = add_row(ledger, type_inputs(schema(name), {"enterprise": "青岭一号有限公司"}), accountant)
    proof = proofs.attach(row, schema(name), [("名单.pdf", keep([b"%PDF-1.4 list"]))], accountant)[0]
    batch = batches.from_clipboard(ledger, "企业名称\t信用代码\n青岭\t1\n", "", accountant)
    projects = Ledger.objects.create(unit=county.department, name="science-projects", year=2025)
    way = process("science-project")
    project, other = (
        add_row(projects, type_inputs(schema(projects.name), {"title": one, "state": "申报"}), accountant)
        for one in ("节水灌溉", "水质监测")
    )
    run = running.take_in(other, way, accountant)
    paper = proofs.attach(
        other, schema(projects.name), [("申报书.pdf", keep([b"%PDF-1.4 plan"]))], accountant
    )
    acting = Acting(unit=county.department, process=way.name, role="science", user=accountant)
    inputs = {"title": "入库", "kind": "count"}
    stations = {"title": "加油站检查", "title-0": "加油站", "key-0": "1", "states": "登记 销号"}
    own = declaring.save_ledger(None, stations, declaring.Whose(county.department, "", accountant))
    way_of_own = {"title-0": "登记", "from-0": "新登记", "to-0": "登记", "who-0": "安全股"}
    saved = measuring.save(SavedMeasure(pk=1, ledger=ledger), schema(name), inputs, accountant)
    file = keep([b'{"proofs": [], "lists": [], "told": []}'])
    return {
        "ledger": ledger, "row": row, "proof": proof, "batch": batch, "saved": saved,
        "projects": projects, "project": project, "run": run, "paper": paper[0],
        "monthly": Ledger.objects.create(unit=county.department, name="industry-monthly", year=2025),
        "own": own,
        "declared": Declaration.objects.get(unit=county.department, kind=Declaration.Kind.LEDGER),
        "declared_process": declaring.save_process(
            own, None, way_of_own, declaring.Whose(county.department, "", accountant)
        ),
        "acting": people.appoint(acting, way, accountant),
        "binding": Binding.objects.create(book=book, indicator="产出／入库", ledger=ledger, measure="entered"),
        "frozen": Frozen.objects.create(book=book, file=file, count=0, rows=0, by=accountant),
    }  # fmt: skip


def _review(county: County) -> dict[str, Any]:
    """A checked document that was handed in, with verdicts, scores and a letter; and a quick check of one's own."""
    people, task = county.people, county.task
    name, data = "自评报告.md", report(county.department.name)
    draft = receive(name, [data], people["accountant"], unit=county.department, task=task)
    quick = receive("我的.md", [data], people["accountant"])
    task = take(task, "prepare", people["accountant"], task.version)
    task = take(task, "submit", people["leader"], task.version)
    task = take(task, "take_up", people["performance"], task.version)
    for one in (draft, quick):
        one.refresh_from_db()
        _picture(one)
    finding = Finding.objects.get(draft=draft, severity="error")
    verdict = verdicts.decide(draft.document, finding, "holds", "", people["performance"])
    other = draft.findings.exclude(pk=finding.pk).first() or finding
    proposal = verdicts.decide(draft.document, other, "explain", "", people["third_party"])
    waiver = verdicts.waive(draft.document, "no-such/rule", "本单位没有这项业务", people["performance"])
    score = sheet.brought_up(task, standings([task], people["performance"])[task.pk].drafts)[0]
    letter = letters.put_together(task, people["performance"])
    return {
        "task": task, "document": draft.document, "draft": draft, "finding": finding, "verdict": verdict,
        "waiver": waiver, "quick": quick.document, "score": score, "letter": letter, "proposal": proposal,
    }  # fmt: skip


def _picture(draft: Draft) -> None:
    draft.summary |= {"format": "pdf", "pages": 1}
    draft.save()
    made.write(made.folder(draft), "page-1-595.00x842.00.png", b"\x89PNG")


def _after(county: County, row: dict[str, Any]) -> dict[str, Any]:
    people = county.people
    letter = letters.sign(row["letter"], people["performance"], row["letter"].version, row["task"].version)
    item = Item.objects.filter(letter=letter)[0]
    proof = keep([b"%PDF-1.4 proof"])
    said = items.Said("explained", "已在附注里说明", evidence=proof, evidence_name="说明.pdf")
    item = items.answer(item, said, people["accountant"], item.version)
    return {"item": item, "answer": item.answers.get()}


def _bureau(county: County, row: dict[str, Any]) -> dict[str, Any]:
    performance = county.people["performance"]
    intake.take_in(county.campaign, "不明.md", [report("白沙县某局")], performance)
    letters_job.start(county.campaign, [row["task"]], performance)
    county.campaign.deadline = timezone.localdate() + timedelta(days=9)
    county.campaign.save()
    return {
        "unit": county.department,
        "held": county.people["leader"].memberships.get(),
        "campaign": county.campaign,
        "receipt": Receipt.objects.get(),
        "zip": Job.objects.get(kind=letters_job.KIND),
    }


def _published(county: County, row: dict[str, Any]) -> dict[str, Any]:
    """A version that is out, and the public pages open."""
    accountant, leader = county.people["accountant"], county.people["leader"]
    (publication,) = owing.owe([county.department], "self_evaluation", 2025, accountant, owing.Days())
    release = releases.begin(publication, row["draft"], accountant)
    release = releases.prepare(release, "按期公开", "", accountant, release.version)
    proof = keep([b"%PDF-1.4 page"])
    where = releases.Where(timezone.localdate(), "https://www.example.gov.cn/1.html", proof, "截图.pdf")
    release = releases.publish(release, where, leader, release.version)
    face = Face.objects.create(open=True)
    publication.refresh_from_db()
    return {"publication": publication, "release": release, "department": county.department, "face": face}
