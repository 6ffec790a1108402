"""复核表: the indicators in the thirteen columns of a re-check, self-evaluated and computed side by side."""

from __future__ import annotations

from quanheng.facts.rules import result
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.quantity import round_to
from quanheng.model.score import IndicatorScore
from quanheng.report import numbers, scorecard
from quanheng.report.papers.filling import Values
from quanheng.report.papers.letter import overall, score
from quanheng.report.papers.party import Party, Recheck
from quanheng.report.papers.signs import of_framework, split

COLUMNS = (
    *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"),
    *("自评完成值", "自评得分", "复核完成值", "复核得分", "指标偏差", "备注"),
)


def recheck(party: Party) -> Values:
    """The values of 复核表: the rows that reviewers settled, else those of the scorecard; without either none."""
    if party.recheck is not None:
        return _settled(party, party.recheck)
    card = party.card
    own = numbers.points(card.self_score.value) if card and card.self_score else "—"
    full, ours = (numbers.points(card.total[0]), score(card.total[1])) if card and card.total else ("—", "—")
    rows = _form_rows(party.scored.facts.forms)
    return party.fields() | {
        "总体情况": overall(party),
        "体系": f"{card.title}（{scorecard.authority(card)}）" if card else "未按指标体系计分",
        "总权重": full,
        "自评总分": own,
        "复核总分": ours,
        "指标": [of_form(one, rows[one.id]) if one.id in rows else row(one) for one in card.indicators]
        if card
        else [],
    }


def _settled(party: Party, found: Recheck) -> Values:
    """The form as reviewers left it."""
    sums = {"总权重": found.full, "自评总分": found.own, "复核总分": found.ours}
    return party.fields() | {
        "总体情况": overall(party),
        "体系": f"{party.card.title}（{scorecard.authority(party.card)}）"
        if party.card
        else "按部门报送的自评表",
        **{name: "—" if value is None else numbers.points(value) for name, value in sums.items()},
        "指标": [dict(row) for row in found.rows],
    }


def _form_rows(forms: list[SelfEvaluationForm]) -> dict[str, FormRow]:
    """The rows of the forms by the ids that the scorecard gives them."""
    return {
        f"F{number}-{at}": one for number, form in enumerate(forms, 1) for at, one in enumerate(form.rows, 1)
    }


def of_form(one: IndicatorScore, given: FormRow) -> dict[str, str]:
    """A row of the department's form; the result is left to the reviewer, only the points are worked out."""
    sign, value, unit = split(given.target or "")
    said = (one.rule, *one.notes, f"自评说明：{given.reason}" if given.reason else "")
    cells = (
        given.group, given.level2, given.name, sign or "未填", value or "未填", unit or "—",
        numbers.points(one.full) if one.full is not None else "未填",
        given.result or "未填",
        numbers.points(one.own.value) if one.own else "未填",
        "",
        score(one.points) if one.points is not None else "—",
        over(given.target or "", given.result or ""),
        "；".join(part for part in said if part),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def over(target: str, reached: str) -> str:
    """How far the result lies from the target, per cent of the target; — where they do not compare."""
    planned, done = result(target).amount, result(reached).amount
    if planned is None or done is None or planned.unit != done.unit or not planned.value:
        return "—"
    return f"{numbers.points((done.value - planned.value) * 100 / abs(planned.value))}%"


def row(one: IndicatorScore) -> dict[str, str]:
    """One indicator: 0 is zero, — does not apply, 未填 was not given."""
    cells = (
        *one.path, *[""] * (2 - len(one.path)), one.name,
        *of_framework(one.direction, one.threshold), one.unit or "—",
        numbers.points(one.full) if one.full is not None else "—",
        one.stated.text if one.stated else "未填",
        numbers.points(one.own.value) if one.own else "未填",
        scorecard.value(one),
        score(one.points) if one.points is not None else "—",
        _gap(one),
        _remark(one),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def _gap(one: IndicatorScore) -> str:
    """What the report says less what was computed."""
    if one.stated is None or one.value is None:
        return "—"
    return numbers.points(one.stated.value - round_to(one.value, 2))


def _remark(one: IndicatorScore) -> str:
    """How it was computed, what is missing and from whom."""
    missing = [f"缺{lack.name}，请{lack.supplier}提供" for lack in one.missing]
    return "；".join(part for part in (one.calculation, *missing, *one.notes) if part)
