"""Numeric cells of the shared PDFs stand where an independent reader sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pdf import placed
from quanheng.read import read

pytestmark = pytest.mark.shared


def test_numeric_cells_are_placed(shared: Path) -> None:
    files = sorted((shared / "documents").glob("*.pdf"))
    assert files
    for path in files:
        here, total, missed = placed(read(path.read_bytes(), path.name), path)
        assert total, path
        assert here >= total * 0.995, (path, missed[:10])
