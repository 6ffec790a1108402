"""Scores told group by group.

决策（16分，得14.5分）：项目立项6分，得6分；绩效目标5分，得3.5分；资金投入5分，得5分。
A run is read whole or not at all, and only where the weights of its items make the weight of the group:
then the scores must make the group's score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from quanheng.facts.mentions import Mention
from quanheng.facts.operands import sum_of
from quanheng.facts.scores import total_score
from quanheng.model.quantity import SCORE
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
_OPENS = re.compile(r"[。；：:，](?=其中[，：:]?[\u4e00-\u9fff“”《》]{2,20}[（(\d])")
_INSIDE = re.compile(r"（(?:其中)?[^（）]*\d分[^（）]*）")
_DIVIDED = re.compile(
    rf"(?P<weight>{_POINTS})分[，、]?{_GOT}(?P<got>{_POINTS})分（(?=(?:其中[，：:]?)?[\u4e00-\u9fff“”《》]{{2,20}}[（(\d])"
)
_BEHIND = re.compile(
    rf"[，；。、](?:以上)?(?:[两二三四五六七八九\d]项|各项)?(?:合计|总计|共计|总分|总得分|自评总分|自评得分|综合得分|最终得分)(?:得分?|为)*(?P<total>{_POINTS})分"
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


def _behind_claims(text: str, scores: Mapping[int, Mention]) -> Iterator[Claim]:
    """投入20分得18.5分，产出50分得47分，效益30分得27.5分，合计93分: the total behind groups that make the 100."""
    for behind in _BEHIND.finditer(text):
        total = scores.get(behind.start("total"))
        begin = text.rfind("。", 0, behind.start()) + 1
        groups = _items(_GROUP, text, begin, scores, behind.start())
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
        at = inside.end() if inside else item.end()
    return found if end in (None, at) else []
