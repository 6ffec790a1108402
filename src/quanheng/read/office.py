"""LibreOffice as a converter: its own profile, no macros, no network, a time limit, and proof of its output."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from time import monotonic

from quanheng.read.process_tree import kill_tree
from quanheng.read.pulse import pulse
from quanheng.read.unreadable import Unreadable

SECONDS = 40.0
"""A conversion that takes longer is stopped."""

_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    # The .com waits for the end of the conversion, the .exe does not.
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_SETTING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
# Macros never run, and a document cannot make it fetch pictures or linked parts from anywhere.
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        _SETTING.format(*pair)
        for pair in (
            ("MacroSecurityLevel", 3),
            ("DisableMacrosExecution", "true"),
            ("BlockUntrustedRefererLinks", "true"),
            ("DisableActiveContent", "true"),
        )
    )
    + "</oor:items>\n"
)


def program() -> str | None:
    """Path of LibreOffice, None where it is not installed."""
    found = which("soffice.com") or which("soffice") or which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def advice() -> str:
    """How to get LibreOffice on this system, as part of a Chinese sentence."""
    if sys.platform == "win32":
        return "安装 LibreOffice（在 libreoffice.org 下载，或由单位的软件管理员分发）"
    if sys.platform == "darwin":
        return "安装 LibreOffice（在 libreoffice.org 下载）"
    if which("apt-get") or which("apt"):
        # The Ubuntu and Debian archives have parts without a desktop; Kylin and UOS carry the whole.
        plain = _distribution() & {"debian", "ubuntu"}
        parts = "libreoffice-writer-nogui libreoffice-calc-nogui" if plain else "libreoffice"
        return f"执行 sudo apt-get install {parts} 安装 LibreOffice"
    if which("dnf") or which("yum"):
        return "执行 sudo dnf install libreoffice-writer libreoffice-calc 安装 LibreOffice"
    return "安装 LibreOffice"


def _distribution() -> set[str]:
    try:
        lines = Path("/etc/os-release").read_text("utf-8", "replace").splitlines()
    except OSError:
        return set()
    return {line[3:].strip('"').lower() for line in lines if line.startswith("ID=")}


def convert(office: str, source: Path, target: str, reading: str) -> bytes | None:
    """Bytes of `source` in the format `target`, None when LibreOffice cannot read it.

    `reading` is the import filter by its LibreOffice name: without one, bytes that are no document
    come back as a text of nonsense. Raises Unreadable when the time is over.
    """
    return convert_all(office, [source], target, reading)[0]


def convert_all(office: str, sources: Sequence[Path], target: str, reading: str) -> list[bytes | None]:
    """As `convert`, for files of one folder in one run; each has the time of a file.

    Two processes must not share a profile, so each run has its own beside the sources.
    """
    out = sources[0].parent / "out"
    profile = sources[0].parent / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    files = [str(source) for source in sources]
    run(
        [*command, f"--infilter={reading}", "--convert-to", target, "--outdir", str(out), *files],
        SECONDS * len(files),
    )
    # It ends with 0 also where it has written nothing.
    made = [out / f"{source.stem}.{target}" for source in sources]
    return [one.read_bytes() if one.is_file() and one.stat().st_size else None for one in made]


def run(command: list[str], seconds: float) -> int:
    """Exit status of a converter, -1 where it cannot be started; Unreadable when the time is over."""
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent)  # noqa: S603
    except OSError:
        return -1
    try:
        return _waited(process, seconds)
    finally:
        if process.poll() is None:
            kill_tree(process.pid)
            process.wait()


def _waited(process: subprocess.Popen[bytes], seconds: float) -> int:
    end = monotonic() + seconds
    while monotonic() < end:
        try:
            return process.wait(min(1.0, seconds))
        except subprocess.TimeoutExpired:
            pulse()  # whoever watches this reading must not take the converter's time for a hang
    raise Unreadable(f"转换格式超过 {seconds:.0f} 秒，已停止。", "请用办公软件打开，另存为新格式后再试。")
