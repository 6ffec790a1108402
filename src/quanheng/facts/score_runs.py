"""Scores told group by group.

决策（16分，得14.5分）：项目立项6分，得6分；绩效目标5分，得3.5分；资金投入5分，得5分。
A run is read whole or not at all, and only where the weights of its items make the weight of the group:
then the scores must make the group's score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from quanheng.facts.mentions import Mention
from quanheng.facts.operands import quotient, sum_of
from quanheng.facts.scores import total_score
from quanheng.model.quantity import PERCENT, SCORE
from quanheng.model.relation import Claim

_POINTS = r"\d+(?:\.\d+)?"
_GOT = r"(?:实际得分?|实得|自评得分?|评价得分?|得分?)(?:为)?"
_ALL = 100
_HEAD = re.compile(
    rf"[（(](?:满分|分值|权重)?(?P<weight>{_POINTS})分[，、]{_GOT}(?P<got>{_POINTS})分[）)][：:，]"
)
_GROUP = re.compile(
    rf"[；、，]?(?:其中[，：:]?)?[\u4e00-\u9fff“”《》]{{2,20}}?[（(]?(?:满分|分值|权重)?(?P<weight>{_POINTS})分[）)]?[，、]?{_GOT}(?P<got>{_POINTS})分"
)
_OPENS = re.compile(
    r"(?:[。；：:，](?=其中)|(?<!其中)[：:])(?=(?:其中[，：:]?)?[\u4e00-\u9fff“”《》]{2,20}[（(\d])"
)
_RATED = re.compile(r"[，、（(]?得分率为?\d{1,3}(?:\.\d+)?%[）)]?")
_RATE = re.compile(
    rf"(?P<weight>{_POINTS})分[）)]?[，、]?{_GOT}(?P<got>{_POINTS})分[，、（(]得分率为?(?P<rate>\d{{1,3}}(?:\.\d+)?)%"
)
_INSIDE = re.compile(r"（(?:其中)?[^（）]*\d分[^（）]*）")
_DIVIDED = re.compile(
    rf"(?P<weight>{_POINTS})分[，、]?{_GOT}(?P<got>{_POINTS})分（(?=(?:其中[，：:]?)?[\u4e00-\u9fff“”《》]{{2,20}}[（(\d])"
)
_BEHIND = re.compile(
    rf"[，；。、](?:以上)?(?:[两二三四五六七八九\d]项|各项)?(?:合计|总计|共计|总分|总得分|自评总分|自评得分|综合得分|最终得分)(?:得分?|为)*(?P<total>{_POINTS})分"
)
_SO_MANY = re.compile(
    rf"[，；。、](?:以上|上述)?(?P<many>[二三四五六七八九])[类项个部分]{{1,2}}(?:指标)?(?:合计|总计|共计|共)(?:自?评?得分?|为)*(?P<total>{_POINTS})分"
)
_PLAIN = re.compile(
    rf"[；、，]?(?:其中[，：:]?)?[\u4e00-\u9fff“”《》]{{2,20}}?得(?:分为?)?(?P<got>{_POINTS})分(?:[，、（(]得分率为?\d{{1,3}}(?:\.\d+)?%[）)]?)?"
)
_ITEM = re.compile(
    rf"[；、，]?[\u4e00-\u9fff“”《》]{{2,20}}（?(?:满分|分值)?(?P<weight>{_POINTS})分[，、]{_GOT}(?P<got>{_POINTS})分）?"
)


def score_run_claims(mentions: Sequence[Mention]) -> Iterator[Claim]:
    """The score of each group against the scores of its items."""
    scores = {m.start: m for m in mentions if m.dimension == SCORE}
    text = mentions[0].paragraph.text if len(scores) > 3 else ""
    if text:
        yield from _whole_claims(mentions, scores)
        yield from _behind_claims(text, scores)
        yield from _counted_claims(text, scores)
    yield from _rate_claims(mentions, scores)
    heads = [(head, _ITEM) for head in _HEAD.finditer(text)]
    if "分（" in text:
        heads += [(head, _GROUP) for head in _DIVIDED.finditer(text)]
    for head, pattern in heads:
        total, weight = scores.get(head.start("got")), scores.get(head.start("weight"))
        items = _items(pattern, text, head.end(), scores)
        if total is None or weight is None or len(items) < 2:
            continue
        if sum(w.figure.value for w, _ in items) == weight.figure.value:
            operands = sum_of(total, [got for _, got in items])
            yield Claim("score_sum", "scored-run", operands, total.figure.place)


def _rate_claims(mentions: Sequence[Mention], scores: Mapping[int, Mention]) -> Iterator[Claim]:
    """决策18分，得16.5分，得分率91.67%: the rate is of the two beside it."""
    rates = {m.start: m for m in mentions if m.dimension == PERCENT}
    for found in _RATE.finditer(mentions[0].paragraph.text) if rates and scores else ():
        rate = rates.get(found.start("rate"))
        weight, got = scores.get(found.start("weight")), scores.get(found.start("got"))
        if rate is not None and weight is not None and got is not None and weight.figure.value:
            operands = quotient(rate, got, weight)
            yield Claim("share", "points-rate", operands, rate.figure.place)


def _whole_claims(mentions: Sequence[Mention], scores: Mapping[int, Mention]) -> Iterator[Claim]:
    """综合得分91.10分。其中，甲（满分20分）得19分，乙（60分）得54.40分，丙（20分）得17.70分: groups that make the 100."""
    total, text = total_score(list(mentions)), mentions[0].paragraph.text
    if total is None:
        return
    for opened in _OPENS.finditer(text, total.end):
        groups = _items(_GROUP, text, opened.end(), scores)
        if len(groups) > 1 and sum(w.figure.value for w, _ in groups) == _ALL:
            operands = sum_of(total, [got for _, got in groups])
            yield Claim("score_sum", "scored-run", operands, total.figure.place)


def _counted_claims(text: str, scores: Mapping[int, Mention]) -> Iterator[Claim]:
    """甲得13.5分；乙得15.6分；丙得30.25分，三类合计59.35分: as many scores as the words say."""
    for behind in _SO_MANY.finditer(text):
        total = scores.get(behind.start("total"))
        begin = text.rfind("。", 0, behind.start()) + 1
        told = list(_PLAIN.finditer(text, begin, behind.start()))
        parts = [scores[found.start("got")] for found in told if found.start("got") in scores]
        joined = all(a.end() == b.start() for a, b in pairwise(told)) and bool(told)
        if total is None or not joined or told[-1].end() != behind.start():
            continue
        if len(parts) == len(told) == "零一二三四五六七八九".find(behind["many"]):
            yield Claim("score_sum", "scored-run", sum_of(total, parts), total.figure.place)


def _behind_claims(text: str, scores: Mapping[int, Mention]) -> Iterator[Claim]:
    """投入20分得18.5分，产出50分得47分，效益30分得27.5分，合计93分: the total behind groups that make the 100."""
    for behind in _BEHIND.finditer(text):
        total = scores.get(behind.start("total"))
        begin = text.rfind("。", 0, behind.start()) + 1
        opened = _GROUP.search(text, begin, behind.start())  # 对照《指标表》，投入（满分15分）得15分
        groups = _items(_GROUP, text, opened.start() if opened else begin, scores, behind.start())
        if total is not None and len(groups) > 1 and sum(w.figure.value for w, _ in groups) == _ALL:
            operands = sum_of(total, [got for _, got in groups])
            yield Claim("score_sum", "scored-run", operands, total.figure.place)


def _items(
    pattern: re.Pattern[str], text: str, at: int, scores: Mapping[int, Mention], end: int | None = None
) -> list[tuple[Mention, Mention]]:
    """Weight and score of each item behind a head; none where something else stands between them and `end`."""
    found: list[tuple[Mention, Mention]] = []
    while item := pattern.match(text, at):
        weight, got = scores.get(item.start("weight")), scores.get(item.start("got"))
        if weight is None or got is None:
            break
        found.append((weight, got))
        inside = _INSIDE.match(
            text, item.end()
        )  # （其中执行率5分得4.92分、采购5分得5分）: what the group is made of
        rated = _RATED.match(text, item.end())  # 得16.5分，得分率91.67%
        at = max(told.end() for told in (item, inside, rated) if told)
    return found if end in (None, at) else []
