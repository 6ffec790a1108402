"""Counties checked and compared, once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quanheng import farm
from quanheng.compare import Panel, prepare
from quanheng.compare.names import Link
from tests.generator.counties import County, county, planted

Made = tuple[County, Path]


def checked(made: County, folder: Path) -> Path:
    """The county's documents after a batch: the folder of its results."""
    source = folder / "in"
    source.mkdir(parents=True)
    for name, text in made.files():
        (source / name).write_text(text, "utf-8")
    farm.run(farm.Order((str(source),), folder / "out", jobs=2), lambda _: None)
    return folder / "out"


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A county in which nothing is wrong."""
    made = county(1)
    return made, checked(made, tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A county with one plant of each kind."""
    made = planted(2)
    return made, checked(made, tmp_path_factory.mktemp("planted"))


Opened = Callable[..., Panel]


@pytest.fixture
def opened() -> Opened:
    """The panel of a folder of results, with links."""

    def open_(out: Path, *links: Link) -> Panel:
        prepare(out, links, lambda _: None)
        return Panel(out)

    return open_
