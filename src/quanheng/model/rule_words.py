"""Words of results and conditions: 完成, 未完成, 按时完成, 预算内 and what else is said for them."""

from __future__ import annotations

import re

MET, UNMET, PARTLY, IN_TIME, NOT_IN_TIME = "完成", "未完成", "部分完成", "按时完成", "未按时完成"
IN_BUDGET, OUT_OF_BUDGET = "预算内", "超预算"

_FILLER = re.compile(
    r"^(?:能够|能|已经|已|均|都|按要求|按规定|按照要求|按标准|按计划要求|工作|任务|项目|目标任务|全部|全面|如数|成功|是否)+"
)
_BEHIND = re.compile(r"(?:的|了|年度|情况|任务|工作|目标任务)+$")
_TARGET = r"(?:年度|年初|预期|计划|既定|规定|设定|绩效|考核|目标|指标|工作)*(?:目标值|指标值|计划数|目标|指标|计划|任务|要求|标准|预期|规定|值)"
_DONE = re.compile(
    rf"(?:完成|达到|实现|达成|符合|满足)(?:了)?(?:{_TARGET})?(?:任务)?|(?:验收|考核|检验|检测|评审|审核)?(?:达标|合格|通过)|达到{_TARGET}|是|达成|按{_TARGET}完成|通过"
)
_TIMELY = re.compile(
    r"(?:提前或)?(?:按时|按期|及时|如期|准时|按计划时间|按规定时间|按规定时限|按时限|在规定时间内|在规定时限内|规定时间内|在时限内|按时间节点|提前|按时限要求|按进度)"
    r"(?:全部|保质保量)?(?:完成|报送|上报|支付|拨付|到位|办结|公开|达成)?(?:任务|工作)?"
)
_NOT = re.compile(r"^(?:未能|未|没有|没|不)")
_LATE = re.compile(r"^(?:推迟|延迟|逾期|延期|超期|超时|滞后|迟)(?:完成|报送|上报)?$")
_IN_BUDGET = re.compile(
    r"(?:控制)?在?(?:年初|年度)?(?:预算|概算|成本)(?:范围|指标|数|总额)*(?:以|之)?内|不超(?:出|过)?(?:预算|概算)|未超(?:出|过)?(?:预算|概算)"
)
_SAME = (("显著", "明显"), ("效果好", "好"))


def canonical(words: str) -> str:
    """One of the words above where the words say it, else the words without what adds nothing."""
    bare = _BEHIND.sub("", words.strip()) or words
    said_not = _NOT.match(bare)
    if _TIMELY.fullmatch(bare[said_not.end() :] if said_not else bare):
        return NOT_IN_TIME if said_not else IN_TIME
    bare = _FILLER.sub("", bare) or bare
    if bare == "否":
        return UNMET
    if _IN_BUDGET.fullmatch(bare):
        return IN_BUDGET
    if _LATE.match(bare):
        return NOT_IN_TIME
    said_not = _NOT.match(bare)
    core = _FILLER.sub("", bare[said_not.end() :]) or bare[said_not.end() :] if said_not else bare
    if _TIMELY.fullmatch(core):
        return NOT_IN_TIME if said_not else IN_TIME
    if _DONE.fullmatch(core):
        return UNMET if said_not else MET
    if bare in ("部分完成", "部分达成", "部分实现"):
        return PARTLY
    for one, other in _SAME:
        bare = bare.replace(one, other)
    return bare


def is_met(words: str) -> bool:
    """True for 完成, 达标, 按时完成 and the like."""
    return canonical(words) in (MET, IN_TIME)


def negated(words: str) -> tuple[bool, str]:
    """未发生安全事故 -> (True, 发生安全事故)."""
    found = _NOT.match(words) or re.match(r"无(?=.)", words)
    return (True, words[found.end() :]) if found else (False, words)
