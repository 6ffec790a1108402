"""Generated sets of documents: honest ones draw nothing, slips that only another document shows are seen."""

from __future__ import annotations

import pytest

from bench.cases import check, seen
from quanheng.model.relation import AGREE, OFF, ROUNDING
from tests.generator.case_slips import slips
from tests.generator.casework import CLEAN


@pytest.mark.parametrize("kind", CLEAN)
@pytest.mark.parametrize("seed", [3, 11])
def test_honest_documents_draw_nothing(kind: str, seed: int) -> None:
    case, placed = check(CLEAN[kind](seed))
    assert [p.finding.rule for p in placed if p.finding.severity != "note"] == []
    assert OFF not in {relation.verdict for relation in case.relations}


def test_honest_documents_are_compared() -> None:
    cases = [check(make(5))[0] for make in CLEAN.values()]
    held = [sum(r.verdict in (AGREE, ROUNDING) for r in case.relations) for case in cases]
    assert sum(held) >= 40


@pytest.mark.parametrize("seed", [2, 7])
def test_slips_are_seen_where_they_stand(seed: int) -> None:
    made = slips(seed)
    assert len({slip.kind for slip in made}) >= 8
    found = [seen(slip, check(slip.reports)[1]) for slip in made]
    assert sum(bool(hits) for hits in found) >= len(made) - 1
    for slip, hits in zip(made, found, strict=True):
        if slip.rule != "unit" and hits:
            assert f"cases/{slip.rule}" in {hit.finding.rule for hit in hits}, slip.kind
