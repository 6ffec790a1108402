"""The command that writes the papers of a review, one folder for each department."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quanheng import pipeline
from quanheng.cli.output import file_name, why, write_all
from quanheng.cli.parser import UsageError
from quanheng.model.document import Document
from quanheng.model.review import Failure, Review
from quanheng.model.setting import Setting
from quanheng.report.lacking import Lacking
from quanheng.report.papers.bundle import bundle, templates, whole
from quanheng.report.papers.filling import Template, TemplateFault
from quanheng.report.papers.kinds import ENDING, FIELDS, OUTCOME, SUMMARY, shipped
from quanheng.report.papers.party import OFFICE, Party, parties
from quanheng.report.papers.summary import Summary
from quanheng.report.papers.verdicts import AllErrors, Verdicts, from_json, from_rows


@dataclass(frozen=True)
class Order:
    """What was asked for, looked at before any file is read: templates, fields of the office, decisions."""

    out: Path
    office: dict[str, str]
    templates: dict[str, Template]
    verdicts: Verdicts
    frameworks: tuple[str, ...]
    pdf: bool
    overwrite: bool
    accept: str | None


def order(chosen: argparse.Namespace) -> Order:
    """The order of a command line; raises UsageError with everything that is wrong in a template."""
    if not chosen.paths or not chosen.out:
        raise UsageError("要写明被核对的文件和 --out 文件夹；要改模板先用 --copy-templates 文件夹")
    office = _fields(chosen.set)
    return Order(
        Path(chosen.out),
        office,
        _templates(chosen.template, frozenset(office), _only(chosen.only)),
        _verdicts(chosen.accept),
        (chosen.framework,) if chosen.framework else pipeline.USUAL,
        chosen.pdf,
        chosen.overwrite,
        chosen.accept,
    )


def carry_out(wanted: Order, review: Review, setting: Setting, inputs: Sequence[str]) -> None:
    """Write the papers of a review; what gets none is added to its errors. Raises UsageError."""
    cards = pipeline.scorecards(review, setting, wanted.frameworks)
    found, lacking = parties(review, wanted.verdicts, wanted.office, cards)
    review.errors += [
        Failure(path, f"缺字段“{name}”：认不出{name}，没有写文书", "用 --unit、--year 写明")
        for path, name in lacking
    ]
    _decided(wanted.accept, wanted.verdicts, found)
    files = _written(wanted.out, found, wanted.templates)
    if len(found) > 1 or set(wanted.templates) == {SUMMARY}:
        summary = Summary(found, review.errors, wanted.office)
        files |= {wanted.out / file: data for file, data in whole(summary, wanted.templates).items()}
    if wanted.pdf:
        files |= _printed({path: data for path, data in files.items() if path.suffix == ENDING})
    write_all(files, inputs, wanted.overwrite)
    _told(found, files, wanted.out)


def copy_templates(folder: Path, overwrite: bool) -> int:
    """Write the shipped templates for the office to edit."""
    write_all({folder / f"{name}{ENDING}": shipped(name) for name in FIELDS}, (), overwrite)
    sys.stderr.write(f"模板 {len(FIELDS)} 份写入 {folder}；改好后用 --template {folder}\n")
    return 0


def _fields(given: Iterable[str]) -> dict[str, str]:
    made = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                f"--set 要写成 字段=值，如 联系人=张三，不能是 {text}；常用字段：{'、'.join(OFFICE)}"
            )
        made[name.strip()] = value.strip()
    return made


def _only(given: Iterable[str]) -> list[str]:
    names = [name.strip() for text in given for name in text.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name == OUTCOME:
            raise UsageError(
                f"“{OUTCOME}”由工作平台写出：复核人对每项答复的决定只记在那里。"
                "请用 quanheng serve 打开，在“整改跟踪”里下载"
            )
        if name not in FIELDS:
            raise UsageError(f"没有文书“{name}”，可选：{'、'.join(FIELDS)}")
    return names


def _templates(folder: str | None, more: frozenset[str], only: list[str]) -> dict[str, Template]:
    own = {}
    if folder is not None:
        if not Path(folder).is_dir():
            raise UsageError(f"没有模板文件夹 {folder}；用 --copy-templates {folder} 得到一份")
        # Word keeps a file that begins with ~$ beside every one that is open.
        own = {
            f.name: f.read_bytes() for f in sorted(Path(folder).glob("*.docx")) if not f.name.startswith("~$")
        }
        if not own:
            raise UsageError(f"{folder} 里没有 docx 模板；用 --copy-templates {folder} 得到一份")
    try:
        return templates(own, more, only)
    except TemplateFault as fault:
        lines = "\n".join(f"  {one}" for one in fault.faults)
        raise UsageError(
            f"模板“{fault.name}”有 {len(fault.faults)} 处要改，没有写任何文书：\n{lines}"
        ) from fault


def _verdicts(path: str | None) -> Verdicts:
    if path is None:
        return AllErrors()
    try:
        data = Path(path).read_bytes()
        return from_json(data) if path.lower().endswith(".json") else from_rows(_rows(path, data))
    except OSError as fault:
        raise UsageError(f"打不开结论 {path}：{why(fault)}") from fault
    except ValueError as fault:
        raise UsageError(f"结论 {path}：{fault}") from fault


def _rows(path: str, data: bytes) -> list[list[str]]:
    found = pipeline.read(path, data)
    if not isinstance(found, Document):
        raise UsageError(f"结论 {path}：{found.message}")
    grids = [table.grid() for _, table in found.tables()]
    return [[cell.text if cell else "" for cell in row] for grid in grids[:1] for row in grid]


def _decided(path: str | None, verdicts: Verdicts, found: list[Party]) -> None:
    faults = verdicts.faults([problem for party in found for problem in party.problems])
    if faults:
        raise UsageError(f"结论 {path} 对不上，没有写任何文书：\n" + "\n".join(f"  {one}" for one in faults))


def _written(out: Path, found: list[Party], made: dict[str, Template]) -> dict[Path, bytes]:
    """The files of all departments; two years of one department are told apart by the year."""
    names = Counter(party.organisation for party in found)
    files: dict[Path, bytes] = {}
    for party in found:
        name = party.organisation if names[party.organisation] == 1 else f"{party.organisation}{party.year}"
        folder = out / file_name(name)
        files |= {folder / file: data for file, data in bundle(party, made).items()}
    return files


def _printed(papers: dict[Path, bytes]) -> dict[Path, bytes]:
    from quanheng.report.fonts import told  # noqa: PLC0415
    from quanheng.report.pdf import printed  # noqa: PLC0415

    try:
        made = printed(list(papers.values()))
    except Lacking as fault:
        raise UsageError(str(fault)) from fault
    if told():
        sys.stderr.write(f"● {told()}\n")
    return {path.with_suffix(".pdf"): data for path, data in zip(papers, made, strict=True)}


def _told(found: list[Party], files: dict[Path, bytes], out: Path) -> None:
    settled = sum(len(party.settled) for party in found)
    sys.stderr.write(f"{len(found)} 个单位，采用问题 {settled} 项，文书 {len(files)} 份，写入 {out}\n")
    waiting = sorted(
        {name for party in found for name, value in party.fields().items() if value.startswith("【待填")}
    )
    if waiting:
        sys.stderr.write(f"文书里还有待填的字段：{'、'.join(waiting)}；可用 --set 字段=值 填\n")
