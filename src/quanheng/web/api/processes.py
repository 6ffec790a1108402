"""Processes over ledgers: what is on its way, what waits for whom, steps taken, who acts as what."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Path, Router, Schema, Status, UploadedFile
from ninja.pagination import paginate
from pydantic import Json

from quanheng.ledgers.processes.machine import Offer
from quanheng.ledgers.processes.record import Step
from quanheng.web.api import versions
from quanheng.web.api.ledgers import ONE, ROW, fills, row_of
from quanheng.web.api.paging import Key, Pages
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import FILE, Long, Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.campaigns.steps import NotNow
from quanheng.web.files.store import place
from quanheng.web.ledgers import doubts, entering, people, progress, running
from quanheng.web.ledgers.described import process_over
from quanheng.web.ledgers.models import Acting, Run
from quanheng.web.ledgers.proofs import Kept, kept
from quanheng.web.ledgers.running import Course, Doing, Waiting
from quanheng.web.ledgers.views.access import first_step, ledger_of, run_of, step_of
from quanheng.web.units.entry import person
from quanheng.web.units.rights import demand, may

router = Router(tags=["流程"])
ABOUT = "/runs/{run}"


class StepShape(Schema):
    """A step: the states it starts from ("" for a new row), where it leads (""; it stays), roles, columns, papers."""

    name: str
    title: str
    sources: list[str]
    target: str
    who: list[str]
    inputs: list[str]
    needs: list[str]
    papers: list[str]

    @staticmethod
    def of(way: Course, one: Step) -> "StepShape":
        """With the columns that it asks for."""
        return StepShape(
            name=one.name,
            title=one.title,
            sources=list(one.sources),
            target=one.target,
            who=list(one.who),
            inputs=way.inputs(one),
            needs=list(one.needs),
            papers=list(one.evidence),
        )


class ProcessShape(Schema):
    """The process over a ledger; `roles` by name in Chinese."""

    name: str
    title: str
    states: list[str]
    roles: dict[str, str]
    steps: list[StepShape]


class RunShape(Schema):
    """A row on its way; `version` grows with every step."""

    id: int
    ledger_id: int
    row_id: int
    process: str
    key: str
    state: str
    since: date | None
    organisation: str
    ended: bool
    version: int


class OfferShape(Schema):
    """A step that leads on: whether it is mine, its last day, and why it cannot be taken today."""

    step: str
    title: str
    mine: bool
    due: date | None
    refusals: list[str]

    @staticmethod
    def of(offer: Offer, mine: bool) -> "OfferShape":
        """As the process offers it."""
        due = offer.due.day if offer.due else None
        title, refusals = offer.step.title, list(offer.refusals)
        return OfferShape(step=offer.step.name, title=title, mine=mine, due=due, refusals=refusals)


class WaitingShape(Schema):
    """What is under way, its steps that wait for me, and those of others; `late` days over the term."""

    run: RunShape
    title: str
    offers: list[OfferShape]
    late: int

    @staticmethod
    def of(one: Waiting) -> "WaitingShape":
        """As the page of one's own steps has it."""
        offers = [OfferShape.of(offer, True) for offer in one.mine]
        offers += [OfferShape.of(offer, False) for offer in one.others]
        run = RunShape.from_orm(one.run)
        return WaitingShape(run=run, title=one.title, offers=offers, late=one.late)


class MoveShape(Schema):
    """A step that was taken, with what was given; what others gave in confidence is left out."""

    number: int
    step: str
    person: str
    role: str
    on: date
    source: str
    target: str
    note: str
    cells: list[tuple[str, str]]


class PaperShape(Schema):
    """A paper of the row."""

    id: int
    paper: str
    name: str


class RunDetail(RunShape):
    """With its cells, the steps that were taken, those that lead on, its papers, and open objections."""

    cells: list[tuple[str, str]]
    moves: list[MoveShape]
    offers: list[OfferShape]
    papers: list[PaperShape]
    objections: int


