"""Numeric cells of the shared PDFs stand where an independent reader sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pdf import missing, our_cells, their_tables
from quanheng.read import read

pytestmark = pytest.mark.shared


def test_numeric_cells_are_placed(shared: Path) -> None:
    files = sorted((shared / "documents").glob("*.pdf"))
    assert files
    for path in files:
        ours = list(our_cells(read(path.read_bytes(), path.name)))
        theirs = [spot for table in their_tables(path) for spot in table]
        missed = missing(theirs, ours)
        assert theirs, path
        assert len(missed) <= len(theirs) * 0.005, (path, missed[:10])
        assert not missing(ours, theirs), (path, missing(ours, theirs)[:10])
