"""Ledgers and processes that an office describes itself."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Path, Router, Schema, Status

from quanheng.ledgers.schema import BadLedger
from quanheng.web.api import versions
from quanheng.web.api.ledgers import ONE, LedgerShape
from quanheng.web.api.paging import Key
from quanheng.web.api.problems import Unfit
from quanheng.web.api.shapes import Short
from quanheng.web.api.versions import IfMatch
from quanheng.web.ledgers import declaring, doubts, drawing
from quanheng.web.ledgers.declaring import STATE, TYPES, Whose
from quanheng.web.ledgers.described import OWN
from quanheng.web.ledgers.drawing import CALENDAR, words
from quanheng.web.ledgers.models import Declaration, Ledger
from quanheng.web.ledgers.views.access import ledger_of
from quanheng.web.units.entry import person
from quanheng.web.units.models import Unit
from quanheng.web.units.rights import demand, visible_units

router = Router(tags=["台账"])
Days = Annotated[int, Field(ge=1, le=3660)] | None


class OwnColumn(Schema):
    """A column: `name` is empty for a new one; `choices` only of type choice; `key` tells the rows apart."""

    name: Short = ""
    title: Short
    type: Short = "text"
    unit: Short = ""
    choices: list[Short] = Field([], max_length=100)
    required: bool = False
    key: bool = False
    private: bool = False


class OwnLedger(Schema):
    """A ledger as an office describes it; `states` where rows go through a process."""

    title: Short
    section: Short = Field("", max_length=40)
    about: Short = ""
    evidence: list[Short] = Field([], max_length=20)
    states: list[Short] = Field([], max_length=40)
    columns: list[OwnColumn] = Field(min_length=1, max_length=100)


class OwnStep(Schema):
    """A step: from which states (新登记 for a new row) to which ("" stays), by whom, and what it wants.

    days, unit        within how many days of the state; `wait`, `wait_unit` so many days have to pass first
    signs             done when all of `who` have signed; `form`: it has a form to print
    before, count     so many persons must have taken that step (by its title), `mean`: the mean of their numbers counts
    ties              columns that name whom the matter is about: who has ties to them does not take the step
    apart             titles of steps: who took one of them does not take this one
    """

    name: Short = ""
    title: Short
    sources: list[Short] = Field(min_length=1, max_length=40)
    to: Short = ""
    who: list[Short] = Field(min_length=1, max_length=20)
    needs: list[Short] = Field([], max_length=100)
    papers: list[Short] = Field([], max_length=20)
    days: Days = None
    unit: Literal["calendar", "workdays"] = "calendar"
    wait: Days = None
    wait_unit: Literal["calendar", "workdays"] = "calendar"
    signs: bool = False
    form: bool = False
    before: Short = ""
    count: Annotated[int, Field(ge=1, le=99)] | None = None
    mean: bool = False
    ties: list[Short] = Field([], max_length=100)
    apart: list[Short] = Field([], max_length=60)


class OwnProcess(Schema):
    """A process over a ledger of one's own."""

    title: Short = ""
    steps: list[OwnStep] = Field(min_length=1, max_length=60)


@router.post("/units/{unit}/own-ledgers", response={201: LedgerShape})
def describe_ledger(request: HttpRequest, unit: Path[Key], given: OwnLedger) -> Any:
    """A new ledger of my unit, which begins to be kept."""
    user = person(request)
    row = get_object_or_404(visible_units(user, "edit_section").exclude(kind=Unit.Kind.FIRM), pk=unit)
    whose = Whose(row, declaring.own_section(user) or given.section.strip(), user)
    return Status(201, _saved(None, given, whose, 0))


@router.get(f"{ONE}/description", response=OwnLedger)
def ledger_description(request: HttpRequest, response: HttpResponse, ledger: Path[Key]) -> Any:
    """How my office described it; 404 for a ledger that is not our own."""
    row = _described(request, ledger)[1]
    versions.tag(response, row.version)
    return _ledger_of(row)


@router.put(f"{ONE}/description", response=LedgerShape)
def redescribe_ledger(
    request: HttpRequest, response: HttpResponse, ledger: Path[Key], given: OwnLedger, if_match: IfMatch
) -> Any:
    """Change it: columns with rows stay and keep their type."""
    held, row = _described(request, ledger)
    whose = Whose(held.unit, held.section, person(request))
    made = _saved(row, given, whose, versions.seen(if_match))
    versions.tag(response, Declaration.objects.get(pk=row.pk).version)
    return made


@router.get(f"{ONE}/process-description", response=OwnProcess)
def process_description(request: HttpRequest, response: HttpResponse, ledger: Path[Key]) -> Any:
    """How my office described the process over a ledger of its own; 404 before it has."""
    held = _own(request, ledger)
    row = declaring.process_of(held, person(request))
    if row is None:
        raise Http404
    versions.tag(response, row.version)
    return _process_of(row)


