"""The files of a set of documents: Word, and where asked for PDF and the tables in Excel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from quanheng.model.workbook import DepartmentYear
from quanheng.report import fonts
from quanheng.report.lacking import Lacking
from quanheng.report.pdf import printed
from quanheng.report.written import docx, writing, xlsx
from quanheng.report.written.blocks import Paper, Text
from quanheng.report.written.markup import BrokenTemplate

_GAP = re.compile(r"【待补：")


class CannotWrite(Exception):
    """Nothing was written; the message is Chinese and says why."""


def files(
    record: DepartmentYear, kinds: Sequence[str], outline: str, also: Sequence[str] = ()
) -> tuple[dict[str, bytes], list[str]]:
    """Bytes by file name; what is left open in them and which fonts a PDF lacks. Raises CannotWrite."""
    if not record.organisation:
        raise CannotWrite("工作簿没有填单位全称（01基本情况），不能写出文件")
    try:
        papers = [writing.write(record, kind, outline) for kind in kinds or writing.KINDS]
        papers = [paper for paper in papers if paper.blocks]
        made = {f"{paper.name}.docx": docx.encode(paper) for paper in papers}
        with ThreadPoolExecutor(1) as beside:
            # LibreOffice is a process of its own: the Excel files are made while it prints.
            printing = beside.submit(printed, list(made.values())) if "pdf" in also else None
            if "xlsx" in also:
                made |= {f"{paper.name}.xlsx": xlsx.encode(paper) for paper in papers if paper.grids()}
            if printing:
                made |= {
                    f"{paper.name}.pdf": page for paper, page in zip(papers, printing.result(), strict=True)
                }
    except (BrokenTemplate, Lacking) as fault:
        raise CannotWrite(str(fault)) from fault
    remarks = [remark for paper in papers for remark in _gaps(paper)]
    return made, remarks + ([fonts.told()] if "pdf" in also and fonts.told() else [])


def _gaps(paper: Paper) -> list[str]:
    """How often the document says that something is to be supplied."""
    texts = [block.text for block in paper.blocks if isinstance(block, Text)]
    texts += [box.text for grid in paper.grids() for row in grid.rows for box in row]
    count = sum(len(_GAP.findall(text)) for text in texts)
    return [f"{paper.name}：有 {count} 处【待补】"] if count else []
