from __future__ import annotations

import re
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "缺少参数 命令"),
        (("check",), "缺少参数 文件"),
        (("chekc",), "'chekc'"),
        (("check", "a", "--format", "xml"), "--format 不能是 'xml'"),
        (("check", "a", "--jobs", "0"), "1 到 256 的整数"),
        (("check", "a", "--jobs"), "--jobs 后面要跟一个值"),
        (("check", "a", "--year", "24"), "四位年度"),
        (("check", "a", "--at", "衡山"), "区划代码"),
        (("check", "a", "--fail-on", "坏"), "错误|疑点|提示|从不"),
        (("check", "a", "--bogus"), "不认识的参数 --bogus"),
        (("check", "a", "--form", "json"), "不认识的参数 --form"),
        (("check", "a", "--case=1"), "不带值"),
        (("norm", "x", "--on", "2024"), "2024-06-30"),
        (("diff", "a"), "缺少参数 新稿"),
        (("explain", "没有的规则"), "没有规则 没有的规则"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_status_two(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    assert said in err
    assert not re.search(r"usage:|error:|invalid|required", err)


@pytest.mark.parametrize("command", ["check", "read", "facts", "explain", "rules", "norm", "diff"])
def test_every_command_has_help_in_chinese(
    command: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as done:
        run(command, "--help")
    assert done.value.code == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：")
    assert "选项:" in text
    assert "show this help" not in text
