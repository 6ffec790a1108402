"""A workspace with the demonstration's data on a free port, and visitors that use it as a browser does."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

PASSWORD = "quanheng-demo"
"""That of `quanheng.web.demo.people`, which only a process with Django's settings can read."""
_BOUNDARY = "----quanheng-bench"
_IDLE = 1.0
"""Seconds after which a browser would not trust a kept line; the server closes it after two."""
Files = dict[str, tuple[str, bytes]]


class Workspace:
    """`quanheng serve --demo` over a folder of its own; on PostgreSQL where QUANHENG_DATABASE names one."""

    def __init__(self, keep: str | None = None) -> None:
        self.home = Path(keep or tempfile.mkdtemp(prefix="qh-bench-"))
        self.keep = keep is not None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = os.environ | {"QUANHENG_DATA": str(self.home)}

    def __enter__(self) -> Self:
        log = (self.home.parent / f"{self.home.name}.log").open("wb")
        command = [sys.executable, "-m", "quanheng", "serve", "--demo", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        self.wait()
        return self

    def wait(self, seconds: float = 300) -> None:
        """Until it answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if Visitor(self.port, 5).get("/alive/").status == 200:
                    return
            except OSError:
                time.sleep(0.2)
        sys.exit(f"the workspace does not answer, see {self.home}.log")

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()  # SIGINT is ignored by what a shell starts behind &
        self.process.wait(60)
        if kind is not None:
            print(f"kept for a look: {self.home}", file=sys.stderr)
        elif not self.keep:
            shutil.rmtree(self.home, ignore_errors=True)

    def django(self, words: str) -> str:
        """What a program with the workspace's models prints."""
        given = self.environment | {"DJANGO_SETTINGS_MODULE": "quanheng.web.settings"}
        command = [sys.executable, "-c", f"import django; django.setup()\n{words}"]
        return subprocess.run(command, env=given, capture_output=True, text=True, check=True).stdout


class Answer:
    """What came back: status, where it leads, text."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.leads = answer.headers.get("Location", "")
        self.body = answer.read()
        self.cookies = answer.headers.get_all("Set-Cookie") or []

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode("utf-8", "replace")


class Visitor:
    """One browser: cookies, forms with their token, one connection that is opened again when it was idle."""

    def __init__(self, port: int, timeout: float = 60) -> None:
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}
        self.line: http.client.HTTPConnection | None = None
        self.used = 0.0

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, b"", "")

    def post(self, path: str, given: dict[str, str], files: Files | None = None) -> Answer:
        """Send a form. Raises OSError or HTTPException when the line breaks before the answer has come."""
        given = given | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        if files is None:
            return self._ask("POST", path, urlencode(given).encode(), "application/x-www-form-urlencoded")
        return self._ask("POST", path, _parts(given, files), f"multipart/form-data; boundary={_BOUNDARY}")

    def sign_in(self, name: str) -> Self:
        """As one of the demonstration's people."""
        self.get("/account/login/")
        answer = self.post("/account/login/", {"login": name, "password": PASSWORD})
        if answer.status != 302:
            sys.exit(f"{name} cannot sign in: {answer.status}")
        return self

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if kind:
            headers |= {"Content-Type": kind, "Referer": f"http://127.0.0.1:{self.port}/"}
        if self.line is None or time.monotonic() - self.used > _IDLE:
            self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self.line.request(method, path, body or None, headers)
            answer = Answer(self.line.getresponse())
        except (OSError, http.client.HTTPException):
            self.line.close()
            self.line = None
            raise
        self.used = time.monotonic()
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def fields(page: str) -> dict[str, str]:
    """Names and values of the inputs of a page, as a browser would send them back."""
    found = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        name, value = re.search(r'\bname="([^"]*)"', tag), re.search(r'\bvalue="([^"]*)"', tag)
        if name and 'type="file"' not in tag and "csrfmiddlewaretoken" not in tag:
            found[name[1]] = value[1] if value else ""
    found |= dict(re.findall(r'<textarea\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</textarea>', page, re.S))
    for name, options in re.findall(r'<select\b[^>]*\bname="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r"<option\b([^>]*)\bselected[^>]*>(.*?)(?=<)", options, re.S)
        value = chosen and re.search(r'\bvalue="([^"]*)"', chosen[0])
        found[name] = value[1] if value else chosen[2] if chosen else ""
    return {name: unescape(value) for name, value in found.items()}


def _parts(given: dict[str, str], files: Files) -> bytes:
    lines = []
    for name, value in given.items():
        lines.append(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        )
    for name, (filename, data) in files.items():
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        lines.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + data + b"\r\n")
    return b"".join(lines) + f"--{_BOUNDARY}--\r\n".encode()
