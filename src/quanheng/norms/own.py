"""A county's own folder of norms: it answers before every jurisdiction, and is checked before it is used.

The folder is named by the environment variable QUANHENG_NORMS, which child processes inherit; `--norms` sets it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quanheng.lexicon.text_yaml import text_yaml

VARIABLE = "QUANHENG_NORMS"
OWN = "本地"
"""What a chain of jurisdictions calls the folder."""
_DEFAULTS = {"certainty": "V", "article": "", "source": "本地规范目录", "document": "本地规范"}
_FULL = Decimal(100)
_ENTRY = ("title", "number", "issuer", "issued", "in_force", "repealed_by", "certainty", "note")
# Numbers that a value must give where the country has none to compare with.
_NEEDS = {"score-cap-by-execution": ("below", "most"), "over-fulfilment-treatment": ("above", "times")}


class BadNorms(ValueError):
    """A folder that cannot be used; the message is Chinese and names the file."""


def own_folder() -> Path | None:
    """The folder in use, None where there is none."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def own_sheet(name: str) -> dict[str, Any] | None:
    """The file of a norm in the folder, with what it leaves out filled in; None where it has none."""
    folder = own_folder()
    return _read(folder, name) if folder is not None else None


@cache
def _read(folder: Path, name: str) -> dict[str, Any] | None:
    path = folder / f"{name}.yaml"
    return {**_DEFAULTS, **_loaded(path)} if path.is_file() else None


def _loaded(path: Path) -> dict[str, Any]:
    try:
        made = text_yaml(path.read_text("utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise BadNorms(f"{path}：不是 UTF-8 的 YAML 文件") from fault
    if not isinstance(made, dict) or not isinstance(made.get("values"), dict) or not made["values"]:
        raise BadNorms(f"{path}：没有 values，写法见 docs/norms-folder.md")
    return made


def own_documents() -> dict[str, dict[str, str]]:
    """The documents that the folder's files name in their own words, as entries of the register."""
    folder = own_folder()
    return _documents(folder) if folder is not None and folder.is_dir() else {}


@cache
def _documents(folder: Path) -> dict[str, dict[str, str]]:
    made: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.yaml")):
        sheet = {**_DEFAULTS, **_loaded(path)}
        for day, entry in sheet["values"].items():
            name = (entry if isinstance(entry, dict) else {}).get("document", sheet["document"])
            made[name] = dict(zip(_ENTRY, ("", name, "", day, day, "", "V", OWN), strict=True))
    return made


def check_folder(folder: Path, known: dict[str, Any]) -> None:
    """Raise BadNorms where a file is no norm of ours or a value has another shape; `known` are our latest values."""
    if not folder.is_dir():
        raise BadNorms(f"没有本地规范目录 {folder}")
    faults = [fault for path in sorted(folder.glob("*.yaml")) for fault in _faults(path, known)]
    if faults:
        raise BadNorms("；".join(faults))
    if not any(folder.glob("*.yaml")):
        raise BadNorms(f"本地规范目录 {folder} 里没有 .yaml 文件")


def _faults(path: Path, known: dict[str, Any]) -> Iterator[str]:
    if path.stem not in known:
        yield f"{path}：没有名为“{path.stem}”的规范"
        return
    for day, entry in _loaded(path)["values"].items():
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"{path}：{day} 不是日期，要写成 2024-01-01"
        if not isinstance(entry, dict) or "value" not in entry:
            yield f"{path}：{day} 没有 value"
        elif entry["value"] != "null":
            yield from _shape(path, entry["value"], known[path.stem])


def _shape(path: Path, value: Any, like: Any) -> Iterator[str]:
    """A table for a table, a list for a list; numbers for numbers; weights of a scheme make 100."""
    if type(value) is not type(like):
        yield f"{path}：取值的样子应与原规范相同"
        return
    for entry in value if isinstance(value, list) else [value]:
        lacking = [
            key
            for key in _NEEDS.get(path.stem, ())
            if not isinstance(entry, dict) or not _is_number(entry.get(key, ""))
        ]
        yield from (f"{path}：缺少数 {key}" for key in lacking)
    numbers = list(like.values()) if isinstance(like, dict) else [like]
    if numbers and all(_is_number(v) for v in numbers):
        own = list(value.values()) if isinstance(value, dict) else [value]
        yield from (f"{path}：“{one}”不是数" for one in own if not _is_number(one))
    for scheme in value if isinstance(value, list) else ():
        weights = scheme.get("weights") if isinstance(scheme, dict) else None
        if isinstance(weights, dict) and all(map(_is_number, weights.values())):
            total = sum(map(Decimal, weights.values()), Decimal(0))
            if total != _FULL:
                yield f"{path}：方案“{scheme.get('name', '')}”的权重合计{total}，应为100"


def _is_number(text: Any) -> bool:
    try:
        return isinstance(text, str) and Decimal(text).is_finite()
    except InvalidOperation:
        return False
