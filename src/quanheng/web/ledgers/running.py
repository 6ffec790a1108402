"""Steps of processes taken in the workspace: the library's machine decides, the rows and moves are written here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from quanheng.ledgers import rows as library
from quanheng.ledgers.processes.machine import Attempt, Machine, Offer, Refused, Taken, Warned
from quanheng.ledgers.processes.record import Actor, Process, Standing, Step
from quanheng.ledgers.processes.record import Move as LibraryMove
from quanheng.ledgers.schema import CODE, FILE, TEXT, Schema
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.described import process_named, schema_of
from quanheng.web.ledgers.models import Acting, Ledger, Move, Row, RowEvidence, Run
from quanheng.web.ledgers.proofs import Kept, write_names
from quanheng.web.ledgers.rows import Typed, Writing, next_number, type_inputs
from quanheng.web.units.models import User

AHEAD = 7
"""Days before the end of a term from which it is told."""


class Stale(Exception):
    """Somebody else took a step since the page was opened; nothing was saved."""


@dataclass
class Course:
    """A ledger with its process, and what both are asked with."""

    ledger: Ledger
    schema: Schema
    process: Process
    machine: Machine = field(init=False)

    def __post_init__(self) -> None:
        self.machine = Machine(self.process, self.schema)

    @property
    def blind(self) -> set[str]:
        """Columns that several persons fill each for themselves: none may see what the others gave."""
        return {name for step in self.process.steps if step.name in self.counted for name in step.needs}

    @property
    def counted(self) -> set[str]:
        """Steps that several persons take each for themselves, as experts do."""
        return {other for step in self.process.steps for other in step.people}

    def inputs(self, step: Step) -> list[str]:
        """The columns that a step asks for: a first step all of them, a later one what it needs."""
        own = {self.process.column, *step.sets}
        if "" not in step.sources:
            return [name for name in step.needs if name not in own]
        later = {name for other in self.process.steps if "" not in other.sources for name in other.sets}
        return [
            column.name
            for column in self.schema.columns
            if column.type != FILE and column.name not in own | (later - set(step.needs))
        ]


def course(run: Run) -> Course:
    """The ledger and process of what is on its way."""
    return Course(run.ledger, schema_of(run.ledger), process_named(run.ledger.unit, run.process))


def standing(run: Run) -> Standing:
    """Where it stands, with every step that led there."""
    moves = tuple(
        LibraryMove(
            step=one.step, person=one.person, role=one.role, on=one.on, source=one.source, target=one.target,
            data=one.data, evidence=tuple(one.papers), note=one.note,
        )
        for one in run.moves.all()
    )  # fmt: skip
    return Standing(run.state, run.since or date.min, moves)


def actor(user: User, ledger: Ledger, process: Process) -> Actor:
    """Who the person is in the process."""
    held = list(Acting.objects.filter(user=user, unit=ledger.unit, process=process.name))
    ties = {line.strip() for one in held for line in one.ties.splitlines() if line.strip()}
    organisation = next((one.organisation for one in held if one.organisation), "")
    return Actor(str(user), frozenset(one.role for one in held), organisation, frozenset(ties))


@dataclass
class Doing:
    """A step that somebody wants to take: who, with what, when; `by` is who enters it."""

    actor: Actor
    by: User
    on: date
    inputs: Mapping[str, str]
    files: Sequence[tuple[str, Kept]] = ()
    note: str = ""
    role: str = ""


def begin(way: Course, name: str, doing: Doing) -> Run:
    """Enter a new row by a first step; raises Refused with every reason."""
    step = way.process.step(name)
    typed = _typed(way, step, doing)
    attempt = Attempt(doing.on, typed.data, tuple(paper for paper, _ in doing.files), doing.note, doing.role)
    taken = way.machine.take(name, Standing(), doing.actor, {}, attempt)
    with transaction.atomic():
        writing = Writing(way.ledger, doing.by, step.title)
        row = writing.add(library.row_of(way.schema, taken.data, next_number(way.ledger)))
        writing.write()
        run = Run.objects.create(
            ledger=way.ledger, row=row, process=way.process.name, organisation=doing.actor.organisation
        )
        _moved(run, way, taken, doing)
    return run


def take_in(row: Row, process: Process, by: User) -> Run:
    """Put a row that is there already on its way, from the state that it has."""
    with transaction.atomic():
        state = str(row.data.get(process.column) or "") if process.column else ""
        run = Run.objects.create(
            ledger=row.ledger, row=row, process=process.name, state=state, ended=state in process.ends
        )
        event(
            by, "run-take-in", run, unit=row.ledger.unit, words=f"{process.title}：{row.key}纳入流程，{state}"
        )
    return run


def take(run: Run, name: str, doing: Doing, version: int) -> Run:
    """Take a step. Raises Refused with every reason, Stale, KeyError for a step that there is not."""
    with transaction.atomic():
        held = (
            Run.objects.select_for_update(of=("self",)).select_related("ledger__unit", "row").get(pk=run.pk)
        )
        way = course(held)
        step = way.process.step(name)
        if held.version != version:
            raise Stale
        typed = _typed(way, step, doing)
        papers = tuple(paper for paper, _ in doing.files)
        attempt = Attempt(doing.on, typed.data, papers, doing.note, doing.role)
        taken = way.machine.take(name, standing(held), doing.actor, held.row.data, attempt)
        writing = Writing(held.ledger, doing.by, step.title)
        row = Row.objects.select_for_update().get(pk=held.row_id)
        if writing.change(row, way.schema, taken.data, {}):
            writing.write()
        _moved(held, way, taken, doing)
    return held


def _typed(way: Course, step: Step, doing: Doing) -> Typed:
    names = way.inputs(step)
    typed = type_inputs(way.schema, doing.inputs, names)
    wanted = [name for name in step.needs if name in names and name in way.blind and typed.data[name] is None]
    if wanted:
        typed.faults |= {name: f"没有填：{way.schema.column(name).title}" for name in wanted}
    faults = [words for name, words in typed.faults.items() if typed.data.get(name) is not None or name in wanted
              or doing.inputs.get(name, "").strip()]  # fmt: skip
    if faults:
        raise Refused(faults)
    typed.data = {name: value for name, value in typed.data.items() if value is not None}
    return typed


def _moved(run: Run, way: Course, taken: Taken, doing: Doing) -> None:
    after, last = taken.standing, taken.standing.moves[-1]
    Move.objects.create(
        run=run, number=len(after.moves), step=last.step, person=last.person, role=last.role, on=last.on,
        source=last.source, target=last.target, data=dict(last.data), papers=list(last.evidence),
        note=last.note[:1000], by=doing.by,
    )  # fmt: skip
    for paper, (name, file) in doing.files:
        RowEvidence.objects.create(
            ledger=run.ledger, row=run.row, paper=paper[:100], name=name, file=file, by=doing.by
        )
    if doing.files:
        write_names(run.row, way.schema, doing.by)
    run.state, run.since, run.version = after.state, after.since, run.version + 1
    run.ended = after.state in way.process.ends
    run.save()
    whose = f"{last.person}（{way.process.roles[last.role]}）"
    words = (
        f"{way.process.title} {run.row.key}：{whose}{way.process.step(last.step).title} {last.note}".strip()
    )
    event(doing.by, "run-step", run, unit=run.ledger.unit, words=words, step=last.step, state=after.state)


@dataclass
class Waiting:
    """Something on its way, with the steps that lead on for one person."""

    run: Run
    way: Course
    mine: list[Offer]
    others: list[Offer]

    @property
    def title(self) -> str:
        """What people call the row: its first cell, and behind a mere number the first words."""
        columns, data = self.way.schema.columns, self.run.row.data
        words = [one for one in columns if one.type == TEXT and one.required and data.get(one.name)][:1]
        named = [columns[0], *(words if columns[0].type == CODE else [])]
        return " ".join(str(data[one.name]) for one in named if data.get(one.name)) or str(self.run.row.key)

    @property
    def due(self) -> date | None:
        """The first last day among the person's steps, else among all."""
        days = [one.due.day for one in self.mine or self.others if one.due]
        return min(days) if days else None

    @property
    def late(self) -> int:
        """Days over the term."""
        return max(0, (timezone.localdate() - self.due).days) if self.due else 0


