"""All traps of a schema set over its rows: the declared ones, and those that every ledger has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quanheng.ledgers.conditions import column_of, condition
from quanheng.ledgers.period import Period
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import TIMED, BadLedger, Schema, Trap
from quanheng.ledgers.traps import alone, together
from quanheng.ledgers.traps.record import Caught, Search
from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE


class _Kind(NamedTuple):
    """How a trap is declared: columns it must name (`dates` of them dates), conditions, numbers and words."""

    run: Callable[[Search], Iterator[Caught]]
    message: str
    columns: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ("where",)
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


KINDS: Mapping[str, _Kind] = {
    "outside": _Kind(alone.outside, "日期 {found} 不在{period}", ("column",), ("column",)),
    "expired": _Kind(alone.expired, "有效期到 {found}，期末已过期，仍作有效统计", ("to",), ("to",)),
    "order": _Kind(alone.order, "{then} 早于 {first}，先后不合", ("first", "then"), ("first", "then")),
    "at_most": _Kind(alone.at_most, "部分大于整体", ("column", "of")),
    "total": _Kind(alone.total, "合计与各项之和不符，按各项应为{expected}，请核对", ("total", "parts")),
    "product": _Kind(alone.product, "与各项之积不符，按各项应为{expected}，请核对", ("total", "parts")),
    "rounded": _Kind(
        alone.rounded, "是整数，像估计数，不像逐次登记的合计", ("column",), numbers=("least", "multiple")
    ),
    "requires": _Kind(alone.requires, "缺少应有的内容", conditions=("when", "needs"), others=("column",)),
    "days_over": _Kind(
        alone.days_over, "{days}，超过{most}天", ("from", "to"), ("from", "to"), numbers=("most",)
    ),
    "overdue": _Kind(alone.overdue, "超过期限，{how}", ("due", "done"), ("due", "done")),
    "late": _Kind(alone.late, "临近年末才支付", ("column",), ("column",), others=("after",)),
    "soon": _Kind(alone.soon, "还有{days}天到期", ("to",), ("to",), numbers=("days",)),
    "per_head": _Kind(alone.per_head, "人均{each}元，超过{most}元", ("amount", "persons"), numbers=("most",)),
    "title_amount": _Kind(alone.title_amount, "名称写{named}，金额栏是{have}，两者不同", ("title", "amount")),
    "duplicate": _Kind(together.duplicate, "{heads}同为“{value}”的有{count}行", ("of",), others=("loosely",)),
    "first_time": _Kind(
        together.first_time,
        "{earlier} 已有一次，本次不是首次",
        ("of", "from"),
        ("from",),
        conditions=("when",),
    ),
    "constant": _Kind(
        together.constant,
        "{all}行中有{count}行都是{value}，像按固定数填写",
        ("column",),
        numbers=("least",),
        others=("by",),
    ),
    "frequency": _Kind(together.frequency, "{empty}没有记录", ("column",), ("column",), others=("per",)),
    "all_closed": _Kind(
        together.all_closed, "{count}件全部办结，请抽查", conditions=("where", "done"), numbers=("least",)
    ),
    "balance": _Kind(
        together.balance,
        "期初{opening}+新增{added}−减少{left}={expected}，期末却是{closing}",
        conditions=(),
        measures=("closing", "opening", "added", "left"),
    ),
    "overlap": _Kind(
        together.overlap, "同一年出现在{batches}，重复统计", ("of", "batch", "column"), ("column",)
    ),
}
_EVERYWHERE = (
    (together.same_key, Trap("same_key", ERROR, "{heads}“{value}”重复{count}行")),
    (alone.bad_code, Trap("credit_code", ERROR, "{told}")),
    (alone.incomplete, Trap("incomplete", MISSING, "没有填：{heads}")),
    (together.two_names, Trap("two_names", DOUBT, "信用代码 {code} 有两个名称：{names}")),
    (alone.private_text, Trap("private_text", DOUBT, "“{head}”里有{what}，请移到不公开的栏目或删去")),
)
_SEVERITIES = (ERROR, DOUBT, NOTE)
_RANKS = {ERROR: 0, MISSING: 1, DOUBT: 2, NOTE: 3}


def search(schema: Schema, rows: Sequence[Row], period: Period) -> list[Caught]:
    """Everything that the traps of a ledger catch in its rows, the gravest first."""
    found: list[Caught] = []
    for run, trap in _EVERYWHERE:
        found += run(Search(trap, schema, rows, period))
    for trap in schema.traps:
        found += KINDS[trap.kind].run(Search(trap, schema, rows, period))
    return sorted(found, key=lambda one: _RANKS[one.severity])


def trap_of(tree: Any, schema: Schema, where: str) -> Trap:
    """Read a declared trap; raises BadLedger naming what is wrong with it."""
    if not isinstance(tree, Mapping) or tree.get("trap") not in KINDS:
        raise BadLedger(f"{where}：trap 要写一种：{'、'.join(KINDS)}")
    kind = KINDS[tree["trap"]]
    known = {*kind.columns, *kind.conditions, *kind.numbers, *kind.others, *kind.measures}
    extra = set(tree) - known - {"trap", "severity", "says"}
    if extra:
        raise BadLedger(
            f"{where}：{tree['trap']} 没有 {'、'.join(sorted(extra))} 这一项，可用：{'、'.join(sorted(known))}"
        )
    _columns(tree, kind, schema, where)
    for key in kind.conditions:
        condition(tree.get(key), schema, f"{where} {key}")
    for key in kind.numbers:
        if not str(tree.get(key, "")).replace(".", "", 1).isdigit():
            raise BadLedger(f"{where} {key}：要写数")
    severity = tree.get("severity", DOUBT)
    if severity not in _SEVERITIES:
        raise BadLedger(f"{where} severity：只能是 {'、'.join(_SEVERITIES)}")
    return Trap(tree["trap"], severity, tree.get("says", kind.message), dict(tree))


def _columns(tree: Mapping[str, Any], kind: _Kind, schema: Schema, where: str) -> None:
    for key in kind.columns:
        given = tree.get(key)
        names = [given] if isinstance(given, str) else list(given or [])
        if not names:
            raise BadLedger(f"{where}：缺少 {key}")
        for name in names:
            column = column_of(name, schema, f"{where} {key}")
            if key in kind.dates and column.type not in TIMED:
                raise BadLedger(f"{where} {key}：“{column.title}”不是日期栏")


def check_measures(traps: Sequence[Trap], schema: Schema, where: str) -> None:
    """The measures that traps lean on must be declared; raises BadLedger."""
    for trap in traps:
        for key in KINDS[trap.kind].measures:
            if trap.told.get(key) not in schema.measures:
                raise BadLedger(f"{where} {trap.kind} {key}：没有取数“{trap.told.get(key)}”")
