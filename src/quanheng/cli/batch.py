"""The command `batch`: a corpus, resumable."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from quanheng import farm
from quanheng.cli.commands import setting_of
from quanheng.cli.ending import status
from quanheng.cli.parser import UsageError
from quanheng.farm.batch import BOOK, TABLES_IN, Step
from quanheng.report import words
from quanheng.report.batch_book import alarm_name
from quanheng.workers import Limits

_LISTED = 10  # files named on the screen; the workbook has them all


def batch(chosen: argparse.Namespace) -> int:
    """Check the corpus and tell what came of it."""
    order = farm.Order(
        given=tuple(chosen.paths),
        out=_folder(chosen.out, chosen.paths),
        setting=setting_of(chosen),
        runner=chosen.runner,
        jobs=chosen.jobs or os.cpu_count() or 1,
        limits=Limits(memory=chosen.memory << 20, seconds=float(chosen.seconds)),
        retry=chosen.retry,
    )
    told = _Told(chosen.lang)
    try:
        done = farm.run(order, told)
    except farm.Busy:
        raise UsageError(f"{chosen.out} 正由另一次批量核对使用，请等它结束或换一个文件夹") from None
    except farm.Lost as lost:
        told.clear()
        sys.stderr.write(f"quanheng: Ray 中断：{lost}。做完的都已保存，再执行同一条命令就接着做\n")
        return 2
    except KeyboardInterrupt:
        told.clear()
        sys.stderr.write("quanheng: 已中断，做完的都已保存；再执行同一条命令就接着做\n")
        return 2
    told.clear()
    sys.stdout.write(summary_text(done, order.out))
    found = [kind for kind in words.SEVERITIES if done.made.counted(kind)]
    return 2 if done.made.failed else status(found, chosen.fail_on)


def _folder(out: str, given: list[str]) -> Path:
    folder = Path(out)
    if folder.is_file():
        raise UsageError(f"--out {out} 是文件，请写文件夹")
    for path in map(Path, given):
        if path.is_dir() and (
            folder.resolve() == path.resolve() or path.resolve() in folder.resolve().parents
        ):
            raise UsageError(f"--out {out} 在被核对的文件夹里面，请换一个位置")
    return folder


def summary_text(done: farm.Summary, out: Path) -> str:
    """What a terminal shows at the end."""
    made = done.made
    again = sum(len(same) - 1 for same in made.repeated.values())
    lines = [
        f"文件 {len(made.files)}：已核对 {len(made.documents)} 份（本次 {done.fresh} 份），内容重复 {again}，未能核对 {len(made.failed)}",
        "  ".join(
            [f"{words.SYMBOLS[kind]} {words.NAMES[kind]} {made.counted(kind)}" for kind in words.SEVERITIES]
            + [
                f"√ 相符 {made.counted('agree') + made.counted('rounding')}",
                f"○ 未能核对 {made.counted('undecided')}",
            ]
        ),
    ]
    lines += [f"▲ {alarm_name(alarm.kind)}：{alarm.message}" for alarm in made.alarms]
    for row in made.failed[:_LISTED]:
        lines.append(f"× {row['path']}：{row['message']}。{row['hint']}")
    if len(made.failed) > _LISTED:
        lines.append(f"另有 {len(made.failed) - _LISTED} 份未能核对，见 {BOOK}")
    if not made.parquet:
        lines.append('● 没有写 Parquet 表，要用 compare 请先 pip install "quanheng[panel]"')
    lines.append(f"汇总 {out / BOOK}    各表 {out / TABLES_IN}    用时 {duration(done.seconds)}")
    return "\n".join(lines) + "\n"


def duration(seconds: float) -> str:
    """Seconds in words: 45 秒, 3 分 20 秒, 2 小时 5 分."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60} 分"


class _Told:
    """A bar on a terminal, a line a file anywhere else; on standard error."""

    def __init__(self, lang: str) -> None:
        self._english = lang == "en"
        self._bar = sys.stderr.isatty()

    def __call__(self, step: Step) -> None:
        if self._bar:
            sys.stderr.write(f"\r\x1b[K{self._line(step)[:70]}")
            sys.stderr.flush()
        elif step.stage == "check":
            state = f"× {step.message}" if step.message else "√"
            sys.stderr.write(f"{step.done}/{step.total} {step.name} {state}\n")

    def _line(self, step: Step) -> str:
        if step.stage == "list":
            return f"{step.done} files listed" if self._english else f"清点文件 {step.done}"
        if step.stage == "tables":
            return "writing tables" if self._english else "整理结果"
        left = duration(step.left) if step.left is not None else "…"
        if self._english:
            return f"{step.done}/{step.total}  {step.rate:.1f}/s  {step.left or 0:.0f} s left  failed {step.failed}"
        return f"{step.done}/{step.total} 份  {step.rate:.1f} 份/秒  约剩 {left}  隔离 {step.failed}"

    def clear(self) -> None:
        """Take the bar away."""
        if self._bar:
            sys.stderr.write("\r\x1b[K")
