"""The three public expenses with their counts, meetings, training and what was bought."""

from __future__ import annotations

from tests.generator.department_years.entries import Entries, whole

_PUBLIC = {
    "overseas": "three_public.overseas", "purchase": "three_public.vehicle_purchase",
    "running": "three_public.vehicle_running", "reception": "three_public.receptions",
}  # fmt: skip
_CARS = {
    "leaders": "vehicles.principal", "secret": "vehicles.confidential", "emergency": "vehicles.emergency",
    "patrol": "vehicles.enforcement", "special": "vehicles.special", "other": "vehicles.other",
}  # fmt: skip
_COUNTS = {
    "trips": ("overseas.groups", "个"), "travellers": ("overseas.persons", "人次"),
    "batches": ("receptions.batches", "批次"), "visitors": ("receptions.visitors", "人次"),
    "cars.bought": ("vehicles.purchased", "辆"), "cars": ("vehicles.held", "辆"),
    "machines": ("equipment.over_100", "台（套）"),
}  # fmt: skip


def enter(entries: Entries) -> None:
    """Everything but the subjects."""
    books = entries.books
    for (item, year, basis), cents in books.public.items():
        if item in _PUBLIC:
            entries.add(_PUBLIC[item], cents, year, basis)
    for name, (item, unit) in _COUNTS.items():
        entries.count(item, books.counts[name], unit, books.year)
    for name, item in _CARS.items():
        entries.count(item, books.counts[f"cars.{name}"], "辆", books.year)
    for what in ("meeting", "training"):
        some = bool(entries.record.value(what))
        entries.count(f"{what}.times", books.counts[f"{what}s"] if some else 0, "次", books.year)
        entries.count(f"{what}.persons", books.counts[f"{what}.people"] if some else 0, "人", books.year)
    bought = {item: whole(books.bought[item]) for item in ("goods", "works", "services")}
    # Cut to hundredths each, the three may come to less than what all of it was cut to.
    bought["sme"] = min(whole(books.bought["small"]), sum(bought.values()))
    bought["micro"] = min(whole(books.bought["micro"]), bought["sme"])
    for item, cents in bought.items():
        entries.add(f"procurement.{item}", cents, books.year)
