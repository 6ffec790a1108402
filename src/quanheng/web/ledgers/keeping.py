"""Ledgers that a unit begins to keep, gives to an office, and leaves again."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quanheng.web.campaigns.steps import NotNow
from quanheng.web.departments.models import Book
from quanheng.web.events.log import record as event
from quanheng.web.ledgers import doubts
from quanheng.web.ledgers.described import schema_of, schemas
from quanheng.web.ledgers.models import Ledger
from quanheng.web.units.models import Unit, User

YEARS = range(1990, 2101)


def free(unit: Unit) -> list[str]:
    """The names of the ledgers that the unit could keep and does not, in their order."""
    kept = set(Ledger.objects.filter(unit=unit).values_list("name", flat=True))
    return [name for name in schemas(unit) if name not in kept]


def keep(unit: Unit, sections: dict[str, str], by: User) -> list[Ledger]:
    """Begin to keep those ledgers, each with the office that fills it; others than the `free` ones are passed over.

    They are checked for the unit's latest year of data, else for last year.
    """
    book = Book.objects.filter(unit=unit).order_by("-year").first()
    year = book.year if book else timezone.localdate().year - 1
    made, known = [], free(unit)
    with transaction.atomic():
        for name in sections:
            if name in known:
                section = sections[name][:40]
                row = Ledger.objects.create(unit=unit, name=name, section=section, year=year)
                words = f"启用台账“{schema_of(row).title}” {section}"
                event(by, "keep-ledger", row, unit=unit, words=words)
                made.append(row)
    return made


def arrange(ledger: Ledger, section: str, year: int, by: User) -> None:
    """Give the ledger to an office ("" for all), checked for a year. Raises NotNow for a year that is none."""
    if year not in YEARS:
        raise NotNow("年度要写成 2024 的样子")
    with transaction.atomic():
        words = f"“{schema_of(ledger).title}”交{section or '各股室'}填，按 {year} 年核对"
        Ledger.objects.filter(pk=ledger.pk).update(section=section)
        doubts.set_year(ledger, year)
        event(by, "ledger-settings", ledger, unit=ledger.unit, words=words)
    doubts.check(ledger, by)


def leave(ledger: Ledger, by: User) -> None:
    """Stop keeping a ledger. Raises NotNow for one that has rows: they prove results."""
    if ledger.rows.filter(~Q(deleted=True)).exists():
        raise NotNow("台账里有记录，不能停用；记录是结果的证明，要随年度保存")
    with transaction.atomic():
        event(by, "leave-ledger", ledger, unit=ledger.unit, words=f"停用台账“{schema_of(ledger).title}”")
        ledger.delete()
