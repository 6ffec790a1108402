"""What each page looked like when somebody last looked at it, small and grey, to compare with.

`QUANHENG_PICTURES=folder pytest -n 2 tests/web/test_every_page.py`, or one of the walks, keeps the pages of today in
`folder`, whole, and in `folder/small` as they are compared. After a page was changed and looked at:
`cp -r folder/small/* tests/web/pictures/`.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

KEPT = Path(__file__).parent / "pictures"
_SIZE = (128, 72)
"""A line of text is a grey bar of two or three dots: its words, dates and names do not count, its place does."""
_OTHER, _SHARE = 40, 0.03
"""A dot is another by so many of 256 greys; so large a part of the dots is another layout."""


def small(picture: bytes) -> Image.Image:
    """The picture of a page as it is compared."""
    return Image.open(BytesIO(picture)).convert("L").resize(_SIZE, Image.Resampling.BOX)


def changed(name: str, picture: bytes) -> str:
    """In words, what is amiss with the page of today; empty where it looks as it did."""
    path = KEPT / f"{name}.png"
    if not path.is_file():
        return f"{name}: nobody has looked at this page yet, see tests/web/pictures.py"
    was, now = (np.asarray(one, dtype=np.int16) for one in (Image.open(path), small(picture)))
    share = float((abs(was - now) > _OTHER).mean())
    return (
        f"{name}: {share:.0%} of the page looks different, see tests/web/pictures.py"
        if share > _SHARE
        else ""
    )
