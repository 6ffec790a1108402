"""Invented departments of many kinds and the real subjects that such departments spend under."""

from __future__ import annotations

from dataclasses import dataclass

from quanheng.norms.classification import subjects

ADMINISTRATIVE, INSTITUTION, TOWN = "administrative", "institution", "town"


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of department: `groups` are the 款 it works under, `funds` the 款 of government funds it may have."""

    name: str
    kind: str
    groups: tuple[str, ...]
    funds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


OFFICES = (
    Office(
        "农业农村局",
        ADMINISTRATIVE,
        ("21301", "21305"),
        ("21208",),
        ("农业技术推广中心", "动物疫病预防控制中心"),
    ),
    Office("水利局", ADMINISTRATIVE, ("21303",), ("20822", "21366"), ("水库管理所", "河道管理站")),
    Office("林业局", ADMINISTRATIVE, ("21302", "21104"), (), ("国有林场", "林业工作站")),
    Office("交通运输局", ADMINISTRATIVE, ("21401",), ("21208",), ("公路养护中心", "道路运输服务中心")),
    Office("民政局", ADMINISTRATIVE, ("20802", "20810", "20820"), ("22960",), ("社会福利院", "救助管理站")),
    Office(
        "教育局",
        ADMINISTRATIVE,
        ("20501", "20502", "20509"),
        ("22960",),
        ("教育考试院", "第三小学", "实验幼儿园"),
    ),
    Office("卫生健康局", ADMINISTRATIVE, ("21001", "21004", "21007"), (), ("疾病预防控制中心", "妇幼保健院")),
    Office(
        "文化旅游广电体育局", ADMINISTRATIVE, ("20701", "20703"), ("22960",), ("文化馆", "图书馆", "博物馆")
    ),
    Office("自然资源局", ADMINISTRATIVE, ("22001", "22406"), ("21208",), ("不动产登记中心",)),
    Office(
        "住房和城乡建设局", ADMINISTRATIVE, ("21201", "21203", "22101"), ("21208", "21213"), ("房产服务中心",)
    ),
    Office("城市管理局", ADMINISTRATIVE, ("21201", "21205"), ("21208",), ("环境卫生服务中心",)),
    Office("应急管理局", ADMINISTRATIVE, ("22401",), (), ()),
    Office("市场监督管理局", ADMINISTRATIVE, ("20138",), (), ("检验检测中心",)),
    Office("财政局", ADMINISTRATIVE, ("20106",), (), ("财政投资评审中心",)),
    Office("审计局", ADMINISTRATIVE, ("20108",), (), ()),
    Office("统计局", ADMINISTRATIVE, ("20105",), (), ("社会经济调查队",)),
    Office("商务局", ADMINISTRATIVE, ("20113", "21602"), (), ()),
    Office("发展和改革局", ADMINISTRATIVE, ("20104", "22201"), (), ("价格认证中心",)),
    Office("信访局", ADMINISTRATIVE, ("20140",), (), ()),
    Office("司法局", ADMINISTRATIVE, ("20406",), (), ("法律援助中心",)),
    Office("残疾人联合会", ADMINISTRATIVE, ("20811",), ("22960",), ()),
    Office("退役军人事务局", ADMINISTRATIVE, ("20828", "20808", "20809"), (), ("军休服务中心",)),
    Office("生态环境分局", ADMINISTRATIVE, ("21101", "21103"), (), ("环境监测站",)),
    Office("人民医院", INSTITUTION, ("21002", "21004"), ()),
    Office("中医医院", INSTITUTION, ("21002", "21006"), ()),
    Office("第一中学", INSTITUTION, ("20502",), ("22960",)),
    Office("职业中等专业学校", INSTITUTION, ("20503",), ()),
    Office("档案馆", INSTITUTION, ("20126",), ()),
    Office("疾病预防控制中心", INSTITUTION, ("21004",), ()),
    Office("镇人民政府", TOWN, ("20103", "21301", "21307", "21203", "20701", "20802"), ("21208", "22960")),
    Office("乡人民政府", TOWN, ("20103", "21301", "21305", "21307"), ("21208",)),
    Office("街道办事处", TOWN, ("21201", "20802", "20132", "20406"), ("21208",)),
)
PLACES = ("柳溪", "石门坳", "枣园", "云台", "白沙渡", "松林", "双桥铺", "清水湾")

# 项 of funds, which the project's table knows down to 款 only.
FUND_ITEMS = {
    "21208": (("2120802", "土地开发支出"), ("2120803", "城市建设支出"), ("2120804", "农村基础设施建设支出")),
    "21213": (("2121301", "城市公共设施"), ("2121302", "城市环境卫生")),
    "20822": (("2082201", "移民补助"), ("2082202", "基础设施建设和经济发展")),
    "21366": (("2136601", "基础设施建设和经济发展"),),
    "22960": (
        ("2296002", "用于社会福利的彩票公益金支出"),
        ("2296003", "用于体育事业的彩票公益金支出"),
        ("2296004", "用于教育事业的彩票公益金支出"),
    ),
}
STATE_ITEMS = (("2230105", "国有企业退休人员社会化管理补助支出"),)
_EXTRA = {code: name for items in (*FUND_ITEMS.values(), STATE_ITEMS) for code, name in items}
# 行政单位 and 事业单位 insurance, pensions and housing: code, share of the staff cost.
STAFF = (("2080505", 12), ("2080506", 6), ("2101101", 5), ("2210201", 9))
STAFF_OF_INSTITUTION = (("2080505", 12), ("2080506", 5), ("2101102", 6), ("2210201", 9))


def name_of(code: str) -> str:
    """The name of a functional subject."""
    return _EXTRA[code] if code in _EXTRA else subjects()[code].name


def items_of(group: str) -> list[str]:
    """The 项 of a 款."""
    return [code for code, subject in subjects().items() if subject.parent == group and subject.level == 3]


def running_item(group: str, institution: bool) -> str:
    """The 项 under which a department's running costs stand; a group without one uses that of the government."""
    wanted = ("事业运行", "事业机构") if institution else ("行政运行",)
    found = [code for code in items_of(group) if name_of(code) in wanted]
    return found[0] if found else items_of(group)[0] if items_of(group) else "2010301"
