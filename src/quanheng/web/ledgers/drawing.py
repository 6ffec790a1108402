"""A process as an office draws it in a form: the form read into a declaration, and a declaration shown in the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quanheng.ledgers.schema import NUMERIC, TEXT, BadLedger, Column, Schema
from quanheng.lexicon.ledgers import standard_columns

NEW = "新登记"
"""What stands for the state of a row that is entered."""
CALENDAR = "calendar"
_SPLIT = re.compile(r"[\s、，,;；]+")


def words(text: str) -> list[str]:
    """Words that were typed one after the other, each once."""
    return list(dict.fromkeys(one for one in _SPLIT.split(text.strip()) if one))


def numbered(given: Mapping[str, str], what: str) -> Iterator[tuple[str, str]]:
    """The inputs what-0, what-1 ... in order."""
    found = [name for name in given if re.fullmatch(rf"{what}-\d+", name)]
    for name in sorted(found, key=lambda one: int(one.rpartition("-")[2])):
        yield name.rpartition("-")[2], given[name].strip()


def process_tree(given: Mapping[str, str], schema: Schema, known: Mapping[str, str]) -> dict[str, Any]:
    """The declaration that the form of a process means; `known` are the names that roles have already.

    Raises BadLedger with what is to be mended.
    """
    if not schema.state:
        raise BadLedger("台账没有状态，先在台账里写明有哪些状态")
    drawn = _Drawn(given, schema, {title: name for name, title in known.items()}, _names(given))
    steps = {name: drawn.step(at, title) for at, title, name in drawn.titled()}
    forms = {name: _form(steps[name], schema) for at, _, name in drawn.titled() if given.get(f"form-{at}")}
    for name in forms:
        steps[name]["form"] = name
    if not any("" in step["from"] for step in steps.values()):
        raise BadLedger(f"要有一步从“{NEW}”开始")
    taken = {role for step in steps.values() for role in step["who"]}
    return {
        "title": given.get("title", "").strip() or f"{schema.title}办理",
        "ledger": schema.name,
        "roles": {name: title for title, name in drawn.roles.items() if name in taken},
        "steps": steps,
        **({"forms": forms} if forms else {}),
    }


def _names(given: Mapping[str, str]) -> dict[str, str]:
    """The steps' names by their titles: the old one that a step has, or a new one."""
    used = [name for _, name in numbered(given, "name") if name]
    free = (f"s{n}" for n in range(1, 1000) if f"s{n}" not in used)
    made: dict[str, str] = {}
    for at, title in numbered(given, "title"):
        if title in made:
            raise BadLedger(f"有两步都叫“{title}”")
        if title:
            made[title] = given.get(f"name-{at}") or next(free)
    return made


