"""复核表: the indicators in the thirteen columns of a re-check, self-evaluated and computed side by side."""

from __future__ import annotations

from quanheng.checks.form_findings import where_of
from quanheng.checks.form_worth import Valued, Where, by_norms, by_rule
from quanheng.facts.rules import result
from quanheng.model.form import FormRow
from quanheng.model.quantity import Interval, round_to
from quanheng.model.rule_value import Unknown
from quanheng.model.score import IndicatorScore
from quanheng.report import messages, numbers, scorecard
from quanheng.report.papers.filling import Values
from quanheng.report.papers.letter import overall, score
from quanheng.report.papers.party import Party
from quanheng.report.papers.signs import of_framework, split

COLUMNS = (
    *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"),
    *("自评完成值", "自评得分", "复核完成值", "复核得分", "指标偏差", "备注"),
)


def recheck(party: Party) -> Values:
    """The values of 复核表: the forms that the department filled in, else the scorecard; else its list is empty."""
    forms = [
        (reviewed, form)
        for reviewed in party.review.documents
        for form in reviewed.facts.forms
        if form.scored
    ]
    card = party.card
    own = numbers.points(card.self_score.value) if card and card.self_score else "—"
    fields = party.fields() | {"总体情况": overall(party)}
    if forms:
        rows = [of_form(one, where_of(reviewed.facts)) for reviewed, form in forms for one in form.rows]
        alone = forms[0][1] if len(forms) == 1 else None
        full = numbers.points(alone.total_points.value) if alone and alone.total_points else "—"
        own = numbers.points(alone.total.value) if alone and alone.total else own
        return fields | {
            "体系": "报送的自评表",
            "总权重": full,
            "自评总分": own,
            "复核总分": "—",
            "指标": rows,
        }
    full, ours = (numbers.points(card.total[0]), score(card.total[1])) if card and card.total else ("—", "—")
    return fields | {
        "体系": f"{card.title}（{scorecard.authority(card)}）" if card else "未按指标体系计分",
        "总权重": full,
        "自评总分": own,
        "复核总分": ours,
        "指标": [row(one) for one in card.indicators] if card else [],
    }


def of_form(one: FormRow, where: Where) -> dict[str, str]:
    """A row of the department's form; the result is taken as it says, only the points are worked out."""
    sign, value, unit = split(one.target or "")
    got, why = _worth(one, where)
    cells = (
        one.group, one.level2, one.name, sign or "未填", value or "未填", unit or "—",
        numbers.points(one.points.value) if one.points else "未填",
        one.result or "未填",
        numbers.points(one.score.value) if one.score else "未填",
        "", got, _over(one),
        "；".join(part for part in (why, f"自评说明：{one.reason}" if one.reason else "") if part),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def _worth(one: FormRow, where: Where) -> tuple[str, str]:
    """Points by the rule printed in the row, else by the first norm that can tell, which is named."""
    found = by_rule(one)
    valued = found if isinstance(found, Valued) else next(iter(by_norms(one, where)), None)
    if valued is None:
        return "—", found.why if isinstance(
            found, Unknown
        ) and one.rule else "没有可计算的评分标准，由复核人评定"
    named = messages.document_title(valued.norm.document) if valued.norm else ""
    return score(
        Interval(valued.worth.low, valued.worth.high)
    ), f"{valued.words}{f'（{named}）' if named else ''}"


def _over(one: FormRow) -> str:
    """How far the result lies from the target, per cent of the target; — where they do not compare."""
    planned, done = result(one.target or "").amount, result(one.result or "").amount
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
        "未填",
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
