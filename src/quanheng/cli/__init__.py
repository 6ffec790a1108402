"""The command line: what other programs and the office's scripts call."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

FAULT = 2
EXTRAS = {
    "openpyxl": ("读写 Excel 工作簿要加装办公组件", "office"),
    "xlsxwriter": ("批量核对要加装汇总组件", "panel"),
    "duckdb": ("各单位、各年的比较要加装汇总组件", "panel"),
    "datasketch": ("各单位、各年的比较要加装汇总组件", "panel"),
    "ray": ("多台机器一起核对要加装 Ray", "ray"),
}
"""What is lacking without a library of an extra, and the extra."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for nothing found, 1 for findings, 2 for wrong use or unreadable input."""
    from quanheng.cli.arguments import parse  # noqa: PLC0415  (the script imports only this file)
    from quanheng.cli.parser import UsageError  # noqa: PLC0415  (the script imports only this file)

    _tolerate_encodings()
    try:
        chosen = parse(argv)
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except UsageError as wrong:
        sys.stderr.write(f"quanheng: {wrong}\n")
        return FAULT
    except BrokenPipeError:
        # The reader of the pipe has gone; a second error at exit would only confuse.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except KeyboardInterrupt:
        sys.stderr.write("\nquanheng: 已中断，未影响原文件\n")
        return FAULT
    except ModuleNotFoundError as fault:
        return _not_installed(fault)
    except Exception as fault:  # noqa: BLE001  (a trace says nothing to an office)
        return _internal(fault)
    return status


def _not_installed(fault: ModuleNotFoundError) -> int:
    """A library of an extra that is not installed; anything else that is missing is our fault."""
    if fault.name not in EXTRAS:
        return _internal(fault)
    words, extra = EXTRAS[fault.name]
    sys.stderr.write(f'quanheng: {words}：pip install "quanheng[{extra}]"\n')
    return FAULT


def _internal(fault: Exception) -> int:
    from quanheng.pipeline import save_log  # noqa: PLC0415

    where = save_log("command", b"", fault)
    kept = f"日志存于 {where}，请发给维护人员" if where else "日志未能保存"
    sys.stderr.write(f"quanheng: 程序内部出错（{type(fault).__name__}），未影响原文件。{kept}\n")
    return FAULT


def _tolerate_encodings() -> None:
    """A console that cannot show a character gets a question mark, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
