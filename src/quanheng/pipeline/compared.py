"""A corpus compared: the panel brought up to date, then what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quanheng.model.review import Failure

if TYPE_CHECKING:
    from quanheng.compare import Panel
    from quanheng.model.comparison import Comparison


def panel(folder: str, links: str | None, told: Callable[[str], None]) -> Panel | Failure:
    """The panel of a batch's folder, built where it is not up to date; `links` is the user's list of renamings."""
    from quanheng.compare import BadLinks, NoTables, Panel, prepare  # noqa: PLC0415
    from quanheng.compare.names import read_links  # noqa: PLC0415

    try:
        prepare(Path(folder), read_links(Path(links)) if links else [], told)
    except BadLinks as fault:
        return Failure(links or "", str(fault), "")
    except NoTables:
        return Failure(folder, "这里没有批量核对的结果", f"请先执行 quanheng batch 文件夹 --out {folder}")
    return Panel(Path(folder))


def compare(
    folder: str,
    departments: Sequence[str],
    links: str | None,
    told: Callable[[str], None],
    page: bool = False,
) -> Comparison | Failure:
    """What the corpus in a batch's folder tells, of all departments or of those with these names.

    `page`: for a page to look at, which shows the figures of each only of so many departments.
    """
    from quanheng.compare import compare as compare_panel  # noqa: PLC0415
    from quanheng.report.comparison_page import MOST  # noqa: PLC0415

    opened = panel(folder, links, told)
    if isinstance(opened, Failure):
        return opened
    if not departments:
        few = not page or len(opened.departments()) <= MOST
        return compare_panel(opened, each=few)
    chosen = []
    for words in departments:
        found = opened.find(words)
        if not found:
            return Failure(
                folder, f"没有名称含“{words}”的单位", "用 quanheng compare 不带 --department 查看全部单位"
            )
        chosen += [one for one in found if one not in chosen]
    return compare_panel(opened, chosen)