@dataclass
class _Drawn:
    """The inputs of one form; `roles` are names by titles, `names` those of the steps by theirs."""

    given: Mapping[str, str]
    schema: Schema
    roles: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def titled(self) -> list[tuple[str, str, str]]:
        """Number, title and name of each step."""
        return [(at, title, self.names[title]) for at, title in numbered(self.given, "title") if title]

    def step(self, at: str, title: str) -> dict[str, Any]:
        """What one card of the form means."""
        given = self.given
        who = words(given.get(f"who-{at}", ""))
        if not who:
            raise BadLedger(f"“{title}”没有写由谁办")
        for one in who:
            free = (f"r{n}" for n in range(1, 100) if f"r{n}" not in self.roles.values())
            self.roles.setdefault(one, next(free))
        sources = [one if one != NEW else "" for one in ticked(given, f"from-{at}")]
        if not sources:
            raise BadLedger(f"“{title}”没有写从哪个状态开始")
        made: dict[str, Any] = {
            "title": title,
            "from": sources,
            "to": given.get(f"to-{at}", ""),
            "who": [self.roles[w] for w in who],
        }
        needs, papers = ticked(given, f"needs-{at}"), words(given.get(f"papers-{at}", ""))
        made |= {"needs": needs} if needs else {}
        made |= {"evidence": papers} if papers else {}
        made |= self._term(at, title, "within", "days", "期限")
        made |= self._term(at, title, "wait", "wait", "等满的天数")
        made |= self._people(at, title) | self._apart(at, title)
        return made | ({"signs": made["who"]} if given.get(f"signs-{at}") and len(who) > 1 else {})

    def _term(self, at: str, title: str, key: str, what: str, called: str) -> dict[str, Any]:
        days = self.given.get(f"{what}-{at}", "").strip()
        if days and not days.isdecimal():
            raise BadLedger(f"“{title}”的{called}要写天数")
        unit = self.given.get(f"{'unit' if key == 'within' else 'wait-unit'}-{at}") or CALENDAR
        return {key: {"days": days, "unit": unit}} if days else {}

    def _people(self, at: str, title: str) -> dict[str, Any]:
        """How many persons must have taken a step before, and that the mean of what they gave counts."""
        before, count = (self.given.get(f"{what}-{at}", "").strip() for what in ("before", "count"))
        if not before and not count:
            return {}
        if not before or not count.isdecimal() or not int(count):
            raise BadLedger(f"“{title}”先要几人办过哪一步，步骤和人数都要写")
        other = self._name(before, title)
        if before == title:
            raise BadLedger(f"“{title}”要几人办过，不能写它自己，写在它后面的那一步")
        made: dict[str, Any] = {"people": {other: count}}
        if self.given.get(f"mean-{at}"):
            number = next(at for at, name, _ in self.titled() if name == before)
            given = [self.schema.column(one) for one in ticked(self.given, f"needs-{number}")]
            numbers = {one.name: f"mean:{other}.{one.name}" for one in given if one.type in NUMERIC}
            if not numbers:
                raise BadLedger(f"“{before}”没有要填的数，“{title}”没有可以取平均的")
            made["sets"] = numbers
        return made

    def _apart(self, at: str, title: str) -> dict[str, Any]:
        """Who may not take the step: those with ties to what stands in columns, those who took other steps."""
        columns = ticked(self.given, f"ties-{at}")
        steps = [self._name(one, title) for one in words(self.given.get(f"apart-{at}", ""))]
        made = ({"columns": columns} if columns else {}) | ({"steps": steps} if steps else {})
        return {"apart": made} if made else {}

    def _name(self, wanted: str, title: str) -> str:
        if wanted not in self.names:
            raise BadLedger(f"“{title}”提到的步骤“{wanted}”没有，有：{'、'.join(self.names)}")
        return self.names[wanted]


def ticked(given: Mapping[str, str], name: str) -> list[str]:
    """What was ticked under one name."""
    return [one for one in given.get(name, "").split("|") if one]


def _form(step: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    shown = [column.name for column in schema.columns if column.name in {*schema.key, *step.get("needs", ())}]
    shown = shown or [column.name for column in schema.columns[:6]]
    return {"title": f"{step['title']}表", "columns": shown, "signs": step["who"]}


def parties(schema: Schema) -> list[Column]:
    """The columns that can name whom a matter is about."""
    ours = standard_columns()
    return [one for one in schema.columns if one.type == TEXT and not one.private and one.name not in ours]


_TYPED = (
    "name", "title", "to", "who", "papers", "days", "unit", "signs", "form", "wait", "wait_unit", "before", "count",
    "mean", "apart",
)  # fmt: skip


def cards(tree: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The steps of a declaration as the form shows them."""
    steps = tree.get("steps", {})
    return [_card(name, one, tree) for name, one in steps.items()]


def _card(name: str, one: Mapping[str, Any], tree: Mapping[str, Any]) -> dict[str, Any]:
    roles, steps = tree.get("roles", {}), tree["steps"]
    within, wait, apart = one.get("within", {}), one.get("wait", {}), one.get("apart", {})
    before, count = next(iter(one.get("people", {}).items()), ("", ""))
    return {
        "name": name,
        "title": one["title"],
        "sources": [state or NEW for state in one["from"]],
        "to": one["to"],
        "who": " ".join(roles[role] for role in one["who"]),
        "needs": one.get("needs", []),
        "papers": " ".join(one.get("evidence", [])),
        "days": within.get("days", ""),
        "unit": within.get("unit", ""),
        "signs": bool(one.get("signs")),
        "form": bool(one.get("form")),
        "wait": wait.get("days", ""),
        "wait_unit": wait.get("unit", ""),
        "before": steps[before]["title"] if before else "",
        "count": count,
        "mean": bool(one.get("sets")),
        "ties": apart.get("columns", []),
        "apart": " ".join(steps[other]["title"] for other in apart.get("steps", [])),
    }


def typed_cards(given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The cards as they were typed, to be shown again."""
    made = []
    for at, _ in numbered(given, "title"):
        card: dict[str, Any] = {key: given.get(f"{key.replace('_', '-')}-{at}", "") for key in _TYPED}
        lists = {"sources": "from", "needs": "needs", "ties": "ties"}
        made.append(card | {key: ticked(given, f"{what}-{at}") for key, what in lists.items()})
    return made
