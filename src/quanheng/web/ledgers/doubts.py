"""What the traps catch in a ledger, kept for the pages; made anew when rows or the year changed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from quanheng.ledgers.period import year_of
from quanheng.ledgers.traps.run import search
from quanheng.web.jobs.models import Job
from quanheng.web.jobs.run import Progress, enqueue, job
from quanheng.web.ledgers import measuring
from quanheng.web.ledgers.described import schema_of
from quanheng.web.ledgers.models import Doubt, Ledger, Row
from quanheng.web.ledgers.rows import current, library_row
from quanheng.web.units.models import User

AT_ONCE = 3000
"""Rows up to which a change waits for its check; a longer ledger is checked in the background."""


def fresh(ledger: Ledger) -> bool:
    """True when the doubts are those of the rows as they are."""
    return ledger.checked == ledger.version


def check(ledger: Ledger, by: User | None) -> Job | None:
    """Check a ledger whose rows may have changed: at once, or as the job that is returned."""
    ledger.refresh_from_db(fields=["version", "checked"])  # rows are written through another instance of it
    if fresh(ledger):
        return None
    if current(ledger).count() <= AT_ONCE:
        look(ledger)
        return None
    waiting = Job.objects.filter(
        kind="ledger-check", args={"ledger": ledger.pk}, state__in=[Job.State.WAITING]
    ).first()
    title = f"核对台账：{schema_of(ledger).title}"
    return waiting or enqueue("ledger-check", title, by, ledger.unit, ledger=ledger.pk)


@job("ledger-check")
def perform(progress: Progress) -> dict[str, Any]:
    """Check a long ledger; doing it twice gives the same."""
    ledger = Ledger.objects.select_related("unit").get(pk=progress.args["ledger"])
    progress.tell("核对各行", 0, 2)
    look(ledger)
    progress.tell("算取数", 1, 2)
    schema = schema_of(ledger)  # whoever looks at them next finds them answered
    measuring.results(ledger, schema, measuring.measures(ledger, schema), year_of(ledger.year))
    return {"href": reverse("ledger", args=[ledger.pk]), "label": "看台账"}


def look(ledger: Ledger) -> None:
    """Set the traps over all rows and keep what they catch."""
    schema, version = schema_of(ledger), ledger.version
    rows: list[Row] = list(current(ledger).order_by("pk"))
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.key, []).append(row.pk)
    caught = search(schema, [library_row(row) for row in rows], year_of(ledger.year))
    made = [
        Doubt(
            ledger=ledger,
            row_id=pk,
            number=number,
            severity=one.severity,
            trap=one.trap,
            column=one.column,
            message=one.message,
        )
        for number, one in enumerate(caught, 1)
        for pk in dict.fromkeys(n for key in one.keys for n in numbers.get(key, [])) or [None]
    ]
    with transaction.atomic():
        Doubt.objects.filter(ledger=ledger).delete()
        Doubt.objects.bulk_create(made, batch_size=500)  # no row of which a history is kept
        Ledger.objects.filter(pk=ledger.pk, version=version).update(checked=version)
    ledger.checked = version


def set_year(ledger: Ledger, year: int) -> None:
    """Another year to be checked for."""
    Ledger.objects.filter(pk=ledger.pk).update(year=year, checked=-1)
    ledger.year, ledger.checked = year, -1
