"""The workspace's settings over a data folder that the tests throw away; quick passwords, jobs done at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Workers of xdist inherit the folder of the process that started them: two databases over one folder of made files.
_WHO = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if "QUANHENG_DATA" not in os.environ or os.environ.get("QUANHENG_TESTS_DATA_OF", _WHO) != _WHO:
    _FOLDER = Path(tempfile.mkdtemp(prefix="quanheng-tests-"))
    os.environ |= {"QUANHENG_DATA": str(_FOLDER), "QUANHENG_TESTS_DATA_OF": _WHO}
    atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ.setdefault("QUANHENG_SYNC", "1")

from quanheng.web.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
AXES_ENABLED = False
