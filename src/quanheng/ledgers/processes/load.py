"""Processes read from their declarations, strictly: a state, role or column that is not there is refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from quanheng.ledgers.conditions import column_of, condition
from quanheng.ledgers.load import schema
from quanheng.ledgers.processes.record import CALENDAR, WORKDAYS, Alarm, Form, Process, Rule, Step, Term
from quanheng.ledgers.schema import DATE, BadLedger, Schema
from quanheng.norms import read_text_yaml

HERE = Path(__file__).parent
_HEAD = {"no", "title", "ledger", "about", "aim", "states", "roles", "steps", "forms", "alarms"}
_STEP = {
    "title", "from", "to", "who", "needs", "sets", "evidence", "within", "wait", "during", "signs", "people",
    "apart", "objects", "settles", "settled", "when", "form",
}  # fmt: skip


@cache
def names() -> tuple[str, ...]:
    """The identifiers of the processes that are shipped, in the order of their numbers."""
    return tuple(sorted((path.stem for path in HERE.glob("*.yaml")), key=lambda name: process(name).no))


@cache
def process(name: str) -> Process:
    """A shipped process; raises KeyError for one that there is not."""
    path = HERE / f"{name}.yaml"
    if "/" in name or not path.is_file():
        raise KeyError(name)
    return read_process(name, read_text_yaml(path), path.name)


def read_process(name: str, tree: Any, source: str, ledger: Schema | None = None) -> Process:
    """A process from its declaration (YAML or JSON) over a shipped ledger or the given one; raises BadLedger."""
    if not isinstance(tree, Mapping):
        raise BadLedger(f"{source}：不是一张表")
    _known(tree, _HEAD, source)
    for key in ("title", "ledger", "roles", "steps"):
        if not tree.get(key):
            raise BadLedger(f"{source}：缺少 {key}")
    try:
        over = ledger or schema(str(tree["ledger"]))
    except KeyError:
        raise BadLedger(f"{source} ledger：没有台账“{tree['ledger']}”") from None
    states = tuple(_words(tree.get("states", ()))) or (over.column(over.state).choices if over.state else ())
    if not states:
        raise BadLedger(f"{source}：台账没有状态栏，要写 states")
    reading = _Reading(over, states, dict(tree["roles"]), source)
    forms = {key: reading.form(key, one) for key, one in (tree.get("forms") or {}).items()}
    steps = tuple(reading.step(key, one, forms) for key, one in tree["steps"].items())
    reading.people(steps)
    return Process(
        name=name,
        no=int(tree.get("no", 0)),
        title=str(tree["title"]),
        ledger=over.name,
        states=states,
        column="" if tree.get("states") else over.state,
        roles=dict(tree["roles"]),
        steps=steps,
        forms=forms,
        aim=reading.state(str(tree.get("aim", "")), f"{source} aim"),
        alarms=tuple(reading.alarm(one, at) for at, one in enumerate(tree.get("alarms") or (), 1)),
        about=str(tree.get("about", "")),
        source=dict(tree),
    )


class _Reading:
    """One declaration being read."""

    def __init__(self, over: Schema, states: tuple[str, ...], roles: dict[str, str], source: str) -> None:
        self.over, self.states, self.roles, self.source = over, states, roles, source

    def step(self, name: str, tree: Any, forms: Mapping[str, Form]) -> Step:
        where = f"{self.source} steps.{name}"
        if not isinstance(tree, Mapping) or not tree.get("title"):
            raise BadLedger(f"{where}：缺少 title")
        _known(tree, _STEP, where)
        form = str(tree.get("form", ""))
        if form and form not in forms:
            raise BadLedger(f"{where} form：没有打印表“{form}”")
        apart = tree.get("apart") or {}
        _known(apart, {"columns", "steps"}, f"{where} apart")
        return Step(
            name=name,
            title=str(tree["title"]),
            sources=self._states(tree.get("from", ""), f"{where} from"),
            target=self.state(tree.get("to", ""), f"{where} to"),
            who=self._roles(tree.get("who"), f"{where} who"),
            needs=self._columns(tree.get("needs", ()), f"{where} needs"),
            sets=self._sets(tree.get("sets") or {}, where),
            evidence=tuple(_words(tree.get("evidence", ()))),
            within=self._term(tree.get("within"), f"{where} within"),
            wait=self._term(tree.get("wait"), f"{where} wait"),
            during=self._term(tree.get("during"), f"{where} during"),
            signs=self._roles(tree["signs"], f"{where} signs") if "signs" in tree else (),
            people={
                key: _whole(count, f"{where} people") for key, count in (tree.get("people") or {}).items()
            },
            apart_columns=self._columns(apart.get("columns", ()), f"{where} apart"),
            apart_steps=tuple(_words(apart.get("steps", ()))),
            objects=_yes(tree.get("objects"), where),
            settles=_yes(tree.get("settles"), where),
            settled=_yes(tree.get("settled"), where),
            rules=tuple(self._rule(one, f"{where} when") for one in tree.get("when") or ()),
            form=form,
        )

    def _states(self, given: Any, where: str) -> tuple[str, ...]:
        found = tuple(_words(given)) or ("",)
        unknown = [state for state in found if state and state not in self.states]
        if unknown:
            raise BadLedger(f"{where}：没有状态“{unknown[0]}”，有：{'、'.join(self.states)}")
        return found

    def state(self, given: Any, where: str) -> str:
        return self._states(given, where)[0]

    def _roles(self, given: Any, where: str) -> tuple[str, ...]:
        found = tuple(_words(given or ()))
        if not found:
            raise BadLedger(f"{where}：缺少")
        unknown = [role for role in found if role not in self.roles]
        if unknown:
            raise BadLedger(f"{where}：没有角色“{unknown[0]}”，有：{'、'.join(self.roles)}")
        return found

    def _columns(self, given: Any, where: str) -> tuple[str, ...]:
        return tuple(column_of(name, self.over, where).name for name in _words(given))

    def _sets(self, given: Mapping[str, Any], where: str) -> dict[str, str]:
        for name in given:
            column_of(name, self.over, f"{where} sets")
        return {name: str(value) for name, value in given.items()}

    def _term(self, given: Any, where: str) -> Term | None:
        if not given:
            return None
        _known(given, {"days", "unit", "column"}, where)
        unit = given.get("unit", CALENDAR)
        if unit not in (WORKDAYS, CALENDAR):
            raise BadLedger(f"{where} unit：只能是 workdays（工作日）或 calendar（自然日）")
        column = given.get("column", "")
        if column and column_of(column, self.over, where).type != DATE:
            raise BadLedger(f"{where} column：要写日期栏")
        return Term(_whole(given.get("days"), f"{where} days"), unit, column)

    def _rule(self, given: Any, where: str) -> Rule:
        if not isinstance(given, Mapping) or set(given) != {"must", "says"}:
            raise BadLedger(f"{where}：写 must（条件）和 says（不满足时说什么）")
        return Rule(condition(given["must"], self.over, where), str(given["says"]))

    def form(self, name: str, tree: Any) -> Form:
        where = f"{self.source} forms.{name}"
        _known(tree, {"title", "columns", "signs", "text"}, where)
        signs = self._roles(tree["signs"], f"{where} signs") if "signs" in tree else ()
        columns = self._columns(tree.get("columns", ()), f"{where} columns")
        return Form(name, str(tree["title"]), columns, signs, str(tree.get("text", "")))

    def alarm(self, tree: Any, at: int) -> Alarm:
        where = f"{self.source} alarms 第{at}项"
        _known(tree, {"when", "says", "since"}, where)
        return Alarm(
            condition(tree.get("when"), self.over, where), str(tree["says"]), str(tree.get("since", ""))
        )

    def people(self, steps: tuple[Step, ...]) -> None:
        """Steps that other steps lean on must be there."""
        known = {step.name for step in steps}
        for step in steps:
            for other in (*step.people, *step.apart_steps):
                if other not in known:
                    raise BadLedger(f"{self.source} steps.{step.name}：没有步骤“{other}”")
            for value in step.sets.values():
                if value.startswith("mean:") and value[5:].partition(".")[0] not in known:
                    raise BadLedger(f"{self.source} steps.{step.name} sets：没有步骤“{value[5:]}”")


def _known(tree: Mapping[str, Any], keys: set[str], where: str) -> None:
    extra = set(tree) - keys
    if extra:
        raise BadLedger(f"{where}：不认识的项 {'、'.join(sorted(extra))}")


def _words(given: Any) -> list[str]:
    return given.split() if isinstance(given, str) else list(given)


def _yes(given: Any, where: str) -> bool:
    if given not in (None, "yes", "no", True, False):
        raise BadLedger(f"{where}：要写 yes 或 no")
    return given in ("yes", True)


def _whole(given: Any, where: str) -> int:
    if not str(given).isdigit():
        raise BadLedger(f"{where}：要写整数")
    return int(given)