def waiting(user: User, runs: QuerySet[Run] | None = None, most: int = 300) -> list[Waiting]:
    """What is under way as the person sees it, with what waits for them; the most urgent first."""
    seen = runs if runs is not None else Run.objects.visible_to(user)
    found = seen.filter(ended=False).select_related("ledger__unit", "row").prefetch_related("moves")[:most]
    ways: dict[tuple[int, str], tuple[Course, Actor]] = {}
    made = []
    today = timezone.localdate()
    for run in found:
        key = (run.ledger_id, run.process)
        if key not in ways:
            way = course(run)
            ways[key] = way, actor(user, run.ledger, way.process)
        way, who = ways[key]
        offers = way.machine.offers(standing(run), who, run.row.data, today)
        mine = [one for one in offers if who.roles & set(one.step.who) and not one.refusals]
        made.append(Waiting(run, way, mine, [one for one in offers if one not in mine]))
    return sorted(made, key=lambda one: (not one.mine, one.due or date.max, -one.run.pk))


def keeps(user: User) -> bool:
    """True for who sees a ledger or acts in a process."""
    return Acting.objects.filter(user=user).exists() or Ledger.objects.visible_to(user).exists()


def warnings(way: Course, runs: Iterable[Run]) -> list[Warned]:
    """Terms that are over or near, and the alarms of the process."""
    rows = [(run.row.key, run.row.data, standing(run)) for run in runs if not run.ended]
    return way.machine.warnings(rows, timezone.localdate(), AHEAD)
