"""Scores and grades in running text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quanheng.facts.lists import Group
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph
from quanheng.model.figure import EXACT, Statement
from quanheng.model.quantity import SCORE
from quanheng.model.relation import Claim, Operand

_GRADE = re.compile(
    r"(?:等级|评价结果|评定|绩效|结论|结果|评价|评级|档次|自评)[^，。；“（]{0,12}?(?:为|是|：|评为|属于?|被评为|达到)?[“（]?(?P<grade>优秀?|良好?|中等?|差|合格|不合格|较差)(?P<end>[“”]|等[次级]|档|[，。；（）]|$|级)"
    r"|[“](?P<quoted>优秀?|良好?|中等?|差)[“”]"
)
_AT_ONCE = re.compile(
    r"(?![优良中差较])[，（]?(?:绩效)?(?:自评|评价|评定|复核|审核)?(?:结果|等[级次]|档次|评级)?(?:评?定?[为是]|属于?|：)?[“（]?"
    r"(?P<grade>优秀?|良好?|中等?|较?差)(?!”?(?:等[次级]|档次?)?的(?:项目|单位|部门))(?=[”，。；（）]|$)"
)
_CHANGED = re.compile(r"(?:调整?|[降改变升])[低高至]?为?“?$")
_BOUND = re.compile(r"(?:不满|未满|不足|低于|小于|以上|[至到~～—-])$")  # 80分以上不满90分“良”
_FORMER = re.compile(r"[由从]“?$")  # 等级由“优”调整为“良”
_COUNTED = re.compile(r"”?(?:等[次级]|档次?)?(?:的?(?:项目|单位|部门)?(?:有|为|共)?\d|的(?:项目|单位|部门))")
_NONE = re.compile(r"(?:没有|无|未有|未出现)(?:评为|等级为)?(?:“?[优良中差]”?[、和]?)*“?$")  # 没有“差”的项目
_OF_SEVERAL = re.compile(r"\d[个家项][^，。；]{0,6}$")  # 3个项目评为“优”
_OF_ELSE = re.compile(
    r"(?:质量|水质|空气|环境|卫生|风险|信[用誉]|诚信|验收|检[测验]|抽检|鉴定|满意度|安全|资质|预警|响应|廉政)(?:考核)?$"
)
_OF_OTHERS = re.compile(r"(?:审核|复核|核定|复评)后?$")
_TOTAL = re.compile(r"综合得分|总得分|自评得分|总分|自评总分|评价得分|得分|评分|评价结果|自评分|分值")


_WHOLE = re.compile(r"综合(?:得分|评分)|总得分|总分|合计得分|最终得分|自评得分|评价得分")
_PART = re.compile(r"指标|[类项]得分")
_ADDED = re.compile(r"(?:合计|共计?|总计)(?:得分?)?$")
_FULL = re.compile(r"(?:满分|分值|权重)(?:值?[为是])?$")
_WHOLE_MARKS = re.compile(r"(?<!自评)(?<!综合)(?<!评价)(?<!最终)(?<!实得)总分[为是]?$")
_GOT = re.compile(r"(?:自评|评价|实际?)?(?:得分|得|评分|自评)[为是：]?$")
_GOT_OF_IT = re.compile(r"[，：]?(?:自评|实际?)?得分?$")  # 管理效率50分得45.7分
_SCORED = re.compile(r"(?:得分|评分|得)?[为是：]?$")
_TENS = 10
_BRACKETED = re.compile(r"（[^（）]*）")  # the bands
_SCALE = re.compile(
    r"(?:等级|评级|等次)(?:划分|标准)[^。]*|[^。；“”]*\d[^。；“”]*为优[^。；“”]*为良[^。；“”]*"
)  # which scores earn what
_BANDS = re.compile(r"（[^（）]*为优[^（）]*为良[^（）]*）")
_SUM = re.compile(r"[＝=]$")
_RESULT = re.compile(r"(?:自评|综合|评价|总)(?:得?分|评分)(?:为)?$")
_PRIOR = re.compile(r"[，；。](?:与|比|较)(?:上年|去年|20\d\d年)(?:度)?(?:的|自评|评价|得分|总分)*$")
_MOVED = re.compile(r"(?:相比)?[，]?(?:(?P<up>提高|上升|增加|提升)|(?P<down>降低|下降|减少|回落))了?")
_NEAR, _MOST = 8, 110
_FEWEST = 50
"""Below this a score stands for a part of the marks wherever a higher one stands beside it."""


def total_score(mentions: list[Mention]) -> Mention | None:
    """The score that the paragraph calls the result."""
    scores = [m for m in mentions if m.dimension == SCORE and m.attr == "level"]
    scores = [m for m in scores if "扣" not in _before(m)]  # 扣分合计4.7分
    scores = [m for m in scores if not _is_full(m, scores)]
    bands = [found.span() for found in _BANDS.finditer(scores[0].paragraph.text)] if scores else []
    scores = [m for m in scores if not any(start < m.start < end for start, end in bands)]
    summed = [m for m in scores if _SUM.search(m.gap)]  # 89.05分＋9.50分＝98.55分
    whole = (
        summed
        or [m for m in scores if _WHOLE.search(_before(m))]
        or [m for m in scores if _ADDED.search(_before(m))]
    )
    named = [m for m in scores if _TOTAL.search(m.lead.name + m.context[-20:] + _before(m))]
    apart = [m for m in named if not _PART.search(_before(m))]  # 产出指标得分48分 is no result
    return (whole or apart or named or scores or [None])[0]  # type: ignore[list-item]


def _is_full(mark: Mention, scores: list[Mention]) -> bool:
    """Marks that can be had: the words say so, what was got stands right behind, or 总分100分 has a score behind it."""
    before = _before(mark)
    if _FULL.search(before) or _GOT_OF_IT.fullmatch(mark.after):
        return True
    whole = _WHOLE_MARKS.search(before) and mark.figure.value % _TENS == 0
    return bool(whole) and any(m.start > mark.end and _GOT.search(_before(m)) for m in scores)


def _is_result(score: Mention) -> bool:
    """Whether the words say so, or nothing else can be meant: 扣0.5分, 得9分 beside 优 is of one indicator."""
    named = _WHOLE.search(_before(score)) or _ADDED.search(_before(score)) or _SUM.search(score.gap)
    return bool(named) or score.figure.value >= _FEWEST


def _before(mention: Mention) -> str:
    """The words right before a score, in its clause."""
    text = mention.paragraph.text[max(0, mention.start - 16) : mention.start]
    return re.split(r"[，。；、]", text)[-1]


def grade_claims(paragraph: Paragraph, mentions: list[Mention], groups: list[Group]) -> Iterator[Claim]:
    """A score with its grade word."""
    score = total_score(mentions)
    if score is None:
        return
    scales = [_bracketed(found) for found in _SCALE.finditer(paragraph.text)]
    listed = [m for group in groups for m in group.children]
    at_once = dict(_graded_at_once(paragraph, [m for m in mentions if m not in listed], scales))
    yield from at_once.values()
    graded = any(claim.operands[0].figure is score.figure for claim in at_once.values())
    if graded or not _is_result(score) or score in listed:
        return
    if any(start <= score.start < end for start, end in scales):
        return
    for found in _GRADE.finditer(paragraph.text):
        if any(start <= found.start() < end for start, end in scales):
            continue
        name = found["grade"] or found["quoted"]
        group = "grade" if found["grade"] else "quoted"
        if _COUNTED.match(paragraph.text, found.end("grade" if found["grade"] else "quoted")):
            continue  # 评为“优”的1个、“良”的3个
        if _OF_SEVERAL.search(paragraph.text, max(0, found.start() - 10), found.start()):
            continue
        at = found.start(group)
        of_none = _NONE.search(paragraph.text, max(0, at - _NEAR), at)
        if at in at_once or of_none or _FORMER.search(paragraph.text, max(0, at - 2), at):
            continue
        if grades_something_else(paragraph.text, found.start()) or _is_of_others(score, found):
            continue
        apart = _BRACKETED.sub("", paragraph.text[score.end : found.start()])
        if len(apart) > 60 or score.start - found.end() > 60 or not 0 <= score.figure.value <= _MOST:
            continue
        beside = _beside(score, mentions, found.start())
        if beside and _CHANGED.search(paragraph.text, max(0, at - _NEAR), at):
            beside = [score, *beside]
            score = beside.pop()
        claim = _grade_claim(paragraph, score, name, found.span(group))
        claim.alternatives = tuple((Operand("score", m.figure),) for m in beside)
        yield claim
        return


def _graded_at_once(
    paragraph: Paragraph, mentions: list[Mention], scales: list[tuple[int, int]]
) -> Iterator[tuple[int, Claim]]:
    """自评95.0分，为“优”；复核82.8分，为“良”: each grade right behind its score, by where it stands."""
    for score in mentions:
        exact = score.dimension == SCORE and score.attr == "level" and score.figure.hedge == EXACT
        found = _AT_ONCE.match(paragraph.text, score.end) if exact else None
        if found is None or not _FEWEST <= score.figure.value <= _MOST:
            continue
        scaled = any(start <= score.start < end for start, end in scales) or _BOUND.search(score.gap)
        if not scaled and "扣" not in _before(score) and not _OF_ELSE.search(_SCORED.sub("", _before(score))):
            yield found.start("grade"), _grade_claim(paragraph, score, found["grade"], found.span("grade"))


def _grade_claim(paragraph: Paragraph, score: Mention, name: str, span: tuple[int, int]) -> Claim:
    said = Statement("grade", name, paragraph.place(*span), value=name[0])
    return Claim("grade", "grade", (Operand("score", score.figure),), said.place, said=said, word=name)


def grades_something_else(text: str, at: int) -> bool:
    """True where the words before a grade say that it is not the score's: 空气质量等级, 信用等级, 验收结论."""
    return _OF_ELSE.search(text, max(0, at - _NEAR), at) is not None


