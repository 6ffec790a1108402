"""What several parts of the API show in the same way."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator

from quanheng.web.units.models import Unit, User


def sound(text: str) -> str:
    """The text where it can be stored."""
    if "\x00" in text:
        raise ValueError("文字里有不能存的字符")
    return text


Short = Annotated[str, Field(max_length=200), AfterValidator(sound)]
Long = Annotated[str, Field(max_length=5000), AfterValidator(sound)]
FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "文件",
            "content": {"*/*": {}},
        }
    }
}
"""The documentation of an operation that answers with a file."""


class Named(Schema):
    """A row by key and name."""

    id: int
    name: str

    @staticmethod
    def of(row: Unit | User | None) -> "Named | None":
        """A unit or a person; None for none."""
        return None if row is None else Named(id=row.pk, name=str(row))


class JobShape(Schema):
    """Work that outlasts the request: ask again until `over`; `result` has what came of it, `error` why not."""

    id: int
    kind: str
    title: str
    state: str
    step: str
    done: int
    total: int
    percent: int
    over: bool
    error: str
    result: dict[str, Any]
    made: datetime
    ended: datetime | None


class Moved(Schema):
    """A row after a step: its state, in words, and its version now."""

    id: int
    state: str
    state_words: str
    version: int

    @staticmethod
    def of(row: Any) -> "Moved":
        """A task, an item or a letter."""
        return Moved(id=row.pk, state=row.state, state_words=row.get_state_display(), version=row.version)


class Reason(Schema):
    """Why; steps that need no reason take an empty one."""

    reason: Short = ""
