"""What only many documents show: planted things are told, a clean county is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quanheng.compare import Panel, build, compare
from quanheng.compare.names import Link
from quanheng.report.remark_words import message
from tests.compare.conftest import Made, Opened


def told(panel: Panel) -> set[tuple[str, tuple[str, ...], int]]:
    names = {one.slug: one.name for one in panel.departments()}
    return {(r.kind, tuple(sorted(names[slug] for slug in r.slugs)), r.years[-1]) for r in panel.remarks()}


def test_a_clean_county_is_left_alone(clean: Made, opened: Opened) -> None:
    assert told(opened(clean[1])) == set()


def test_every_plant_is_told_and_nothing_else(wrong: Made, opened: Opened) -> None:
    made, out = wrong
    wanted = {(p.kind, tuple(sorted(p.names)), p.year) for p in made.plants}
    assert len({plant.kind for plant in made.plants}) == 7
    assert told(opened(out)) == wanted


def test_a_renaming_in_the_list_links_the_years(wrong: Made, opened: Opened) -> None:
    made, out = wrong
    before = len(opened(out).departments())
    panel = opened(out, *(Link(*line) for line in made.links))
    assert "renamed" not in {kind for kind, _, _ in told(panel)}
    assert len(panel.departments()) == before - 1
    old, new = made.links[0][:2]
    (line,) = panel.find(new)
    assert (line.name, [name for name, _ in line.names]) == (new, sorted((old, new)))
    years = {value.year for value in panel.values([line.slug]) if value.told_in == value.year}
    assert years == set(panel.years())
    opened(out)


def test_a_wrong_prior_figure_is_shown_with_both_places(wrong: Made, opened: Opened) -> None:
    made, out = wrong
    plant = next(p for p in made.plants if p.kind == "prior")
    panel = opened(out)
    (remark,) = [r for r in panel.remarks() if r.kind == "prior"]
    former, later = remark.sources
    assert later.text.startswith(plant.text)
    assert former.text != later.text
    papers = panel.papers()
    assert [papers[end.sha256].year for end in remark.sources] == [plant.year - 1, plant.year]
    names = {one.slug: one.name for one in panel.departments()}
    assert f"作为上年数写{later.text}" in message(remark, names)


def test_what_a_panel_states_leads_to_the_place(clean: Made, opened: Opened) -> None:
    """Every value stands where its source says: in the text of the block or cell."""
    panel = opened(clean[1])
    texts = {(r["sha256"], r["block"]): (r["text"], r["cells"]) for r in panel.rows("SELECT * FROM passages")}
    values = panel.values()
    assert len(values) > 500
    for value in values:
        source = value.source
        text, cells = texts[source.sha256, source.block]
        if source.cell:
            number, grid = json.loads(cells)
            assert number == source.cell[0]
            text = next(c[4] for c in grid if (c[0], c[1]) == source.cell[1:])
        assert text[source.begin : source.finish] == source.text


def test_every_department_has_its_share_of_relations_that_hold(clean: Made, opened: Opened) -> None:
    held = opened(clean[1]).held()
    assert len(held) == 12
    assert all(one.documents == 8 and one.agree > 50 and one.off == 0 for one in held)
    assert {str(one.share) for one in held} == {"100.0"}


def test_one_department_is_compared_alone(wrong: Made, opened: Opened) -> None:
    made, out = wrong
    name = next(p.names[0] for p in made.plants if p.kind == "indicators_years")
    panel = opened(out)
    chosen = panel.find(name)
    alone = compare(panel, chosen)
    assert [one.name for one in alone.departments] == [name]
    assert {value.slug for value in alone.values} == {chosen[0].slug}
    assert [remark.kind for remark in alone.remarks] == ["indicators_years"]


def test_the_panel_is_made_anew_only_when_something_changed(
    clean: Made, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    out: Path = clean[1]
    opened(out)
    made = (out / "panel" / "cells.parquet").stat().st_mtime_ns
    opened(out)
    assert (out / "panel" / "cells.parquet").stat().st_mtime_ns == made
    monkeypatch.setattr(build, "VERSION", "next")
    opened(out)
    assert (out / "panel" / "cells.parquet").stat().st_mtime_ns > made