def _is_of_others(score: Mention, grade: re.Match[str]) -> bool:
    """自评得分97分，复核等级为中: another score earned it, unless the words call this one so too."""
    named = _OF_OTHERS.search(grade.string, max(0, grade.start() - _NEAR), grade.start())
    return named is not None and named[0].removesuffix("后") not in _before(score)


def score_change_claims(mentions: list[Mention]) -> Iterator[Claim]:
    """自评得分97.2分……与上年96.4分相比，提高0.8分: the score of the paragraph against last year's."""
    for prior, delta in itertools.pairwise(mentions):
        said = _MOVED.fullmatch(delta.gap)
        scores = prior.dimension == delta.dimension == SCORE and _PRIOR.search(prior.gap)
        before = [m for m in mentions if m.end <= prior.start]
        current = total_score(before) if said and scores else None
        if said is None or current is None or not _named_result(current):
            continue
        delta.figure.kind, delta.figure.polarity = "delta", 1 if said["up"] else -1
        operands = (
            Operand("delta", delta.figure), Operand("current", current.figure), Operand("prior", prior.figure),
        )  # fmt: skip
        yield Claim("difference", "score-change", operands, delta.figure.place)


def _named_result(score: Mention) -> bool:
    """Whether the words call it the result: of all the scores of a paragraph it is the one that years compare."""
    return score.figure.value >= _FEWEST and _RESULT.search(_before(score)) is not None


def _bracketed(scale: re.Match[str]) -> tuple[int, int]:
    """Where the bands stand: in the bracket, if one holds them, and what is behind it is the grade."""
    inside = _BANDS.search(scale[0])
    return (scale.start() + inside.start(), scale.start() + inside.end()) if inside else scale.span()


def _beside(score: Mention, mentions: list[Mention], end: int) -> list[Mention]:
    """Other scores before the grade that may be the one it is of."""
    if _SUM.search(score.gap):
        return []  # 89.05分＋9.50分＝98.55分，等级为优
    if _WHOLE.search(_before(score)) and not any(score.start < m.start < end for m in mentions):
        return []  # 总得分98.30分，等级为“良”
    scores = [m for m in mentions if m is not score and m.dimension == SCORE and m.end <= end]
    scores = [
        m for m in scores if m.sentence == score.sentence and m.depth == score.depth
    ]  # the bands may be printed before
    return [m for m in scores if m.figure.value >= _FEWEST and not _is_full(m, mentions)]
