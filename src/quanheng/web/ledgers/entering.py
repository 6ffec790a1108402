"""A step as somebody gives it: in one's own name, or by who keeps the ledger what another did on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from quanheng.ledgers.processes.machine import Refused
from quanheng.ledgers.processes.record import Actor, Step
from quanheng.web.ledgers import progress, running
from quanheng.web.ledgers.proofs import Kept
from quanheng.web.ledgers.running import Course, Doing
from quanheng.web.units.models import User
from quanheng.web.units.rights import may


@dataclass
class Given:
    """Cells by column, papers with their files, the day; `person`, `role` and `organisation` of who did it on paper."""

    inputs: Mapping[str, str]
    files: Sequence[tuple[str, Kept]] = ()
    on: date | None = None
    note: str = ""
    person: str = ""
    role: str = ""
    organisation: str = ""


def registers(way: Course, user: User) -> bool:
    """Whether the person keeps the ledger, and so may enter what somebody else did."""
    return may(user, "edit_section", way.ledger)


def doing(way: Course, step: Step, given: Given, user: User) -> Doing:
    """The step as the process takes it. Raises Refused on a day to come, and for another's step that is not theirs."""
    on = given.on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused([f"办理日 {on.isoformat()} 还没有到"])
    who, named = running.actor(user, way.ledger, way.process), given.person.strip()[:80]
    if named and registers(way, user):
        if given.role not in step.who:
            raise Refused([f"“{step.title}”由{progress.names(way, step)}办理"])
        who = Actor(named, frozenset([given.role]), given.organisation.strip()[:120])
    return Doing(who, user, on, given.inputs, given.files, given.note.strip(), given.role)
