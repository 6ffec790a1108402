"""Rows as JSON lines, the one way in which they are written and read: no blanks, nothing escaped that need not be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import to_builtins
from msgspec.json import Encoder

_ENCODER = Encoder()


def lines(rows: Sequence[Any]) -> bytes:
    """A line of UTF-8 for each row, a record of ours or a dict, in the order of its keys; text that no encoding can hold is replaced."""
    try:
        return _ENCODER.encode_lines(rows)
    except UnicodeEncodeError:  # half a pair of code units, as in a name that the file system could not spell
        return _ENCODER.encode_lines([_sound(to_builtins(row)) for row in rows])


def kept(data: bytes) -> Iterator[dict[str, Any]]:
    """The rows of such lines; one that a crash cut off, perhaps in the middle of a character, is passed over."""
    for line in data.split(b"\n"):  # and nowhere else: a text may hold other signs that end lines
        try:
            row: dict[str, Any] = json.loads(line)
        except ValueError:
            continue
        yield row


def compact(value: Any) -> str:
    """One value in the same way, without a line end: for a column that holds a tree."""
    return lines([value])[:-1].decode()


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sound(key): _sound(part) for key, part in value.items()}
    return [_sound(part) for part in value] if isinstance(value, list | tuple) else value
