"""Every file of norms says what it must, and says it consistently."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quanheng.norms import documents, jurisdictions, names, read_text_yaml, version
from quanheng.norms import load as loading
from quanheng.norms.classification import DEPARTMENT, FUNCTIONAL, GOVERNMENT, subjects

FILES = sorted(loading.HERE.glob("cn*/*.yaml"))
CERTAINTIES = {"V", "V2", "S", "G", "D"}
KEYS = {"value", "document", "article", "certainty", "source", "note", "checked_on"}


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def entries(path: Path) -> dict[str, dict[str, Any]]:
    return {day: e for day, e in read_text_yaml(path)["values"].items() if isinstance(e, dict)}


def trees(value: Any) -> list[Any]:
    """Every table and list inside a value, itself first."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value, *(tree for child in inner for tree in trees(child))]


@pytest.mark.parametrize("path", FILES, ids=label)
def test_head_is_complete(path: Path) -> None:
    sheet = read_text_yaml(path)
    assert set(sheet) == {"description", "unit", "applies_by", "binding", "values"}
    assert sheet["description"]
    assert sheet["applies_by"] in {"issued_on", "fiscal_year"}
    assert sheet["binding"] in {"mandatory", "advisory", "heuristic"}
    assert sheet["values"]


@pytest.mark.parametrize("path", FILES, ids=label)
def test_values_name_a_known_document_and_their_evidence(path: Path) -> None:
    for entry in entries(path).values():
        assert set(entry) <= KEYS
        assert entry["document"] in documents()
        assert entry["certainty"] in CERTAINTIES
        assert date.fromisoformat(entry["checked_on"]) <= date.today()


@pytest.mark.parametrize("path", FILES, ids=label)
def test_dates_ascend_and_a_change_changes_something(path: Path) -> None:
    dates = [date.fromisoformat(day) for day in read_text_yaml(path)["values"]]
    assert dates == sorted(set(dates))
    found = list(entries(path).values())
    for before, after in pairwise(found):
        assert {k: before[k] for k in ("value", "document")} != {k: after[k] for k in ("value", "document")}


@pytest.mark.parametrize("path", FILES, ids=label)
def test_no_value_precedes_its_document(path: Path) -> None:
    for day, entry in entries(path).items():
        assert documents()[entry["document"]]["in_force"][:10] <= day or entry["certainty"] != "V", day


@pytest.mark.parametrize("path", FILES, ids=label)
def test_binding_value_with_good_evidence_gives_its_article_or_its_source(path: Path) -> None:
    for entry in entries(path).values():
        if entry["certainty"] in loading.BINDING:
            assert entry["article"] or entry["source"]


@pytest.mark.parametrize("path", FILES, ids=label)
def test_points_add_up_to_their_parent(path: Path) -> None:
    for entry in entries(path).values():
        for tree in trees(entry["value"]):
            if isinstance(tree, dict) and "weights" in tree:
                assert sum(map(Decimal, tree["weights"].values())) == 100, tree["name"]
            if isinstance(tree, dict) and {"total", "blocks"} <= set(tree):
                points = [p for block in tree["blocks"].values() for p in block.values()]
                assert sum(map(Decimal, points)) == Decimal(tree["total"])


@pytest.mark.parametrize("path", FILES, ids=label)
def test_identifiers_inside_a_value_are_unique(path: Path) -> None:
    for entry in entries(path).values():
        for tree in trees(entry["value"]):
            if isinstance(tree, list) and tree and all(isinstance(row, dict) and "id" in row for row in tree):
                ids = [row["id"] for row in tree]
                assert len(ids) == len(set(ids))


def test_second_level_names_belong_to_a_weight() -> None:
    for day, entry in entries(loading.HERE / "cn/self-evaluation-schemes.yaml").items():
        for scheme in entry["value"]:
            assert set(scheme["second_level"]) <= set(scheme["weights"]), (day, scheme["id"])


def test_formulas_use_declared_quantities() -> None:
    declared = {
        row["id"]
        for e in entries(loading.HERE / "cn/indicator-quantities.yaml").values()
        for row in e["value"]
    }
    for path in loading.HERE.glob("cn*/indicator-framework-*.yaml"):
        for entry in entries(path).values():
            for row in entry["value"]:
                used = set(re.findall(r"[a-z_]+", row.get("formula", "")))
                assert used <= declared, (path.stem, row["id"], used - declared)


def test_documents_are_complete_and_repealed_by_known_ones() -> None:
    for key, document in documents().items():
        assert set(document) == {
            "title",
            "number",
            "issuer",
            "issued",
            "in_force",
            "repealed_by",
            "certainty",
            "note",
        }
        assert re.fullmatch(r"[a-z0-9-]+", key)
        assert document["title"]
        assert document["issuer"]
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", document["in_force"])
        assert document["certainty"] in CERTAINTIES
        assert document["repealed_by"] in {"", *documents()}


def test_numbers_of_documents_are_unique() -> None:
    numbers = [d["number"] for d in documents().values() if d["number"]]
    assert len(numbers) == len(set(numbers))


def test_folders_are_jurisdictions_with_files() -> None:
    assert jurisdictions()[0] == "cn"
    assert all(re.fullmatch(r"cn(-\d{2}(\d{2}){0,2})?", place) for place in jurisdictions())
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names())


def test_version_is_the_month_of_the_last_look() -> None:
    last = max(entry["checked_on"] for path in FILES for entry in entries(path).values())
    assert version() == f"cn {last[:7].replace('-', '.')}"
    assert version("430999").startswith("cn-43 ")
    assert version("119999").startswith("cn ")


def test_yaml_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("on: 17.40\nno: yes\nday: 2020-02-25\nempty: null\n", encoding="utf-8")
    assert read_text_yaml(path) == {"on": "17.40", "no": "yes", "day": "2020-02-25", "empty": "null"}


@pytest.mark.parametrize("classification", [FUNCTIONAL, DEPARTMENT, GOVERNMENT])
def test_subjects_hang_on_their_parents(classification: str) -> None:
    table = subjects(classification)
    assert table
    for subject in table.values():
        if subject.level > 1:
            assert subject.parent in table, subject
            assert subject.code.startswith(subject.parent)
            assert table[subject.parent].level == subject.level - 1
        else:
            assert subject.parent == ""
        assert len(subject.code) == 1 + 2 * subject.level
        assert subject.certainty in CERTAINTIES


def test_codes_are_given_once() -> None:
    for name in ("functional", "economic"):
        with (loading.HERE / f"cn/{name}-classification.csv").open(encoding="utf-8", newline="") as lines:
            codes = [row["code"] for row in csv.DictReader(lines)]
        assert len(codes) == len(set(codes))


def test_crosswalk_points_at_government_subjects() -> None:
    government = subjects(GOVERNMENT)
    for subject in subjects(DEPARTMENT).values():
        assert subject.government in {"", *government}


def test_unknown_classification_is_refused() -> None:
    with pytest.raises(KeyError):
        subjects("regional")


def test_only_names_read_in_a_text_are_binding_evidence() -> None:
    graded = {s.certainty: s.binding_evidence for s in subjects(FUNCTIONAL).values()}
    assert graded == {"V": True, "V2": True, "G": False}