@router.put(f"{ONE}/process-description", response=OwnProcess)
def describe_process(
    request: HttpRequest, response: HttpResponse, ledger: Path[Key], given: OwnProcess, if_match: IfMatch
) -> Any:
    """Describe it or change it; If-Match is "0" where there is none yet."""
    held, user = _own(request, ledger), person(request)
    row, whose = declaring.process_of(held, user), Whose(held.unit, held.section, user)
    try:
        made = declaring.save_process(held, row, _process_form(given), whose, versions.seen(if_match))
    except BadLedger as fault:
        raise Unfit({"given": [str(fault)]}) from fault
    versions.tag(response, made.version)
    return _process_of(made)


def _own(request: HttpRequest, number: int) -> Ledger:
    held = ledger_of(request, number)[0]
    demand(person(request), "edit_section", held)
    if not held.name.startswith(OWN):
        raise Http404
    return held


def _described(request: HttpRequest, number: int) -> tuple[Ledger, Declaration]:
    held = _own(request, number)
    row = declaring.described(held, person(request))
    if row is None:
        raise Http404
    return held, row


def _saved(row: Declaration | None, given: OwnLedger, whose: Whose, seen: int) -> Ledger:
    try:
        made = declaring.save_ledger(row, _ledger_form(given), whose, seen)
    except BadLedger as fault:
        raise Unfit({"given": [str(fault)]}) from fault
    doubts.check(made, whose.by)
    return made


def _joined(name: str, many: list[str]) -> str:
    """The words as a form has them. Raises Unfit for one that a form would cut in two."""
    cut = [one for one in many if words(one) != [one]]
    if cut:
        raise Unfit({name: [f"“{cut[0]}”里不能有空格和标点"]})
    return " ".join(many)


def _ledger_form(given: OwnLedger) -> dict[str, str]:
    """The inputs of the page that mean the same."""
    made = {
        "title": given.title,
        "section": given.section,
        "about": given.about,
        "evidence": _joined("evidence", given.evidence),
        "states": _joined("states", given.states),
    }
    for at, column in enumerate(given.columns):
        if column.type not in TYPES:
            raise Unfit({"type": [f"类型可写：{'、'.join(TYPES)}"]})
        texts = {"name": column.name, "title": column.title, "type": column.type, "unit": column.unit}
        texts["choices"] = _joined("choices", column.choices)
        made |= {f"{name}-{at}": text for name, text in texts.items()}
        made |= {f"{name}-{at}": "1" for name in ("required", "key", "private") if getattr(column, name)}
    return made


def _process_form(given: OwnProcess) -> dict[str, str]:
    made = {"title": given.title}
    for at, step in enumerate(given.steps):
        for name, text in _step_form(step).items():
            made[f"{name}-{at}"] = text
    return made


def _step_form(step: OwnStep) -> dict[str, str]:
    """The inputs of one card of the page."""
    made = {
        "name": step.name,
        "title": step.title,
        "from": "|".join(step.sources),
        "to": step.to,
        "who": _joined("who", step.who),
        "needs": "|".join(step.needs),
        "papers": _joined("papers", step.papers),
        "unit": step.unit,
        "wait-unit": step.wait_unit,
        "before": step.before,
        "ties": "|".join(step.ties),
        "apart": _joined("apart", step.apart),
    }
    numbers = {"days": step.days, "wait": step.wait, "count": step.count}
    made |= {name: str(number) for name, number in numbers.items() if number is not None}
    return made | {name: "1" for name in ("signs", "form", "mean") if getattr(step, name)}


def _ledger_of(row: Declaration) -> OwnLedger:
    tree = row.tree
    columns = {name: one for name, one in tree["columns"].items() if name != STATE}
    return OwnLedger(
        title=tree["title"],
        section=row.section,
        about=tree.get("about", ""),
        evidence=tree.get("evidence", []),
        states=tree["columns"].get(STATE, {}).get("choices", []),
        columns=[
            OwnColumn(
                name=name,
                title=one["title"],
                type=one["type"],
                unit=one.get("unit", ""),
                choices=one.get("choices", []),
                required=bool(one.get("required")),
                key=name in tree["key"],
                private=bool(one.get("private")),
            )
            for name, one in columns.items()
        ],
    )


def _process_of(row: Declaration) -> OwnProcess:
    return OwnProcess(title=row.tree["title"], steps=[_step_of(card) for card in drawing.cards(row.tree)])


def _step_of(card: dict[str, Any]) -> OwnStep:
    """A card of the page as a step: its words apart, its numbers as numbers."""
    lists = {name: words(card[name]) for name in ("who", "papers", "apart")}
    numbers = {name: int(card[name]) if card[name] else None for name in ("days", "wait", "count")}
    units = {name: card[name] or CALENDAR for name in ("unit", "wait_unit")}
    return OwnStep(**(card | lists | numbers | units))
