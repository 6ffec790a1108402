"""Files in, and results out: to a console of any encoding, or a file that is never half written."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from quanheng.cli.parser import PLAIN_FORMATS, UsageError
from quanheng.read.endings import ENDINGS

_BY_ENDING = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".pdf": "pdf",
}
_REFUSED = {
    errno.ENOENT: "找不到这个文件或文件夹。请检查路径。",
    errno.EISDIR: "这是文件夹，请指定里面的一个文件。",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹。请检查路径。",
    errno.EACCES: "没有权限，或正被别的程序占用。请关闭正在使用它的程序，或检查权限。",
    errno.EPERM: "没有权限。请检查权限，或换一个位置。",
    errno.EROFS: "这个磁盘不能写。请换一个位置。",
    errno.ENOSPC: "磁盘满了。请清理后再试。",
    errno.ENAMETOOLONG: "文件名太长。请换一个短些的。",
}
_OFFICE = frozenset({"xlsx", "docx", "pdf"})
_FILLED = frozenset({"xlsx", "docx"})
"""Lists with columns for the unit's answer and the reviewer's word."""


def chosen_format(form: str | None, output: str | None, formats: Sequence[str] = PLAIN_FORMATS) -> str:
    """The format asked for, else that of the output's ending, else text.

    Raises UsageError for an ending of a format that the command does not write, and for a file of an
    office program that would go to a terminal.
    """
    found = form or (_BY_ENDING.get(Path(output).suffix.lower(), "text") if output else "text")
    if found not in formats:
        raise UsageError(f"这个命令写不出 {found}，可选 {'、'.join(formats)}")
    if found in _OFFICE and output is None and sys.stdout.isatty():
        raise UsageError(f"{found} 不能显示在屏幕上，请用 -o 写明文件名")
    return found


def guard(output: str | None, inputs: Sequence[str]) -> None:
    """Raise UsageError when writing `output` would overwrite something that is being read."""
    if output is None:
        return
    target = Path(output)
    if target.is_dir():
        raise UsageError(f"输出 {output} 是文件夹，请写文件名")
    if not target.parent.is_dir():
        raise UsageError(f"没有文件夹 {target.parent}，请先建好")
    for given in inputs:
        source = Path(given)
        same = target.exists() and source.exists() and target.samefile(source)
        inside = source.is_dir() and source.resolve() in target.resolve().parents
        if same or (inside and target.exists() and target.suffix[1:].lower() in ENDINGS):
            raise UsageError(f"输出 {output} 会覆盖被核对的文件，请换一个文件名")


def unwritten(output: str, overwrite: bool) -> None:
    """Raise UsageError where the file is there already: people write into it, so it is replaced only when asked."""
    if Path(output).exists() and not overwrite:
        raise UsageError(f"{output} 已经有了，里面可能有人填过、改过；换一个文件名，或加 --overwrite 覆盖")


def unfilled(output: str | None, form: str, overwrite: bool) -> None:
    """The same for a list of problems in a format that people fill in; a result for machines is replaced."""
    if output is not None and form in _FILLED:
        unwritten(output, overwrite)


def demand_ending(output: str, ending: str) -> None:
    """Raise UsageError for a name that says another format than is written."""
    if Path(output).suffix.lower() != ending:
        raise UsageError(f"写出的是 {ending} 文件，请把输出写成 {Path(output).with_suffix(ending)}")


def folder(name: str) -> Path:
    """A folder to write into, made where there is none; raises UsageError."""
    made = Path(name)
    try:
        made.mkdir(parents=True, exist_ok=True)
    except FileExistsError as fault:
        raise UsageError(f"{name} 是文件，请写文件夹的名称") from fault
    except OSError as fault:
        raise UsageError(f"建不了文件夹 {name}：{why(fault)}") from fault
    return made


def why(fault: OSError) -> str:
    """What the system says, in Chinese with what to do."""
    return _REFUSED.get(fault.errno or 0) or f"{fault.strerror or fault}。请检查路径和磁盘。"


def file_name(words: str) -> str:
    """Words as part of the name of a file on any system."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", words)


def source(path: str) -> tuple[str, bytes]:
    """A file that is given by name, and what it holds; raises UsageError."""
    try:
        return path, Path(path).read_bytes()
    except OSError as fault:
        raise UsageError(f"打不开 {path}：{why(fault)}") from fault


def write(result: str | bytes, output: str | None) -> None:
    """Write to the file, or to standard output: bytes as they are, text in the console's encoding."""
    if output is not None:
        _replace(Path(output), result.encode("utf-8", "replace") if isinstance(result, str) else result)
    elif isinstance(result, str):
        sys.stdout.write(result)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()


def write_all(files: Mapping[Path, bytes], inputs: Sequence[str], overwrite: bool) -> None:
    """Write several files, their folders made; none of them before all may be written.

    Raises UsageError for one that is there already and not `overwrite`, or that is an input.
    """
    sources = [Path(given) for given in inputs if Path(given).is_file()]
    there = [target for target in files if target.exists()]
    for target in there:
        if any(target.samefile(source) for source in sources):
            raise UsageError(f"输出 {target} 会覆盖被核对的文件，请换一个文件夹")
    if there and not overwrite:
        raise UsageError(
            f"{there[0]} 等 {len(there)} 份已经有了，可能有人改过；换一个文件夹，或加 --overwrite 覆盖"
        )
    for target, data in files.items():
        folder(str(target.parent))
        _replace(target, data)


def _replace(target: Path, data: bytes) -> None:
    """Written beside the target and moved: who reads it sees the old file or the new one."""
    waiting = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        waiting.write_bytes(data)
        waiting.replace(target)
    except OSError as fault:
        waiting.unlink(missing_ok=True)
        raise UsageError(f"写不了 {target}：{why(fault)}") from fault


def colourful(output: str | None) -> bool:
    """True when colour is welcome: a terminal, and NO_COLOR not set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def report_progress(done: int, path: str, lang: str) -> None:
    """One line on a terminal's standard error, overwritten as the work goes on."""
    words = f"{done} files done: {path}" if lang == "en" else f"已核对 {done} 份：{path}"
    sys.stderr.write(f"\r\x1b[K{words[:70]}")
    sys.stderr.flush()
