"""The names that the templates of a department's documents may use: figures, lines of lists, words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from quanheng.lexicon import workbook
from quanheng.model.workbook import FINAL, INITIAL, DepartmentYear, Indicator, Project
from quanheng.report.written import amounts, differences, markup, proofs, published, tables, voice
from quanheng.report.written.ledger import Ledger, data
from quanheng.report.written.voice import Value
from quanheng.scoring.scorecard import grade


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A 项 with its budget and accounts."""

    path: str
    initial: Value
    final: Value
    prior: Value
    why: str


@dataclass(frozen=True, slots=True)
class SpentLine:
    """An economic 类 with its 款; `said` is what people wrote of it."""

    name: str
    amount: Value
    below: list[tuple[str, Value]]
    said: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator as the text tells it; `short` is one that missed points, `proof` where its result comes from."""

    third: str
    target: str
    result: str
    weight: Value
    score: Value
    why: str
    short: bool
    proof: str = ""


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as the text tells it."""

    name: str
    initial: Value
    adjusted: Value
    final: Value
    result: str


def names(ledger: Ledger) -> dict[str, Any]:
    """Everything a template may name."""
    record = ledger.record
    known = _figures(ledger) | _words(ledger)
    known |= {"unit": record.organisation, "year": record.year, "prior_year": record.year - 1}
    known |= {
        name: getattr(voice, name)
        for name in (
            "change",
            "beyond",
            "share",
            "parts",
            "completion",
            "rate",
            "order",
            "listing",
            "missing",
        )
    }
    return known | {
        "numeral": tables.numeral,
        "m": ledger.money,
        "n": ledger.count,
        "owes": ledger.owes,
        "reason": partial(_reason, ledger),
        "spent": partial(_spent, ledger),
    }


def _figures(ledger: Ledger) -> dict[str, Any]:
    record, parts = ledger.record, data("accounts.yaml")["parts"]
    money = ledger.money
    names: dict[str, Any] = {
        "income_parts": [(label, money(line)) for label, line in parts["income"].items()],
        "kind_parts": [(label, money(line)) for label, line in parts["kinds"].items()],
        "public_parts": [(label, money(line)) for label, line in parts["public"].items()],
        "public_items": list(parts["public"].items()),
        "income_budget": [(label, money(line, INITIAL)) for label, line in parts["income"].items()],
        "kind_budget": [(label, money(line, INITIAL)) for label, line in parts["kinds"].items()],
        "vehicle_parts": [(label, ledger.count(item, "辆")) for label, item in parts["vehicles"].items()],
        "post_parts": [(label, ledger.count(item, "名")) for label, item in parts["posts"].items()],
        "class_parts": [_class(ledger, code) for code in ledger.classes("expenditure.total/general")],
        "class_budget": [
            _class(ledger, code, INITIAL) for code in ledger.classes("expenditure.total/general", INITIAL)
        ],
        "subjects": list(_subjects(ledger)),
        "class_lines": differences.class_lines(ledger),
        "economic_budget": _economic_budget(ledger),
        "projects": [_project(ledger, one) for one in record.projects],
        "project_sum": _project_sum(ledger),
        "indicators": [_indicator(row, record) for row in record.of_project()],
        "problems": record.problems,
        "total_score": Value(record.self_score(), "自评得分", voice.SCORE),
        "full_score": Value(Decimal(100), "", voice.SCORE),
        "rounded": any(not amounts.whole(v.value) for v in record.values.values() if v.unit == "万元"),
        "table_titles": published.titles(ledger, FINAL),
        "budget_titles": published.titles(ledger, INITIAL),
    }
    names["grade"] = _grade(names["total_score"])
    names["group_scores"] = list(_groups(ledger))
    return names


def _words(ledger: Ledger) -> dict[str, Any]:
    record = ledger.record
    return {
        "prose": partial(_prose, record),
        "names": lambda key: [
            line.strip("；;。、 ") for line in record.text(key).splitlines() if line.strip()
        ],
        "text": record.text,
        "date": record.text("report.date") or voice.missing("日期"),
        "staff_names": [ledger.name(code) for code in ledger.block("人员经费")],
        "running_names": [ledger.name(code) for code in ledger.block("公用经费")],
        "staff_budget": [ledger.name(code) for code in ledger.block("人员经费", INITIAL)],
        "running_budget": [ledger.name(code) for code in ledger.block("公用经费", INITIAL)],
        "glossary": [
            (t["term"], t["meaning"])
            for t in data("glossary.yaml")
            if "when" not in t or ledger.value(t["when"])
        ],
    }


def _prose(record: DepartmentYear, key: str, what: str, otherwise: str = "") -> str:
    """What people wrote, paragraph by paragraph; else the fixed sentence, else that it is missing."""
    written = [line.strip() for line in record.text(key).splitlines() if line.strip()]
    return markup.BODY + (f"\n{markup.BODY}".join(written) or otherwise or voice.missing(what))


