"""Which papers there are: the template of each, what it may and must hold, and who makes its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from quanheng.report.papers import decisions, summary
from quanheng.report.papers import recheck as rechecking
from quanheng.report.papers.fields import Fields
from quanheng.report.papers.filling import Template, Values
from quanheng.report.papers.letter import letter, notice
from quanheng.report.papers.party import OFFICE, Party
from quanheng.report.papers.problem_paper import ENTRY, listing
from quanheng.report.papers.recheck import recheck
from quanheng.report.papers.working import pages

ENDING = ".docx"
_COMMON = frozenset(
    ("单位", "年度", "材料", "文件", "数据数", "关系数", "未核", "规范版本", *OFFICE),
)
_ITEM = frozenset(("序号", "编号", "等级", "位置", "原文", "问题", "要求", "答复", "标识"))
_INPUT = frozenset(("序号", "作用", "名称", "原文", "代表", "位置"))
_WORKING = frozenset(
    (
        *(
            "编号",
            "等级",
            "规则",
            "标识",
            "所在文件",
            "校验码",
            "位置",
            "问题",
            "算式",
            "所写",
            "应为",
            "应为区间",
        ),
        *("建议", "依据", "结论", "复核说明", "复核人", "复核时间", "程序版本"),
    )
)


@dataclass(frozen=True)
class Kind:
    """One paper: `make` gives the values of its pages, none where there is nothing to write."""

    fields: Fields
    make: Callable[[Party], list[Values]]


def _one(make: Callable[[Party], Values]) -> Callable[[Party], list[Values]]:
    return lambda party: [make(party)]


def _asked(party: Party) -> list[Values]:
    """A notice only where there is something to correct or to explain."""
    values = notice(party)
    return [values] if values["事项"] else []


KINDS: Mapping[str, Kind] = {
    "复核意见书": Kind(
        Fields(
            _COMMON | {"总体情况"},
            {"更正": _ITEM, "说明": _ITEM, "建议": _ITEM, "依据": frozenset(("序号", "名称"))},
            frozenset(("单位", "总体情况", "更正.位置", "更正.问题", "说明.位置", "说明.问题")),
        ),
        _one(letter),
    ),
    "问题清单": Kind(
        Fields(
            _COMMON | {"标题", "条数"}, {"清单": ENTRY}, frozenset(("清单.编号", "清单.位置", "清单.问题"))
        ),
        _one(lambda party: listing(party.review, party.problems, party.fields())),
    ),
    "复核表": Kind(
        Fields(
            _COMMON | {"体系", "总权重", "自评总分", "复核总分", "总体情况"},
            {"指标": frozenset(rechecking.COLUMNS)},
            frozenset(f"指标.{name}" for name in ("三级指标", "权重", "自评得分", "复核得分"))
            | {"单位", "自评总分", "复核总分"},
        ),
        _one(recheck),
    ),
    "整改通知书": Kind(
        Fields(
            _COMMON | {"事项数"}, {"事项": _ITEM}, frozenset(("单位", "答复期限", "事项.问题", "事项.要求"))
        ),
        _asked,
    ),
    "整改回执": Kind(
        Fields(
            _COMMON | {"事项数"},
            {"事项": _ITEM},
            frozenset(("单位", "事项.编号", "事项.问题", "事项.答复", "事项.标识")),
        ),
        _asked,
    ),
    "工作底稿": Kind(
        Fields(
            _COMMON | _WORKING,
            {"输入": _INPUT},
            frozenset(("编号", "位置", "问题", "算式", "依据", "标识", "输入.原文", "输入.位置")),
        ),
        pages,
    ),
}


SUMMARY, OUTCOME = "通报表", "整改复核结果"
FIELDS: Mapping[str, Fields] = {name: kind.fields for name, kind in KINDS.items()} | {SUMMARY: summary.FIELDS}
"""What each template may and must hold: those of a department, and that of the whole review."""
ALL: Mapping[str, Fields] = {**FIELDS, OUTCOME: decisions.FIELDS}
"""Those and the paper on what a unit answered, which only the workspace knows."""


@cache
def shipped(name: str) -> bytes:
    """The template that comes with the program, by the name of its paper."""
    return (files("quanheng.report") / "templates" / f"{name}{ENDING}").read_bytes()


def template(name: str, data: bytes | None = None, more: frozenset[str] = frozenset()) -> Template:
    """The checked template of a paper: the office's own bytes, else the shipped one.

    `more` are the names of fields that the office gives itself. Raises TemplateFault.
    """
    made = Template(f"{name}{ENDING}", shipped(name) if data is None else data)
    fields = ALL[name]
    made.check(Fields(fields.plain | more, fields.lists, fields.needed))
    return made
