"""The command `report`: documents from a filled workbook."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.ending import tell
from quanheng.cli.output import source, write_all
from quanheng.model.review import Failure


def report(chosen: argparse.Namespace) -> int:
    """Write the documents into the folder; nothing is written where one of them fails."""
    path, data = source(chosen.file)
    also = [form for form in ("pdf", "xlsx") if getattr(chosen, form)]
    shelf = pipeline.shelf(chosen.ledger) if chosen.ledger else pipeline.Shelf()
    kinds, outline = chosen.kind, chosen.outline
    made = pipeline.written(path, data, kinds, outline, also, shelf.books, shelf.totals)
    if isinstance(made, Failure):
        return tell(made)
    documents, remarks = made
    folder = Path(chosen.out)
    write_all({folder / name: data for name, data in documents.items()}, [chosen.file], chosen.overwrite)
    sys.stderr.write("".join(f"● {remark}\n" for remark in remarks))
    sys.stderr.write(
        f"写出 {len(documents)} 份文件到 {folder}{f'，提示 {len(remarks)} 条' if remarks else ''}\n"
    )
    return tell(*shelf.failures) if shelf.failures else 0
