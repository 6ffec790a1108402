"""What the faces call: files in, reviews, scorecards and documents out. The order of the steps is in `steps`."""

from quanheng.pipeline.apart import STANDARD_INPUT, save_log, stopped
from quanheng.pipeline.compared import compare, compared_page
from quanheng.pipeline.ledgers import (
    Examined,
    Shelf,
    blank,
    examine,
    prove,
    sealed,
    shelf,
    take_from_ledgers,
    watched,
)
from quanheng.pipeline.many import Progress, as_review, inputs, review, review_apart, unpacked
from quanheng.pipeline.outgoing import annotate, answers, written
from quanheng.pipeline.pictures import page_images
from quanheng.pipeline.published import Publication, publish
from quanheng.pipeline.scored import USUAL, measures, score, scorecards
from quanheng.pipeline.steps import read, review_one
from quanheng.pipeline.workbooks import bring, fill, merge, parts, take_over, template

__all__ = [
    "STANDARD_INPUT",
    "USUAL",
    "Examined",
    "Progress",
    "Publication",
    "Shelf",
    "annotate",
    "answers",
    "as_review",
    "blank",
    "bring",
    "compare",
    "compared_page",
    "examine",
    "fill",
    "inputs",
    "measures",
    "merge",
    "page_images",
    "parts",
    "prove",
    "publish",
    "read",
    "review",
    "review_apart",
    "review_one",
    "save_log",
    "score",
    "scorecards",
    "sealed",
    "shelf",
    "stopped",
    "take_from_ledgers",
    "take_over",
    "template",
    "unpacked",
    "watched",
    "written",
]
