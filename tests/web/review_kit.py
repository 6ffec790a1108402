"""Reports of invented departments for the tests of review, as plain text that the check reads with its form."""

from __future__ import annotations

from typing import Any

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
