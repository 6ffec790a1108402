"""The arguments of every command, with help and errors in Chinese."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from quanheng import __version__
from quanheng.cli.corpus_arguments import corpus
from quanheng.cli.parser import (
    PLAIN_FORMATS,
    Parser,
    UsageError,
    choice,
    command,
    day,
    division,
    fail_on,
    later,
    norms_folder,
    output,
    own_norms,
    port,
    positive,
    setting,
)

CHECK_FORMATS = ("text", "short", "json", "jsonl", "sarif", "csv", "html", "xlsx", "docx", "pdf")
DIFF_FORMATS = (*PLAIN_FORMATS, "xlsx")
SCORE_FORMATS = (*PLAIN_FORMATS, "html")
WRITTEN = ("self-evaluation", "form", "project-forms", "final-accounts", "budget", "goals", "monitoring")


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """The chosen command as a namespace; `run` is the function that carries it out. Raises UsageError."""
    chosen = _parser().parse_args(argv)
    if named := os.environ.get("QUANHENG_NORMS"):
        try:
            norms_folder(named)
        except argparse.ArgumentTypeError as fault:
            raise UsageError(f"QUANHENG_NORMS：{fault}") from fault
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="quanheng", description="权衡：核对预算绩效文件中的数字")
    parser.add_argument("--version", action="version", version=f"quanheng {__version__}", help="显示版本")
    commands = parser.add_subparsers(
        title="命令", metavar="命令", required=True, parser_class=Parser, dest="命令"
    )
    _check(commands)
    _reading(commands)
    _score(commands)
    _annotate(commands)
    _workbook(commands)
    _papers(commands)
    _ledger(commands)
    _report(commands)
    _rules(commands)
    _norm(commands)
    _diff(commands)
    _workspace(commands)
    corpus(commands)
    return parser


def _check(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "check", "核对文件、文件夹或压缩包", later("check"))
    parser.add_argument("paths", nargs="+", metavar="文件", help="文件、文件夹、zip，或 - 表示标准输入的文字")
    output(parser, CHECK_FORMATS)
    _overwrite(parser)
    setting(parser)
    choice(parser)
    parser.add_argument("--baseline", metavar="结果.json", help="只列这份结果里没有的问题")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="同时核对几份，默认 1")
    parser.add_argument("--case", action="store_true", help="把这些文件当作一套材料，各份之间也核对")
    parser.add_argument(
        "--ledger",
        metavar="文件夹",
        default="",
        help="存放台账的文件夹：核对台账各行，文件里的结果与台账核对",
    )
    parser.add_argument(
        "--group", choices=("file", "rule", "severity"), default="file", help="排列：按文件、规则或等级"
    )


def _reading(commands: argparse._SubParsersAction[Parser]) -> None:
    for name, words in (("read", "显示读到的文档：段落、表格、位置"), ("facts", "显示取到的数字和关系")):
        parser = command(commands, name, words, later(name))
        parser.add_argument("file", metavar="文件", help="一个文件，或 - 表示标准输入的文字")
        output(parser, PLAIN_FORMATS)
        setting(parser)


def _score(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "score", "按官方指标体系算分：算式、所用的数、缺的数", later("score"))
    parser.add_argument("file", metavar="文件", help="一个文件，或 - 表示标准输入的文字")
    parser.add_argument(
        "--framework",
        choices=("department", "scored", "project", "form"),
        default="department",
        metavar="体系",
        help="department 部门整体支出（默认），scored 本地带分值的指标表，project 项目支出，form 自评表逐行对照",
    )
    output(parser, SCORE_FORMATS)
    setting(parser)


def _overwrite(parser: Parser) -> None:
    parser.add_argument("--overwrite", action="store_true", help="覆盖已有的同名文件，里面填过、改过的会丢掉")


def _annotate(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "annotate", "把问题写进原件的批注", later("annotate"))
    parser.add_argument("file", metavar="文件", help="被核对的原件；不会改动它")
    parser.add_argument("-o", "--output", required=True, metavar="文件", help="带批注的新文件")
    parser.add_argument("--revise", action="store_true", help="有把握的更正另写成修订")
    _overwrite(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="进度等日志的语言")
    setting(parser)
    choice(parser)
    replies = command(commands, "replies", "读回带批注文件里的答复", later("replies"))
    replies.add_argument("file", metavar="文件", help="单位答复过的、带权衡批注的文件，或填好的整改回执")
    replies.add_argument(
        "--against", nargs="+", default=[], metavar="更正稿", help="再核对更正后的文件，与答复对照"
    )
    replies.add_argument(
        "--before",
        nargs="+",
        default=[],
        metavar="原稿",
        help="原来的文件或 check 的 JSON，用来认出新增和改后仍不对的",
    )
    output(replies, PLAIN_FORMATS)
    setting(replies)


def _workbook(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "template", "生成自评数据工作簿", later("template", "workbook"))
    parser.add_argument(
        "-o", "--out", "--output", dest="output", required=True, metavar="文件.xlsx", help="写到哪里"
    )
    parser.add_argument(
        "--framework", default="standard-2020", metavar="方案", help="权重方案，默认 standard-2020"
    )
    parser.add_argument(
        "--import", dest="taken", nargs="+", default=[], metavar="文件",
        help="带入其中的数和文字：自评报告和评价报告、决算和预算公开文本、上年的工作簿、一体化系统导出的表",
    )  # fmt: skip
    _overwrite(parser)
    setting(parser)
    parser = command(commands, "fill", "核对填好的工作簿", later("fill", "workbook"))
    parser.add_argument("file", metavar="工作簿.xlsx", help="由 template 生成、单位填写的工作簿")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--split", metavar="文件夹", help="每个填报股室（00分工）拆出一个小工作簿；没有写股室的，每张表一个"
    )
    ways.add_argument(
        "--merge", nargs="+", default=[], metavar="文件", help="收回小工作簿，合并写到 -o 的文件"
    )
    ways.add_argument(
        "--import", dest="taken", nargs="+", default=[], metavar="文件",
        help="带入公开表、导出的表、上年工作簿里的数，写到 -o 的文件，已填的不动",
    )  # fmt: skip
    ways.add_argument(
        "--ledger", metavar="文件夹", default="", help="用台账算出指标的完成值，写到 -o 的文件，已填的不动"
    )
    _overwrite(parser)
    output(parser, PLAIN_FORMATS)
    setting(parser)
    fail_on(parser)


def _papers(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(
        commands,
        "papers",
        "写复核文书：意见书、问题清单、复核表、整改通知书和回执、工作底稿",
        later("papers"),
    )
    parser.add_argument(
        "paths", nargs="*", metavar="文件", help="文件、文件夹、zip；每个单位一个文件夹的文书"
    )
    parser.add_argument("--out", metavar="文件夹", help="写到哪里；已有的文件不覆盖")
    parser.add_argument(
        "--accept",
        metavar="结论",
        help="每条问题的结论：填了“复核意见”的问题清单.xlsx，或 JSON："
        '{"verdicts": {"标识": "成立|不成立|待说明"}}；不给时错误都算成立',
    )
    parser.add_argument("--template", metavar="文件夹", help="本单位改过的模板；没有的用自带的")
    parser.add_argument("--copy-templates", metavar="文件夹", help="把自带的模板写到这里，供修改")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="字段=值",
        help="如 复核单位=某某县财政局；可写多次，也可自加字段",
    )
    parser.add_argument("--only", action="append", default=[], metavar="文书", help="只写这些，逗号分隔")
    parser.add_argument("--pdf", action="store_true", help="另写 PDF（要装 LibreOffice）")
    _overwrite(parser)
    parser.add_argument("--framework", choices=("form", "scored", "department", "project"), metavar="体系",
                        help="复核表按哪个体系：form、scored、department、project，默认有自评表的按自评表，其次本地分值")  # fmt: skip
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="同时核对几份，默认 1")
    parser.add_argument("--case", action="store_true", help="各份之间也核对")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="进度等日志的语言")
    setting(parser)
    choice(parser)


def _ledger(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(
        commands, "ledger", "台账：列出、生成空表、核对一本并算出取数、封存", later("ledger", "ledger")
    )
    parser.add_argument(
        "book", nargs="?", default="", metavar="台账", help="台账的名称，或一本填好的台账；不写则列出全部"
    )
    parser.add_argument("--seal", action="store_true", help="核对无误后封存为填报完整，写到 -o 的文件")
    parser.add_argument(
        "--month",
        type=int,
        choices=range(1, 13),
        metavar="月",
        help="按月看到这个月：累计、同比、预计、下降的企业",
    )
    parser.add_argument(
        "--target", action="append", default=[], metavar="名称=数", help="全年目标，如 工业总产值=210，可重复"
    )
    _overwrite(parser)
    output(parser, PLAIN_FORMATS)
    setting(parser)
    fail_on(parser)


def _report(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(
        commands, "report", "由填好的工作簿写出报告、自评表和公开文本", later("report", "written")
    )
    parser.add_argument("file", metavar="工作簿.xlsx", help="由 template 生成、单位填写的工作簿")
    parser.add_argument(
        "--kind", action="append", choices=WRITTEN, default=[], metavar="种类",
        help=f"写哪一种，可重复，默认全部：{'|'.join(WRITTEN)}",
    )  # fmt: skip
    parser.add_argument(
        "--outline", choices=("hunan", "national", "county", "earlier"), default="", metavar="提纲",
        help="自评报告的提纲：hunan 湖南十段，national 财预〔2020〕10号，county 县级简式，"
        "earlier 评价八段；默认用工作簿“01基本情况”里选的，没有选的用 hunan",
    )  # fmt: skip
    parser.add_argument("-o", "--out", required=True, metavar="文件夹", help="写到哪个文件夹，没有就新建")
    parser.add_argument("--pdf", action="store_true", help="另写 PDF（要用 LibreOffice）")
    parser.add_argument(
        "--ledger", metavar="文件夹", default="", help="指标的完成值取自台账，自评报告附佐证索引和名单"
    )
    parser.add_argument("--xlsx", action="store_true", help="另把各表写成 xlsx")
    _overwrite(parser)


def _rules(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "explain", "说明一条规则", later("explain"))
    parser.add_argument("rule", metavar="规则", help="名称、编号或代码，如 SUM101")
    output(parser, PLAIN_FORMATS)
    output(command(commands, "rules", "列出全部规则", later("rules")), PLAIN_FORMATS)


def _norm(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "norm", "查一项标准的取值和出处", later("norm"))
    parser.add_argument("name", metavar="名称", help="标准的名称")
    parser.add_argument("--at", type=division, default="cn", metavar="区划代码", help="地区，默认全国")
    parser.add_argument("--on", type=day, default=None, metavar="日期", help="如 2024-06-30，默认今天")
    own_norms(parser)
    output(parser, PLAIN_FORMATS)


def _diff(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(
        commands, "diff", "比较两稿的问题：新增、原文已变、仍在、已消失；或逐个数字对照", later("diff")
    )
    parser.add_argument("old", metavar="旧稿", help="文件，或 check --format json 的结果")
    parser.add_argument("new", metavar="新稿", help="文件，或 check --format json 的结果")
    parser.add_argument(
        "--figures", action="store_true",
        help="逐个数字对照两份文件：更正（依据哪条问题）、不同、写法、未写入、待补、新写入，可写成 xlsx",
    )  # fmt: skip
    output(parser, DIFF_FORMATS)
    setting(parser)
    choice(parser)


def _workspace(commands: argparse._SubParsersAction[Parser]) -> None:
    parser = command(commands, "serve", "打开浏览器里的工作平台", later("serve", "workspace"))
    _data(parser)
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认只在本机：127.0.0.1")
    parser.add_argument("--port", type=port, default=8765, metavar="端口", help="默认 8765")
    parser.add_argument(
        "--demo", action="store_true", help="用虚构的演示数据打开：三个单位、两年、一项进行中的任务"
    )
    parser.add_argument(
        "--only", choices=("server", "worker"), help="只开网页服务，或只做后台任务；默认两样都开"
    )
    parser = command(commands, "backup", "备份工作平台的数据", later("backup", "workspace"))
    parser.add_argument("archive", metavar="备份文件", help="要写的 .tar 文件")
    _data(parser)
    parser = command(commands, "restore", "把备份恢复到空文件夹", later("restore", "workspace"))
    parser.add_argument("archive", metavar="备份文件", help="backup 写的 .tar 文件")
    _data(parser)
    _data(command(commands, "verify", "核验事件日志的封签和存放的文件", later("verify", "workspace")))


def _data(parser: Parser) -> None:
    parser.add_argument("--data", metavar="文件夹", help="数据文件夹，默认主目录下的 quanheng-data")
