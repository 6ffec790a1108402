"""The fixed vocabulary of every output: severities, verdicts, document kinds, rule codes.

Symbols come from GBK only, so that a Chinese Windows console can show them.
"""

from __future__ import annotations

from collections.abc import Sequence

from quanheng.model.finding import DOUBT, ERROR, MISSING, NOTE, PROVED, Finding
from quanheng.model.relation import AGREE, OFF, ROUNDING, UNDECIDED, Relation
from quanheng.model.review import Review, Reviewed

SEVERITIES = (ERROR, DOUBT, NOTE, MISSING)
SYMBOLS = {ERROR: "×", DOUBT: "▲", NOTE: "●", MISSING: "▲", AGREE: "√", UNDECIDED: "○"}
NAMES = {ERROR: "错误", DOUBT: "疑点", NOTE: "提示", MISSING: "缺少", AGREE: "相符", UNDECIDED: "未能核对"}
VERDICTS = {AGREE: "√ 相符", ROUNDING: "√ 尾差", OFF: "× 不符", UNDECIDED: "○ 未能核对"}
CERTAINTIES = {"proved": "可以证实", "likely": "可信度高", "suspect": "存疑"}
ROLES = {"stated": "所写", "operand": "依据", "heading": "标题"}
KINDS = {
    "final_accounts": "部门决算",
    "budget": "部门预算",
    "self_evaluation_report": "绩效自评报告",
    "self_evaluation_form": "绩效自评表",
    "evaluation_report": "绩效评价报告",
    "goal_declaration": "绩效目标申报表",
    "monitoring": "绩效运行监控",
    "review_paper": "绩效复核表",
    "ledger": "台账",
    "workbook": "自评数据工作簿",
    "unknown": "类型未识别",
}
FIGURE_KINDS = {
    "level": "数额",
    "delta": "增减额",
    "ratio": "比率",
    "growth": "增减率",
    "score": "得分",
    "target": "目标值",
    "rule": "标准",
    "rank": "名次",
    "ordinal": "序数",
    "identifier": "编号",
}
BASES = {"initial": "年初预算", "adjusted": "调整预算", "final": "决算", "quota": "定额", "target": "目标"}
FUNDS = {"general": "一般公共预算", "fund": "政府性基金", "state": "国有资本经营", "fiscal": "财政拨款"}
FAMILIES = {
    "sums": "SUM",
    "ratios": "RAT",
    "growth": "GRO",
    "years": "YOY",
    "units": "UNI",
    "grades": "GRD",
    "restated": "TXT",
    "text_vs_table": "TXT",
    "wording": "WRD",
    "missing": "MIS",
    "privacy": "PRV",
    "tables": "TAB",
    "scores": "SCO",
    "goals": "GOL",
    "monitoring": "MON",
    "reviews": "REV",
    "limits": "LIM",
    "logic": "LOG",
    "cases": "CAS",
    "ledger_rows": "LDG",
    "engine": "ENG",
}
FAMILY_NAMES = {
    "sums": "合计与分项",
    "definitions": "口径",
    "ratios": "占比和完成率",
    "growth": "增减率",
    "years": "与上年比较",
    "units": "计量单位",
    "orders": "大小和比较词",
    "counts": "个数",
    "grades": "等级",
    "restated": "前后不一",
    "text_vs_table": "文表不一",
    "tables": "公开表勾稽",
    "wording": "用词和笔误",
    "missing": "内容缺少",
    "privacy": "个人信息",
    "scores": "得分",
    "goals": "绩效目标",
    "monitoring": "运行监控",
    "reviews": "复核底稿",
    "limits": "限额",
    "logic": "情理",
    "cases": "各份材料之间",
    "ledger_rows": "台账",
    "engine": "程序提示",
}
SCOPES = {"department": "部门", "unit": "单位", "project": "项目"}
ACROSS = "cases/"
FEW_FIGURES = 10


def severity(finding: Finding) -> str:
    """The severity to show: an error that is not proved is a doubt."""
    if finding.severity == ERROR and finding.certainty != PROVED:
        return DOUBT
    return finding.severity


def code(rule: str, number: int | str | None) -> str:
    """The short code of a rule, for telephone and paper: sums/expenditure-by-kind, 101 gives SUM101."""
    family = rule.split("/", 1)[0]
    return FAMILIES.get(family, family[:3].upper()) + (str(number) if number is not None else "")


def family(rule: str) -> str:
    """The kind of mistake that a rule looks for, in words: 合计与分项."""
    name = rule.split("/", 1)[0]
    return FAMILY_NAMES.get(name, name)


def severity_counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity, all four always present."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for finding in findings:
        counts[severity(finding)] += 1
    return counts


def verdict_counts(relations: Sequence[Relation]) -> dict[str, int]:
    """How many relations of each verdict, all four always present."""
    counts = dict.fromkeys((AGREE, ROUNDING, OFF, UNDECIDED), 0)
    for relation in relations:
        counts[relation.verdict] += 1
    return counts


def checked_figures(reviewed: Reviewed) -> int:
    """How many figures took part in a decided relation or in a finding."""
    used = {
        operand.figure.id
        for relation in reviewed.relations
        if relation.verdict != UNDECIDED
        for operand in relation.claim.operands
    }
    for finding in reviewed.findings:
        used.update(finding.figures)
    return sum(figure.id in used for figure in reviewed.facts.figures)


def lone_figures(reviewed: Reviewed) -> int:
    """How many figures stand alone for a reason that is known: `notes["alone"]` says it."""
    return sum("alone" in figure.notes for figure in reviewed.facts.figures)


def described(reviewed: Reviewed) -> str:
    """A document of a case in a few words: year, kind, scope."""
    facts = reviewed.facts
    year = f"{facts.year}年" if facts.year else "年度未识别的"
    scope = SCOPES.get(facts.scope or "", "")
    return f"{year}{KINDS.get(facts.kind, facts.kind)}{f'（{scope}）' if scope else ''}"


def distinct(review: Review) -> list[Finding]:
    """Every finding of a run; one between documents of a case, which stands in each of them, once."""
    across = {
        (finding.rule, finding.root): finding
        for reviewed in review.documents
        for finding in reviewed.findings
        if finding.rule.startswith(ACROSS)
    }
    alone = [f for reviewed in review.documents for f in reviewed.findings if not f.rule.startswith(ACROSS)]
    return [*alone, *across.values()]


def recognised(reviewed: Reviewed) -> str:
    """Which pages were read from pictures, "" for none: 第1–3、7页由图片识别."""
    pages = sorted(reviewed.document.images)
    if not pages:
        return ""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    shown = "、".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    faint = sum(not figure.legible for figure in reviewed.facts.figures)
    doubtful = f"，其中 {faint} 个数字识别没有把握" if faint else ""
    return f"第{shown}页由图片识别得来{doubtful}；凡依据这些数字的问题，请先对照原图"


def few_figures(reviewed: Reviewed) -> str:
    """A warning when almost nothing was taken from the document, else ""."""
    count = len(reviewed.facts.figures)
    if count >= FEW_FIGURES:
        return ""
    return f"只取到 {count} 个数字，可能不是绩效、预决算类文件，也可能是扫描件或图片表格，请核对原文"