def _reason(ledger: Ledger, line: str, now: Value, then: Value) -> str:
    """，主要原因是… where there was a change."""
    if now.amount is None or then.amount is None or amounts.alike(now.amount, then.amount):
        return ""
    item, fund = workbook.line(line)
    return "，" + voice.because(ledger.record.reason(item, fund), f"{ledger.named(line)}变动")


def _class(ledger: Ledger, code: str, basis: str = FINAL) -> tuple[str, Value]:
    total = ledger.under(code, "expenditure.total/general", basis)
    return f"{ledger.name(code)}（类）", Value(total, ledger.name(code))


def _subjects(ledger: Ledger) -> Iterator[SubjectLine]:
    """The 项 of the general budget with money in the accounts or the budget."""
    line = "expenditure.total/general"
    for code in ledger.record.codes("2"):
        initial, final = (ledger.value(line, basis, code=code) for basis in (INITIAL, FINAL))
        if not (initial or final):
            continue
        path = "".join(
            f"{ledger.name(code[:n])}（{level}）"
            for n, level in ((3, "类"), (5, "款"), (7, "项"))
            if n <= len(code)
        )
        # An empty cell of a list means that nothing is there: its sum was made without it.
        values = [Value(v or Decimal(0), path) for v in (initial, final, ledger.value(line, FINAL, 1, code))]
        yield SubjectLine(path, values[0], values[1], values[2], ledger.record.reason(code))


def _spent(ledger: Ledger, line: str) -> list[SpentLine]:
    """What basic or project spending was for: of all funds, else of the general budget."""
    codes = ledger.record.codes("3")
    if all(ledger.value(line, code=code) is None for code in codes):
        line = f"{line}/general"
    codes = [code for code in codes if ledger.value(line, code=code) is not None]
    project = {code for code in ledger.record.codes("3") if ledger.value("expenditure.project", code=code)}
    made = []
    for head in dict.fromkeys(code[:3] for code in codes):
        below = [
            (ledger.name(code), Value(ledger.value(line, code=code), ledger.name(code)))
            for code in codes
            if code.startswith(head) and code != head
        ]
        other = line != "expenditure.project" and head in project  # what was written is of the projects then
        said = "" if below or other else ledger.record.reason(head)
        made.append(
            SpentLine(ledger.name(head), Value(ledger.under(head, line), ledger.name(head)), below, said)
        )
    return made


def _economic_budget(ledger: Ledger) -> list[tuple[str, Value]]:
    """The economic 类 of the initial budget's basic spending."""
    line = "expenditure.basic/general"
    codes = [c for c in ledger.record.codes("3") if ledger.value(line, INITIAL, code=c) is not None]
    heads = dict.fromkeys(code[:3] for code in codes)
    return [(ledger.name(h), Value(ledger.under(h, line, INITIAL), ledger.name(h))) for h in heads]


def _project(ledger: Ledger, one: Project) -> ProjectLine:
    values = [ledger.money("funds.total", basis, code=one.name) for basis in (INITIAL, "adjusted", FINAL)]
    return ProjectLine(
        one.name, values[0], values[1], values[2], one.actual or voice.missing(f"{one.name}实际完成情况")
    )


def _project_sum(ledger: Ledger) -> Value:
    sums = [ledger.value("funds.total", FINAL, code=one.name) for one in ledger.record.projects]
    known = [value for value in sums if value is not None]
    return Value(sum(known, Decimal(0)) if len(known) == len(sums) else None, "项目执行数")


def _indicator(row: Indicator, record: DepartmentYear) -> IndicatorLine:
    weight, score = (
        Value(v, f"{row.level3}{what}", voice.SCORE)
        for v, what in ((row.weight, "分值"), (row.score, "得分"))
    )
    short = row.score is not None and row.weight is not None and row.score < row.weight
    done = row.printed_result or voice.missing(f"{row.level3}完成值")
    proof = proofs.sentence(record, row.level3)
    return IndicatorLine(row.level3, row.printed_target, done, weight, score, row.reason, short, proof)


def _groups(ledger: Ledger) -> Iterator[tuple[str, Value, Value]]:
    """Name, weight and score of the execution rate and of every group of indicators."""
    label = data("forms.yaml")["execution_points"]
    pair = [
        Value(ledger.value(f"execution.{key}"), f"{label}{what}", voice.SCORE)
        for key, what in (("weight", "分值"), ("score", "得分"))
    ]
    yield label, pair[0], pair[1]
    rows = list(ledger.record.of_project())
    for group in dict.fromkeys(row.level1 for row in rows):
        mine = [row for row in rows if row.level1 == group]
        yield (
            group,
            _added([r.weight for r in mine], f"{group}分值"),
            _added([r.score for r in mine], f"{group}得分"),
        )


def _added(values: list[Decimal | None], what: str) -> Value:
    total = None if None in values else sum((v for v in values if v is not None), Decimal(0))
    return Value(total, what, voice.SCORE)


def _grade(score: Value) -> str:
    """The grade that the norm in force gives to the score."""
    if score.amount is None:
        return voice.missing("评价等级")
    return grade(score.amount)
