"""What people write beside the figures: duties, reasons, problems."""

from __future__ import annotations

from random import Random

from quanheng.model.workbook import Problem, reason_key
from tests.generator.department_years.entries import Entries

_REASONS = (
    ("income.total", ""), ("income.total", "fiscal"), ("expenditure.total", ""), ("expenditure.total", "general"),
    ("expenditure.total", "fiscal"), ("agency.operating_cost", ""), ("three_public.total", ""),
    ("three_public.overseas", ""), ("three_public.vehicles", ""), ("three_public.vehicle_purchase", ""),
    ("three_public.vehicle_running", ""), ("three_public.receptions", ""),
)  # fmt: skip
_WHY = (
    "工作任务变化",
    "人员变动",
    "厉行节约，压减一般性支出",
    "工作任务和资金安排有所调整",
    "按实际工作进度支付",
)
_PROBLEMS = (
    Problem("绩效指标设置不够细化。", "对绩效管理要求掌握不够。", "加强培训，细化量化绩效指标。"),
    Problem("预算编制不够细化。", "对项目前期工作了解不深。", "加强项目论证，提前做好预算测算。"),
)


def enter(entries: Entries, problems: int, rng: Random) -> None:
    """Everything that the documents quote, and reasons for all that may have changed."""
    record, books = entries.record, entries.books
    for item, fund in (*_REASONS, *((code, "") for code in books.codes(7))):
        record.texts[reason_key(item, fund)] = rng.choice(_WHY)
    record.texts |= {
        "unit.name": books.name,
        "unit.level": "县级",
        "unit.nature": "公益一类事业单位" if books.office.kind == "institution" else "行政单位",
        "unit.duties": "贯彻执行国家有关法律法规和方针政策。\n负责本行业的规划、实施和监督管理。\n完成上级交办的其他任务。",
        "unit.divisions": "办公室\n计划财务股\n业务股",
        "unit.units": "\n".join(books.county + unit for unit in books.office.units),
        "unit.author": "经办人",
        "unit.telephone": "0000-0000000",
        "report.date": f"{books.year + 1}年3月20日",
        "work.organisation": "成立自评工作小组，对照年度绩效目标逐项收集资料、核实数据，形成自评结果。",
        "work.year": "围绕年度目标推进重点工作，各项任务有序完成。",
        "work.scope": f"评价对象为{books.name}{books.year}年度部门整体支出。",
        "work.method": "坚持客观公正的原则，采用比较法、因素分析法进行评价。",
        "work.experience": "加强部门协作，及时跟踪项目进展。",
        "goals.expected": "保障机构正常运转，完成年度重点工作任务。",
        "goals.actual": "机构运转正常，年度重点工作任务基本完成。",
        "closing.use": "自评结果作为改进管理和安排以后年度预算的参考，随部门决算公开。",
    }
    record.texts = {key: text for key, text in record.texts.items() if text}
    record.problems = list(_PROBLEMS[:problems])
