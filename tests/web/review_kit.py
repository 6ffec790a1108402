"""Reports of invented departments for the tests of review, as plain text that the check reads with its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quanheng.web.campaigns.models import ReviewScore, Task
    from quanheng.web.documents.models import Finding
    from quanheng.web.units.models import User

SHARED_SENTENCE = "我们建立了由主要领导牵头、分管领导具体负责、各股室分工协作的预算绩效管理工作机制，做到全年有计划、季度有督查。"


def report(
    unit: str, year: int = 2025, wrong: bool = True, own: str = "这一年修复渠道、培训农户，工作有序推进。"
) -> bytes:
    """A self-evaluation report with one planted error (a sum), and a form of four indicators."""
    total = "1,250.00" if wrong else "1,200.00"
    return f"""{unit}{year}年度部门整体支出绩效自评报告

一、基本情况
{own}
{SHARED_SENTENCE}
二、预算执行情况
{year}年支出合计{total}万元，其中：基本支出800.00万元，项目支出400.00万元。
三、绩效自评结论
自评得分98分，等级为“优”。

{year}年度部门整体支出绩效自评表

| 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因 |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 产出指标 | 数量指标 | 修复渠道 | ≥20公里 | 21公里 | 30 | 30 | |
| 产出指标 | 质量指标 | 验收合格率 | ≥95% | 96% | 30 | 30 | |
| 效益指标 | 社会效益指标 | 群众用水改善 | 明显改善 | 明显改善 | 30 | 28 | |
| 满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 91% | 10 | 10 | |
| 总分 | | | | | 100 | 98 | |
""".encode()


def handed_in(county: Any, unit: Any = None, **more: Any) -> Any:
    """The task of the department after its report came to the bureau and was taken up."""
    from quanheng.web.campaigns.intake import take_in
    from quanheng.web.campaigns.steps import take

    person = county.people["performance"]
    unit = unit or county.department
    take_in(county.campaign, f"{unit.name}自评.md", [report(unit.name, **more)], person)
    task = county.campaign.tasks.get(unit=unit)
    return take(task, "take_up", person, task.version)


def scores(task: Task, user: User) -> list[ReviewScore]:
    from quanheng.web.campaigns.sheet import brought_up
    from quanheng.web.campaigns.standing import standings

    return brought_up(task, standings([task], user)[task.pk].drafts)


def accept(task: Task, clerk: User, choice: str = "holds") -> Finding:
    from quanheng.web.documents.models import Finding
    from quanheng.web.documents.verdicts import decide

    finding = Finding.objects.get(draft__document__task=task, rule="sums/parts-and-total")
    decide(finding.draft.document, finding, choice, "", clerk)
    return finding


def many_units(county: Any, count: int = 80) -> None:
    """A campaign of many units: most have handed in, with errors and doubts, some are late; rows only, no check is run."""
    from django.utils import timezone

    from quanheng.web.campaigns.models import Task
    from quanheng.web.documents.models import Document, Draft, Finding
    from quanheng.web.files.store import keep
    from quanheng.web.units.models import Unit

    file, person, now = keep([b"paper"]), county.people["performance"], timezone.now()
    states = [
        Task.State.SUBMITTED,
        Task.State.REVIEWING,
        Task.State.RETURNED,
        Task.State.OPINION,
        Task.State.DRAFT,
    ]
    for number in range(count):
        unit = Unit.objects.create(name=f"青岭县第{number:02d}服务中心", parent=county.root)
        state = states[number % len(states)]
        sent = None if state == Task.State.DRAFT else now
        task = Task.objects.create(
            campaign=county.campaign,
            unit=unit,
            state=state,
            submitted_at=sent,
            reviewer=person if number % 3 else None,
        )
        if sent is None:
            continue
        kind = "self_evaluation_report"
        document = Document.objects.create(
            title=f"{unit.name}自评报告", unit=unit, task=task, kind=kind, year=2025
        )
        counts = {"error": number % 4, "doubt": number % 7, "missing": number % 2, "note": 1}
        summary = {
            "kind": kind, "kind_words": "绩效自评报告", "counts": counts, "self_score": str(99 - number % 9),
            "computed_score": {"low": "90", "high": "92"},
            "measures": {"spent": f"{number * 137 + 80}.50", "execution": "96.3", "three_public": "-3.2"},
        }  # fmt: skip
        draft = Draft.objects.create(
            document=document, number=1, name="自评报告.docx", file=file, by=person, submitted_at=sent,
            state=Draft.State.DONE, summary=summary,
        )  # fmt: skip
        for order, severity in enumerate((s for s, times in counts.items() for _ in range(times)), 1):
            Finding.objects.create(
                draft=draft, order=order, key=f"k{order}", sign="s", rule="sums/parts-and-total", severity=severity,
                message="合计与各项之和不符", content={"title": "合计与各项之和不符", "card": {}},
            )  # fmt: skip