class Entered(Schema):
    """What comes with a step. Cells are a JSON object of texts by column; `papers` names each of the `files`.

    Who keeps the ledger may enter what `person` did on paper, in which `role`, for which `organisation`.
    """

    cells: Json[dict[Short, Long]] = Field(default_factory=dict)
    papers: list[Short] = Field(default_factory=list, max_length=50)
    on: date | None = None
    note: Long = ""
    person: Short = ""
    role: Short = ""
    organisation: Short = ""


class ActingShape(Schema):
    """A person in a role of the process; of `ties` (names, one a line) they may not judge."""

    id: int
    user_id: int
    role: str
    organisation: str
    ties: str


class Appointment(Schema):
    """Whom to let act, in which role, for whom."""

    user: Key
    role: Short
    organisation: Short = ""
    ties: Long = ""


def _course(request: HttpRequest, number: int) -> Course:
    ledger, schema = ledger_of(request, number)
    found = process_over(ledger.unit, ledger.name)
    if found is None:
        raise Http404
    return Course(ledger, schema, found)


def _detail(request: HttpRequest, found: Run) -> RunDetail:
    way, user = running.course(found), person(request)
    inside = may(user, "view", found.ledger)
    hidden = set() if inside else way.blind
    offers = progress.offers(way, found, running.actor(user, found.ledger, way.process))
    moves = [
        MoveShape(
            **{name: getattr(one["one"], name) for name in ("number", "step", "person", "on", "source", "target")},
            role=one["role"],
            note=one["note"],
            cells=one["cells"],
        )
        for one in progress.moves(way, found, user, hidden)
    ]  # fmt: skip
    return RunDetail(
        **RunShape.from_orm(found).dict(),
        cells=progress.cells(way, found.row, entering.registers(way, user), hidden),
        moves=moves,
        offers=[OfferShape.of(offer, mine) for offer, mine in offers],
        papers=[PaperShape.from_orm(one) for one in progress.papers(way, found, user, inside)],
        objections=way.machine.open_objections(running.standing(found)),
    )


def _files(step: Step, papers: Sequence[str], files: Sequence[UploadedFile] | None) -> list[tuple[str, Kept]]:
    """Each file with what it is."""
    strange = [one for one in papers if one not in step.evidence]
    if strange or len(papers) != len(files or ()):
        wanted = "、".join(step.evidence) or "没有"
        raise Unfit({"papers": [f"每个文件写明是哪一种材料，这一步要的是：{wanted}"]})
    return [
        (paper, one) for paper, file in zip(papers, files or (), strict=True) for one in kept([file], paper)
    ]


def _doing(
    request: HttpRequest, way: Course, step: Step, given: Entered, files: Sequence[UploadedFile] | None
) -> Doing:
    made = entering.Given(
        given.cells,
        _files(step, given.papers, files),
        given.on,
        given.note,
        given.person,
        given.role,
        given.organisation,
    )
    return entering.doing(way, step, made, person(request))


def _answered(request: HttpRequest, response: HttpResponse, run: Run) -> RunDetail:
    doubts.check(run.ledger, person(request))
    versions.tag(response, run.version)
    return _detail(request, run_of(request, run.pk))


@router.get(f"{ONE}/process", response=ProcessShape)
def ledger_process(request: HttpRequest, ledger: Path[Key]) -> Any:
    """The process over a ledger: its states, roles and steps."""
    way = _course(request, ledger)
    return ProcessShape(
        name=way.process.name,
        title=way.process.title,
        states=list(way.process.states),
        roles=dict(way.process.roles),
        steps=[StepShape.of(way, one) for one in way.process.steps],
    )


@router.get(f"{ONE}/runs", response=list[RunShape])
@paginate(Pages)
def ledger_runs(request: HttpRequest, ledger: Path[Key], ended: bool | None = None) -> Any:
    """What is, or was, on its way over a ledger."""
    way = _course(request, ledger)
    found = Run.objects.visible_to(person(request)).filter(ledger=way.ledger).select_related("row")
    return found if ended is None else found.filter(ended=ended)


@router.post(f"{ONE}/runs/{{step}}", response={201: RunDetail})
def begin_run(
    request: HttpRequest,
    response: HttpResponse,
    ledger: Path[Key],
    step: Path[Short],
    given: Form[Entered],
    files: File[list[UploadedFile]] = None,  # type: ignore[assignment]  # ninja takes None for optional files
) -> Any:
    """Enter something new by a first step of the process."""
    way, first = first_step(request, ledger, step)
    run = running.begin(way, step, _doing(request, way, first, given, files))
    return Status(201, _answered(request, response, run))


