"""The words of the letter, the notice and the list of answers: facts, arithmetic, request."""

from __future__ import annotations

from quanheng.model.quantity import Interval
from quanheng.report import messages, numbers
from quanheng.report.papers.filling import Values
from quanheng.report.papers.party import Party, Recheck, Settled
from quanheng.report.papers.problems import Problem
from quanheng.report.papers.verdicts import CORRECT, EXPLAIN, IMPROVE

ANSWERS = ("已更正", "说明", "申请延期", "不认可")
BOX = "□"


def letter(party: Party) -> Values:
    """The values of 复核意见书."""
    bases = dict.fromkeys(
        f"{basis.document}{basis.article}"
        for one in party.settled
        for problem in (one.problem, *one.again)
        for basis in messages.bases(problem.finding.rule)
    )
    return party.fields() | {
        "总体情况": overall(party),
        **{
            ask: [item(number, one) for number, one in enumerate(party.asked(ask), 1)]
            for ask in (CORRECT, EXPLAIN, IMPROVE)
        },
        "依据": [{"序号": str(number), "名称": name} for number, name in enumerate(bases, 1)],
    }


def notice(party: Party) -> Values:
    """The values of 整改通知书 and 整改回执: what is to be corrected or explained."""
    wanted = [one for one in party.settled if one.ask != IMPROVE]
    return party.fields() | {
        "事项数": str(len(wanted)),
        "事项": [item(number, one) for number, one in enumerate(wanted, 1)],
    }


def item(number: int, one: Settled) -> dict[str, str]:
    """One numbered matter of a letter."""
    problem = one.problem
    return {
        "序号": str(number),
        "编号": "\n".join(p.number for p in (problem, *one.again)),
        "等级": problem.row[1],
        "位置": problem.place,
        "原文": problem.excerpt,
        "问题": "；".join(_told(p).rstrip("。") for p in (problem, *one.again)) + "。",
        "要求": _request(one),
        "答复": "\n".join(f"{BOX}{answer}" for answer in ANSWERS),
        "标识": "\n".join(p.tag for p in (problem, *one.again)),
    }


def _told(problem: Problem) -> str:
    """The message, and the calculation where it adds something to it."""
    worked = messages.calculation(problem.finding, problem.said)
    return f"{problem.said.rstrip('。')}（{worked}）" if worked else problem.said


def _request(one: Settled) -> str:
    """What is asked: the reviewer's own words, else the remedy of the rule."""
    if one.verdict.note:
        return one.verdict.note
    steps = messages.paragraphs(messages.remedy(one.problem.finding.rule))
    guess = messages.suggestion(one.problem.finding, one.problem.said)
    said = steps[0] if steps else {CORRECT: "请核对并更正。", EXPLAIN: "请说明情况。"}.get(one.ask, "")
    return f"{guess}。{said}" if guess else said


def overall(party: Party) -> str:
    """Self-score and re-checked score as far as they are known, then how many matters of each kind."""
    counts = (
        f"本次复核提出需更正的事项{len(party.asked(CORRECT))}项、需说明的事项{len(party.asked(EXPLAIN))}项、"
        f"改进建议{len(party.asked(IMPROVE))}项。"
    )
    return f"{_own_score(party)}{_our_score(party)}{counts}"


def _own_score(party: Party) -> str:
    card = party.card
    if card is None or card.self_score is None:
        return "报送材料中没有读到自评总分。"
    grade = f"，自评等级“{card.self_grade}”" if card.self_grade else ""
    return f"你单位自评得分{numbers.points(card.self_score.value)}分{grade}。"


def _settled_score(found: Recheck) -> str:
    """The total that reviewers came to; only the sums that every row has points for."""
    if found.ours is None:
        return f"复核表共{len(found.rows)}项指标，其中{found.open}项尚未定分，本次不作总分。"
    full = f"满分{numbers.points(found.full)}分，" if found.full is not None else ""
    grade = f"，等级“{found.grade}”" if found.grade else ""
    said = f"按所附复核表，{full}复核得分{numbers.points(found.ours)}分{grade}"
    if found.own is None:
        return said + "。"
    gap = found.own - found.ours
    word = "高" if gap > 0 else "低"
    return said + (f"，自评比复核{word}{numbers.points(abs(gap))}分。" if gap else "，自评与复核一致。")


def _our_score(party: Party) -> str:
    """The re-checked total with what is open; nothing where no framework gives points."""
    if party.recheck is not None:
        return _settled_score(party.recheck)
    card = party.card
    if card is None or card.total is None:
        return "本次未对总分作整体复核，与分值有关的问题见下列各项。"
    full, got = card.total
    said = f"按所附复核表，满分{numbers.points(full)}分，复核得分{score(got)}分"
    said += f"，等级“{card.grade}”" if card.grade else ""
    if card.self_score is not None and got.low == got.high:
        gap = card.self_score.value - got.high
        word = "高" if gap > 0 else "低"
        said += f"，自评比复核{word}{numbers.points(abs(gap))}分" if gap else "，自评与复核一致"
    return said + ("。" if got.low == got.high else "，尚缺资料的指标按最低分和最高分分别计算。")


def score(points: Interval) -> str:
    """A score, or both ends of what it can be: 88.5至95."""
    low, high = numbers.points(points.low), numbers.points(points.high)
    return low if low == high else f"{low}至{high}"
