"""Fills an empty workspace with the demonstration; a second time it finds it there."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from quanheng.web.demo import people, work
from quanheng.web.events.log import record
from quanheng.web.units.models import Site


class InUse(Exception):
    """The workspace holds real data; nothing was added."""


def fill(told: Callable[[str], None]) -> None:
    """Make the data, whole or not at all; `told` hears each step.

    Raises:
        InUse: the workspace was set up for real work.
    """
    site = Site.objects.first()
    if site is not None:
        if not site.demo:
            raise InUse(f"这个数据文件夹已由“{site.name}”在用。演示请用 --data 另给一个空文件夹")
        return
    with transaction.atomic():
        told("建立单位和人员")
        county = people.settle()
        record(None, "begin", Site.objects.get(), unit=county.units["county"], words=work.title())
        told("做完上一年的任务：写报告、核对、复核、整改、公开")
        work.finished_year(county)
        told("开始今年的任务：一个单位记台账、填报，一个等复核，一个在整改")
        work.year_under_way(county)


def logins() -> str:
    """Who may come in, one a line, with the password that all of them have."""
    lines = [f"  {one.username:<10}{one.role.label}，{one.task}" for one in people.GUESTS]
    return "\n".join(["演示数据全是虚构的。用户名：", *lines, f"密码都是 {people.PASSWORD}"])
