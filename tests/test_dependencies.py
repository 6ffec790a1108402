"""What the package imports is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

# Programs and stubs that the development tools use without importing them.
_TOOLS = {
    "django-stubs", "import-linter", "lxml-stubs", "mypy", "pytest-cov", "pytest-xdist", "ruff",
    "types-openpyxl", "types-pyyaml",
}  # fmt: skip
# Imported by the process that read/doc.py starts; the package of which read/scan_engine.py uses the models;
# the servers that `quanheng serve` starts; what Django imports for a password hash.
_RUN_APART = {"argon2-cffi", "gunicorn", "msdoc2docx", "rapidocr", "waitress"}
_OURS = {"quanheng", "tests", "examples", "bench", "tools"}


def imported(source: str) -> Iterator[str]:
    """The top-level names of the absolute imports of a module, those inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def named(settings: str) -> Iterator[str]:
    """The packages that Django's settings name as text: `axes`, `csp.middleware.CSPMiddleware`."""
    for node in ast.walk(ast.parse(settings)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.split(".")[0]


def distributions(folders: list[Path]) -> set[str]:
    """The distributions that the modules of the folders import; a name that none installs stays as it is."""
    names = {
        name
        for folder in folders
        for file in folder.rglob("*.py")
        for name in imported(file.read_text(encoding="utf-8"))
    }
    known = packages_distributions()
    settings = [file for folder in folders for file in folder.rglob("web/settings.py")]
    names |= {name for file in settings for name in named(file.read_text(encoding="utf-8")) if name in known}
    foreign = names - set(sys.stdlib_module_names) - _OURS
    return {distribution.lower() for name in foreign for distribution in known.get(name, [name])[:1]}


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, set[str]]:
    """The declared names without versions: core, dev, and the extras for users together as "extra"."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = dict(table["optional-dependencies"])
    lists = {
        "core": table["dependencies"],
        "dev": extras.pop("dev"),
        "extra": [name for names in extras.values() for name in names],
    }
    return {
        key: {re.split(r"[\s<>=~\[;]", name)[0].lower() for name in names} for key, names in lists.items()
    }


def test_the_package_imports_what_it_declares_and_nothing_else(
    root: Path, project: dict[str, set[str]]
) -> None:
    assert distributions([root / "src"]) == project["core"] | project["extra"] - _RUN_APART


def test_tests_and_tools_import_what_is_declared_for_them(root: Path, project: dict[str, set[str]]) -> None:
    used = distributions([root / name for name in ("tests", "tools", "bench", "examples")])
    assert used - project["core"] - project["extra"] == project["dev"] - _TOOLS


def test_an_import_inside_a_function_counts() -> None:
    source = "import os.path\ndef f():\n    from lxml import etree\n    from . import near\n"
    assert set(imported(source)) == {"os", "lxml"}
