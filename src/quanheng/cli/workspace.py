"""The commands of the workspace in the browser."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from quanheng.cli.parser import UsageError

_EXTRA = '工作平台要加装网页组件：pip install "quanheng[web]"'


def serve(chosen: argparse.Namespace) -> int:
    """Run the workspace until it is stopped."""
    try:
        from quanheng.web.serve import CannotServe, serve  # noqa: PLC0415
    except ModuleNotFoundError as fault:
        raise UsageError(_EXTRA) from fault
    try:
        return serve(chosen.data, chosen.host, chosen.port, demo=chosen.demo, only=chosen.only)
    except CannotServe as fault:
        raise UsageError(str(fault)) from fault


def backup(chosen: argparse.Namespace) -> int:
    """Write everything into one archive."""
    from quanheng.web.backup import CannotKeep, backup  # noqa: PLC0415

    try:
        count = backup(_home(chosen), _database(), Path(chosen.archive))
    except CannotKeep as fault:
        raise UsageError(str(fault)) from fault
    sys.stdout.write(f"已备份到 {chosen.archive}：数据库和 {count} 个文件\n")
    return 0


def restore(chosen: argparse.Namespace) -> int:
    """Unpack an archive into an empty data folder and prove it whole."""
    from quanheng.web.backup import CannotKeep, restore  # noqa: PLC0415

    try:
        manifest = restore(Path(chosen.archive), _home(chosen), _database())
    except CannotKeep as fault:
        raise UsageError(str(fault)) from fault
    sys.stdout.write(f"已恢复 {manifest['quanheng']} 版的备份\n")
    return verify(chosen)


def verify(chosen: argparse.Namespace) -> int:
    """Bring the database to this version, then verify the event log, every row against its history, and every stored file; 1 where one is wrong."""
    try:
        from quanheng.web.backup import CannotKeep, demand_workspace  # noqa: PLC0415
        from quanheng.web.serve import CannotServe, prepare  # noqa: PLC0415

        demand_workspace(_home(chosen), _database())
        prepare(str(_home(chosen)))
    except ModuleNotFoundError as fault:
        raise UsageError(_EXTRA) from fault
    except (CannotKeep, CannotServe) as fault:
        raise UsageError(str(fault)) from fault
    from quanheng.web.events.log import broken, length  # noqa: PLC0415
    from quanheng.web.events.rows import changed_rows  # noqa: PLC0415
    from quanheng.web.files.store import damaged  # noqa: PLC0415

    wrong = [f"事件 {number}：{words}" for number, words in broken()]
    wrong += list(changed_rows())
    wrong += [f"文件 {digest[:12]}：缺失或内容不符" for digest in damaged()]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    sys.stdout.write(
        f"事件 {length()} 条，{f'有 {len(wrong)} 处不对' if wrong else '封签完整，各行与修改记录相符，文件齐全'}\n"
    )
    return 1 if wrong else 0


def _home(chosen: argparse.Namespace) -> Path:
    return Path(chosen.data or os.environ.get("QUANHENG_DATA") or Path.home() / "quanheng-data").absolute()


def _database() -> str:
    return os.environ.get("QUANHENG_DATABASE", "")
