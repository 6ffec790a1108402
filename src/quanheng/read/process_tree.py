"""What a process and the programs that it started hold in memory, and how to end them all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def memory_of(pid: int) -> int:
    """Resident bytes of the process and its descendants; 0 where the system does not say."""
    if sys.platform == "win32":
        return _working_set(pid)
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for process in (pid, *descendants(pid)):
        with suppress(OSError, ValueError, IndexError):
            total += int((_PROC / str(process) / "statm").read_bytes().split()[1]) * page
    return total


def descendants(pid: int) -> list[int]:
    """Process numbers below `pid`, parents first; none where there is no /proc."""
    found: list[int] = []
    with suppress(OSError):
        for task in (_PROC / str(pid) / "task").iterdir():
            for child in (task / "children").read_bytes().split():
                found += [int(child), *descendants(int(child))]
    return found


def kill_tree(pid: int) -> None:
    """End the process and everything that it started."""
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    else:
        for process in (pid, *descendants(pid)):
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
        ]

    def _working_set(pid: int) -> int:
        """Bytes as the task manager shows them."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = wintypes.HANDLE(kernel.OpenProcess(0x1000 | 0x0010, False, pid))
        counters = _Counters()
        counters.size = ctypes.sizeof(counters)
        known = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
        kernel.CloseHandle(handle)
        return int(counters.now) if known else 0
