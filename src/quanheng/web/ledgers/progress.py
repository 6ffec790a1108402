"""What is told of a thing on its way: its states, its cells, the steps that were taken, its papers."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from quanheng.ledgers.cells import shown
from quanheng.ledgers.processes.machine import Offer
from quanheng.ledgers.processes.record import Actor, Step
from quanheng.ledgers.schema import FILE, Column, Value
from quanheng.web.ledgers import running
from quanheng.web.ledgers.listing import HIDDEN
from quanheng.web.ledgers.models import Row, RowEvidence, Run
from quanheng.web.ledgers.running import Course
from quanheng.web.units.models import User


def offers(way: Course, found: Run, who: Actor) -> list[tuple[Offer, bool]]:
    """The steps that lead on today, each with whether it is for the person to take.

    One whose time is over can still be entered with the day on which it was taken.
    """
    standing = running.standing(found)
    then = {
        offer.step.name
        for offer in way.machine.offers(standing, who, found.row.data, standing.since)
        if not offer.refusals
    }
    return [
        (offer, bool(who.roles & set(offer.step.who)) and (not offer.refusals or offer.step.name in then))
        for offer in way.machine.offers(standing, who, found.row.data, timezone.localdate())
    ]


def names(way: Course, step: Step) -> str:
    """Who takes a step, in words."""
    return "、".join(way.process.roles[role] for role in step.who)


def states(way: Course, found: Run) -> list[tuple[str, str]]:
    """The states in order, each `done`, `now`, or still to come; side ways only when they were gone.

    A state that was passed over is left out.
    """
    line = list(way.process.line)
    for move in found.moves.all():
        if move.target and move.target not in line:
            line.insert(line.index(move.source) + 1 if move.source in line else len(line), move.target)
    if found.state and found.state not in line:
        line.append(found.state)
    gone = {state for move in found.moves.all() for state in (move.source, move.target)}
    at = line.index(found.state) if found.state in line else -1
    return [
        (s, "now" if n == at else "done" if n < at else "")
        for n, s in enumerate(line)
        if n >= at or s in gone
    ]


def _with_unit(value: Value, column: Column) -> str:
    text = shown(value, column)
    return f"{text}{column.unit}" if text and column.numeric and column.type != "year" else text


def cells(way: Course, row: Row, private: bool, hidden: set[str]) -> list[tuple[str, str]]:
    """Title and text of the filled cells; `private` shows private ones, `hidden` ones are left out."""
    made = []
    for column in way.schema.columns:
        text = row.raw.get(column.name) or _with_unit(row.data.get(column.name), column)
        if column.type != FILE and text and column.name not in hidden:
            made.append((column.title, HIDDEN if column.private and not private else text))
    return made


def moves(way: Course, found: Run, user: User, hidden: set[str]) -> list[dict[str, Any]]:
    """The steps that were taken, each with what was given; of `hidden` columns and their notes only one's own."""
    known = {step.name: step for step in way.process.steps}
    made = []
    for one in found.moves.select_related("by"):
        own = one.by_id == user.pk
        columns = [way.schema.column(name) for name in one.data if way.schema.has(name)]
        given = [
            (column.title, _with_unit(one.data[column.name], column))
            for column in columns
            if not column.private and (own or column.name not in hidden)
        ]
        made.append(
            {
                "one": one,
                "step": known.get(one.step),
                "role": way.process.roles.get(one.role, one.role),
                "cells": given if one.number > 1 else [],
                "note": one.note if own or not hidden or one.step not in way.counted else "",
                "entered": "" if one.by is None or str(one.by) == one.person else str(one.by),
            }
        )
    return made


def papers(way: Course, found: Run, user: User, inside: bool) -> list[RowEvidence]:
    """The papers that the person may see: of steps that several take alone, from outside only one's own."""
    apart = {paper for step in way.process.steps if step.name in way.counted for paper in step.evidence}
    all_of_it = RowEvidence.objects.filter(row=found.row).select_related("by")
    return [one for one in all_of_it if inside or one.paper not in apart or one.by_id == user.pk]
