"""A generated document says the same in every format; the printed ones where the programs are installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.formats import measure
from tests.generator.accounts import make
from tests.generator.styles import generate

_NEEDS = {"office": "soffice", "browser": "chromium"}


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
@pytest.mark.parametrize("seed", [3, 8])
def test_written_accounts_are_read_alike(kind: str, seed: int, tmp_path: Path) -> None:
    counts = measure([make(seed)], [kind], tmp_path)[kind].counts
    assert counts["documents the same"] == 1
    for what in ("findings", "rows and columns"):
        assert counts[f"{what} both"] == counts[f"{what} wanted"] == counts[f"{what} got"]


def test_a_written_report_is_read_alike(tmp_path: Path) -> None:
    found = measure([generate(2)], ["docx", "html", "xlsx"], tmp_path)
    assert all(one.counts["documents the same"] == 1 for one in found.values())


@pytest.mark.parametrize("kind", sorted(_NEEDS))
def test_nearly_all_printed_amounts_are_read_of_a_pdf(kind: str, tmp_path: Path) -> None:
    if shutil.which(_NEEDS[kind]) is None:
        pytest.skip(f"{_NEEDS[kind]} is not installed")
    counts = measure([make(3)], [kind], tmp_path)[kind].counts
    assert counts["truth both"] > 0.99 * counts["truth wanted"]
