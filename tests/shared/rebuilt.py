"""The seeds written again from a workbook: taken over, corrected as a person would, written in their own form.

python -m tests.shared.rebuilt [FOLDER]   prints the table of numbers; with a folder it leaves the files there.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from quanheng import pipeline
from quanheng.lexicon.workbook import complete, layout, line
from quanheng.model.review import Failure, Reviewed
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Indicator, Key, Total
from quanheng.read.workbook import read_workbook
from quanheng.report import figure_changes, figure_list
from quanheng.report.workbook import write

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
NUMBERS = ("000", "001", "002", "003", "004")
_KEY = re.compile(r"(?P<line>[^@\[]+)(?:\[(?P<code>\d+)\])?@(?P<basis>[a-z]+)(?P<ago>-1)?")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A seed beside what was written from its workbook."""

    old: Reviewed
    new: Reviewed
    record: DepartmentYear
    words: str
    compared: figure_changes.Compared
    files: dict[str, bytes]


def rebuilt(shared: Path, number: str) -> Rebuilt:
    """Take a seed over, correct what its list says, write it again and read it back."""
    (path,) = (shared / "seeds").glob(f"{number}_*")
    data = path.read_bytes()
    old = pipeline.review_one(path.name, data, Setting())
    made = pipeline.template([(path.name, data)], Setting(), "standard-2020")
    assert isinstance(old, Reviewed)
    assert not isinstance(made, Failure), made
    filled = read_workbook(made.data)
    assert not filled.faults, filled.faults
    record = _corrected(filled.record, HERE / "corrections" / f"{number}.yaml")
    kind = "final-accounts" if old.facts.kind == "final_accounts" else "self-evaluation"
    book = write(record)
    written = pipeline.written("工作簿.xlsx", book, [kind], "")
    assert not isinstance(written, Failure), written
    ((name, docx),) = written[0].items()
    new = pipeline.review_one(name, docx, Setting())
    assert isinstance(new, Reviewed)
    files = {name: docx, f"{number}.xlsx": book}
    return Rebuilt(old, new, record, made.words, figure_changes.compare(old, new), files)


def _corrected(record: DepartmentYear, path: Path) -> DepartmentYear:
    given: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    record.organisation = given.get("organisation", record.organisation)
    for name, value in given.get("values", {}).items():
        key = _key(record, name)
        if value is None:
            record.values.pop(key, None)
        else:
            record.values[key] = Amount(Decimal(value), _unit(key))
    for name, value in given.get("totals", {}).items():
        key = _key(record, name)
        record.totals[key] = Total(Amount(Decimal(value), _unit(key)))
    for fund in given.get("nothing", ()):
        for item, basis, offset in _filled_in(fund):
            record.values.setdefault(Key(item, basis, record.year + offset, fund), Amount(Decimal(0), "万元"))
    for name, changes in given.get("texts", {}).items():
        _text(record, name, changes)
    if "indicators" in given:
        record.indicators = [_indicator(one) for one in given["indicators"]]
    return complete(record)


def _filled_in(fund: str) -> list[tuple[str, str, int]]:
    places = layout().places()
    return [(p.item, at.basis, at.offset) for p, at, listed in places if p.fund == fund and not listed]


def _key(record: DepartmentYear, name: str) -> Key:
    found = _KEY.fullmatch(name)
    assert found, name
    item, fund = line(found["line"])
    return Key(item, found["basis"], record.year - bool(found["ago"]), fund, found["code"] or "")


def _unit(key: Key) -> str:
    rows = (
        row.unit for _, s in layout().sections() for row in s.rows if row.line and row.line.item == key.item
    )
    return next(rows, "万元")


def _text(record: DepartmentYear, name: str, changes: str | list[list[str]]) -> None:
    if isinstance(changes, str):
        record.texts[name] = changes.replace("、", "\n") if name == "unit.units" else changes
        return
    for before, after in changes:
        assert before in record.texts[name], (name, before)
        record.texts[name] = record.texts[name].replace(before, after)


def _indicator(given: dict[str, str]) -> Indicator:
    words: Any = {name: text for name, text in given.items() if name not in {"weight", "score"}}
    weight, score = (Decimal(given[name]) for name in ("weight", "score"))
    return Indicator(**words, weight=weight, score=score)


def _row(number: str, seen: Rebuilt) -> list[str]:
    states = Counter[str]()
    for change in seen.compared.changes:
        states[change.state] += change.times
    serious = [[f for f in one.findings if f.severity in ("error", "doubt")] for one in (seen.old, seen.new)]
    open_ = [f for f in serious[1] if f.rule == "wording/placeholder"]
    return [
        number, str(seen.compared.total), str(len(seen.record.values)), str(len(seen.record.texts)),
        str(seen.compared.same), *(str(states[s]) for s in figure_changes.STATES),
        str(len(serious[0])), str(len(serious[1]) - len(open_)),
    ]  # fmt: skip


def main(folder: str = "") -> None:
    """Print a line for each seed, the reasons of what is not written again, and write the files."""
    heads = [
        "种子",
        "原有数字",
        "工作簿的数",
        "文字",
        "相同",
        *figure_changes.STATES,
        "原错误疑点",
        "新错误疑点",
    ]
    print("  ".join(heads))
    reasons = Counter[str]()
    for number in NUMBERS:
        seen = rebuilt(SHARED, number)
        print("  ".join(_row(number, seen)))
        for change in seen.compared.changes:
            if change.state == figure_changes.GONE:
                reasons[re.sub(r"，应为.*| [A-Z]{3}\d+.*", "", change.why)] += change.times
        if folder:
            target = Path(folder) / number
            target.mkdir(parents=True, exist_ok=True)
            for name, data in seen.files.items():
                (target / name).write_bytes(data)
            (target / "对照.xlsx").write_bytes(
                figure_list.encode(seen.compared, seen.old.path, seen.new.path)
            )
            (target / "带入.txt").write_text(seen.words, "utf-8")
    print("未写入的原因：" + "；".join(f"{why} {count}" for why, count in reasons.most_common()))


if __name__ == "__main__":
    main(*sys.argv[1:])
