"""Write the templates of the papers as Word files, in the official layout; offices edit copies of them in Word or WPS.

Fonts are asked for by name, whether this machine has them or not: title 二号小标宋, body 三号仿宋 with a fixed
line of 29 points, headings 黑体, digits Times New Roman.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

HERE = Path(__file__).resolve().parents[1] / "src/quanheng/report/templates"
TITLE, BODY, BLACK, KAI, SONG, DIGITS = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
    "Times New Roman",
)
LINE = 29
LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write(run: Any, font: str, size: float, bold: bool = False) -> None:
    """Font and size of a run; digits and Latin letters stay in Times New Roman."""
    run.font.name, run.font.size, run.font.bold = DIGITS, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def line(  # noqa: PLR0913  (a paragraph has that many properties)
    paper: Any,
    text: str,
    font: str = BODY,
    size: float = 16,
    *,
    align: Any = None,
    indent: int = 2,
    fixed: float = LINE,
) -> Any:
    """One paragraph; `indent` counts characters of the first line."""
    made = paper.add_paragraph()
    write(made.add_run(text), font, size)
    made.alignment = align
    form = made.paragraph_format
    form.space_before = form.space_after = Pt(0)
    if fixed:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(fixed)
    if indent:
        form.first_line_indent = Pt(size * indent)
        ind = made._element.pPr.get_or_add_ind()
        ind.set(qn("w:firstLineChars"), str(indent * 100))
    return made


def heading(paper: Any, text: str) -> None:
    """A heading of the first level."""
    line(paper, text, BLACK).paragraph_format.keep_with_next = True


def title(paper: Any, text: str, size: float = 22) -> None:
    """The title in the middle, two lines apart from the text."""
    made = line(paper, text, TITLE, size, align=CENTRE, indent=0, fixed=size * 1.6)
    made.paragraph_format.space_after = Pt(14)


def start(across: bool = False) -> Any:
    """An empty A4 page with the margins of official papers and the number of the page at its foot."""
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = DIGITS, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    # Lines of Chinese text break by its own rules only where the text is said to be Chinese.
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    section = paper.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if across else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    margins = (2.0, 1.8, 1.6, 1.6) if across else (3.7, 3.5, 2.8, 2.6)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Cm, margins)
    section.footer_distance = Cm(1.0 if across else 2.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    _numbered(foot, ("第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页") if across else ("— ", "PAGE", " —"))
    return paper


def _numbered(foot: Any, pieces: Sequence[str]) -> None:
    """Words and fields; a field is written in its long form, which every program counts."""
    for piece in pieces:
        if not piece.isupper():
            write(foot.add_run(piece), SONG, 14 if len(pieces) < 4 else 10.5)
            continue
        for kind in ("begin", "instr", "separate", "1", "end"):
            run = foot.add_run()
            write(run, SONG, 14 if len(pieces) < 4 else 10.5)
            if kind == "instr":
                told = OxmlElement("w:instrText")
                told.set(qn("xml:space"), "preserve")
                told.text = f" {piece} "
                run._element.append(told)
            elif kind == "1":
                run.text = kind
            else:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._element.append(mark)


def table(
    paper: Any, widths: Sequence[float], rows: Sequence[Sequence[str]], size: float = 9, heads: int = 1
) -> Any:
    """A table of fixed widths in centimetres whose first rows are repeated on every page."""
    made = paper.add_table(len(rows), len(widths), "Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for number, texts in enumerate(rows):
        row = made.rows[number]
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number < heads:
            properties.append(OxmlElement("w:tblHeader"))
        for column, (text, width) in enumerate(zip(texts, widths, strict=True)):
            cell = row.cells[column]
            cell.width = Emu(int(Cm(width)))
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            write(paragraph.add_run(text), BLACK if number < heads else SONG, size)
            if number < heads:
                paragraph.alignment = CENTRE
    for column, width in enumerate(widths):
        made.columns[column].width = Emu(int(Cm(width)))
    return made


def sign(paper: Any) -> None:
    """Who signs, and the day: four characters from the right."""
    line(paper, "", indent=0)
    line(paper, "", indent=0)
    for text in ("{{复核单位}}", "{{日期}}"):
        made = line(paper, text, align=RIGHT, indent=0)
        made.paragraph_format.right_indent = Pt(64)
        made.paragraph_format.keep_together = True


def signatures(paper: Any, names: Sequence[str], size: float = 12) -> None:
    """One line for signatures by hand."""
    made = line(paper, "".join(f"{name}：{'　' * 6}" for name in names), SONG, size, indent=0, fixed=28)
    made.paragraph_format.space_before = Pt(10)


def number_line(paper: Any) -> None:
    """The number of the paper, left empty by most."""
    line(paper, "{{发文字号}}", align=CENTRE, indent=0)


def letter() -> Any:
    """复核意见书."""
    paper = start()
    title(paper, "关于{{单位}}{{年度}}年度\n{{材料}}的复核意见")
    number_line(paper)
    line(paper, "{{主送}}：", indent=0)
    line(
        paper,
        "根据预算绩效管理有关规定，我们对你单位报送的{{年度}}年度{{材料}}进行了复核，共读取数据{{数据数}}个，"
        "核对数量关系{{关系数}}处。{{未核}}现将复核意见告知如下。",
    )
    heading(paper, "一、总体情况")
    line(paper, "{{总体情况}}")
    for name, head, lead in (
        ("更正", "二、需更正的事项", "更正办法："),
        ("说明", "三、需说明的事项", "请核实："),
        ("建议", "四、改进建议", "建议："),
    ):
        heading(paper, head)
        where = f"{{{{{name}.序号}}}}. {{{{{name}.位置}}}}：原文“{{{{{name}.原文}}}}”。"
        line(paper, f"{where}{{{{{name}.问题}}}}{lead}{{{{{name}.要求}}}}")
    heading(paper, "五、办理要求")
    line(
        paper,
        "请于{{答复期限}}逐项核对，更正或者说明，填写《整改回执》，连同更正后的材料一并报{{复核单位}}。"
        "对本意见有不同看法的，请在回执中写明理由和依据。联系人：{{联系人}}，联系电话：{{联系电话}}。",
    )
    line(paper, "")
    line(paper, "附件：1. 复核表")
    for text in ("2. 问题清单", "3. 整改回执", "4. 本意见所依据的文件"):
        line(paper, text, indent=5)
    sign(paper)
    end = line(paper, "附件4", BLACK, indent=0)
    end.paragraph_format.page_break_before = True
    title(paper, "本意见所依据的文件", 18)
    line(paper, "{{依据.序号}}. {{依据.名称}}")
    return paper


def problems() -> Any:
    """问题清单."""
    paper = start(across=True)
    title(paper, "{{标题}}问题清单", 18)
    line(paper, "年度：{{年度}}　　共{{条数}}条　　打印日期：{{日期}}", SONG, 10.5, indent=0, fixed=18)
    columns = (
        "编号",
        "等级",
        "类别",
        "位置",
        "原文摘录",
        "问题",
        "算式",
        "依据",
        "建议",
        "单位答复",
        "复核意见",
        "状态",
    )
    widths = (1.15, 1.1, 2.2, 2.1, 2.5, 4.3, 2.7, 2.4, 2.9, 1.75, 1.9, 1.3)
    table(paper, widths, [columns, [f"{{{{清单.{name}}}}}" for name in columns]], 8)
    signatures(paper, ("经办人", "复核人", "单位负责人（盖章）", "日期"))
    return paper


def recheck() -> Any:
    """复核表."""
    paper = start(across=True)
    title(paper, "{{单位}}{{年度}}年度绩效自评复核表", 18)
    line(paper, "指标体系：{{体系}}", SONG, 10.5, indent=0, fixed=18)
    columns = (
        *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"),
        *("自评完成值", "自评得分", "复核完成值", "复核得分", "指标偏差", "备注"),
    )
    widths = (1.5, 1.7, 2.6, 1.3, 1.9, 1.3, 1.2, 1.8, 1.4, 1.9, 1.6, 1.5, 6.7)
    total = ("合计", "", "", "", "", "", "{{总权重}}", "", "{{自评总分}}", "", "{{复核总分}}", "", "")
    table(paper, widths, [columns, [f"{{{{指标.{name}}}}}" for name in columns], total], 8.5)
    line(paper, "{{总体情况}}", SONG, 10.5, indent=0, fixed=18).paragraph_format.space_before = Pt(6)
    signatures(paper, ("复核人", "审核人", "复核单位（盖章）", "日期"))
    return paper


def notice() -> Any:
    """整改通知书."""
    paper = start()
    title(paper, "关于{{单位}}{{年度}}年度\n绩效材料的整改通知")
    number_line(paper)
    line(paper, "{{主送}}：", indent=0)
    line(
        paper,
        "经复核，你单位报送的{{年度}}年度{{材料}}有{{事项数}}项需要更正或者说明，现通知如下。"
        "请于{{答复期限}}办结，填写所附《整改回执》，连同更正后的材料报{{复核单位}}；"
        "不能按期办结的，请在回执中申请延期并写明理由。",
    )
    line(paper, "", indent=0, fixed=12)
    columns, names = ("序号", "编号", "位置", "问题", "整改要求"), ("序号", "编号", "位置", "问题", "要求")
    table(paper, (1.2, 1.5, 2.8, 5.6, 4.5), [columns, [f"{{{{事项.{name}}}}}" for name in names]], 10.5)
    line(paper, "联系人：{{联系人}}，联系电话：{{联系电话}}。").paragraph_format.space_before = Pt(10)
    line(paper, "附件：整改回执")
    sign(paper)
    return paper


def answer() -> Any:
    """整改回执."""
    paper = start(across=True)
    title(paper, "{{单位}}{{年度}}年度绩效材料整改回执", 18)
    line(
        paper,
        "填写说明：每项在一个“□”中打“√”，在“答复内容”中写明更正后的数字，或者说明、延期、不认可的理由和依据。"
        "“标识”栏请勿改动。",
        SONG, 10.5, indent=0, fixed=18,
    )  # fmt: skip
    columns, names = (
        ("编号", "位置", "问题", "要求", "答复类别", "答复内容", "标识"),
        ("编号", "位置", "问题", "要求", "答复", None, "标识"),
    )
    cells = [f"{{{{事项.{name}}}}}" if name else "" for name in names]
    table(paper, (1.3, 3.0, 6.6, 4.2, 2.5, 6.0, 2.7), [columns, cells], 10)
    signatures(paper, ("填报人", "联系电话", "单位负责人", "单位（盖章）", "日期"))
    return paper


def outcome() -> Any:
    """整改复核结果."""
    paper = start()
    title(paper, "关于{{单位}}{{年度}}年度\n整改答复的复核结果")
    number_line(paper)
    line(paper, "{{主送}}：", indent=0)
    line(paper, "你单位对{{年度}}年度绩效复核意见的答复已经复核，现将结果告知如下。{{总体情况}}")
    line(paper, "", indent=0, fixed=12)
    columns = ("编号", "意见书的事项", "单位答复", "复核结果", "理由", "现在")
    names = ("编号", "问题", "答复", "复核", "理由", "状态")
    table(paper, (1.3, 4.1, 3.1, 2.4, 2.4, 2.3), [columns, [f"{{{{事项.{name}}}}}" for name in names]], 10.5)
    made = line(paper, "意见书已经签发，文字不改；撤销的事项不再整改，也不作为下年核对的依据。")
    made.paragraph_format.space_before = Pt(10)
    line(paper, "联系人：{{联系人}}，联系电话：{{联系电话}}。")
    sign(paper)
    return paper


def working() -> Any:
    """工作底稿."""
    paper = start()
    paper.sections[0].top_margin = paper.sections[0].bottom_margin = Cm(2.5)
    title(paper, "复核工作底稿", 18)
    line(paper, "{{单位}}　{{年度}}年度　编号{{编号}}", SONG, 10.5, indent=0, fixed=18)
    rows = [
        (name, f"{{{{{value}}}}}")
        for name, value in (
            ("等级", "等级"), ("规则", "规则"), ("文件", "所在文件"), ("文件校验码", "校验码"), ("位置", "位置"),
            ("问题", "问题"), ("算式", "算式"), ("所写", "所写"), ("应为", "应为"), ("应为的区间", "应为区间"),
            ("依据", "依据"), ("建议", "建议"), ("结论", "结论"), ("复核说明", "复核说明"), ("复核人、时间", "复核人}} {{复核时间"), ("标识", "标识"),
        )
    ]  # fmt: skip
    table(paper, (3.0, 12.6), rows, 10.5, heads=0)
    line(paper, "所用的数", BLACK, 10.5, indent=0, fixed=24)
    names = ("序号", "作用", "名称", "原文", "代表", "位置")
    heads = ("序号", "作用", "名称、年度、口径", "原文", "四舍五入前的范围", "位置")
    table(paper, (1.1, 1.2, 4.3, 2.8, 3.4, 2.8), [heads, [f"{{{{输入.{name}}}}}" for name in names]], 10)
    line(paper, "程序 quanheng {{程序版本}}，规范 {{规范版本}}", SONG, 9, indent=0, fixed=20)
    signatures(paper, ("编制人", "复核人", "日期"))
    return paper


def summary() -> Any:
    """通报表."""
    paper = start(across=True)
    title(paper, "{{年度}}年度部门绩效材料复核情况通报表", 18)
    line(
        paper,
        "复核单位：{{复核单位}}　　单位{{单位数}}个　　材料{{文件数}}份　　问题{{问题数}}条　　日期：{{日期}}",
        SONG, 10.5, indent=0, fixed=18,
    )  # fmt: skip
    heads = (
        *("序号", "单位", "自评\n等级", "自评\n得分", "复核\n得分", "相差"),
        *("错误", "疑点", "缺少", "提示", "成立", "待说明", "不成立", "未定", "主要问题", "未能核对"),
    )
    names = (
        *("序号", "单位", "自评等级", "自评得分", "复核得分", "得分相差"),
        *("错误", "疑点", "缺少", "提示", "成立", "待说明", "不成立", "未定", "主要问题", "未能核对"),
    )
    widths = (1.0, 4.6, 1.2, 1.4, 1.8, 1.2, 1.1, 1.1, 1.1, 1.1, 1.1, 1.3, 1.3, 1.1, 3.7, 2.3)
    table(paper, widths, [heads, [f"{{{{部门.{name}}}}}" for name in names]], 9)
    made = paper.tables[-1].rows[1].cells[1].paragraphs[0]
    write(made.add_run("（{{部门.年度}}）"), SONG, 9)
    for column in (0, *range(2, 14)):
        paper.tables[-1].rows[1].cells[column].paragraphs[0].alignment = CENTRE
    line(
        paper,
        "说明：按报送次序排列，不作排名。相差是自评减复核。复核得分是按所附指标体系算出的，写成“某至某”的是尚缺资料；"
        "“未能核对”不代表没有问题。{{未读说明}}",
        SONG, 10.5, indent=0, fixed=18,
    ).paragraph_format.space_before = Pt(6)  # fmt: skip
    line(paper, "问题类别", BLACK, 10.5, indent=0, fixed=24).paragraph_format.keep_with_next = True
    kinds = ("序号", "类别", "错误", "疑点", "缺少", "提示", "合计", "涉及单位")
    table(paper, (1.2, 5.0, 1.8, 1.8, 1.8, 1.8, 1.8, 2.2), [kinds, [f"{{{{问题.{n}}}}}" for n in kinds]], 9)
    made = line(paper, "未能核对的材料", BLACK, 10.5, indent=0, fixed=24)
    made.paragraph_format.keep_with_next, made.paragraph_format.space_before = True, Pt(6)
    unread = ("序号", "文件", "原因", "办法")
    table(paper, (1.2, 7.0, 9.0, 9.0), [unread, [f"{{{{未读.{name}}}}}" for name in unread]], 9)
    signatures(paper, ("经办人", "审核人", "复核单位（盖章）"))
    return paper


PAPERS = {
    "复核意见书": letter, "问题清单": problems, "复核表": recheck,
    "整改通知书": notice, "整改回执": answer, "工作底稿": working, "通报表": summary,
    "整改复核结果": outcome,
}  # fmt: skip


def main() -> None:
    """Write all templates."""
    for name, make in PAPERS.items():
        make().save(HERE / f"{name}.docx")


if __name__ == "__main__":
    main()
