"""Steps taken or refused: who, from which state, with what, by when; every refusal says why in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from quanheng.ledgers.cells import number_of
from quanheng.ledgers.conditions import holds
from quanheng.ledgers.period import year_of
from quanheng.ledgers.processes.days import Due, due
from quanheng.ledgers.processes.record import Actor, Move, Process, Standing, Step, Term
from quanheng.ledgers.schema import Data, Schema, Value
from quanheng.model.quantity import round_to, trimmed


class Refused(Exception):
    """A step that may not be taken; `reasons` are Chinese."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Attempt:
    """What comes with a step: cells of the row, papers by name, a note, and the role the actor acts in."""

    on: date
    data: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    note: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: where the row stands now, and the cells that it changes."""

    standing: Standing
    data: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that leads on from the present state: its last day, and why this actor may not take it now."""

    step: Step
    due: Due | None
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Warned:
    """A row that is to be looked at; `late` is how many days it is over its term, 0 for an alarm."""

    key: str
    message: str
    late: int = 0


class Machine:
    """One process over one ledger."""

    def __init__(self, process: Process, schema: Schema) -> None:
        self.process, self.schema = process, schema

    def offers(self, standing: Standing, actor: Actor, row: Data, on: date) -> list[Offer]:
        """The steps from the present state, with what stands in this actor's way; papers and cells are not asked yet."""
        made = []
        for step in self.process.steps:
            if standing.state in step.sources:
                reasons = self._standing_reasons(step, standing, actor, row, on)
                made.append(Offer(step, self.due(step, standing, row), tuple(reasons)))
        return made

    def take(self, name: str, standing: Standing, actor: Actor, row: Data, attempt: Attempt) -> Taken:
        """Take a step; raises Refused with every reason, and KeyError for a step that there is not."""
        step = self.process.step(name)
        given = {**row, **attempt.data}
        reasons = list(self._standing_reasons(step, standing, actor, given, attempt.on))
        reasons += self._papers(step, given, attempt)
        if reasons:
            raise Refused(reasons)
        role = attempt.role if attempt.role in step.who else next(r for r in step.who if r in actor.roles)
        signed = self._signed(step, standing) | {role}
        moves_on = step.target and all(one in signed for one in step.signs)
        target = step.target if moves_on else standing.state
        move = Move(
            step=step.name,
            person=actor.person,
            role=role,
            on=attempt.on,
            source=standing.state,
            target=target,
            data=attempt.data,
            evidence=attempt.evidence,
            note=attempt.note,
        )
        changed = target != standing.state
        after = replace(
            standing,
            state=target,
            since=attempt.on if changed else standing.since,
            moves=(*standing.moves, move),
        )
        return Taken(
            after, {**attempt.data, **self._sets(step, after, attempt.on, changed or not step.target)}
        )

    def due(self, step: Step, standing: Standing, row: Data) -> Due | None:
        """The last day of the step's term; None without one, or without the date it runs from."""
        return self._end(step.within, standing, row)

    def _end(self, term: Term | None, standing: Standing, row: Data) -> Due | None:
        if term is None:
            return None
        start = row.get(term.column) if term.column else None
        if term.column:
            return due(term, date.fromisoformat(start)) if isinstance(start, str) else None
        return due(term, standing.since) if standing.moves else None

    def _standing_reasons(
        self, step: Step, standing: Standing, actor: Actor, row: Data, on: date
    ) -> Iterator[str]:
        """What the state, the actor and the calendar say against it."""
        if standing.state not in step.sources:
            needed = "、".join(source or "新登记" for source in step.sources)
            yield f"“{step.title}”只能在{needed}之后办，现在是{standing.state or '新登记'}"
            return
        if standing.moves and on < standing.moves[-1].on:
            yield f"日期 {on.isoformat()} 早于上一步的 {standing.moves[-1].on.isoformat()}"
        if not actor.roles & set(step.who):
            names = "、".join(self.process.roles[role] for role in step.who)
            yield f"“{step.title}”由{names}办理"
        else:
            yield from self._apart(step, standing, actor, row)
            yield from self._signatures(step, standing, actor)
        yield from self._time(step, standing, row, on)
        yield from self._before(step, standing)

    def _apart(self, step: Step, standing: Standing, actor: Actor, row: Data) -> Iterator[str]:
        own = {actor.person, actor.organisation, *actor.ties} - {""}
        for name in step.apart_columns:
            if row.get(name) in own:
                yield f"{actor.person}与{self.schema.column(name).title}“{row[name]}”有利害关系，应当回避"
        for other in step.apart_steps:
            if any(move.step == other and move.person == actor.person for move in standing.moves):
                yield f"{actor.person}办过“{self.process.step(other).title}”，不能再办“{step.title}”"

    def _signed(self, step: Step, standing: Standing) -> set[str]:
        return {move.role for move in self._since(standing) if move.step == step.name}

    def _signatures(self, step: Step, standing: Standing, actor: Actor) -> Iterator[str]:
        if not step.signs:
            return
        signed = [move for move in self._since(standing) if move.step == step.name]
        if any(move.person == actor.person for move in signed):
            yield f"{actor.person}已经签署，要由另一方签署"
        elif not any(
            role not in {move.role for move in signed} for role in step.signs if role in actor.roles
        ):
            yield f"{self.process.roles[next(r for r in step.who if r in actor.roles)]}已经签署，要由另一方签署"

    def _since(self, standing: Standing) -> list[Move]:
        """The moves that were made since the present state was entered."""
        entries = [at for at, move in enumerate(standing.moves) if move.source != move.target]
        return list(standing.moves[entries[-1] + 1 :] if entries else standing.moves)

    def _time(self, step: Step, standing: Standing, row: Data, on: date) -> Iterator[str]:
        until = self._end(step.wait, standing, row)
        if step.wait and until and on <= until.day:
            yield f"{standing.state}还没有满{step.wait.words()}，到 {until.day.isoformat()} 为止"
        closes = self._end(step.during, standing, row)
        if step.during and closes and on > closes.day:
            yield f"{standing.state}期{step.during.words()}已过，{closes.day.isoformat()} 截止"

    def _before(self, step: Step, standing: Standing) -> Iterator[str]:
        for other, count in step.people.items():
            people = {move.person for move in self._since(standing) if move.step == other}
            if len(people) < count:
                yield f"“{self.process.step(other).title}”要 {count} 人，现有 {len(people)} 人"
        open_ones = self.open_objections(standing)
        if step.settled and open_ones:
            yield f"有 {open_ones} 件异议没有处理"
        if step.settles and not open_ones:
            yield "没有要处理的异议"

    def open_objections(self, standing: Standing) -> int:
        """Objections that no one has answered yet."""
        kinds = {step.name: step for step in self.process.steps}
        raised = sum(kinds[move.step].objects for move in standing.moves if move.step in kinds)
        settled = sum(kinds[move.step].settles for move in standing.moves if move.step in kinds)
        return raised - settled

    def _papers(self, step: Step, given: Data, attempt: Attempt) -> Iterator[str]:
        for name, value in attempt.data.items():
            if not self.schema.has(name):
                yield f"台账没有栏目“{name}”"
            elif self.schema.column(name).choices and value not in (None, *self.schema.column(name).choices):
                yield f"“{value}”不在{self.schema.column(name).title}的可选范围内"
        empty = [self.schema.column(name).title for name in step.needs if given.get(name) is None]
        if empty:
            yield f"没有填：{'、'.join(empty)}"
        lacking = [one for one in step.evidence if one not in attempt.evidence]
        if lacking:
            yield f"没有附：{'、'.join(lacking)}"
        period = year_of(attempt.on.year)
        for rule in step.rules:
            if not holds(rule.test, given, period, self.schema):
                yield rule.says

    def _sets(self, step: Step, after: Standing, on: date, done: bool) -> dict[str, Value]:
        """The cells that the step fills itself, the state among them."""
        if not done:
            return {}
        column = self.process.column
        made: dict[str, Value] = {column: after.state} if column and after.state else {}
        for name, value in step.sets.items():
            if value == "today":
                made[name] = on.isoformat()
            elif value.startswith("mean:"):
                made[name] = self._mean(after, *value[5:].split("."))
            else:
                made[name] = value
        return made

    def _mean(self, after: Standing, step: str, given: str) -> Value:
        """The mean of what one step was given by different people, to the last place of its column."""
        values = {
            move.person: value
            for move in after.moves
            if move.step == step and isinstance(value := move.data.get(given), int)
        }
        return int(round_to(Decimal(sum(values.values())) / len(values), 0)) if values else None

    def warnings(self, rows: Iterable[tuple[str, Data, Standing]], on: date, ahead: int = 0) -> list[Warned]:
        """Rows over their term, those that will be within `ahead` days, and what the alarms say; the latest first."""
        made: list[Warned] = []
        period = year_of(on.year)
        for key, row, standing in rows:
            for step in self.process.steps:
                last = self.due(step, standing, row) if standing.state in step.sources else None
                if last is None:
                    continue
                late = (on - last.day).days
                if late > 0:
                    made.append(
                        Warned(key, f"“{step.title}”应在 {last.day.isoformat()} 前办，已超过 {late} 天", late)
                    )
                elif -late <= ahead:
                    made.append(
                        Warned(key, f"“{step.title}”要在 {last.day.isoformat()} 前办，还有 {-late} 天", late)
                    )
            for alarm in self.process.alarms:
                begun = not alarm.since or on.isoformat()[5:] >= alarm.since
                if begun and holds(alarm.test, row, period, self.schema):
                    made.append(Warned(key, alarm.says.format_map(self._shown(row))))
        return sorted(made, key=lambda one: -one.late)

    def _shown(self, row: Data) -> dict[str, str]:
        made = {}
        for column in self.schema.columns:
            value = row.get(column.name)
            if isinstance(value, int):
                unit = column.unit if column.type == "money" else ""
                made[column.name] = trimmed(number_of(value, column, unit)) + column.unit
            else:
                made[column.name] = value or ""
        return made
