"""Look-up of norms: the nearest jurisdiction that has a value in force on the date wins."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from quanheng.lexicon.text_yaml import text_yaml
from quanheng.norms.own import OWN, check_folder, own_documents, own_folder, own_sheet
from quanheng.norms.regions import chain_of

HERE = Path(__file__).parent
BINDING = ("V", "V2", "D")

# A value as the file holds it: nothing but text, lists and tables of text (see `read_text_yaml`).
Value: TypeAlias = "str | list[Value] | dict[str, Value]"


class UnknownNorm(LookupError):
    """No norm of that name has a value in force; the message is Chinese and names near ones."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A value in force.

    certainty   V, V2 read in one or several texts; D by arithmetic; S seen in a report; G not yet read
    binding     mandatory, advisory or heuristic (our own line)
    since       the day from which the value holds
    chain       the jurisdictions asked, nearest first, ending with the one that answered
    """

    name: str
    value: Value
    unit: str
    document: str
    article: str
    certainty: str
    source: str
    jurisdiction: str
    since: date
    chain: tuple[str, ...]
    binding: str = "advisory"
    note: str = ""

    @property
    def binding_evidence(self) -> bool:
        """True when the evidence is good enough for a finding of severity error."""
        return self.certainty in BINDING and self.binding != "heuristic"

    @property
    def aside(self) -> str:
        """What a sentence adds to the document's name: ，本地 for the county's own values.

        A published document names its place by its number; the code of the place is for programs.
        """
        return f"，{OWN}" if self.jurisdiction == OWN else ""

    @property
    def number(self) -> Decimal:
        """The value as one decimal; raises ValueError when it is a table or a word."""
        if isinstance(self.value, str):
            return Decimal(self.value)
        raise ValueError(f"{self.name} 不是单个数值")

    @property
    def numbers(self) -> dict[str, Decimal]:
        """The value as a table of decimals, in the order of the file; raises ValueError otherwise."""
        if isinstance(self.value, dict) and all(isinstance(v, str) for v in self.value.values()):
            return {key: Decimal(str(v)) for key, v in self.value.items()}
        raise ValueError(f"{self.name} 不是数值表")

    @property
    def words(self) -> tuple[str, ...]:
        """The value as words: a list as it is, of a table its keys; raises ValueError otherwise."""
        if isinstance(self.value, str):
            raise ValueError(f"{self.name} 不是名单")
        if not all(isinstance(word, str) for word in self.value):
            raise ValueError(f"{self.name} 不是名单")
        return tuple(str(word) for word in self.value)


def read_text_yaml(path: Path) -> Any:
    """Read YAML without guessing: every scalar stays the text it is (`on`, `17.40`, `2020-02-25`)."""
    return text_yaml(path.read_bytes())


@cache
def _sheet(jurisdiction: str, name: str) -> dict[str, Any] | None:
    path = HERE / jurisdiction / f"{name}.yaml"
    return read_text_yaml(path) if path.is_file() else None


def norm(name: str, jurisdiction: str = "cn", on: date | None = None) -> Norm:
    """Return the value of a norm in a jurisdiction on a day (today when left out).

    The county's own folder (`own`) answers first.

    `jurisdiction` is "cn", "cn-43", "cn-430422" or the bare GB/T 2260 code "430422". A value of
    null ends a local norm: the wider jurisdiction then answers. Raises UnknownNorm.
    """
    day = on or date.today()
    own = own_sheet(name)
    found = _in_force(own, day)
    if found is not None:
        since, entry, sheet = found
        return _norm(name, (OWN,), since, {**sheet, **entry})
    made = _published(name, jurisdiction, day)
    return replace(made, chain=(OWN, *made.chain)) if own else made


@lru_cache(maxsize=4096)
def _published(name: str, jurisdiction: str, day: date) -> Norm:
    asked: list[str] = []
    for place in chain_of(jurisdiction):
        asked.append(place)
        found = _in_force(_sheet(place, name), day)
        if found is not None:
            since, entry, sheet = found
            return _norm(name, tuple(asked), since, {**sheet, **entry})
    raise UnknownNorm(_unknown(name, jurisdiction, day))


def _in_force(sheet: dict[str, Any] | None, day: date) -> tuple[date, dict[str, Any], dict[str, Any]] | None:
    if sheet is None:
        return None
    begun = [text for text in sheet["values"] if date.fromisoformat(text) <= day]
    if not begun:
        return None
    last = max(begun)
    entry = sheet["values"][last]
    # BaseLoader gives "null" as text; an empty scalar comes as "".
    ceased = not isinstance(entry, dict) or entry.get("value", "null") in ("null", "")
    return None if ceased else (date.fromisoformat(last), entry, sheet)


def _norm(name: str, chain: tuple[str, ...], since: date, entry: dict[str, Any]) -> Norm:
    return Norm(
        name=name,
        value=entry["value"],
        unit=entry.get("unit", ""),
        document=entry["document"],
        article=entry.get("article", ""),
        certainty=entry["certainty"],
        source=entry.get("source", ""),
        jurisdiction=chain[-1],
        since=since,
        chain=chain,
        binding=entry.get("binding", "advisory"),
        note=entry.get("note", ""),
    )


def _unknown(name: str, jurisdiction: str, day: date) -> str:
    if name in names():
        return f"规范“{name}”在 {chain_of(jurisdiction)[0]} 于 {day.isoformat()} 没有有效的取值"
    near = difflib.get_close_matches(name, names(), 3, 0.4)
    hint = f"，相近的有：{'、'.join(near)}" if near else ""
    return f"没有名为“{name}”的规范{hint}"


@cache
def names() -> tuple[str, ...]:
    """The names of all norms of all jurisdictions, sorted."""
    return tuple(sorted({path.stem for path in HERE.glob("cn*/*.yaml")}))


@cache
def jurisdictions() -> tuple[str, ...]:
    """The jurisdictions that have norms of their own, the country first."""
    return tuple(sorted(path.name for path in HERE.glob("cn*") if path.is_dir()))


def documents() -> dict[str, dict[str, str]]:
    """Legal texts by key: title, number, issuer, issued, in_force, repealed_by, certainty."""
    own = own_documents()
    return {**own, **_register()} if own else _register()


def check_own(folder: Path) -> None:
    """Raise BadNorms (Chinese, naming the file) where a county's folder cannot be used."""
    known = {}
    for name in names():
        found = next(filter(None, (_sheet(place, name) for place in jurisdictions())))
        entry = found["values"][max(found["values"])]
        known[name] = entry.get("value") if isinstance(entry, dict) else None
    check_folder(folder, known)


@cache
def _register() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = read_text_yaml(HERE / "documents.yaml")
    return read


def sheet(name: str, jurisdiction: str) -> dict[str, Any]:
    """Everything that the file of a norm in one jurisdiction says; raises UnknownNorm."""
    found = _sheet(jurisdiction, name)
    if found is None:
        raise UnknownNorm(_unknown(name, jurisdiction, date.max))
    return found


def version(jurisdiction: str = "cn") -> str:
    """What a report prints, like "cn-43 2026.11": the nearest folder and the month of the data."""
    nearest = next(place for place in chain_of(jurisdiction) if (HERE / place).is_dir())
    own = f"{OWN} + {nearest}" if own_folder() else nearest
    return f"{own} {(HERE / 'VERSION').read_text(encoding='ascii').strip()}"
