"""What a finding calls the figures that it speaks of.

The words before a figure are not always its name: 降到, 得, 人, 效益指标. Such a word in front of a message says
something untrue, a message without a name does not. A change is called what the level is that has changed, a share
what the part is: a clause further on speaks of another thing while its 比上年 still means the first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quanheng.checks.judgement import Judgement
from quanheng.lexicon.load import label
from quanheng.model.figure import Figure
from quanheng.model.quantity import COUNT, MONEY, PERCENT, POINTS, SCORE

_LONG = (
    24  # characters: a name of more, where no account names it by class, item and detail, is a run of heads
)
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_BRACKETS = re.compile(r"（[^（）]*）")
_ACCOUNT = re.compile(r"（[类款项]）")
_ABOUT = re.compile(r"^关于|^(?:目标[为是]|达到)(?=.{2})|^年(?=[收支])|^(?:(?:19|20)\d\d年?度?)+")
_BEHIND = re.compile(
    r"(?<=.)(?:(?<![理自事缘])由|从(?![业事])|按(?![揭摩期时质])).*$|(?:近[两二三四五]年)?(?:依次|分别)$"
    r"|(?:的|总体|有关)*(?:情况)?的?说明$"
)
_SO_MANY = re.compile(r"(?<=(?:实有|现有|在职|在编|编制|受益|受训|培训|参训|参加)人)$")  # 实有人数149人
_IN_ALL = re.compile(r"(?<=[收支]总)$")  # 收支总预算, 收支总计
_HEADING = re.compile(
    r".*(?:报告|方案|办法|通知|情况|概况|依据)|(?:部门|单位)?(?:预算|决算)|[一二三四五六七八九十]级指标"
)
_GROUP = re.compile(r"(?:投入|过程|产出|效益|效果|满意度|成本|数量|质量|时效)指标")
_MOVED = re.compile(
    r"(?:净?增加?|增长|上升|提高|提升?|调[增减高]?|上调|下调|涨|升|降低?|下降|减少|压减|扩大|缩小|缩短|延长|[高低多少])"
    r"(?:(?:至|到)(?:20.*)?|出|为|了)?|(?:高|低|多|少|大|小|优)于.*|[超高]出.*|比(?![例重赛武]).*|.*(?:[至到]|季度环)"
)
_DONE = re.compile(
    r"涉及|发放|支付|追加|成功|达到|实现|完成|需要?|预计|参观|依次|分别|其中|共有?|实有?|尚有?|还有?"
)
_PAID = re.compile(r"(?:实际)?(?:执行|支付|拨付|到位|下达|追加|发放|使用|列支|兑付)")
_COUNTS = {"人": "人数", "名": "人数", "户": "户数", "件": "件数", "家": "家数", "起": "起数", "次": "次数"}
_CHANGES = {COUNT: "增减数", PERCENT: "升降幅度", POINTS: "升降幅度"}
_RATE = re.compile(r"[率度比]$|比重$|指数$|得分$")
_SIDES = ("收入", "支出")
_OF_ANOTHER = frozenset(
    "growth difference direction share share_of_sum completion grim truncation zero_base".split()
)


@lru_cache(maxsize=4096)
def _bare(surface: str) -> str:
    """A name without what stands around it, "" where the words are none."""
    name = _IN_ALL.sub("额", _SO_MANY.sub("数", _BEHIND.sub("", _ABOUT.sub("", surface))))
    core = _BRACKETS.sub("", name)
    if "以下简称" in name or (len(name) > _LONG and not _ACCOUNT.search(name)):
        return ""
    if len(_LETTER.findall(core)) < 2:  # 人, 次, 得, （万元）, 1—7月
        return ""
    return "" if any(p.fullmatch(core) for p in (_HEADING, _MOVED, _DONE)) else name


def name_of(figure: Figure) -> str:
    """The name of a figure as it is written, that of its item where what is written is no name, "" without either."""
    name = _bare(figure.notes.get("name") or figure.surface)
    scored = figure.unit.dimension == SCORE
    paid = figure.surface if figure.unit.dimension == MONEY and _PAID.fullmatch(figure.surface) else ""
    if name == paid:
        name = ""
    if _GROUP.fullmatch(name) and not scored:
        name = ""
    if name in _SIDES and label(figure.item).startswith(name):
        name = label(figure.item)  # 支出总计, of which the lead keeps 支出
    name = name or figure.notes.get("word", "") or (label(figure.item) if figure.item else "")
    if not name and paid:
        return f"{paid}数"  # 执行494万元，比2023年执行数456万元增加38万元
    return name or ("得分" if scored and figure.kind != "delta" else "")


def name_in(made: Judgement) -> str:
    """What a finding is about: of a change and of a share the thing that changed or is the part."""
    assert made.stated is not None
    own = name_of(made.stated)
    if made.kind == "contribution" and (sign := made.stated.polarity):
        return f"{own}{'增加' if sign > 0 else '减少'}{'额' if made.stated.unit.dimension == MONEY else '数'}"
    if made.kind not in _OF_ANOTHER or _RATE.search(own):
        return own
    named = next(filter(None, map(name_of, made.others)), own)
    return named or _COUNTS.get(made.stated.unit.name, "")  # 年末实有61人，比上年63人增加2人


def column_of(made: Judgement) -> str:
    """What a table calls the difference of two of its columns: 未支出, 本级资金; a change where nothing names it."""
    figure = made.stated
    head = figure.path[-1] if figure is not None and figure.path else ""
    head = _BRACKETS.sub("", head)
    if head and not re.search(r"[增减升降差额]|较|比", head):
        return f"“{head}”"
    return _CHANGES.get(figure.unit.dimension, "增减额") if figure is not None else "增减额"
