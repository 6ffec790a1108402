"""What a row of a self-evaluation form is worth: by the rule in its row, else by the norms in force, each named.

The norms only ask: two of them give different points for the same result, and a county may have its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quanheng.facts.rules import parse_scanned, result
from quanheng.lexicon.directions import LESS
from quanheng.model.form import FormRow, FundRow
from quanheng.model.quantity import MONEY, plain, round_to, unit
from quanheng.model.rule import Result, ScoringRule, Unparsed, Worth
from quanheng.model.rule_measure import exact
from quanheng.model.rule_value import Unknown, evaluate
from quanheng.model.rule_words import MET, canonical
from quanheng.norms.load import Norm, UnknownNorm, norm

_ALL = Decimal(100)
_TEN = Decimal(10)
_COST = ("成本",)
_MORE = re.compile(r"≥|>|不低于|不少于|高于|大于|达到")
_SAVED = re.compile(r"节约|节省|结余|压减|降低|下降|减少|降幅")
_IN_TIME = re.compile(r"(?:已|全部|均已?)?(?:按[时期]|如期|提前)(?:完成|办结|拨付|支付|到位|交付)?")
OVER = "over-fulfilment-treatment"
RATA, PASS_MARK, TIERS, EXECUTION, BANDS = (
    "quantitative-scoring", "quantitative-pass-mark", "satisfaction-score-tiers", "execution-score-tiers", "qualitative-bands",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Valued:
    """Points with the norm that gives them, None for the rule printed in the row, and how they come about."""

    worth: Worth
    norm: Norm | None
    words: str


@dataclass(frozen=True, slots=True)
class Where:
    """Jurisdiction and day, which choose the norms."""

    jurisdiction: str
    on: date | None

    def norm(self, name: str) -> Norm | None:
        """The norm in force, None where there is none."""
        try:
            return norm(name, self.jurisdiction, self.on)
        except UnknownNorm:
            return None


def by_rule(row: FormRow) -> Valued | Unknown:
    """By the rule printed in the row."""
    if not row.rule:
        return Unknown("没有评分标准")
    rule, _ = parse_scanned(row.rule)
    if isinstance(rule, Unparsed):
        return Unknown(f"评分标准没有读懂：“{rule.piece}”{rule.why}")
    if not row.result:
        return Unknown("没有写完成值")
    weight = row.points.value if row.points is not None and row.points.value > 0 else None
    worth = evaluate(rule, result(row.result), result(row.target) if row.target else None, weight)
    if isinstance(worth, Unknown):
        return worth
    assert isinstance(rule, ScoringRule)
    return Valued(worth, None, f"评分标准“{row.rule}”")


def by_norms(row: FormRow, where: Where) -> list[Valued]:
    """By every norm that can tell, the one of 10号 first; empty where the row does not say enough."""
    if row.points is None or row.points.value <= 0 or not row.target or not row.result:
        return []
    planned, done = result(row.target), result(row.result)
    full = row.points.value
    ratio = completion(row, planned, done)
    return _by_ratio(row, ratio, full, where) if ratio is not None else _by_words(planned, done, full, where)


def completion(row: FormRow, planned: Result | None = None, done: Result | None = None) -> Decimal | None:
    """Result over target as a fraction, target over result where less is better; None where they do not compare."""
    planned = planned or result(row.target or "")
    done = done or result(row.result or "")
    if planned.amount is None or done.amount is None or planned.amount.unit != done.amount.unit:
        return None
    aim, got = planned.amount.value, done.amount.value
    less = _less_is_better(row, planned)
    if less is None:
        return None
    if less:
        return aim / got if got else Decimal(1)
    return got / aim if aim else None


def _less_is_better(row: FormRow, planned: Result) -> bool | None:
    """By the sign of the target; without one by the name, None where it leaves the direction open."""
    if planned.most:
        return True
    if _MORE.match(row.target or "") or _SAVED.search(row.name):
        return False
    if is_cost(row):
        money = planned.amount is not None and unit(planned.amount.unit).dimension == MONEY
        return True if money else None
    return None if LESS.search(row.name) else False


def is_cost(row: FormRow) -> bool:
    """True for an indicator of cost, where less is better."""
    return any(word in row.group + row.level2 for word in _COST)


def _by_ratio(row: FormRow, ratio: Decimal, full: Decimal, where: Where) -> list[Valued]:
    made = []
    share = min(ratio, Decimal(1))
    shown = f"完成率{plain(round_to(ratio * _ALL, 2))}%"
    if (rata := where.norm(RATA)) is not None:
        made.append(Valued(exact(full * share), rata, f"{shown}，按比例计分"))
    made += _over(ratio, full, where.norm(OVER), shown)
    line = where.norm(PASS_MARK)
    if line is not None and not is_cost(row):
        low = line.number / _ALL
        worth = full * (share - low) / (1 - low) if share >= low else Decimal(0)
        made.append(Valued(exact(worth), line, f"{shown}，{line.value}%以下不得分，以上按比例"))
    tiers = where.norm(TIERS) if "满意" in row.group + row.level2 + row.name else None
    done = result(row.result or "").amount
    if tiers is not None and done is not None and done.unit == "%":
        made.append(
            Valued(exact(_tier(tiers, done.value) * full / _TEN), tiers, f"满意度{row.result}，按档计分")
        )
    return made


def _over(ratio: Decimal, full: Decimal, found: Norm | None, shown: str) -> list[Valued]:
    """Results far above the target, where a place has said how much they lose: `times` what exceeds `above` per cent."""
    terms = found.value if found is not None and isinstance(found.value, dict) else {}
    if found is None or not terms or ratio * _ALL <= found.numbers["above"]:
        return []
    beyond = ratio - found.numbers["above"] / _ALL
    left = max(full * (1 - beyond * found.numbers["times"]), Decimal(0))
    words = f"{shown}，超过{plain(found.numbers['above'])}%的部分按{plain(found.numbers['times'])}倍减分"
    return [Valued(exact(left), found, words)]


def _by_words(planned: Result, done: Result, full: Decimal, where: Where) -> list[Valued]:
    """Words equal to the target, or that say it was met: the uppermost band of the qualitative scale."""
    if planned.day is not None:
        rata = where.norm(RATA)
        met = bool(_IN_TIME.fullmatch(done.state)) if done.day is None else done.day <= planned.day
        return [Valued(exact(full), rata, "按期完成")] if met and rata is not None else []
    same = bool(done.state) and (done.state == planned.state or canonical(done.state) == MET)
    bands = where.norm(BANDS) if same else None
    if bands is None or not isinstance(bands.value, dict):
        return []
    best = next(iter(bands.value.values()))
    low = Decimal(str(best["from"])) if isinstance(best, dict) else _ALL
    return [Valued(Worth(full * low / _ALL, full), bands, f"达成目标，得{plain(low)}%至100%的分值")]


def _tier(tiers: Norm, value: Decimal) -> Decimal:
    rows = [r for r in tiers.value if isinstance(r, dict)] if isinstance(tiers.value, list) else []
    return next((Decimal(str(r["score"])) for r in rows if value >= Decimal(str(r["from"]))), Decimal(0))


def execution_worth(fund: FundRow, where: Where) -> list[Valued]:
    """Points of the execution rate: in proportion, and by the tiers of the guideline."""
    rate, points = execution_rate(fund), fund.points
    if rate is None or points is None:
        return []
    made = []
    shown = f"执行率{plain(round_to(rate, 2))}%"
    if (rata := where.norm(RATA)) is not None:
        made.append(
            Valued(
                exact(points.value * min(rate, _ALL) / _ALL),
                rata,
                f"{shown}，{plain(points.value)}分×执行率",
            )
        )
    if (tiers := where.norm(EXECUTION)) is not None:
        made.append(
            Valued(exact(_tier(tiers, min(rate, _ALL)) * points.value / _TEN), tiers, f"{shown}，按档计分")
        )
    return made


def execution_rate(fund: FundRow) -> Decimal | None:
    """Executed over the full year's budget in per cent; the printed rate where an amount is missing."""
    planned, spent = fund.amounts.get("adjusted"), fund.amounts.get("final")
    if planned is not None and spent is not None and planned.base > 0 and planned.legible and spent.legible:
        return spent.base / planned.base * _ALL
    return fund.rate.value if fund.rate is not None else None
