"""The files of a set of documents: Word, and where asked for PDF and the tables in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quanheng.model.workbook import DepartmentYear
from quanheng.report.written import docx, pdf, writing, xlsx
from quanheng.report.written.blocks import Paper, Text
from quanheng.report.written.markup import BrokenTemplate

_GAP = re.compile(r"【待补：")


class CannotWrite(Exception):
    """Nothing was written; the message is Chinese and says why."""


def files(
    record: DepartmentYear, kinds: Sequence[str], outline: str, also: Sequence[str] = ()
) -> tuple[dict[str, bytes], list[str]]:
    """Bytes by file name, and what is left open in them. Raises CannotWrite."""
    if not record.organisation:
        raise CannotWrite("工作簿没有填单位全称（01基本情况），不能写出文件")
    try:
        papers = [writing.write(record, kind, outline) for kind in kinds or writing.KINDS]
        papers = [paper for paper in papers if paper.blocks]
        made = {f"{paper.name}.docx": docx.encode(paper) for paper in papers}
        if "xlsx" in also:
            made |= {f"{paper.name}.xlsx": xlsx.encode(paper) for paper in papers if paper.grids()}
        if "pdf" in also:
            printed = pdf.encode({paper.name: docx.encode(paper, stand_in=True) for paper in papers})
            made |= {f"{name}.pdf": data for name, data in printed.items()}
    except (BrokenTemplate, pdf.NoOffice) as fault:
        raise CannotWrite(str(fault)) from fault
    return made, [remark for paper in papers for remark in _gaps(paper)]


def _gaps(paper: Paper) -> list[str]:
    """How often the document says that something is to be supplied."""
    texts = [block.text for block in paper.blocks if isinstance(block, Text)]
    texts += [box.text for grid in paper.grids() for row in grid.rows for box in row]
    count = sum(len(_GAP.findall(text)) for text in texts)
    return [f"{paper.name}：有 {count} 处【待补】"] if count else []
