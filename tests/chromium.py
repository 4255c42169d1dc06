"""A headless Chromium for tests: pages in it, what they measure there, and pictures of them.

It is spoken to through two pipes (the DevTools protocol), so that no port is opened and no driver is needed.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--remote-debugging-pipe",
)
_LOOKS = 10_000  # at a page, until it is there


class Tab:
    """One page of the browser."""

    def __init__(self, into: int, out: int) -> None:
        self._into, self._out, self._number, self._rest = into, out, 0, b""
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session: str | None = None
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")

    def open(self, page: Path, width: int, height: int = 900, dark: bool = False, paper: bool = False) -> None:
        """Show a file at this width and wait until it is laid out."""
        self._call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self._call("Emulation.setEmulatedMedia", media="print" if paper else "screen", features=features)
        self._call("Page.navigate", url=page.resolve().as_uri())
        for _ in range(_LOOKS):
            if self.value("document.readyState + location.protocol") == "completefile:":
                return
        raise RuntimeError(f"{page} is not shown")

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript gives on the page."""
        return self._call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def picture(self, to: Path, whole: bool = True) -> None:
        """A picture of the page, as PNG."""
        found = self._call("Page.captureScreenshot", format="png", captureBeyondViewport=whole, fromSurface=True)
        to.write_bytes(base64.b64decode(found["data"]))

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if getattr(self, "_session", None):
            message["sessionId"] = self._session
        os.write(self._into, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                read = os.read(self._out, 1 << 20)
                if not read:
                    raise RuntimeError(f"the browser went away at {method}")
                self._rest += read
            line, self._rest = self._rest.split(b"\0", 1)
            answer = json.loads(line)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                found: dict[str, Any] = answer["result"]
                return found


@contextmanager
def browser() -> Iterator[Tab]:
    """A browser with one empty page, ended afterwards. Only where PROGRAM is not None."""
    read_by_it, into = os.pipe()
    out, written_by_it = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # The protocol wants its pipes as descriptors 3 and 4: a shell puts them there.
        command = f'exec "$@" 3<&{read_by_it} 4>&{written_by_it}'
        program = subprocess.Popen(
            ["/bin/bash", "-c", command, "sh", str(PROGRAM), *_FLAGS, f"--user-data-dir={profile}"],
            pass_fds=(read_by_it, written_by_it),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        try:
            yield Tab(into, out)
        finally:
            program.kill()
            program.wait()
            os.close(into)
            os.close(out)
