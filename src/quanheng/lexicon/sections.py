"""Where the words and the uncommon counts of a report go in the workbook: lexicon/report-sections.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from quanheng.lexicon.text_yaml import described

PROBLEMS, MEASURES = "problems", "measures"


@dataclass(frozen=True, slots=True)
class Under:
    """A heading and the text of the workbook that stands below it, "" for none."""

    heads: re.Pattern[str]
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A number by its unit and the words before it."""

    unit: str
    words: re.Pattern[str]
    item: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What money was for: the group `said` of the words in a paragraph that speaks of `near`."""

    near: str
    words: re.Pattern[str]
    text: str


@dataclass(frozen=True, slots=True)
class Sections:
    """The whole file."""

    sections: tuple[Under, ...]
    counts: tuple[Counted, ...]
    contents: tuple[Spoken, ...]
    outlines: tuple[Under, ...]

    def under(self, title: str) -> Under | None:
        """What stands below a heading; None for one that says nothing of it."""
        return next((one for one in self.sections if one.heads.search(title)), None)

    def outline(self, titles: list[str]) -> str:
        """The outline of ours that a report with these headings has, "" for none."""
        fits = (one.text for one in self.outlines if any(one.heads.search(title) for title in titles))
        return next(fits, "")


@cache
def report_sections() -> Sections:
    """The description as it is in the file."""
    data: Any = described("report-sections.yaml")
    return Sections(
        tuple(Under(re.compile(one["heads"]), one["text"]) for one in data["sections"]),
        tuple(Counted(one["unit"], re.compile(one["words"]), one["item"]) for one in data["counts"]),
        tuple(Spoken(one["near"], re.compile(one["words"]), one["text"]) for one in data["contents"]),
        tuple(Under(re.compile(one["heads"]), one["outline"]) for one in data["outlines"]),
    )
