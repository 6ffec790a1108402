"""YAML without guessing: every scalar stays the text it is (`on`, `17.40`, `2020-02-25`)."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def text_yaml(data: bytes | str) -> Any:
    """Lists and tables of text; raises yaml.YAMLError."""
    return yaml.load(data, _Loader)  # noqa: S506 - it builds text only


def described(name: str) -> Any:
    """A file of the lexicon, by its name with .yaml."""
    return text_yaml(files(__package__).joinpath(name).read_text("utf-8"))
