"""Write docs/openapi.json from the API as it is: `python tools/openapi.py`, whenever an operation changes."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

TARGET = Path(__file__).parent.parent / "docs" / "openapi.json"


def schema() -> str:
    """The schema as the file has it; Django must be set up."""
    from quanheng.web.api.face import api  # noqa: PLC0415

    found = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n"


def main() -> None:
    """Write the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.web.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUANHENG_DATA"] = folder
        import django  # noqa: PLC0415

        django.setup()
        TARGET.write_text(schema(), "utf-8")
    print(f"{TARGET} {TARGET.stat().st_size} 字节")


if __name__ == "__main__":
    main()
