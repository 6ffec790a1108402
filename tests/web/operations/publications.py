"""What is published, and what everybody sees of it."""

from __future__ import annotations

from tests.web.operations.line import Line, file
from tests.web.operations.states import a_draft, prepared, questioned

PUBLIC = "view_whole@publication confirm_publication@publication"

LINES = [
    Line("publications", "person"),
    Line(
        "owe",
        "person",
        needs="confirm_publication",
        body={"kind": "budget", "year": 2024},
        also=frozenset({403, 404}),
    ),
    Line("publication", PUBLIC, "publication=publication"),
    Line("versions_out", PUBLIC, "publication=publication"),
    Line(
        "choose_file",
        PUBLIC,
        "publication=publication",
        "prepare_publication@publication",
        form=lambda _: file(),
    ),
    Line(
        "choose_document",
        PUBLIC,
        "publication=publication",
        "prepare_publication@publication",
        lambda w: {"document": w["document"].pk},
        when=a_draft,
    ),
    Line("release", "view_whole@publication", "release=release"),
    Line("release_concerns", "view_whole@publication", "release=release"),
    Line(
        "discard_release",
        "view_whole@own",
        "release=release",
        "prepare_publication@own",
        match="release",
        when=a_draft,
    ),
    Line(
        "release_step",
        "view_whole@publication",
        "release=release step=confirm",
        "confirm_publication@publication",
        {},
        match="release",
    ),
    Line(
        "publish",
        "view_whole@own",
        "release=release",
        "publish@own",
        form={"published_on": "2026-01-01", "url": "https://example.org/"},
        match="release",
        when=prepared,
    ),
    Line(
        "relocate",
        "view_whole@publication",
        "release=release",
        "publish@publication",
        {"published_on": "2026-01-01", "url": "https://example.org/"},
        match="release",
        when=questioned,
    ),
    Line("release_evidence", "view_whole@publication", "release=release"),
    Line("public_pages", "person", needs="confirm_publication"),
    Line(
        "change_public_pages",
        "person",
        needs="confirm_publication",
        body={"open": True, "problems": False, "contact": "绩效股"},
        match="face",
    ),
    Line("publications_file", "person", needs="confirm_publication", query="kind=self_evaluation&year=2025"),
]
