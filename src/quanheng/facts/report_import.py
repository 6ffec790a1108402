"""The figures of a report for a workbook: what agrees is taken, what does not is listed with its places.

A figure that a finding calls wrong is not taken. A total goes in where its parts do not make it up; where
they all are there and make up another sum, they are taken and the total is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from quanheng.facts.report_amounts import WAN, Reader, Said, agreed, offset
from quanheng.facts.report_subjects import Branch, branches
from quanheng.facts.workbook_import import Importer
from quanheng.lexicon.workbook import At, Column, Line, Row, complete
from quanheng.model.document import Document
from quanheng.model.figure import Figure
from quanheng.model.place import Place
from quanheng.model.quantity import trimmed
from quanheng.model.review import Facts
from quanheng.model.rule import Amount
from quanheng.model.workbook import FINAL, GENERAL, INITIAL, Key, Total, reason_key
from quanheng.norms.classification import DEPARTMENT, subjects

_ALL_INCOME = "income.all"
_ALIKE = ("expenditure.basic", "expenditure.project", "expenditure.personnel", "expenditure.operating")


@dataclass(frozen=True, slots=True)
class Faulty:
    """A span that a finding calls wrong; `what` names the finding in Chinese, `expected` is in the base unit."""

    place: Place
    what: str
    expected: Decimal | None = None

    def covers(self, place: Place) -> bool:
        """True where it stands in the span."""
        same = self.place.block == place.block and self.place.cell == place.cell
        return same and self.place.start < place.end and place.start < self.place.end


class Report:
    """One report being taken over into a record."""

    def __init__(self, into: Importer, document: Document, facts: Facts, faulty: Iterable[Faulty]) -> None:
        self.into, self.record, self.facts = into, into.record, facts
        self.reader = Reader(document, facts, into.described)
        self.faulty = list(faulty)
        self.branches = branches(facts.claims)
        self.told: list[Said] = []
        self.name = "报告正文"
        self.put = 0

    def take(self) -> None:
        """Put everything in."""
        grown = {id(figure) for branch in self.branches for figure in branch.figures()}
        said = [
            one
            for figure in self.facts.figures
            if id(figure) not in grown and (one := self.reader.said(figure)) is not None
        ]
        sure = {one.key: one for one in self._sure(said)}
        self.told = said
        self._amounts({key: one for key, one in sure.items() if not key.code})
        self._income()
        self._alike()
        self._functional({key: one for key, one in sure.items() if key.code})
        for branch in self.branches:
            self._economic(branch)
        self._score()
        complete(self.record)
        if self.put:
            self.into.taken.counts[self.name] = self.put

    def fault(self, place: Place) -> str:
        """What a finding says of a place, "" for nothing."""
        return next((one.what for one in self.faulty if one.covers(place)), "")

    def left(self, words: str) -> None:
        """Note what was not taken."""
        if words not in self.into.taken.left:
            self.into.taken.left.append(words)

    def _right(self, said: Iterable[Said]) -> Iterator[Said]:
        for one in said:
            what = self.fault(one.figure.place)
            if what:
                self.left(f"{self._name(one.key)}：{one.where}，{what}")
            else:
                yield one

    def _sure(self, said: Iterable[Said]) -> Iterator[Said]:
        for key, group, one in agreed(self._right(said)):
            if self._agreed(key, group, one) and one is not None:
                yield one

    def _agreed(self, key: Key, group: list[Said], one: Said | None) -> bool:
        if not 0 <= self.record.year - key.year <= 1:
            return False
        if one is None:
            values = dict.fromkeys(f"{trimmed(s.value)}{s.unit}（{s.where}）" for s in group)
            self.left(f"{self._name(key)}：原文不一致，{'，'.join(values)}；请确认后填写")
        return one is not None

    def _name(self, key: Key) -> str:
        return self.into.named(key)

    def _amounts(self, sure: Mapping[Key, Said]) -> None:
        """What people fill in first, then the sums over it, from the innermost."""
        for _, section in self.into.described.sections():
            for row in section.rows:
                for column in section.columns:
                    if row.line and column.at and not row.sum:
                        self._cell(row.line, column.at, sure)
            for row in section.rows:
                for column in section.columns:
                    if row.line and column.at and row.sum:
                        self._sum(row, column, sure)

    def _cell(self, line: Line, where: At, sure: Mapping[Key, Said]) -> None:
        one = sure.get(self._key(line, where))
        if one is not None:
            self._enter(one.key, one.value, one.unit)

    def _key(self, line: Line, where: At, code: str = "") -> Key:
        return Key(line.item, where.basis, self.record.year + where.offset, line.fund, code)

    def _enter(self, key: Key, value: Decimal, unit: str = "万元") -> None:
        before = self.into.taken.counts.get(self.name, 0)
        self.into.put(key, value, self.name, unit)
        self.put += self.into.taken.counts.pop(self.name, 0) - before

    def _sum(self, row: Row, column: Column, sure: Mapping[Key, Said]) -> None:
        assert row.line
        assert column.at
        key = self._key(row.line, column.at)
        parts = [self._key(part, column.at) for part in row.sum]
        if (one := sure.get(key)) is not None:
            self._total(one, parts)
        elif told := [said for said in self.told if said.key == key]:
            self._open(key, told, parts)

    def _total(self, one: Said, parts: list[Key]) -> None:
        """A total with what is known of its parts."""
        complete(self.record)
        known = [amount.value for part in parts if (amount := self.record.values.get(part)) is not None]
        total, off = sum(known, Decimal(0)), Decimal(0)
        off = abs(one.value - total)
        if known and off <= one.half * (1 + len(known)):
            self.put += 1
            if off:
                self.left(
                    f"{self._name(one.key)}：{one.where}与分项之和{trimmed(total)}{one.unit}差{trimmed(off)}{one.unit}"
                    "（尾差），按分项相加"
                )
        elif len(known) == len(parts) or (known and total > one.value > 0):
            self.left(f"{self._name(one.key)}：{one.where}，分项之和是{trimmed(total)}{one.unit}，按分项相加")
        elif one.key not in self.record.totals:
            self.record.totals[one.key] = Total(Amount(one.value, one.unit), len(known))
            if known:
                self.left(
                    f"{self._name(one.key)}：{one.where}，已知分项之和是{trimmed(total)}{one.unit}，"
                    "其余分项原文没有写，暂按合计填"
                )
            complete(self.record)
            self.put += 1

    def _open(self, key: Key, told: list[Said], parts: list[Key]) -> None:
        """A total that could not be taken: what is known of its parts is not passed off as the whole."""
        complete(self.record)
        known = [amount.value for part in parts if (amount := self.record.values.get(part)) is not None]
        total = sum(known, Decimal(0))
        meant = [one.value for one in told]
        meant += [
            fault.expected.scaleb(-WAN)
            for fault in self.faulty
            if fault.expected is not None and any(fault.covers(one.figure.place) for one in told)
        ]
        allowed = max(one.half for one in told) * (1 + len(known))
        if 0 < len(known) < len(parts) and not any(abs(value - total) <= allowed for value in meant):
            self.record.totals.setdefault(key, Total(None, len(known)))

    def _income(self) -> None:
        """总收入 of a report: of this year only, or with what was left from before."""
        figures = [f for f in self.facts.figures if f.item == _ALL_INCOME and f.kind == "level" and f.year]
        groups: dict[tuple[str, int], list[Figure]] = {}
        for figure in figures:
            if what := self.fault(figure.place):
                self.left(f"总收入：{self.reader.where(figure)}，{what}")
            elif figure.year is not None and 0 <= self.record.year - figure.year <= 1:
                groups.setdefault((figure.basis, figure.year), []).append(figure)
        for (basis, year), group in groups.items():
            said = [self._income_as("income.current_year", basis, year, f) for f in group]
            if not all(a.agrees(b) for a in said for b in said):
                values = "，".join(dict.fromkeys(one.where for one in said))
                self.left(f"{year}年总收入：原文不一致，{values}；请确认后填写")
                continue
            self._place_income(min(said, key=lambda one: one.half))

    def _income_as(self, item: str, basis: str, year: int, figure: Figure) -> Said:
        half = figure.half(figure.decimals).scaleb(-WAN)
        where = self.reader.where(figure)
        return Said(Key(item, basis, year), figure.base.scaleb(-WAN), half, "万元", where, figure)

    def _place_income(self, one: Said) -> None:
        _, basis, year, _, _ = one.key
        spent, closing = (
            self.record.value(item, basis, year) for item in ("expenditure.total", "carryover.closing")
        )
        current = self.record.value("income.current_year", basis, year)
        opening = self.record.value("carryover.opening", basis, year)
        fits = current is not None and abs(current - one.value) <= one.half * 4
        grand = spent is not None and closing and abs(spent + closing - one.value) <= one.half * 3
        less = spent is not None and one.value < spent - one.half * 2
        if fits or less or (spent == one.value and not opening and not closing):
            item = "income.current_year"
        elif grand:
            item = "income.total"
        else:
            self.left(f"总收入：{one.where}没有说明是本年收入合计还是收入总计，请确认后填写")
            return
        row = next(r for line, r in self.reader.rows.items() if line == Line(item))
        key = one.key._replace(item=item)
        at = offset(key, self.record.year)
        self._total(
            Said(key, one.value, one.half, one.unit, one.where, one.figure),
            [self._key(part, at) for part in row.sum],
        )

    def _alike(self) -> None:
        """Where all spending is from the general budget, its kinds are the same in both places."""
        for basis, year in ((INITIAL, 0), (FINAL, 0), (INITIAL, -1), (FINAL, -1)):
            if self._only_general(basis, self.record.year + year):
                for item in _ALIKE:
                    pair = [Key(item, basis, self.record.year + year, fund) for fund in ("", GENERAL)]
                    self._same(pair[0], pair[1])
                    self._same(pair[1], pair[0])
        complete(self.record)

    def _only_general(self, basis: str, year: int) -> bool:
        value = self.record.value
        spent = value("expenditure.total", basis, year)
        if spent is None:
            return False
        if basis == INITIAL:
            income = value("income.fiscal", basis, year, GENERAL)
            return income == spent == value("income.current_year", basis, year)
        return value("expenditure.total", basis, year, GENERAL) == spent

    def _same(self, source: Key, target: Key) -> None:
        if target in self.record.values:
            return
        if source in self.record.totals:
            self.record.totals[target] = self.record.totals[source]
        elif (amount := self.record.values.get(source)) is not None:
            self.into.put(target, amount.value, "全部为一般公共预算")

    def _functional(self, sure: Mapping[Key, Said]) -> None:
        """Amounts by 类: of the general budget, or of all funds where the report does not say."""
        for key, one in sorted(sure.items()):
            general = key.fund in ("general", "fiscal") or self._only_general(key.basis, key.year)
            line = Line("expenditure.total", GENERAL if general else "")
            self._coded(line, key, one, "functional")

    def _coded(self, line: Line, key: Key, one: Said, classification: str) -> None:
        made = Key(line.item, key.basis, key.year, line.fund, key.code)
        column = self._listed(line, key, classification)
        if self._below(made):
            return
        if column is None:
            self.left(f"{self._name(made)}：{one.where}，工作簿没有这一栏")
            return
        self._name_subject(key.code, one.figure)
        if column.sum:
            self._total(Said(made, one.value, one.half, one.unit, one.where, one.figure),
                        [Key(p.item, key.basis, key.year, p.fund, key.code) for p in column.sum])  # fmt: skip
        else:
            self._enter(made, one.value)

    def _below(self, key: Key) -> bool:
        """True where the table of the subjects gave what is below a subject: it makes the sum itself."""
        return any(
            other.code != key.code
            and other.code.startswith(key.code)
            and other._replace(code=key.code) == key
            for other in self.record.values
        )

    def _listed(self, line: Line, key: Key, classification: str) -> Column | None:
        """The column of the lists of subjects that an amount goes to."""
        at = offset(key, self.record.year)
        lists = (s for _, s in self.into.described.sections() if s.classification == classification)
        columns = (column for section in lists for column in section.columns)
        return next((c for c in columns if c.line == line and c.at == at and not c.shown), None)

    def _name_subject(self, code: str, figure: Figure) -> None:
        chart = subjects(DEPARTMENT) if code.startswith("3") else subjects()
        self.record.subjects.setdefault(code, chart[code].name if code in chart else figure.surface)

    def _economic(self, branch: Branch) -> None:
        """The 款 where each is known, else the 类 with what the report says of it."""
        figure, whole = branch.figure, branch.whole
        if whole.year != self.record.year:
            return
        general = self._only_general(whole.basis, whole.year) and whole.item == "expenditure.basic"
        line = Line(whole.item, GENERAL if general else "")
        below = branch.below if branch.named else [(branch.code, figure)]
        for code, one in below:
            half = one.half(one.decimals).scaleb(-WAN)
            key = Key(line.item, whole.basis, whole.year, line.fund, code)
            where = self.reader.where(one)
            self._coded(line, key, Said(key, one.base.scaleb(-WAN), half, "万元", where, one), "department")
        total = sum((one.base for _, one in branch.below), Decimal(0))
        if branch.named and total != figure.base:
            self.left(
                f"{subjects(DEPARTMENT)[branch.code].name}：{self.reader.where(figure)}，"
                f"各款之和是{trimmed(total.scaleb(-WAN))}万元，按各款填"
            )
        if branch.unknown and (said := self.reader.bracket(figure)):
            self.record.texts.setdefault(reason_key(branch.code), said)
            names = "、".join(one.surface for one in branch.unknown)
            self.left(f"经济分类里没有这些款：{names}，填在{branch.code}的说明里")

    def _score(self) -> None:
        """The total of a report whose indicators are not in it."""
        if any(row.score is not None for form in self.facts.forms for row in form.rows):
            return
        found = [
            f
            for f in self.facts.figures
            if f.unit.name == "分"
            and f.value > 10
            and not self.fault(f.place)
            and any(
                w in (f.surface or self.reader.before(f))
                for w in ("综合得分", "总分", "评价结果", "自评得分")
            )
        ]
        if len({f.value for f in found}) == 1:
            self._enter(Key("score.total", FINAL, self.record.year), found[0].value, "分")
