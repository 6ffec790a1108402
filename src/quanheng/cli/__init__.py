"""The command line: what other programs and the office's scripts call."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

FAULT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 for nothing found, 1 for findings, 2 for wrong use or unreadable input."""
    from quanheng.cli.arguments import UsageError, parse  # noqa: PLC0415  (the script imports only this file)

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
    except Exception as fault:  # noqa: BLE001  (a trace says nothing to an office)
        return _internal(fault)
    return status


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
