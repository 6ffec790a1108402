"""What is said of official fonts that a machine lacks, and which are taken instead."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quanheng.report import fonts

OFFICIAL = ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "Times New Roman")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What one test says is installed is not remembered by the next."""
    fonts.replaced.cache_clear()
    yield
    fonts.replaced.cache_clear()


def here(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(fonts, "_installed", lambda: frozenset(names))


def test_a_machine_with_all_of_them_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, *OFFICIAL)
    assert fonts.replaced() == {}
    assert not fonts.told()


def test_the_nearest_stand_in_is_taken_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, *OFFICIAL[2:], "Noto Serif CJK SC", "仿宋")
    assert fonts.replaced() == {"方正小标宋简体": "Noto Serif CJK SC", "仿宋_GB2312": "仿宋"}
    assert "方正小标宋简体以 Noto Serif CJK SC 代替" in fonts.told()
    assert "黑体" not in fonts.told()


def test_no_font_at_all_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, "DejaVu Sans", "Liberation Serif")
    assert fonts.replaced()["宋体"] == ""
    assert "没有可代替的字体，请安装中文字体" in fonts.told()


def test_a_system_that_does_not_tell_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch)
    assert fonts.replaced() == {}
    assert "查不到" in fonts.told()
