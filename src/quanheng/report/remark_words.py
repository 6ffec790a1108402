"""What is said of a remark between departments or years: plain statements with both places, no blame."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePath

from quanheng.lexicon.load import label
from quanheng.lexicon.measures import peer_measures
from quanheng.model.comparison import PaperOf, Remark, Source
from quanheng.model.quantity import MONEY
from quanheng.report import numbers, words

TITLES = {
    "prior": "上年数与上年文件不同",
    "scope": "两年的口径可能不同",
    "copied_departments": "与其他单位文字相同",
    "copied_years": "与上年文字相同",
    "indicators_departments": "与其他单位指标和完成值相同",
    "indicators_years": "完成值与上年全部相同",
    "round": "决算数取整偏多",
    "outlier": "与同类相差较大",
    "renamed": "疑为更名",
}
_MESSAGES = {
    "prior": "{first}{year}年{basis}的{item}，{year}年的{kind}写{old}，{next}年的{kind}作为上年数写{new}，相差{difference}。"
    "{parts}两份文件另有 {agree} 项上年数一致。请核实是口径调整还是写错。",
    "scope": "{first}{year}年与{next}年的{kind}共有的上年数 {common} 项，"
    "其中 {different} 项不同，多半是口径变了（并入、划出单位或重述），没有逐项列出。",
    "copied_departments": "{names}的文件有 {count} 段文字在遮去名称和数字后相同{figures}。请说明是共同写成还是照抄。",
    "copied_years": "{first}{year}年与{next}年的文件有 {count} 段文字在遮去名称和数字后相同{figures}。请核实{next}年的数字。",
    "indicators_departments": "{names}有 {count} 个少见的指标，指标值和完成值都相同：{rows}。请核实各自的完成情况。",
    "indicators_years": "{first}{year}年与{next}年相同的 {count} 个指标，完成值也全部相同：{rows}。请核实{next}年的完成情况。",
    "round": "{first}{year}年{kind}印到万元以下，但不同的决算数 {amounts} 个里有 {whole} 个是整万元。请核实是否按整数填报。",
    "outlier": "{first}{year}年{measure}{value}，{peers} 个同类单位的中位数{median}，离差中位数{mad}。请说明原因。",
    "renamed": "{first}的文件到{year}年为止，{second}的文件从{next}年开始，后者的上年数 {common} 项里有 {agree} 项与前者相同。"
    "是同一单位的，请写进沿革清单：{first},{second},{next},更名",
}


def message(remark: Remark, names: Mapping[str, str]) -> str:
    """The remark in a sentence or two; `names` are those of the departments by slug."""
    values = dict(remark.values)
    borne = [names[slug] for slug in remark.slugs]
    fields = {
        **values,
        "year": str(remark.years[0]),
        "next": str(remark.years[-1]),
        "names": "、".join(borne),
        "first": borne[0],
        "second": borne[-1],
        "kind": words.KINDS.get(values.get("kind", ""), "文件"),
        "figures": f"，数字也相同（{values['figures']}）" if values.get("figures") else "",
        "rows": values.get("names", ""),
        "parts": f"上年数按合并前 {values['parts']} 个单位相加。" if values.get("parts", "1") != "1" else "",
    }
    return _MESSAGES[remark.kind].format_map(fields | _numbers(remark))


def _numbers(remark: Remark) -> dict[str, str]:
    values = remark.values
    if remark.kind == "prior":
        money = values["dimension"] == MONEY
        return {
            "old": _amount(values["former"], money) if values["parts"] != "1" else remark.sources[0].text,
            "new": remark.sources[1].text,
            "difference": _amount(values["difference"], money),
            "item": label(values["item"]),
            "basis": words.FUNDS.get(values["fund"], "") + words.BASES.get(values["basis"], ""),
        }
    if remark.kind == "outlier":
        measure = peer_measures()[values["measure"]]
        shown = {
            key: f"{numbers.grouped(Decimal(values[key]))}{measure.unit}"
            for key in ("value", "median", "mad")
        }
        return shown | {"measure": measure.label}
    return {}


def _amount(base: str, money: bool) -> str:
    value = Decimal(base)
    return f"{wan(value)}万元" if money else numbers.exact(value.normalize())


def wan(base: Decimal) -> str:
    """An amount of 元 in 万元, grouped: two places, more only where it has them."""
    value = base.scaleb(-4).normalize()
    places = max(2, -int(value.as_tuple().exponent))
    return numbers.grouped(value.quantize(Decimal(1).scaleb(-places)))


def where(source: Source, papers: Mapping[str, PaperOf]) -> str:
    """Document and place: 水利局2023决算.docx 二(一)1 表3第5行第2列."""
    paper = papers.get(source.sha256)
    parts = [PurePath(paper.path).name if paper else source.sha256[:12], source.section or ""]
    if source.cell:
        parts.append("表{}第{}行第{}列".format(*(number + 1 for number in source.cell)))
    if source.page is not None:
        parts.append(f"第{source.page}页")
    elif source.cell is None and source.block >= 0:
        parts.append(f"第{source.block + 1}块")
    return " ".join(filter(None, parts))
