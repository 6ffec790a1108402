"""All papers of one department as files in memory: nothing is written before everything could be made."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from quanheng.report.papers.filling import Template, TemplateFault
from quanheng.report.papers.kinds import ENDING, FIELDS, KINDS, SUMMARY, template
from quanheng.report.papers.party import Party
from quanheng.report.papers.summary import Summary

LIST = "问题清单"


def templates(
    own: Mapping[str, bytes], more: frozenset[str] = frozenset(), only: Collection[str] = ()
) -> dict[str, Template]:
    """The checked templates by paper; `own` are the office's by file name, the others are shipped.

    Raises TemplateFault, also for a file that is the template of no paper.
    """
    names = {f"{name}{ENDING}": name for name in FIELDS}
    for file in own:
        if file not in names:
            raise TemplateFault(file, [f"不是任何一种文书的模板，文件名可用：{'、'.join(names)}"])
    return {
        name: template(name, own.get(file), more) for file, name in names.items() if not only or name in only
    }


def bundle(party: Party, chosen: Mapping[str, Template]) -> dict[str, bytes]:
    """The papers of a department by file name, and the list for Excel beside the one for Word."""
    made: dict[str, bytes] = {}
    for name, paper in chosen.items():
        if name not in KINDS:
            continue
        pages = KINDS[name].make(party)
        if pages:
            made[f"{name}{ENDING}"] = paper.fill_each(pages)
    if LIST in chosen:
        from quanheng.report.xlsx import workbook  # noqa: PLC0415  (a library that not everyone has)

        made[f"{LIST}.xlsx"] = workbook(party.review, party.problems)
    return made


def whole(summary: Summary, chosen: Mapping[str, Template]) -> dict[str, bytes]:
    """The papers about all departments by file name: 通报表 for Word, 汇总 for Excel."""
    if SUMMARY not in chosen:
        return {}
    from quanheng.report.papers.summary_book import workbook  # noqa: PLC0415  (a library that not everyone has)

    return {
        f"{SUMMARY}{ENDING}": chosen[SUMMARY].fill(summary.values()),
        "汇总.xlsx": workbook(summary),
    }
