"""Traditional characters to simplified ones, one for one.

Pairs are those of OpenCC (Apache-2.0) that stand in Big5; mirrors of mainland pages in
traditional script keep mainland wording, so characters suffice and places do not move.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TELLTALE = re.compile("[財預決萬開務費經與為發關國產業總額撥]")


def is_traditional(text: str) -> bool:
    """True when a character occurs that simplified budget texts never have."""
    return _TELLTALE.search(text) is not None


@cache
def simplified() -> dict[int, str]:
    """A table for `str.translate`."""
    pairs = files(__package__).joinpath("traditional.txt").read_text("utf-8").replace("\n", "")
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}
