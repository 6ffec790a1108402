"""Ledgers read from their declarations: those that are shipped, and any that an office wrote itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quanheng.ledgers.measures.load import measure
from quanheng.ledgers.schema import (
    CHOICE,
    DECIMALS,
    FILE,
    NUMERIC,
    TYPES,
    BadLedger,
    Column,
    Monitored,
    Schema,
)
from quanheng.ledgers.traps.run import check_measures, trap_of
from quanheng.lexicon.ledgers import standard_columns
from quanheng.lexicon.text_yaml import text_yaml
from quanheng.norms import read_text_yaml

HERE = Path(__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LEDGER = re.compile(r"[a-z][a-z0-9-]*")
_HEAD = {
    "no",
    "title",
    "section",
    "about",
    "also",
    "columns",
    "key",
    "evidence",
    "state",
    "process",
    "traps",
    "measures",
    "monitoring",
}
_COLUMN = {"title", "type", "unit", "also", "choices", "pattern", "decimals", "required", "private", "help"}


@cache
def names() -> tuple[str, ...]:
    """The identifiers of the ledgers that are shipped, in the order of their numbers."""
    return tuple(sorted((path.stem for path in HERE.glob("*.yaml")), key=lambda name: schema(name).no))


@cache
def schema(name: str) -> Schema:
    """A shipped ledger; raises KeyError for one that there is not."""
    path = HERE / f"{name}.yaml"
    if not _LEDGER.fullmatch(name) or not path.is_file():
        raise KeyError(name)
    return read_schema(name, read_text_yaml(path), path.name)


def read_declaration(name: str, data: bytes, source: str) -> Schema:
    """A ledger from the bytes of a YAML file; raises BadLedger."""
    try:
        tree = text_yaml(data)
    except yaml.YAMLError as fault:
        raise BadLedger(f"{source}：不是 YAML 文件") from fault
    return read_schema(name, tree, source)


def read_schema(name: str, tree: Any, source: str) -> Schema:
    """A ledger from its declaration (YAML or JSON); raises BadLedger naming `source` and the key."""
    if not _LEDGER.fullmatch(name):
        raise BadLedger(f"{source}：名称“{name}”只能用小写字母、数字和连字符")
    if not isinstance(tree, Mapping):
        raise BadLedger(f"{source}：不是一张表")
    extra = set(tree) - _HEAD
    if extra:
        raise BadLedger(f"{source}：不认识的项 {'、'.join(sorted(map(str, extra)))}")
    for key in ("title", "columns", "key"):
        if not tree.get(key):
            raise BadLedger(f"{source}：缺少 {key}")
    columns = _columns(tree["columns"], source)
    made = Schema(
        name=name,
        no=_whole(tree.get("no", "0"), f"{source} no"),
        title=str(tree["title"]),
        section=str(tree.get("section", "")),
        columns=columns,
        key=tuple(_words(tree["key"])),
        about=str(tree.get("about", "")),
        evidence=tuple(_words(tree.get("evidence", ()))),
        proof=next((column.name for column in columns if column.type == FILE), ""),
        state=str(tree.get("state", "")),
        process=str(tree.get("process", "")),
        also=tuple(_words(tree.get("also", ()))),
        monitoring=_monitoring(tree.get("monitoring"), {one.name for one in columns}, source),
        source=dict(tree),
    )
    _check(made, source)
    return _with_rules(made, tree, source)


def _check(made: Schema, source: str) -> None:
    for key in made.key:
        if not made.has(key):
            raise BadLedger(f"{source} key：没有栏目“{key}”")
    if made.state and (not made.has(made.state) or made.column(made.state).type != CHOICE):
        raise BadLedger(f"{source} state：“{made.state}”不是选项栏")
    titles = [column.title for column in made.columns]
    twice = {title for title in titles if titles.count(title) > 1}
    if twice:
        raise BadLedger(f"{source} columns：栏名重复：{'、'.join(sorted(twice))}")


def _with_rules(made: Schema, tree: Mapping[str, Any], source: str) -> Schema:
    declared = tree.get("measures") or {}
    if not isinstance(declared, Mapping):
        raise BadLedger(f"{source} measures：要写成表")
    made = replace(
        made,
        measures={key: measure(key, one, made, f"{source} measures.{key}") for key, one in declared.items()},
    )
    traps = tuple(
        trap_of(one, made, f"{source} traps 第{number}项")
        for number, one in enumerate(tree.get("traps") or (), 1)
    )
    check_measures(traps, made, source)
    return replace(made, traps=traps)


def _columns(tree: Any, source: str) -> tuple[Column, ...]:
    if not isinstance(tree, Mapping):
        raise BadLedger(f"{source} columns：要写成表")
    made = [_column(name, one, source) for name, one in tree.items()]
    own = {column.name for column in made}
    titles = {column.title for column in made}
    for name, one in standard_columns().items():
        if name not in own and one["title"] not in titles:
            made.append(_column(name, one, source))
    return tuple(made)


def _column(name: str, tree: Any, source: str) -> Column:
    where = f"{source} columns.{name}"
    if not _NAME.fullmatch(name):
        raise BadLedger(f"{where}：栏目标识只能用小写字母、数字和下划线")
    if not isinstance(tree, Mapping) or not tree.get("title"):
        raise BadLedger(f"{where}：缺少 title")
    extra = set(tree) - _COLUMN
    if extra:
        raise BadLedger(f"{where}：不认识的项 {'、'.join(sorted(extra))}")
    kind = tree.get("type", "text")
    if kind not in TYPES:
        raise BadLedger(f"{where}：type 不能是“{kind}”，可用：{'、'.join(TYPES)}")
    choices = tuple(_words(tree.get("choices", ())))
    if (kind == CHOICE) != bool(choices):
        raise BadLedger(f"{where}：选项栏要有 choices，别的栏不要")
    _pattern(tree.get("pattern", ""), where)
    decimals = _whole(tree.get("decimals", DECIMALS.get(kind, 0)), f"{where} decimals")
    if decimals and kind not in NUMERIC:
        raise BadLedger(f"{where}：不是数字栏，没有 decimals")
    return Column(
        name=name,
        title=str(tree["title"]),
        type=kind,
        unit=str(tree.get("unit", "")) or ("元" if kind == "money" else "%" if kind == "percent" else ""),
        also=tuple(_words(tree.get("also", ()))),
        choices=choices,
        pattern=str(tree.get("pattern", "")),
        decimals=decimals,
        required=_yes(tree.get("required", "no"), f"{where} required"),
        private=_yes(tree.get("private", "no"), f"{where} private"),
        help=str(tree.get("help", "")),
    )


def _monitoring(tree: Any, columns: set[str], source: str) -> Monitored | None:
    if not tree:
        return None
    where = f"{source} monitoring"
    if not isinstance(tree, Mapping) or set(tree) - {"of", "name", "group"} or {"of", "name"} - set(tree):
        raise BadLedger(f"{where}：要写 of（标识栏）、name（名称栏），可写 group（分组栏）")
    for key, column in tree.items():
        if column not in columns:
            raise BadLedger(f"{where} {key}：没有栏目“{column}”")
    return Monitored(tree["of"], tree["name"], tree.get("group", ""))


def _pattern(given: Any, where: str) -> None:
    try:
        re.compile(str(given))
    except re.error:
        raise BadLedger(f"{where} pattern：不是正则表达式") from None


def _yes(given: Any, where: str) -> bool:
    if given in ("yes", True):
        return True
    if given in ("no", False):
        return False
    raise BadLedger(f"{where}：要写 yes 或 no")


def _whole(given: Any, where: str) -> int:
    if not str(given).isdigit():
        raise BadLedger(f"{where}：要写不小于 0 的整数")
    return int(given)


def _words(given: Any) -> list[str]:
    return given.split() if isinstance(given, str) else [str(one) for one in given]
