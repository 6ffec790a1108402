"""What the arguments of every command are made of: a parser that speaks Chinese, arguments that several take, their types."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

PLAIN_FORMATS = ("text", "json")
_FAIL_ON = {"错误": "error", "疑点": "doubt", "提示": "note", "从不": "never"}
_EXPLAINED = (
    (r"the following arguments are required: (.*)", r"缺少参数 \1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数 \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，可选 \3"),
    (r"argument (.*?): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (.*?): expected at least one argument", r"\1 后面至少要跟一个值"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 不带值，多写了 \2"),
    (r"argument (.*?): (.*)", r"\1：\2"),
)

Run = Callable[[argparse.Namespace], int]


class UsageError(Exception):
    """Wrong use of the command; the message is Chinese and says what to do."""


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """The parser of the program and of each command: Chinese words, no abbreviations, a UsageError instead of an exit."""

    def __init__(self, **options: Any) -> None:
        settled = {"add_help": False, "allow_abbrev": False, "formatter_class": _Help}
        super().__init__(**(options | settled))
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """Say in Chinese what is wrong and how to get help, with status 2."""
        raise UsageError(f"{_chinese(message)}\n用 {self.prog} --help 查看用法")


def _chinese(message: str) -> str:
    for pattern, words in _EXPLAINED:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(words)
    return message


def command(commands: argparse._SubParsersAction[Parser], name: str, words: str, run: Run) -> Parser:
    """Add a command."""
    parser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def later(name: str, module: str = "commands") -> Run:
    """The function of that name in a module beside this one, loaded when it is called."""

    def run(chosen: argparse.Namespace) -> int:
        found: Run = getattr(import_module(f"quanheng.cli.{module}"), name)
        return found(chosen)

    return run


def output(parser: Parser, formats: tuple[str, ...]) -> None:
    """--format, --output, --lang."""
    named = "|".join(formats)
    parser.add_argument(
        "--format", choices=formats, metavar="格式", default=None, help=f"输出格式：{named}，默认 text"
    )
    parser.add_argument("-o", "--output", default=None, metavar="文件", help="写入文件，不覆盖被核对的文件")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="进度等日志的语言")


def own_norms(parser: Parser) -> None:
    """--norms."""
    parser.add_argument(
        "--norms",
        type=norms_folder,
        default=None,
        metavar="目录",
        help="本地规范目录，先于各级规范；也可设 QUANHENG_NORMS",
    )


def norms_folder(text: str) -> str:
    """The folder, checked; it holds for this run and the processes that it starts."""
    from quanheng.norms.load import check_own  # noqa: PLC0415
    from quanheng.norms.own import VARIABLE, BadNorms  # noqa: PLC0415

    try:
        check_own(Path(text))
    except BadNorms as fault:
        raise argparse.ArgumentTypeError(str(fault)) from fault
    os.environ[VARIABLE] = text
    return text


def setting(parser: Parser) -> None:
    """What is known of the document beforehand: --norms, --year, --unit, --at."""
    own_norms(parser)
    parser.add_argument("--year", type=year, default=None, metavar="年度", help="年度，默认从文件中认")
    parser.add_argument("--unit", default=None, metavar="单位", help="单位名称，默认从文件中认")
    parser.add_argument("--at", type=division, default=None, metavar="区划代码", help="地区，如 430423")


def choice(parser: Parser) -> None:
    """Which rules are asked, and from which on the status is 1."""
    parser.add_argument("--select", action="append", default=[], metavar="规则", help="只查这些，逗号分隔")
    parser.add_argument("--ignore", action="append", default=[], metavar="规则", help="不查这些，逗号分隔")
    fail_on(parser)


def fail_on(parser: Parser) -> None:
    """--fail-on."""
    parser.add_argument(
        "--fail-on",
        type=_level,
        default="error",
        metavar="等级",
        help="达到哪一级时返回 1：error|doubt|note|never（错误|疑点|提示|从不），默认 error",
    )


def _level(text: str) -> str:
    level = _FAIL_ON.get(text, text)
    if level not in _FAIL_ON.values():
        raise argparse.ArgumentTypeError(f"不能是 {text}，可选 error|doubt|note|never（错误|疑点|提示|从不）")
    return level


def positive(text: str) -> int:
    """How many at the same time."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 256:
        raise argparse.ArgumentTypeError(f"要写 1 到 256 的整数，不能是 {text}")
    return int(text)


def port(text: str) -> int:
    """A port of TCP."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"要写 1 到 65535 的端口，不能是 {text}")
    return int(text)


def year(text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise argparse.ArgumentTypeError(f"要写四位年度，如 2024，不能是 {text}")
    return int(text)


def division(text: str) -> str:
    """A code of GB/T 2260, or cn."""
    code = text.removeprefix("cn-")
    if code != "cn" and not re.fullmatch(r"\d{2}(\d{2}(\d{2})?)?", code):
        raise argparse.ArgumentTypeError(f"要写 2、4 或 6 位区划代码，如 430423，不能是 {text}")
    return code


def day(text: str) -> date:
    """A day as 2024-06-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"要写成 2024-06-30 的样子，不能是 {text}") from None
