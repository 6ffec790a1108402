"""What the figures of running text say of each other: in one paragraph, and between several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quanheng.facts.averages import average_claims
from quanheng.facts.balances import balance_claims
from quanheng.facts.below_zero import below_zero_claims
from quanheng.facts.changes import change_claims
from quanheng.facts.combined_rates import combined_claims
from quanheng.facts.completions import completion_claims, of_claims, use_claims
from quanheng.facts.contributions import contribution_claims, divided_claims, net_claims, totalled_claims
from quanheng.facts.controls import control_claims
from quanheng.facts.count_totals import count_total_claims, second_unit_claims
from quanheng.facts.counts import count_claims, opening_claims
from quanheng.facts.echoes import echo_claims
from quanheng.facts.hidden import hidden_claims
from quanheng.facts.index import Index
from quanheng.facts.item_points import item_point_claims
from quanheng.facts.mentions import Mention
from quanheng.facts.movements import movement_claims, net_behind_claims
from quanheng.facts.named_rates import done_claims, named_rate_claims, variance_claims
from quanheng.facts.opposed import opposed_claims
from quanheng.facts.orders import (
    beyond_claims,
    compared_claims,
    flat_claims,
    order_claims,
    vague_claims,
    within_claims,
)
from quanheng.facts.parallel_runs import parallel_claims
from quanheng.facts.passages import Passage
from quanheng.facts.periods import period_claims
from quanheng.facts.products import monthly_claims, product_claims
from quanheng.facts.rankings import ranking_claims
from quanheng.facts.rated_points import rated_point_claims
from quanheng.facts.remainders import remainder_claims
from quanheng.facts.restated import converted_claims, form_money_claims, unique_claims, value_claims
from quanheng.facts.results_restated import result_claims, same_change_claims
from quanheng.facts.roles import role_claims
from quanheng.facts.running_lists import below_claims, passage_groups
from quanheng.facts.said_met import met_claims
from quanheng.facts.said_zero import said_zero_claims
from quanheng.facts.score_runs import score_run_claims
from quanheng.facts.scores import grade_claims, score_change_claims
from quanheng.facts.share_sums import bracketed_shares, known_whole_claims, share_sum_claims
from quanheng.facts.shares import share_claims, share_run_claims
from quanheng.facts.spent_and_left import spent_and_left_claims
from quanheng.facts.sums import among_claims, list_claims
from quanheng.facts.totals_behind import behind_claims
from quanheng.facts.trip_counts import count_of_cost_claims
from quanheng.facts.triples import triple_claims
from quanheng.model.relation import Claim

_OF_FIGURES: tuple[Callable[[list[Mention]], Iterator[Claim]], ...] = (
    bracketed_shares,
    below_zero_claims,
    count_of_cost_claims,
    net_claims,
    divided_claims,
    movement_claims,
    net_behind_claims,
    totalled_claims,
    opening_claims,
    said_zero_claims,
    converted_claims,
    of_claims,
    use_claims,
    triple_claims,
    product_claims,
    monthly_claims,
    balance_claims,
    compared_claims,
    flat_claims,
    vague_claims,
    beyond_claims,
    behind_claims,
    count_total_claims,
    score_run_claims,
    item_point_claims,
    rated_point_claims,
    score_change_claims,
    variance_claims,
    done_claims,
    remainder_claims,
    period_claims,
    parallel_claims,
    combined_claims,
    met_claims,
    among_claims,
)
_WITH_INDEX: tuple[Callable[[list[Mention], Index], Iterator[Claim]], ...] = (
    share_run_claims,
    change_claims,
    completion_claims,
    average_claims,
    contribution_claims,
    role_claims,
)


def _passage_claims(passage: Passage, index: Index) -> Iterator[Claim]:
    """What the figures of one paragraph say of each other, and of others of the document."""
    found = passage.mentions
    yield from list_claims(passage.groups)
    yield from share_claims(found, passage.groups, index)
    for with_index in _WITH_INDEX:
        yield from with_index(found, index)
    for of_figures in _OF_FIGURES:
        yield from of_figures(found)
    yield from grade_claims(passage.paragraph, found, passage.groups)
    yield from within_claims(passage.paragraph, found, passage.item, index)
    yield from second_unit_claims(found, passage.groups)


def _explained(claims: list[Claim]) -> set[int]:
    """The rates that a claim divides two figures for."""
    return {id(c.operands[0].figure) for c in claims if c.operands[0].role == "rate" and len(c.operands) > 2}


def text_claims(passages: Sequence[Passage], index: Index, tabled: Sequence[Mention]) -> Iterator[Claim]:
    """Everything that running text asserts; `tabled` are the mentions of the tables, which it may repeat."""
    for passage in passages:
        found = passage.mentions
        if found:
            made = list(_passage_claims(passage, index))
            yield from made
            explained = _explained(made)
            yield from named_rate_claims(found, explained)
            yield from opposed_claims(found, explained)
            summed = list(share_sum_claims(made))
            yield from summed
            yield from known_whole_claims([] if summed else made, index)
        yield from count_claims(passage.paragraph, found + passage.spelled)
        yield from order_claims(passage.paragraph, found, passage.item, index)
    yield from list_claims(list(passage_groups(passages)))
    yield from below_claims(passages)
    yield from ranking_claims(passages)
    yield from spent_and_left_claims(passages)
    everything = [*(m for passage in passages for m in passage.mentions), *tabled]
    told = [
        *unique_claims(index),
        *result_claims([m for m in everything if not index.leaves_out(m)]),
        *same_change_claims(everything),
        *value_claims(everything),
    ]
    yield from told
    yield from echo_claims(everything, told)
    yield from form_money_claims(index)
    yield from hidden_claims(everything)
    yield from control_claims(everything, index)
