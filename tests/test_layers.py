"""The layers hold, and the contracts notice when they do not."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


def lint_imports(folder: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", *extra], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_no_layer_imports_one_above_it(root: Path) -> None:
    done = lint_imports(root)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def copy(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A miniature of the package with the contract of layers as it stands in pyproject.toml."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    package = tmp_path / "quanheng"
    for name in ("model", "norms", "facts", "checks"):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").touch()
    (package / "__init__.py").touch()
    layers = "\n    ".join(contract["layers"])
    (tmp_path / ".importlinter").write_text(
        "[importlinter]\nroot_package = quanheng\n[importlinter:contract:1]\nname = layers\ntype = layers\n"
        f"containers = quanheng\nexhaustive = true\nlayers =\n    {layers}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path


def test_contract_lets_imports_go_down(copy: Path) -> None:
    (copy / "quanheng/checks/sums.py").write_text("import quanheng.norms\n", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode == 0, done.stdout + done.stderr


def test_contract_refuses_an_import_upward(copy: Path) -> None:
    (copy / "quanheng/model/figure.py").write_text("import quanheng.norms\n", encoding="utf-8")
    assert "not allowed to import" in lint_imports(copy).stdout


def test_contract_refuses_a_folder_that_it_does_not_know(copy: Path) -> None:
    (copy / "quanheng/utils").mkdir()
    (copy / "quanheng/utils/__init__.py").touch()
    assert lint_imports(copy).returncode != 0


def test_families_of_checks_do_not_import_each_other(root: Path) -> None:
    checks = root / "src/quanheng/checks"
    families = [folder.name for folder in checks.iterdir() if any(folder.glob("*.md"))]
    crossed = [
        f"{module.relative_to(root)}: {line.strip()}"
        for family in families
        for module in (checks / family).rglob("*.py")
        for line in module.read_text(encoding="utf-8").splitlines()
        for other in families
        if other != family
        and line.strip().startswith((f"from quanheng.checks.{other}", f"import quanheng.checks.{other}"))
    ]
    assert crossed == []


def test_core_imports_with_none_of_the_extras(root: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('pypdfium2', 'rapidocr', 'onnxruntime', 'django', 'docx', 'openpyxl', 'ray'):\n"
        "    sys.modules[name] = None\n"
        "import quanheng.pipeline, quanheng.cli\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
