"""The pages of the checks: found by walking the folder, read lazily, tested as they stand."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from quanheng.lexicon.text_yaml import text_yaml
from quanheng.model.finding import Finding
from quanheng.model.review import Facts
from quanheng.model.setting import Setting

_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.S)
_SECTION = re.compile(r"^## (\S+)\n(.*?)(?=^## |\Z)", re.S | re.M)
_CASES = re.compile(r"```yaml\n(.*?)```", re.S)

Check = Callable[[Facts, Setting], Iterator[Finding]]


class _Blank(dict[str, str]):
    """Values of a message; one that a finding does not have is left blank."""

    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True)
class Page:
    """One check.

    judges      claim kinds that it judges
    relation    arithmetic between terms
    identities  ids of norms (final-accounts-identities, budget-identities) whose claims it judges
    """

    id: str
    no: int
    title: str
    severity: str
    status: str
    message: str
    law: tuple[str, ...] = ()
    since: str = ""
    unless: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    relation: dict[str, Any] = field(default_factory=dict)
    identities: tuple[str, ...] = ()
    source: str = ""

    def words(self, values: dict[str, str]) -> str:
        """The message with the values of a finding filled in."""
        return self.message.format_map(_Blank(values))

    @property
    def family(self) -> str:
        """The folder of the page."""
        return self.id.split("/", maxsplit=1)[0]

    @cached_property
    def body(self) -> str:
        """Everything after the head, as Markdown."""
        return _HEAD.sub("", self.source)

    @cached_property
    def sections(self) -> dict[str, str]:
        """Text of each `##` section."""
        return {name: text.strip() for name, text in _SECTION.findall(self.body)}

    @property
    def basis(self) -> str:
        """Why the rule holds."""
        return self.sections.get("依据", "")

    @property
    def remedy(self) -> str:
        """How to put it right."""
        return self.sections.get("改法", "")

    @cached_property
    def cases(self) -> list[dict[str, Any]]:
        """The cases, run as tests."""
        found = _CASES.search(self.sections.get("案例", ""))
        return list(text_yaml(found.group(1))) if found else []

    def check(self) -> Check | None:
        """The function of the module beside the page, or None when the page declares its arithmetic."""
        if self.judges or self.relation or self.identities:
            return None
        return self._function

    @cached_property
    def _function(self) -> Check:
        module = importlib.import_module(f"{__package__}.{self.id.replace('/', '.').replace('-', '_')}")
        found: Check = module.check
        return found


def _words(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else tuple(value.split()) if value else ()


def parse(identifier: str, source: str) -> Page:
    """Read one page; raises ValueError naming the page when its head is not complete."""
    found = _HEAD.match(source)
    head = text_yaml(found.group(1)) if found else {}
    try:
        return Page(
            id=identifier,
            no=int(head["no"]),
            title=head["title"],
            severity=head["severity"],
            status=head["status"],
            message=head["message"],
            law=_words(head.get("law")),
            since=head.get("since", ""),
            unless=_words(head.get("unless")),
            judges=_words(head.get("judges")),
            relation=head.get("relation") or {},
            identities=_words(head.get("identities")),
            source=source,
        )
    except KeyError as missing:
        raise ValueError(f"{identifier}: head lacks {missing}") from missing


@cache
def pages() -> dict[str, Page]:
    """Every page by id, in order of its number."""
    made: list[Page] = []
    for family in files(__package__).iterdir():
        if family.is_dir():
            files_of = [file for file in family.iterdir() if file.name.endswith(".md")]
            made.extend(
                parse(f"{family.name}/{file.name[:-3]}", file.read_text("utf-8")) for file in files_of
            )
    return {page.id: page for page in sorted(made, key=lambda page: page.no)}


@cache
def pages_of_identities() -> dict[str, Page]:
    """The page that judges each declared identity of the account tables."""
    return {identity: page for page in pages().values() for identity in page.identities}


@cache
def pages_judging() -> dict[str, Page]:
    """The page that judges each kind of claim."""
    return {kind: page for page in pages().values() for kind in page.judges}
