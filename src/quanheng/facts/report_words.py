"""What people wrote in a report, for the workbook: duties, offices, achievements, problems, measures, reasons.

Words are taken as they stand. A sentence in which a finding proves an error is left out and listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from quanheng.facts.outline import numbering
from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.report_import import Report
from quanheng.lexicon.sections import MEASURES, PROBLEMS, report_sections
from quanheng.model.figure import Figure
from quanheng.model.workbook import Problem, reason_key

_UNNUMBERED = 7
_LEAD = 30
_LONG = 500  # more than this is the year's work told in full, and no cell of a form
_ITEM = re.compile(
    r"(?:^|(?<=[。；：\n]))-?(?:\d{1,2}[、.．]|（[一二三四五六七八九十\d]+）|[一二三四五六七八九十]是|[①-⑩])"
)
_ADVICE = re.compile(r"(?:具体)?(?:改进)?(?:建议|措施)(?:如下|有)?：")
_WHY = re.compile(r"(?:主要)?原因(?:主要)?(?:是因为|是由于|是|为)：?(?P<why>[^。]{4,}(?:。|$))")
_SENTENCE = re.compile(r"[^。]*。|[^。]+$")
_OFFICES = re.compile(r"(?:股|室|科|处|组|办|部|大队)$")
_WITH_BRACKET = re.compile(
    r"[^，。；：（）]{4,20}（[^（）。]*）"
)  # 项目绩效目标完成情况（仅对50万元以上的项目）
_NOTHING = re.compile(r"^(?:无|没有)[。]?$|^无其[他它].{0,12}$")
_NONE = "无。"
_DUTIES = re.compile(r"职责(?:是|为|如下)?：$")
_DIFFERENCE = re.compile(r"差异(?:产生)?的?(?:主要)?$")
_MARK = re.compile(r"^\[bookmark:[^\]]*\]|^- ?")


class Words:
    """The words of one report being taken over."""

    def __init__(self, report: Report, parts: Sequence[Paragraph]) -> None:
        self.report, self.record, self.facts = report, report.record, report.facts
        self.parts = [part for part in parts if part.cell is None]
        self.taken = 0

    def take(self) -> None:
        """Put everything in that the workbook has no words for yet."""
        found = dict(self._sections())
        problems, measures = found.pop(PROBLEMS, []), found.pop(MEASURES, [])
        for key, lines in found.items():
            told = [line for line in lines if not _NOTHING.match(line)]
            if key == "work.projects" and lines and not told:
                told = [_NONE]  # that there are none is said, not left open
            long = key == "goals.actual" and sum(map(len, told)) > _LONG
            self._text("work.year" if long else key, told)
        outline = report_sections().outline([heading.title for heading in self.facts.headings])
        self._text("report.outline", [outline] if outline else [])
        self._problems(problems, measures)
        self._offices()
        self._reasons()
        self._contents()
        if self.taken:
            self.report.into.taken.texts += self.taken

    def _text(self, key: str, lines: Sequence[str]) -> None:
        if lines and not self.record.text(key):
            self.record.texts[key] = "\n".join(lines)
            self.taken += 1

    def _sections(self) -> Iterator[tuple[str, list[str]]]:
        """The text under each heading that says what it is, a paragraph a line."""
        made: dict[str, list[str]] = {}
        current, level = "", 0
        for part in self.parts:
            text = _MARK.sub("", part.text)
            title = text[len(numbering(text)[1]) :].lstrip("、，.：: -")
            inner, number = numbering(text)
            told = bool(number) and _WITH_BRACKET.fullmatch(title) is not None
            head = part.is_heading or told or (len(text) <= _LEAD and text.endswith("："))
            inner = inner or part.level or _UNNUMBERED
            under = report_sections().under(title.rstrip("：")) if head or _DUTIES.search(text) else None
            if under is not None and not self._deeper(current, under.text, inner, level):
                current, level = under.text, inner
            elif head and current and inner <= level and (number or level == _UNNUMBERED):
                current = ""
            elif current and (kept := self._kept(part)):
                made.setdefault(current, []).append(_MARK.sub("", kept))
        yield from made.items()

    @staticmethod
    def _deeper(current: str, text: str, inner: int, outer: int) -> bool:
        """A heading inside what was achieved or what the duties are is one of their paragraphs."""
        return current in ("goals.actual", "unit.duties", MEASURES) and inner > outer > 0 and not text

    def _kept(self, part: Paragraph) -> str:
        """The sentences of a paragraph that no finding proves wrong."""
        if not any(one.place.block == part.block for one in self.report.faulty):
            return part.text
        kept = []
        for found in _SENTENCE.finditer(part.text):
            what = self.report.fault(part.place(found.start(), found.end()))
            if what:
                self.report.left(f"“{found[0][:40]}”这一句，{what}")
            else:
                kept.append(found[0])
        return "".join(kept)

    def _problems(self, problems: Sequence[str], measures: Sequence[str]) -> None:
        """Problems with the measures in their order; measures over go to the last problem."""
        if self.record.problems or not problems:
            return
        told, advice = "\n".join(problems), "\n".join(measures)
        if not advice and (split := _ADVICE.search(told)):
            told, advice = told[: split.start()], told[split.end() :]
        first, second = _items(told), _items(advice)
        if len(second) > len(first) > 0:
            second = [*second[: len(first) - 1], "".join(second[len(first) - 1 :])]
        pairs = zip_longest(first, second, fillvalue="")
        self.record.problems = [Problem(problem, measure=measure) for problem, measure in pairs if problem]
        self.taken += len(self.record.problems)

    def _offices(self) -> None:
        """The offices and the units that are counted and named, the units that a list names."""
        for claim in self.facts.claims:
            if claim.kind != "count_list" or claim.said is None or not claim.closed:
                continue
            names = claim.said.text.split("、")
            inner = sum(bool(_OFFICES.search(name)) for name in names) * 2 > len(names)
            self._text("unit.divisions" if inner else "unit.units", names)
        self._text("unit.units", [one for one in self.facts.units if one != self.record.organisation])

    def _reasons(self) -> None:
        """Why an amount changed, on the line of the amount that is spoken of last before it."""
        for part in self.parts:
            for found in _WHY.finditer(part.text):
                place = part.place(found.start(), found.end())
                figure = self._spoken(part, place.start)
                key = self._reason_key(figure) if figure is not None else ""
                if _DIFFERENCE.search(part.text[: found.start()]):
                    key = "words.difference"
                if key and not self.report.fault(place):
                    self._text(key, [found["why"].rstrip("。；")])

    def _spoken(self, part: Paragraph, before: int) -> Figure | None:
        figures = [
            f
            for f in self.facts.figures
            if f.item and f.place.block == part.block and f.place.cell is None and f.place.end <= before
        ]
        return figures[-1] if figures else None

    def _reason_key(self, figure: Figure) -> str:
        """The key of the line that the figure, or what it is a change of, belongs to; its subject's code."""
        if figure.item.startswith("function."):
            return reason_key(figure.item.removeprefix("function."))
        line = self.report.reader.line(figure)
        return reason_key(*line) if line is not None else ""

    def _contents(self) -> None:
        for part in self.parts:
            for one in report_sections().contents:
                found = one.words.search(part.text) if one.near in part.text else None
                if found and not self.report.fault(part.place(found.start(), found.end())):
                    self._text(one.text, [found["said"]])


def _items(text: str) -> list[str]:
    """The items of a numbered list without their numbers; a text without numbers by its lines."""
    starts = [found.span() for found in _ITEM.finditer(text)]
    if not starts:
        return [line for line in text.split("\n") if line.strip()]
    ends = [*(start for start, _ in starts[1:]), len(text)]
    items = (text[start:end] for (_, start), end in zip(starts, ends, strict=True))
    return [_closed("".join(item.split("\n"))) for item in items if item.strip()]


def _closed(text: str) -> str:
    text = text.strip().rstrip("；;")
    return text if text.endswith("。") else f"{text}。"


def take_words(report: Report, parts: Sequence[Paragraph]) -> None:
    """Take over the words of a report; `parts` are its paragraphs with their headings marked."""
    Words(report, parts).take()
