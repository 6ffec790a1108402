"""A corpus compared: the panel brought up to date, then what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quanheng.model.review import Failure

if TYPE_CHECKING:
    from quanheng.compare import Panel
    from quanheng.model.comparison import Comparison, Department


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
    folder: str, departments: Sequence[str], links: str | None, told: Callable[[str], None]
) -> Comparison | Failure:
    """What the corpus in a batch's folder tells, of all departments or of those with these names."""
    from quanheng.compare import compare as compare_panel  # noqa: PLC0415

    opened = panel(folder, links, told)
    if isinstance(opened, Failure):
        return opened
    chosen = _chosen(opened, folder, departments)
    return chosen if isinstance(chosen, Failure) else compare_panel(opened, chosen)


def compared_page(
    folder: str, departments: Sequence[str], links: str | None, told: Callable[[str], None]
) -> bytes | Failure:
    """The same as a page: the figures of each department, where they are not too many to look at."""
    from quanheng.compare import compare as compare_panel  # noqa: PLC0415
    from quanheng.report.comparison_page import MOST, encode  # noqa: PLC0415

    opened = panel(folder, links, told)
    if isinstance(opened, Failure):
        return opened
    chosen = _chosen(opened, folder, departments)
    if isinstance(chosen, Failure):
        return chosen
    count = len(chosen if chosen is not None else opened.departments())
    return encode(compare_panel(opened, chosen, each=count <= MOST), opened)


def _chosen(opened: Panel, folder: str, departments: Sequence[str]) -> list[Department] | Failure | None:
    """The departments with these names, None for all."""
    chosen: list[Department] = []
    for words in departments:
        found = opened.find(words)
        if not found:
            return Failure(
                folder, f"没有名称含“{words}”的单位", "用 quanheng compare 不带 --department 查看全部单位"
            )
        chosen += [one for one in found if one not in chosen]
    return chosen or None
