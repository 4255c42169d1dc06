"""Processes of our own: their lines as they come, and their end when nobody listens any more.

A thread waits for each, because asyncio's own child watcher reports a made-up status when a loop ends beside it, and
leaves pipes open that belong to a loop that is no more.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import IO


class Child:
    """`argv` as a process with nothing to read; `together`: what it complains of comes among its lines."""

    def __init__(self, argv: Sequence[str], environ: Mapping[str, str] | None = None, together: bool = False) -> None:
        self._argv = list(argv)
        self._environ = dict(os.environ if environ is None else environ)
        self._together = together
        self._process: subprocess.Popen[bytes] | None = None
        self.status = 0  # once `lines` is at its end; -n for a signal
        self.complaint = ""  # the last line on standard error, when it is kept apart

    async def lines(self) -> AsyncIterator[str]:
        """Start it and yield what it prints. Leaving the loop early ends it. Raises OSError when it cannot start."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[str | None] = asyncio.Queue()

        def tell(line: str | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens
                loop.call_soon_threadsafe(queue.put_nowait, line)

        def run(process: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
            assert process.stdout is not None
            with process, complaints:
                for line in process.stdout:
                    tell(line.decode("utf-8", "replace").rstrip("\n"))
                self.status = process.wait()
                complaints.seek(0)
                said = complaints.read().decode("utf-8", "replace").strip().splitlines()
                self.complaint = said[-1] if said else ""
            tell(None)

        complaints = tempfile.NamedTemporaryFile()  # noqa: SIM115  # closed by the thread, which outlives this call
        self._process = subprocess.Popen(
            self._argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if self._together else complaints,
            env=self._environ,
        )
        threading.Thread(target=run, args=(self._process, complaints), daemon=True).start()
        try:
            while (line := await queue.get()) is not None:
                yield line
        finally:
            self.kill()

    def kill(self) -> None:
        """End it now, if it still runs."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
