"""One section of a filled workbook: rows or lines by their hidden codes, columns by theirs.

What a cell holds is never guessed: a number with its unit written into the cell, a word that is no choice,
a sum that was typed over are faults with the address of the cell, and the cell counts as not filled in.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from quanheng.lexicon.workbook import Row, Section
from quanheng.model.quantity import trimmed
from quanheng.model.rule import Amount
from quanheng.model.workbook import Duty, Indicator, Key, Problem, Project, Total, reason_key
from quanheng.read.filled import Fault, Filled, address
from quanheng.read.stored import Stored, StoredSheet

_ABSENT = ("—", "——", "-", "－", "–", "/")
_CODES = {
    "functional": ((7, 5, 3), "项级科目的 7 位（只知道款、类的填 5 位、3 位）"),
    "department": ((5, 3), "款级科目的 5 位（只知道类的填 3 位）"),
}
_GIVEN = re.compile(r"IF\(COUNT\([^()]*\)<=(?P<parts>\d+),(?P<value>-?\d+(?:\.\d+)?|\"\"),")


def _shown(value: str | Decimal | None) -> str:
    return trimmed(value) if isinstance(value, Decimal) else (value or "").strip()


class SectionReader:
    """A section being read."""

    def __init__(self, filled: Filled, sheet: StoredSheet, section: Section, top: int, end: int) -> None:
        self.filled, self.sheet, self.section = filled, sheet, section
        self.record = filled.record
        marked = [row for row in range(top, end) if sheet.text(row, 1) == "#columns"]
        self.codes = marked[0] if marked else top
        self.end = end
        self.columns = {
            at: column
            for (row, at) in sheet.cells
            if row == self.codes and at > 1 and (column := section.column(sheet.text(row, at)))
        }
        self._missing(top)

    def _missing(self, top: int) -> None:
        """A column that was deleted, or whose code was."""
        for column in self.section.columns:
            if column not in self.columns.values():
                self.fault(
                    top, 2, f"“{self.section.title}”少了“{column.head}”一栏", "请从新模板把这一栏拷回来"
                )

    def fault(self, row: int, column: int, message: str, hint: str) -> None:
        """Note a fault at a cell."""
        self.filled.faults.append(Fault(address(self.sheet, row, column), message, hint))

    def read(self) -> None:
        """Read every row, or every line."""
        if self.section.record:
            self._lines()
            return
        rows = {row.code: row for row in self.section.rows}
        for at in range(self.codes + 1, self.end):
            row = rows.pop(self.sheet.text(at, 1), None)
            if row is not None and row.line:
                self._amounts(at, row)
            elif row is not None:
                self._words(at, row)
        for row in rows.values():
            self.fault(self.codes, 1, f"少了“{row.label}”一行", "请从新模板把这一行拷回来，隐藏的 A 列也要拷")

    def _amounts(self, at: int, row: Row) -> None:
        assert row.line
        for place, column in self.columns.items():
            cell = self.sheet.cells.get((at, place))
            if column.text:
                self._text(reason_key(*row.line), cell, at, place)
            elif column.at is None:
                self._untouched(cell, at, place)
            else:
                year = self.record.year + column.at.offset
                key = Key(row.line.item, column.at.basis, year, row.line.fund)
                self.filled.cells[key] = address(self.sheet, at, place)
                if row.sum:
                    self._computed(key, row.unit, cell, at, place)
                else:
                    self._amount(key, row.kind, row.unit, (at, place))

    def _untouched(self, cell: Stored | None, at: int, place: int) -> None:
        if cell is not None and not cell.formula and cell.value not in (None, ""):
            self.fault(
                at, place, "自动计算的格子被改成了数", "请撤销改动，或从新模板把公式拷回来；程序按各项相加"
            )

    def _computed(self, key: Key, unit: str, cell: Stored | None, at: int, place: int) -> None:
        """A sum: nobody fills it in, but its formula may hold a total that was given without its parts."""
        self._untouched(cell, at, place)
        given = _GIVEN.match(cell.formula.replace(" ", "").replace("$", "")) if cell is not None else None
        if given is not None:
            known = given["value"].strip('"')
            amount = Amount(Decimal(known), unit) if known else None
            self.record.totals[key] = Total(amount, int(given["parts"]))

    def _amount(self, key: Key, kind: str, unit: str, place: tuple[int, int]) -> None:
        cell = self.sheet.cells.get(place)
        if cell is None or cell.value in (None, ""):
            return
        if not isinstance(cell.value, Decimal) and str(cell.value).strip() in _ABSENT:
            self.record.absent.add(key)
            return
        value = self._number(cell.value, kind, place)
        if value is not None:
            self.record.values[key] = Amount(value, unit)

    def _number(self, given: Any, kind: str, place: tuple[int, int]) -> Decimal | None:
        """The number of a cell, one kept as text too; None with a fault where it is none."""
        if isinstance(given, Decimal):
            value = given
        else:
            text = unicodedata.normalize("NFKC", given).replace(",", "").replace(" ", "").lstrip("'")
            try:
                value = Decimal(text)
            except InvalidOperation:
                hint = "请只填数字，单位看表头；没有这一项填“—”，没有发生填 0"
                self.fault(*place, f"“{given.strip()}”不是数字", hint)
                return None
        if not value.is_finite():
            self.fault(*place, f"“{given}”不是数字", "请填数字")
            return None
        if kind == "count" and (value != value.to_integral_value() or value < 0):
            self.fault(*place, f"人数、次数、辆数应为不小于 0 的整数，填的是{trimmed(value)}", "请改正")
            return None
        return value

    def _words(self, at: int, row: Row) -> None:
        places = [place for place, column in self.columns.items() if column.text]
        place = places[0] if places else 3
        text = self._text(row.text, self.sheet.cells.get((at, place)), at, place)
        if row.required and not text:
            self.fault(at, place, f"“{row.label}”没有填", "请填写")
        self._chosen(text, row.choice, at, place)

    def _chosen(self, text: str, choice: tuple[str, ...], at: int, place: int) -> None:
        if text and choice and text not in choice:
            self.fault(at, place, f"“{text}”不在可选范围内", f"可选：{'、'.join(choice)}")

    def _text(self, key: str, cell: Stored | None, at: int, place: int) -> str:
        text = _shown(cell.value) if cell is not None else ""
        if text:
            self.record.texts[key] = text
            self.filled.cells[key] = address(self.sheet, at, place)
        return text

    def _lines(self) -> None:
        readers = {"subject": self._subject, "project": self._project}
        read = readers.get(self.section.record, self._entry)
        seen: dict[tuple[str, ...], int] = {}
        for at in range(self.codes + 1, self.end):
            fields = self._fields(at)
            if self._head(at) or not self._anything(at, fields):
                continue
            key = tuple(fields.get(c.field, "") for c in self.section.columns if c.key)
            if key in seen and any(key):
                self.fault(
                    at, 2, f"与第 {seen[key]} 行重复：{'／'.join(filter(None, key))}", "请合并或删去一行"
                )
                continue
            seen[key] = at
            read(at, fields)

    def _head(self, at: int) -> bool:
        """The rows of the head: they hold what the description says stands there."""
        heads = {c.head for c in self.section.columns} | {c.group for c in self.section.columns if c.group}
        texts = [self.sheet.text(at, place) for place in self.columns]
        return any(texts) and sum(text in heads for text in texts) * 2 > sum(map(bool, texts))

    def _fields(self, at: int) -> dict[str, str]:
        return {
            column.field: _shown(cell.value)
            for place, column in self.columns.items()
            if column.field and (cell := self.sheet.cells.get((at, place))) is not None
        }

    def _anything(self, at: int, fields: dict[str, str]) -> bool:
        """More than the levels that a template fills in beforehand."""
        frame = ("project", "level1", "level2") if self.section.record == "indicator" else ()
        if any(text for name, text in fields.items() if name not in frame):
            return True
        cells = (self.sheet.cells.get((at, p)) for p, c in self.columns.items() if c.line and not c.computed)
        return any(cell is not None and cell.value not in (None, "") for cell in cells)

    def _place(self, name: str) -> int:
        return next((place for place, column in self.columns.items() if column.field == name), 2)

    def _subject(self, at: int, fields: dict[str, str]) -> None:
        code = fields.get("code", "").replace(" ", "")
        lengths, words = _CODES[self.section.classification]
        if not (code.isascii() and code.isdigit() and len(code) in lengths):
            said = f"科目编码“{code}”不对" if code else "没有填科目编码"
            self.fault(at, self._place("code"), said, f"这里填{words}数字，合计行不要填")
            return
        # The same subject may stand in the budget's list and in that of the accounts.
        self.record.subjects[code] = fields.get("name") or self.record.subjects.get(code, "")
        if fields.get("reason"):
            self.record.texts[reason_key(code)] = fields["reason"]
        self._line_amounts(at, code)

    def _twice(self, key: Key, place: tuple[int, int]) -> None:
        """An amount of a subject beside one of a subject that it belongs to would be counted twice."""
        for other in self.record.subjects:
            kin = other != key.code and (other.startswith(key.code) or key.code.startswith(other))
            if kin and key._replace(code=other) in self.record.values:
                said = f"{key.code}和{other}是上下级，会重复计算"
                self.fault(*place, said, "知道下级的只填下级，程序会合计")

    def _line_amounts(self, at: int, code: str) -> None:
        for place, column in self.columns.items():
            if column.shown:
                self._untouched(self.sheet.cells.get((at, place)), at, place)
            if column.line is None or column.at is None:
                continue
            year = self.record.year + column.at.offset
            key = Key(column.line.item, column.at.basis, year, column.line.fund, code)
            self.filled.cells[key] = address(self.sheet, at, place)
            if column.computed:
                self._computed(key, "万元", self.sheet.cells.get((at, place)), at, place)
            else:
                self._amount(key, "money", "万元", (at, place))
                if key in self.record.values and code.isdigit():
                    self._twice(key, (at, place))

    def _project(self, at: int, fields: dict[str, str]) -> None:
        made = self._record(at, fields)
        if made is not None:
            self.record.projects.append(Project(**made))
            self._line_amounts(at, fields["name"])
            where = f"project:{fields['name']}"
            self.filled.cells[where] = address(self.sheet, at, 2)
            for name in ("weight", "score"):
                self.filled.cells[f"{where}:{name}"] = address(self.sheet, at, self._place(name))

    def _entry(self, at: int, fields: dict[str, str]) -> None:
        made = self._record(at, fields)
        if made is None:
            return
        if self.section.record == "indicator":
            self.record.indicators.append(Indicator(**made))
            number = len(self.record.indicators) - 1
            for name in ("level3", "target", "result", "weight", "score", "rule", "reason"):
                self.filled.cells[f"indicator:{number}:{name}"] = address(self.sheet, at, self._place(name))
        elif self.section.record == "duty":
            self.record.duties.append(Duty(**made))
        else:
            self.record.problems.append(Problem(**made))

    def _record(self, at: int, fields: dict[str, str]) -> dict[str, Any] | None:
        """The fields of an entry with numbers as decimals; None with a fault where the key is missing."""
        made: dict[str, Any] = {}
        for place, column in self.columns.items():
            text = fields.get(column.field, "")
            if column.required and not text:
                self.fault(at, place, f"没有填“{column.head}”", "请填写，或清空这一行")
                return None
            if column.kind == "number":
                cell = self.sheet.cells.get((at, place))
                made[column.field] = (
                    self._number(cell.value, "number", (at, place)) if cell and text else None
                )
            elif column.field:
                self._chosen(text, column.choice, at, place)
                made[column.field] = text
        return made
