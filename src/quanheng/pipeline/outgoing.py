"""What goes back out: the annotated original, written documents, and the answers that return in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from quanheng.model.document import Document
from quanheng.model.review import Failure, Reviewed
from quanheng.model.setting import Setting
from quanheng.pipeline.apart import called, failure
from quanheng.pipeline.ledgers import take_from_ledgers
from quanheng.pipeline.many import review_apart
from quanheng.pipeline.steps import read

if TYPE_CHECKING:
    from quanheng.facts.ledger_measures import Source
    from quanheng.ledgers.listing import Register
    from quanheng.report.annotated import Annotated
    from quanheng.report.replies import Answer


def annotate(
    path: str, data: bytes, setting: Setting, revisions: bool
) -> tuple[Annotated, Reviewed] | Failure:
    """Read and check one file, and write its findings into a copy of it; never raises.

    A file of an old format is converted first, and it is the converted one that is checked.
    """
    from quanheng.read.modern import modern  # noqa: PLC0415
    from quanheng.report.annotate import annotate  # noqa: PLC0415

    try:
        new = modern(data, called(path))
        source = new.data if new else data
        reviewed = review_apart(f"{path}{new.ending}" if new else path, source, setting)
        if isinstance(reviewed, Failure):
            return replace(reviewed, path=path)
        made = annotate(source, reviewed, datetime.now(UTC), revisions)
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)
    if new:
        told = f"原件是{new.was}，已转换为 {new.ending[1:]}，版式可能略有出入"
        made = replace(made, told="；".join(filter(None, (told, made.told))))
    return made, reviewed


def written(  # noqa: PLR0913, PLR0917  (what is to be written, from what)
    path: str,
    data: bytes,
    kinds: Sequence[str],
    outline: str,
    also: Sequence[str] = (),
    shelf: Sequence[Register] = (),
    totals: Mapping[str, Decimal] | None = None,
    bound: Mapping[str, Source[Register]] | None = None,
) -> tuple[dict[str, bytes], list[str]] | Failure:
    """Write the documents of those kinds from a filled workbook; `also` may be pdf, xlsx. Never raises.

    From the ledgers of `shelf` come the results of the indicators, and to the self-evaluation the annexes that
    prove them; `totals` are those that no ledger has, by name, `bound` the sources that people chose for indicators.

    Returns the files by name, and in Chinese what the workbook has wrong or leaves open.
    """
    from quanheng.read.workbook import read_workbook  # noqa: PLC0415
    from quanheng.report.written.files import CannotWrite, files  # noqa: PLC0415

    try:
        filled = read_workbook(data)
        told = take_from_ledgers(filled.record, shelf, parameters=totals, bound=bound) if shelf else []
        made, remarks = files(filled.record, kinds, outline, also)
        return made, [f"{f.cell}：{f.message}。{f.hint}" for f in filled.faults] + told + remarks
    except CannotWrite as fault:
        return Failure(path, str(fault), "")
    except Exception as fault:  # noqa: BLE001
        return failure(path, data, fault)


def answers(path: str, data: bytes) -> list[Answer] | Failure:
    """The answers to our remarks in an annotated file, or in a returned form; never raises."""
    from quanheng.report.papers import returns  # noqa: PLC0415
    from quanheng.report.replies import answers  # noqa: PLC0415

    document = read(path, data)
    returned = returns.answers(document) if isinstance(document, Document) else []
    if returned:
        return returned
    try:
        return answers(data)
    except Exception:  # noqa: BLE001  (whatever is wrong with the package, it is no such file)
        return Failure(path, "读不出批注", "请给出 annotate 写出、答复后保存的文件，或填好的整改回执")
