"""Monitoring by month of a ledger that watches enterprises: charts, forecasts, who falls."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from quanheng.ledgers.monitoring.run import monitored
from quanheng.web.ledgers import watching
from quanheng.web.ledgers.views.access import around, ledger_of, within

MOST = 30


def monitor(request: HttpRequest, number: int) -> HttpResponse:
    """The sums of the ledger up to a month."""
    ledger, schema = ledger_of(request, number)
    if schema.monitoring is None:
        raise Http404
    year, last = within(request, "year", 1990, 2100, ledger.year), within(request, "last", 1, 12, 0)
    sums = [measure for measure, _ in monitored(schema)]
    chosen = next((one.name for one in sums if one.name == request.GET.get("sum")), sums[0].name)
    target = watching.targets_of(ledger, schema, year).get(chosen)
    with suppress(InvalidOperation):
        given = request.GET.get("target", "").replace(",", "").strip()
        target = Decimal(given) if given else target
    page = watching.page(ledger, schema, chosen, (year, last), target)
    context = {
        **around(request, ledger, schema, "monitor"),
        "page": page,
        "sums": sums,
        "chosen": chosen,
        "year": year,
        "last": page.watch.last if page else last,
        "months": range(1, 13),
        "fallers": page.running.fallers[:MOST] if page else [],
        "silent": watching.silent_words(page.silent) if page else "",
    }
    return render(request, "ledgers/monitor.html", context)
