"""Accounts of an invented department, as they are published: right, with a slip, and with what is private."""

from __future__ import annotations

RIGHT = """{unit}{year}年度部门决算公开
第一部分 部门概况
{unit}主要职责是拟订水务发展规划，内设办公室、财务股、农村水利股。
第二部分 {year}年度部门决算情况说明
一、收入支出决算总体情况
{year}年度收入总计1300.00万元，支出总计1300.00万元。
二、支出决算情况
{year}年度本年支出合计1200.00万元，其中：基本支出700.00万元，占58.33%；项目支出500.00万元，占41.67%。
三、“三公”经费支出决算情况
{year}年度“三公”经费支出决算为5.59万元，其中：公务接待费支出1.88万元，公务用车运行维护费支出3.71万元，因公出国（境）费支出0.00万元。
四、机关运行经费支出情况
{year}年度机关运行经费支出96.40万元。
五、政府采购支出情况
{year}年度政府采购支出总额80.00万元，其中：政府采购货物支出30.00万元，政府采购服务支出50.00万元。
六、预算绩效情况
{year}年度组织开展绩效自评，自评结果为优。
"""
SLIP = RIGHT.replace("项目支出500.00万元", "项目支出560.00万元").replace("占41.67%", "占46.67%")
PRIVATE = RIGHT + "联系人：王某某，手机13800138000。\n"


def accounts(text: str = RIGHT, unit: str = "青岭县水务局", year: int = 2024) -> bytes:
    """The text for that unit and year, UTF-8."""
    return text.format(unit=unit, year=year).encode()
