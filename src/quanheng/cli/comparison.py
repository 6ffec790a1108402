"""The commands `compare` and `public`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.corpus_arguments import FORMATS
from quanheng.cli.ending import tell
from quanheng.cli.output import chosen_format, guard, write
from quanheng.model.comparison import Comparison
from quanheng.model.review import Failure


def compare(chosen: argparse.Namespace) -> int:
    """Print what the corpus tells of all departments, or of those that are named; nothing in it is an error."""
    form = chosen_format(chosen.format, chosen.output, FORMATS)
    guard(chosen.output, [chosen.panel, *filter(None, [chosen.links])])
    given = (chosen.panel, chosen.department, chosen.links, told(chosen.lang))
    made = pipeline.compared_page(*given) if form == "html" else pipeline.compare(*given)
    if isinstance(made, Failure):
        return tell(made)
    write(made if isinstance(made, bytes) else _rendered(made, form), chosen.output)
    return 0


def public(chosen: argparse.Namespace) -> int:
    """Write the public pages of a corpus into a folder."""
    out = Path(chosen.out)
    progress = told(chosen.lang)
    wanted = pipeline.Publication(chosen.title, chosen.contact, chosen.accept, chosen.remarks)
    made = pipeline.publish(chosen.panel, out, chosen.links, progress, wanted)
    progress("")
    if isinstance(made, Failure):
        return tell(made)
    sys.stderr.write(f"写出 {made} 份文件到 {out}，从 {out / 'index.html'} 看起\n")
    return 0


def told(lang: str) -> Callable[[str], None]:
    """One line on a terminal, which is taken away by the next."""

    def show(words: str) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{'building the panel' if lang == 'en' else words}")
            sys.stderr.flush()

    return show


def _rendered(made: Comparison, form: str) -> str | bytes:
    from quanheng.report import comparison, comparison_book  # noqa: PLC0415

    if form == "text":
        return comparison.text(made)
    return {
        "json": comparison.encode,
        "csv": comparison.encode_csv,
        "xlsx": comparison_book.encode,
    }[form](made)
