"""What each command does; they return the exit status."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanheng import pipeline
from quanheng.cli.arguments import CHECK_FORMATS, DIFF_FORMATS, SCORE_FORMATS
from quanheng.cli.ending import status, tell
from quanheng.cli.output import (
    chosen_format,
    colourful,
    demand_ending,
    guard,
    report_progress,
    unfilled,
    unwritten,
    why,
    write,
)
from quanheng.cli.parser import UsageError
from quanheng.model.review import Failure, Review
from quanheng.model.setting import Setting
from quanheng.report import drafts, messages, render, words
from quanheng.report import json as report_json
from quanheng.report.lacking import Lacking
from quanheng.report.look import Look

if TYPE_CHECKING:
    from quanheng.report.replies import Answer


def check(chosen: argparse.Namespace) -> int:
    """Check every path and print the review."""
    form = chosen_format(chosen.format, chosen.output, CHECK_FORMATS)
    guard(chosen.output, chosen.paths)
    unfilled(chosen.output, form, chosen.overwrite)
    baseline = _baseline(chosen.baseline) if chosen.baseline else None
    review = _reviewed(chosen.paths, chosen, chosen.jobs, chosen.case)
    known = 0
    if baseline is not None:
        review, known = drafts.without_known(review, baseline)
    look = Look(colourful(chosen.output), chosen.group, known)
    try:
        made = render(review, form, look)
    except Lacking as fault:
        raise UsageError(str(fault)) from fault
    write(made, chosen.output)
    if form == "pdf":
        _tell_fonts()
    if form != "text" or chosen.output:
        tell(*review.errors)
    found = (words.severity(f) for document in review.documents for f in document.findings)
    return 2 if review.errors else status(found, chosen.fail_on)


def _tell_fonts() -> None:
    """Which official fonts the pages lack."""
    from quanheng.report.fonts import told  # noqa: PLC0415

    sys.stderr.write(f"● {told()}\n" if told() else "")


def read(chosen: argparse.Namespace) -> int:
    """Print the document as it was read."""
    from quanheng.report import document as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, chosen.output)
    guard(chosen.output, [chosen.file])
    path, data = _one(chosen.file)
    found = pipeline.read(path, data)
    if isinstance(found, Failure):
        return tell(found)
    make = layout.encode if form == "json" else layout.text
    write(make(found, path), chosen.output)
    return 0


def facts(chosen: argparse.Namespace) -> int:
    """Print the figures and relations of one document."""
    from quanheng.report import facts as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, chosen.output)
    guard(chosen.output, [chosen.file])
    path, data = _one(chosen.file)
    found = pipeline.review_apart(path, data, setting_of(chosen))
    if isinstance(found, Failure):
        return tell(found)
    write(layout.encode(found) if form == "json" else layout.text(found), chosen.output)
    return 0


def score(chosen: argparse.Namespace) -> int:
    """Print the scorecard of one document."""
    from quanheng.report import scorecard as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, chosen.output, SCORE_FORMATS)
    guard(chosen.output, [chosen.file])
    path, data = _one(chosen.file)
    made = pipeline.score(path, data, setting_of(chosen), chosen.framework)
    if isinstance(made, Failure):
        return tell(made)
    card, reviewed = made
    if form == "html":
        write(layout.html(card, reviewed), chosen.output)
    else:
        write(layout.encode(card) if form == "json" else layout.text(card, reviewed), chosen.output)
    return 0


def annotate(chosen: argparse.Namespace) -> int:
    """Write a copy of the original with the findings in it."""
    guard(chosen.output, [chosen.file])
    unwritten(chosen.output, chosen.overwrite)
    path, data = _one(chosen.file)
    made = pipeline.annotate(path, data, setting_of(chosen), chosen.revise)
    if isinstance(made, Failure):
        return tell(made)
    annotated, reviewed = made
    demand_ending(chosen.output, annotated.ending)
    write(annotated.data, chosen.output)
    told = f"{annotated.told}。" if annotated.told else ""
    sys.stderr.write(f"{told}批注 {len(reviewed.findings)} 条问题，写入 {chosen.output}；原件未改动\n")
    return status((words.severity(f) for f in reviewed.findings), chosen.fail_on)


def papers(chosen: argparse.Namespace) -> int:
    """Check the paths and write the papers, one folder for each department."""
    from quanheng.cli import papers as office  # noqa: PLC0415

    if chosen.copy_templates:
        return office.copy_templates(Path(chosen.copy_templates), chosen.overwrite)
    wanted = office.order(chosen)
    review = _reviewed(chosen.paths, chosen, chosen.jobs, chosen.case)
    office.carry_out(wanted, review, setting_of(chosen), chosen.paths)
    if review.errors:
        return tell(*review.errors)
    return status((words.severity(f) for d in review.documents for f in d.findings), chosen.fail_on)


def replies(chosen: argparse.Namespace) -> int:
    """Print the answers to our remarks."""
    from quanheng.report import replies as layout  # noqa: PLC0415

    form = chosen_format(chosen.format, chosen.output)
    guard(chosen.output, [chosen.file])
    path, data = _one(chosen.file)
    found = pipeline.answers(path, data)
    if isinstance(found, Failure):
        return tell(found)
    if chosen.against:
        return _outcome(found, chosen, form)
    if chosen.before:
        raise UsageError("--before 要和 --against 一起用：先写明更正稿")
    write(layout.encode(found) if form == "json" else layout.text(found), chosen.output)
    return 0


def _outcome(found: Sequence[Answer], chosen: argparse.Namespace, form: str) -> int:
    """The answers beside a new check: 1 where something said to be put right is still wrong."""
    from quanheng.report.papers import outcome as layout  # noqa: PLC0415

    review = _reviewed(chosen.against, chosen)
    changes = None
    if chosen.before:
        was = [_result(path, chosen) for path in chosen.before]
        old = {**was[0], "documents": [document for tree in was for document in tree["documents"]]}
        changes = drafts.compare(old, report_json.tree(review))
    made = layout.compared(found, review, changes)
    write(layout.encode(made) if form == "json" else layout.text(made), chosen.output)
    return tell(*review.errors) if review.errors else int(made.contradicted > 0)


def explain(chosen: argparse.Namespace) -> int:
    """Print the page of one rule."""
    from quanheng.report import rules as layout  # noqa: PLC0415

    rule = _rule(chosen.rule)
    make = layout.page_json if chosen_format(chosen.format, chosen.output) == "json" else layout.page_text
    write(make(rule), chosen.output)
    return 0


def rules(chosen: argparse.Namespace) -> int:
    """Print the catalogue of rules."""
    from quanheng.report import rules as layout  # noqa: PLC0415

    json_wanted = chosen_format(chosen.format, chosen.output) == "json"
    write(layout.list_json() if json_wanted else layout.list_text(), chosen.output)
    return 0


def norm(chosen: argparse.Namespace) -> int:
    """Print a norm in force at a place on a day."""
    from quanheng.norms import load  # noqa: PLC0415
    from quanheng.report import norms as layout  # noqa: PLC0415

    try:
        found = load.norm(chosen.name, chosen.at, chosen.on)
    except (load.UnknownNorm, ValueError) as fault:
        raise UsageError(str(fault)) from fault
    make = layout.encode if chosen_format(chosen.format, chosen.output) == "json" else layout.text
    write(make(found), chosen.output)
    return 0


def diff(chosen: argparse.Namespace) -> int:
    """Print what became of the findings between two drafts, or of their figures."""
    if chosen.figures:
        return _figures(chosen)
    form = chosen_format(chosen.format, chosen.output)
    guard(chosen.output, [chosen.old, chosen.new])
    old, new = (_result(path, chosen) for path in (chosen.old, chosen.new))
    errors = [Failure(**error) for tree in (old, new) for error in tree.get("errors", ())]
    changes = drafts.compare(old, new)
    made = report_json.dump(drafts.tree(changes)) if form == "json" else drafts.text(changes)
    write(made, chosen.output)
    open_ = (c.finding["severity"] for c in changes if c.state != drafts.GONE)
    return tell(*errors) if errors else status(open_, chosen.fail_on)


def _figures(chosen: argparse.Namespace) -> int:
    """Two documents figure by figure; 1 where a figure differs for no reason that is known."""
    from quanheng.report import figure_changes, figure_list  # noqa: PLC0415

    form = chosen_format(chosen.format, chosen.output, DIFF_FORMATS)
    guard(chosen.output, [chosen.old, chosen.new])
    if any(path.lower().endswith(".json") for path in (chosen.old, chosen.new)):
        raise UsageError("--figures 对照的是两份文件，核对结果（json）里没有文件的全部数字")
    reviews = [_reviewed([path], chosen) for path in (chosen.old, chosen.new)]
    errors = [error for review in reviews for error in review.errors]
    if errors:
        return tell(*errors)
    if any(len(review.documents) != 1 for review in reviews):
        raise UsageError("--figures 对照两份文件，请各给一份文件，不要给文件夹或压缩包")
    old, new = (review.documents[0] for review in reviews)
    compared = figure_changes.compare(old, new)
    if form == "xlsx":
        write(figure_list.encode(compared, Path(chosen.old).name, Path(chosen.new).name), chosen.output)
    else:
        made = figure_list.tree(compared)
        write(report_json.dump(made) if form == "json" else figure_list.text(compared), chosen.output)
    open_ = any(change.state == figure_changes.OTHER for change in compared.changes)
    return int(open_ and chosen.fail_on != "never")


def setting_of(chosen: argparse.Namespace) -> Setting:
    """What the arguments say of the documents, and which rules are asked."""
    return Setting(
        chosen.year,
        chosen.unit,
        chosen.at,
        _chosen_rules(getattr(chosen, "select", ())),
        _chosen_rules(getattr(chosen, "ignore", ())),
        ledgers=getattr(chosen, "ledger", ""),
    )


def _chosen_rules(given: Iterable[str]) -> tuple[str, ...]:
    """Ids or families; a number or code is turned into the id."""
    names = [name.strip() for text in given for name in text.replace("，", ",").split(",") if name.strip()]
    families = {rule.split("/", 1)[0] for rule in messages.catalogue()}
    return tuple(name if name in families else _rule(name) for name in names)


def _rule(name: str) -> str:
    found = messages.find_rule(name)
    if found is None:
        raise UsageError(f"没有规则 {name}，用 quanheng rules 查看全部规则")
    return found


def _reviewed(paths: list[str], chosen: argparse.Namespace, jobs: int = 1, case: bool = False) -> Review:
    setting = setting_of(chosen)
    if not sys.stderr.isatty():
        return pipeline.review(paths, setting, jobs=jobs, case=case)
    try:
        return pipeline.review(paths, setting, lambda n, p: report_progress(n, p, chosen.lang), jobs, case)
    finally:
        sys.stderr.write("\r\x1b[K")


def _one(path: str) -> tuple[str, bytes]:
    """The single file of `read` and `facts`; raises UsageError when it is none or several."""
    found = next(pipeline.inputs([path]), None)
    if found is None or Path(path).is_dir():
        raise UsageError(f"{path} 里有多份文件或没有文件，请指定一个文件")
    if isinstance(found, Failure):
        raise UsageError(f"{found.path}：{found.message}。{found.hint}")
    return found


def _baseline(path: str) -> dict[str, Any]:
    try:
        return drafts.load(Path(path).read_bytes())
    except OSError as fault:
        raise UsageError(f"打不开基线 {path}：{why(fault)}") from fault
    except ValueError as fault:
        raise UsageError(f"{path}：{fault}") from fault


def _result(path: str, chosen: argparse.Namespace) -> dict[str, Any]:
    """A saved result, or a document checked now."""
    if path.lower().endswith(".json"):
        return _baseline(path)
    return report_json.tree(_reviewed([path], chosen))
