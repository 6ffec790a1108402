"""The arguments of the commands on many documents: batch, compare, public."""

from __future__ import annotations

import argparse

from quanheng.cli.parser import Parser, choice, command, later, output, positive, setting

FORMATS = ("text", "json", "csv", "xlsx", "html")
RUNNERS = ("serial", "pool", "ray")


def corpus(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the commands."""
    _batch(commands)
    _compare(commands)
    _public(commands)


def _public(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "public", "写出供公众查阅的网页，不需要服务器", later("public", "comparison"))
    parser.add_argument("panel", metavar="文件夹", help="batch 的 --out 文件夹，只放已公布的文件")
    parser.add_argument("--out", "-o", required=True, metavar="文件夹", help="网页写到哪里")
    parser.add_argument("--links", metavar="沿革.csv", help="更名、合并、划出的清单：原名称,现名称,年度,方式")
    parser.add_argument("--title", default="", metavar="名称", help="网页的名称")
    parser.add_argument("--contact", default="", metavar="文字", help="报告错误的电话或邮箱")
    parser.add_argument(
        "--accept",
        metavar="结论.json",
        help='只列这里写“成立”的问题：{"verdicts": {"标识": "成立"}}；不给时一条不列',
    )
    parser.add_argument(
        "--remarks", action="store_true", help="也列各单位、各年之间发现的不一致，注明未经确认"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="进度等日志的语言")


def _compare(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(
        commands, "compare", "把批量核对过的各单位、各年放在一起比较", later("compare", "comparison")
    )
    parser.add_argument("panel", metavar="文件夹", help="batch 的 --out 文件夹")
    parser.add_argument(
        "--department", action="append", default=[], metavar="单位",
        help="只看名称含这些字的单位，可重复；不写时看全部",
    )  # fmt: skip
    parser.add_argument("--links", metavar="沿革.csv", help="更名、合并、划出的清单：原名称,现名称,年度,方式")
    output(parser, FORMATS)


def _batch(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "batch", "核对成千上万份文件，可随时中断、接着做", later("batch", "batch"))
    parser.add_argument(
        "paths", nargs="+", metavar="文件夹", help="文件夹、zip、文件，或一行一个路径的清单（.txt、.lst）"
    )
    parser.add_argument("--out", "-o", required=True, metavar="文件夹", help="结果写到哪里；再次执行时接着做")
    parser.add_argument(
        "--runner", choices=RUNNERS, default="pool", metavar="方式",
        help="serial 一份接一份，pool 本机多个进程（默认），ray 多台机器",
    )  # fmt: skip
    parser.add_argument(
        "--jobs", type=positive, default=0, metavar="N", help="同时核对几份，默认与处理器个数相同"
    )
    parser.add_argument(
        "--seconds", type=_amount, default=600, metavar="秒", help="一份最多用多少秒，超过的隔离，默认 600"
    )
    parser.add_argument(
        "--memory", type=_amount, default=1400, metavar="MB",
        help="一份最多用多少内存，超过的隔离，默认 1400",
    )  # fmt: skip
    parser.add_argument("--retry", action="store_true", help="上次未能核对的再试一次")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="进度等日志的语言")
    setting(parser)
    choice(parser)


def _amount(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 10**6:
        raise argparse.ArgumentTypeError(f"要写大于 0 的整数，不能是 {text}")
    return int(text)
