"""The official fonts that this machine lacks, and what stands in for them on pages that are printed here.

A Word file always asks for the official fonts; only for a PDF do others take the place of those that are
not installed, so that headings stay told from text.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from shutil import which

_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
# Each official font with what may stand in for it, the nearest first.
_STAND_INS = {
    "方正小标宋简体": ("方正小标宋_GBK", "华文中宋", *_SERIF),
    "仿宋_GB2312": ("仿宋", "FangSong", "华文仿宋", *_SERIF),
    "黑体": ("SimHei", *_SANS),
    "楷体_GB2312": ("楷体", "KaiTi", "华文楷体", *_SERIF),
    "宋体": ("SimSun", *_SERIF),
    "Times New Roman": ("Liberation Serif", "Tinos"),
}


@cache
def replaced() -> dict[str, str]:
    """Official font -> the font in its place, "" where none is there; empty where the system does not tell."""
    names = _installed()
    if not names:
        return {}
    return {
        font: next((one for one in others if one in names), "")
        for font, others in _STAND_INS.items()
        if font not in names
    }


def told() -> str:
    """What is missing and what was taken instead, in Chinese; "" where nothing is missing."""
    if not _installed():
        return "PDF 的字体由 LibreOffice 选定：这台机器没有 fc-list，查不到缺哪些规定字体"
    groups: dict[str, list[str]] = {}
    for font, other in replaced().items():
        groups.setdefault(other, []).append(font)
    if not groups:
        return ""
    parts = [f"{'、'.join(fonts)}以 {other} 代替" for other, fonts in groups.items() if other]
    if "" in groups:
        parts.append(f"{'、'.join(groups[''])}没有可代替的字体，请安装中文字体（如 fonts-noto-cjk）")
    return f"PDF 用了代替字体，这台机器没有规定的字体：{'；'.join(parts)}。Word 文件里写的仍是规定字体"


@cache
def _installed() -> frozenset[str]:
    """The names of all fonts; empty where the system does not tell."""
    if sys.platform == "win32":
        return _registered()
    lister = which("fc-list")
    if lister is None:
        return frozenset()
    done = subprocess.run([lister, ":", "family"], capture_output=True, check=False)  # noqa: S603
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(","))


def _registered() -> frozenset[str]:
    """The fonts of Windows: FangSong (TrueType), SimSun & NSimSun (TrueType)."""
    names: set[str] = set()
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415

        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        ) as key:
            for number in range(winreg.QueryInfoKey(key)[1]):
                said = winreg.EnumValue(key, number)[0].partition(" (")[0]
                names |= {name.strip() for name in said.split("&")}
        english = {
            "SimSun": "宋体",
            "SimHei": "黑体",
            "KaiTi_GB2312": "楷体_GB2312",
            "FangSong_GB2312": "仿宋_GB2312",
        }
        names |= {chinese for name, chinese in english.items() if name in names}
    return frozenset(names)
