"""Part three of the final accounts: performance and the other matters of importance, in several wordings."""

from __future__ import annotations

from tests.generator.accounts import keys
from tests.generator.accounts.books import PROJECT, Books
from tests.generator.accounts.economic import RUNNING
from tests.generator.accounts.sentences import compared, year_in
from tests.generator.canvas import Canvas, Law
from tests.generator.ledger import percent


def agency(c: Canvas, b: Books) -> None:
    """机关运行经费."""
    c.paragraph()
    if b.office.kind == "institution":
        c.say(
            (
                "本单位为事业单位，{y}无机关运行经费支出。",
                "{n}{y}无机关运行经费支出。",
                "本单位不属于行政单位和参照公务员法管理的事业单位，没有机关运行经费支出。",
            ),
            y=year_in(c, b),
            n=b.name,
        )
        return
    now, then = (keys.part_of(keys.block(b, RUNNING, year), "agency") for year in (0, -1))
    written = c.say(
        ("{y}机关运行经费支出{v}", "本部门{y}机关运行经费支出{v}", "机关运行经费支出{v}"),
        y=year_in(c, b),
        v=now,
    )
    compared(c, written["v"], now, then)


def general_costs(c: Canvas, b: Books) -> None:
    """一般性支出: meetings and training."""
    c.paragraph()
    meeting = keys.part_of(keys.economic(b, "30215"), "meeting")
    training = keys.part_of(keys.economic(b, "30216"), "training")
    if not meeting.exact and not training.exact:
        c.say(
            (
                "{y}本部门未召开会议、未组织培训，无会议费和培训费支出。",
                "{y}未发生会议费、培训费支出，未举办节庆、晚会、论坛、赛事活动。",
            ),
            y=year_in(c, b),
        )
        return
    if meeting.exact:
        c.say(
            (
                "{y}本部门开支会议费{v}，用于召开会议{n}，人数{p}。",
                "{y}会议费支出{v}，召开会议{n}，参会{p}。",
                "本部门{y}开支会议费{v}，召开会议{n}，参加{p}。",
            ),
            y=year_in(c, b),
            v=meeting,
            n=b.count("meetings", "次"),
            p=b.count("meeting.people", "人次"),
        )
    if training.exact:
        c.say(
            (
                "开支培训费{v}，用于开展培训{n}，人数{p}。",
                "培训费支出{v}，举办培训{n}，培训{p}。",
                "开支培训费{v}，举办培训班{n}，参训{p}。",
            ),
            v=training,
            n=b.count("trainings", "期"),
            p=b.count("training.people", "人次"),
        )


def procurement(c: Canvas, b: Books) -> None:
    """政府采购."""
    c.paragraph()
    total, small, micro = (keys.bought(b, item) for item in ("total", "small", "micro"))
    written = c.say(
        (
            "{y}政府采购支出总额{v}，其中：政府采购货物支出{g}、政府采购工程支出{w}、政府采购服务支出{s}。",
            "本部门{y}政府采购支出总额{v}，其中：货物支出{g}，工程支出{w}，服务支出{s}。",
            "{y}政府采购金额（以合同签订为准）为{v}，其中：货物采购金额{g}、工程采购金额{w}、服务采购金额{s}。",
        ),
        [("sum", "v", ("g", "w", "s"))],
        y=year_in(c, b), v=total, g=keys.bought(b, "goods"), w=keys.bought(b, "works"), s=keys.bought(b, "services"),
    )  # fmt: skip
    if c.rng.random() < 0.8:
        total_at = written["v"]
        laws: list[Law] = [
            ("share", "p", ("a", total_at)),
            ("share", "q", ("m", "a")),
            ("share", "t", ("m", total_at)),
            ("at_most", "m", ("a",)),
            ("at_most", "a", (total_at,)),
        ]
        c.say(
            (
                "授予中小企业合同金额{a}，占政府采购支出总额的{p}，其中：授予小微企业合同金额{m}，占授予中小企业合同金额的{q}。",
                "授予中小企业合同金额{a}，占政府采购支出总额的{p}，其中授予小微企业合同金额{m}，占政府采购支出总额的{t}。",
                "其中，授予中小企业合同金额{a}，占{p}；授予小微企业合同金额{m}。",
            ),
            laws,
            a=small, m=micro, p=percent(small, total, ""), q=percent(micro, small, ""), t=percent(micro, total, ""),
        )  # fmt: skip


def assets(c: Canvas, b: Books) -> None:
    """国有资产占用."""
    c.paragraph()
    kinds = {
        "leaders": "主要领导干部用车", "secret": "机要通信用车", "emergency": "应急保障用车", "patrol": "执法执勤用车",
        "special": "特种专业技术用车", "other": "其他用车",
    }  # fmt: skip
    written = c.say(
        ("截至{y}年12月31日，本部门共有车辆{v}，其中：", "截至{y}年12月31日，{n}共有车辆{v}，其中，", "截至{y}年年末，本部门共有车辆{v}，其中："),
        y=str(b.year), n=b.name, v=b.count("cars", "辆"),
    )  # fmt: skip
    number = c.new_listing()
    indices = []
    for at, (kind, name) in enumerate(kinds.items()):
        end = "；" if at == len(kinds) - 1 else "、"
        indices.append(c.clause(number, f"{name}{{v}}{end}", {"v": b.count(f"cars.{kind}", "辆")})["v"])
    c.bind("sum", written["v"], indices)
    c.say(
        (
            "单价100万元（含）以上设备（不含车辆）{k}。",
            "单价100万元以上设备（不含车辆）{k}。",
            "单位价值100万元以上设备{k}。",
        ),
        k=b.count("machines", "台（套）"),
    )


def performance(c: Canvas, b: Books) -> None:
    """预算绩效情况."""
    c.paragraph()
    projects = keys.part_of(keys.spend(b, "", "general", PROJECT), "evaluated")
    if not b.counts["graded"] or not projects.exact:
        c.say(
            (
                "按照预算绩效管理要求，本部门建立健全绩效管理制度，绩效目标、绩效监控和绩效自评实现全覆盖。",
                "本部门认真落实预算绩效管理要求，绩效自评结果为良好。",
            )
        )
        return
    c.say(
        (
            "根据预算绩效管理要求，本部门组织对{y}一般公共预算项目支出开展绩效自评，共涉及项目{n}，涉及资金{v}。",
            "{y}本部门对{n}项目开展了绩效自评，涉及预算资金{v}。",
            "本部门{y}绩效自评项目{n}，涉及金额{v}。",
        ),
        y=year_in(c, b), n=b.count("graded", "个"), v=projects,
    )  # fmt: skip
    c.say(
        (
            "自评结果为“优”的项目{a}，“良”的项目{g}，“中”的项目{f}，“差”的项目{z}。",
            "其中，评价等级为优的{a}，良的{g}，中的{f}，差的{z}。",
            ("绩效评级为“优”的项目{a}；绩效评级为“良”的项目{g}；绩效评级为“合格”的项目{f}；"
            "绩效评级为“不合格”的项目{z}。"),
        ),
        a=b.count("graded.1", "个"), g=b.count("graded.2", "个"), f=b.count("graded.3", "个"), z=b.count("graded.4", "个"),
    )  # fmt: skip