@router.post(f"{ROW}/run", response={201: RunDetail})
def take_row_in(request: HttpRequest, response: HttpResponse, ledger: Path[Key], row: Path[Key]) -> Any:
    """Put a row that is there already on its way."""
    kept_, _ = fills(request, ledger)
    way, found = _course(request, ledger), row_of(request, kept_, row)
    if Run.objects.filter(row=found).exists():
        raise NotNow("这一行已经在流程里了")
    return Status(201, _answered(request, response, running.take_in(found, way.process, person(request))))


@router.get("/runs", response=list[WaitingShape])
@paginate(Pages)
def my_runs(request: HttpRequest) -> Any:
    """What is under way as I see it, with what waits for me; the most urgent first."""
    return [WaitingShape.of(one) for one in running.waiting(person(request))]


@router.get(ABOUT, response=RunDetail)
def run(request: HttpRequest, response: HttpResponse, run: Path[Key]) -> Any:
    """One thing on its way."""
    found = run_of(request, run)
    versions.tag(response, found.version)
    return _detail(request, found)


@router.post(f"{ABOUT}/steps/{{step}}", response=RunDetail)
def take_step(
    request: HttpRequest,
    response: HttpResponse,
    run: Path[Key],
    step: Path[Short],
    given: Form[Entered],
    if_match: IfMatch,
    files: File[list[UploadedFile]] = None,  # type: ignore[assignment]  # ninja takes None for optional files
) -> Any:
    """Take a step; what stands in its way is said, all of it."""
    found, version = run_of(request, run), versions.seen(if_match)
    way = running.course(found)
    doing = _doing(request, way, step_of(way, step), given, files)
    return _answered(request, response, running.take(found, step, doing, version))


@router.get(f"{ABOUT}/papers/{{paper}}", openapi_extra=FILE)
def run_paper(request: HttpRequest, run: Path[Key], paper: Path[Key]) -> FileResponse:
    """A paper of what is on its way, for those who act in it."""
    found, user = run_of(request, run), person(request)
    inside = may(user, "view", found.ledger)
    seen = progress.papers(running.course(found), found, user, inside)
    one = next((one for one in seen if one.pk == paper), None)
    if one is None:
        raise Http404
    return FileResponse(place(one.file_id).open("rb"), as_attachment=True, filename=one.name)


def _acting(way: Course) -> Any:
    return Acting.objects.filter(unit=way.ledger.unit, process=way.process.name)


@router.get(f"{ONE}/acting", response=list[ActingShape])
def acting(request: HttpRequest, ledger: Path[Key]) -> Any:
    """Who acts in which role of the process."""
    return list(_acting(_course(request, ledger)))


@router.post(f"{ONE}/acting", response={201: ActingShape})
def appoint(request: HttpRequest, ledger: Path[Key], given: Appointment) -> Any:
    """Let somebody act in a role."""
    way = _course(request, ledger)
    demand(person(request), "edit", way.ledger)
    user = next((one for one in people.candidates() if one.pk == given.user), None)
    if given.role not in way.process.roles or user is None:
        raise Unfit({"role" if user else "user": ["没有这个身份" if user else "没有这个人"]})
    made = Acting(
        unit=way.ledger.unit, process=way.process.name, role=given.role, user=user,
        organisation=given.organisation.strip()[:120], ties=given.ties.strip(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            people.appoint(made, way.process, person(request))
    except IntegrityError as fault:
        raise NotNow(f"{user}已经是{way.process.roles[given.role]}") from fault
    return Status(201, made)


@router.delete(f"{ONE}/acting/{{acting}}", response={204: None})
def dismiss(request: HttpRequest, ledger: Path[Key], acting: Path[Key]) -> Any:
    """End somebody's acting; what they did stays."""
    way = _course(request, ledger)
    demand(person(request), "edit", way.ledger)
    people.dismiss(get_object_or_404(_acting(way), pk=acting), way.process, person(request))
    return Status(204, None)
