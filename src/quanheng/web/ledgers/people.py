"""Who acts as what in a unit's processes."""

from __future__ import annotations

from django.db import transaction

from quanheng.ledgers.processes.record import Process
from quanheng.web.events.log import record as event
from quanheng.web.ledgers.models import Acting
from quanheng.web.units.models import User


def states_of(process: Process, role: str) -> list[str]:
    """The states in which the role has a step."""
    return sorted({state for step in process.steps if role in step.who for state in step.sources if state})


def begins(process: Process, role: str) -> bool:
    """True for a role that enters new rows."""
    return any("" in step.sources and role in step.who for step in process.steps)


def appoint(made: Acting, process: Process, by: User) -> Acting:
    """Let a person act in a role; who applies from outside sees only what their own organisation applied for."""
    made.states = states_of(process, made.role)
    made.own = begins(process, made.role) and bool(made.organisation)
    with transaction.atomic():
        made.save()
        words = f"{process.title}：{made.user}任{process.roles[made.role]} {made.organisation}".strip()
        event(by, "appoint", made, unit=made.unit, words=words)
    return made


def dismiss(row: Acting, process: Process, by: User) -> None:
    """End it; what the person did stays."""
    with transaction.atomic():
        words = f"{process.title}：{row.user}不再任{process.roles.get(row.role, row.role)}"
        event(by, "dismiss", row, unit=row.unit, words=words)
        row.delete()


def candidates() -> list[User]:
    """Everybody who can sign in; experts and firms need no membership of the unit."""
    return list(User.objects.filter(is_active=True).order_by("username"))
