"""The command with readers and checks replaced: what a text holds decides what comes of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from quanheng import pipeline
from quanheng.cli import main
from quanheng.model.review import Reviewed
from quanheng.model.setting import Setting
from quanheng.read import Unreadable
from quanheng.report import messages


def _made_by_hand() -> ModuleType:
    """The review of the report tests; test folders are no packages, so it is loaded by its path."""
    path = Path(__file__).parents[1] / "report" / "conftest.py"
    spec = importlib.util.spec_from_file_location("made_by_hand", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HAND = _made_by_hand()


def steps(path: str, data: bytes, setting: Setting) -> Reviewed:
    """The words of the text say what happens: 坏 is unreadable, 错 is a fault, 净 has no findings."""
    text = data.decode("utf-8")
    if "坏" in text:
        raise Unreadable("文件内容已损坏。", "请另存后再试")
    if "错" in text:
        raise ZeroDivisionError(text)
    made: Reviewed = HAND.reviewed(path)
    made.document.sha256 = sha256(data).hexdigest()
    made.facts.year = setting.year or made.facts.year
    if "净" in text:
        made.findings.clear()
    made.findings = [f for f in made.findings if not setting.select or f.rule in setting.select]
    made.findings = [f for f in made.findings if f.rule not in setting.ignore]
    if "疑" in text:
        made.findings = [f for f in made.findings if f.rule == "ratios/share"]
    return made


@pytest.fixture(autouse=True)
def _stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pipeline.steps, "steps", steps)
    monkeypatch.setattr(messages, "catalogue", lambda: HAND.PAGES)
    monkeypatch.setattr(messages, "_titles", lambda: {"some-law": "《某办法》（财预〔2020〕10号）"})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    # Threads of other tests (a browser, a server) would have workers begin as fresh interpreters, without this stage.
    monkeypatch.setattr("threading.active_count", lambda: 1)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str], str]:
    """Write a text file, return its name."""

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command, return status, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return call
