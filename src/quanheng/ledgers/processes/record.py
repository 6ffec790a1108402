"""A process as a record, and where one thing stands in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from quanheng.ledgers.conditions import Condition
from quanheng.ledgers.schema import Value

WORKDAYS, CALENDAR = "workdays", "calendar"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days: workdays or calendar days, after the state was entered or after the date in a column."""

    days: int
    unit: str = CALENDAR
    column: str = ""

    def words(self) -> str:
        """Chinese: 7个工作日, 20日."""
        return f"{self.days}个工作日" if self.unit == WORKDAYS else f"{self.days}日"


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition on the row that a step asks for, and what is said where it does not hold."""

    test: Condition
    says: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `sources` are the states it starts from ("" for a new row), `target` where it leads, "" for staying.

    who        roles that may take it
    needs      columns that must be filled, by now or with the step
    sets       columns that the step itself fills: `today`, a word, or mean:STEP.COLUMN
    evidence   papers that must be attached, by name
    within     by when it is to be taken      wait     how long the state must have lasted before it
    during     how long after the state was entered it may be taken at all
    signs      roles that must all sign, each another person, before the state moves
    people     by step, how many different persons must have taken it since the state was entered
    apart_columns  the actor may have no tie to what stands there
    apart_steps    who took these steps for this row may not take this one
    objects    the step raises an objection; `settles` it answers one; `settled` all must be answered
    form       the printed form that goes with it
    """

    name: str
    title: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    needs: tuple[str, ...] = ()
    sets: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    within: Term | None = None
    wait: Term | None = None
    during: Term | None = None
    signs: tuple[str, ...] = ()
    people: Mapping[str, int] = field(default_factory=dict)
    apart_columns: tuple[str, ...] = ()
    apart_steps: tuple[str, ...] = ()
    objects: bool = False
    settles: bool = False
    settled: bool = False
    rules: tuple[Rule, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: title, the columns it shows, and who signs it (roles)."""

    name: str
    title: str
    columns: tuple[str, ...]
    signs: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is to be looked at: rows that meet the condition, from a day of the year on ("" for always)."""

    test: Condition
    says: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Process:
    """A process over the rows of one ledger.

    states  in order; `ends` are those that nothing leaves
    column  the column of the ledger that holds the state, "" where the process has states of its own
    aim     the state that everything is done for, "" where the line of states tells
    """

    name: str
    no: int
    title: str
    ledger: str
    states: tuple[str, ...]
    column: str
    roles: Mapping[str, str]
    steps: tuple[Step, ...]
    forms: Mapping[str, Form] = field(default_factory=dict)
    aim: str = ""
    alarms: tuple[Alarm, ...] = ()
    about: str = ""
    source: Mapping[str, Any] = field(default_factory=dict)

    def step(self, name: str) -> Step:
        """The step of that name; raises KeyError."""
        for one in self.steps:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def ends(self) -> tuple[str, ...]:
        """The states from which no step moves on."""
        left = {source for step in self.steps if step.target for source in step.sources}
        return tuple(state for state in self.states if state not in left)

    @property
    def line(self) -> tuple[str, ...]:
        """The states that lead to the aim when all goes well, with those that need not be gone through.

        Where no aim is declared it is the end that is farthest away, of two as far the one that is named first.
        """
        forward = self._ways(max, forward=True)
        ends = [state for state in self.ends if state in forward] or list(forward)
        near = self._ways(min, forward=False)
        aim = self.aim or max(ends, key=lambda state: len(near[state]), default="")
        return forward.get(aim, ())

    def _ways(self, choose: Callable[..., tuple[str, ...]], *, forward: bool) -> dict[str, tuple[str, ...]]:
        """To each state the longest (max) or shortest (min) way from a first one; `forward` in their order alone."""
        order = {state: at for at, state in enumerate(self.states)}
        best: dict[str, tuple[str, ...]] = {}
        for _ in self.states:  # a way takes no more steps than there are states
            for state in self.states:
                ways = [best[state]] if state in best else []
                for step in self.steps:
                    for source in step.sources if step.target == state else ():
                        on = not source or (source in best and (not forward or order[source] < order[state]))
                        ways += [(*best.get(source, ()), state)] if on else []
                if ways:
                    best[state] = choose(ways, key=len)
        return best


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, the roles held here, the organisation, and what he has ties to (organisations, names)."""

    person: str
    roles: frozenset[str]
    organisation: str = ""
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Move:
    """A step that was taken from state `source` to `target`; `data` are the cells given with it."""

    step: str
    person: str
    role: str
    on: date
    source: str
    target: str
    data: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one row stands: its state, since when, and every step that led there. A new row has state ""."""

    state: str = ""
    since: date = date.min
    moves: tuple[Move, ...] = ()
