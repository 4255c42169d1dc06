"""A real sshd on loopback, with keys, port and settings of its own in a folder that goes away; and a slow line to it.

Nothing of the system's ssh is read or written: no configuration, no known hosts, no agent.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shlex
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/sbin")
MISSING = "" if SSHD and shutil.which("ssh") and shutil.which("ssh-keygen") else "ssh and sshd are not installed"
PATIENCE = 30.0  # seconds


class Sshd:
    """A server for the user who runs this, until `close`; raises RuntimeError when it does not come up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("host", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        shutil.copy(folder / "user.pub", folder / "authorized")
        (folder / "authorized").chmod(0o600)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # without it a server of root's does not start
        self.port = free_port()
        settings = {
            "Port": self.port, "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "PidFile": "none",
            "AuthorizedKeysFile": folder / "authorized", "UsePAM": "no", "PasswordAuthentication": "no",
            "KbdInteractiveAuthentication": "no", "StrictModes": "no", "PermitRootLogin": "yes", "PrintMotd": "no",
            "PrintLastLog": "no", "UseDNS": "no", "LogLevel": "ERROR",
        }  # fmt: skip
        config = folder / "sshd_config"
        config.write_text("".join(f"{name} {value}\n" for name, value in settings.items()), encoding="utf-8")
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [str(SSHD), "-D", "-e", "-f", str(config)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.close()
                    raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace")) from None
                time.sleep(0.02)

    def command(self, argv: Sequence[str], environ: Mapping[str, str], port: int | None = None) -> list[str]:
        """The client that runs `argv` on a terminal of the server, with exactly `environ` and the client's TERM."""
        pairs = [f"{name}={value}" for name, value in environ.items() if name != "TERM"]
        remote = f'exec env -i "TERM=$TERM" {shlex.join(pairs)} {shlex.join(argv)}'
        options = {
            "IdentitiesOnly": "yes", "IdentityAgent": "none", "StrictHostKeyChecking": "no", "EscapeChar": "none",
            "UserKnownHostsFile": str(self.folder / "known"), "GlobalKnownHostsFile": os.devnull, "LogLevel": "ERROR",
        }  # fmt: skip
        given = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
        port = self.port if port is None else port
        return [
            "ssh",
            "-tt",
            "-F",
            "none",
            "-p",
            str(port),
            "-i",
            str(self.folder / "user"),
            *given,
            "127.0.0.1",
            remote,
        ]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()


class SlowLine:
    """A relay to `port` with a delay each way (half of `round_trip`, seconds) and a rate (bits a second).

    `port` is where it listens. It runs in a thread until `close`.
    """

    def __init__(self, port: int, round_trip: float, rate: float) -> None:
        self._target, self._delay, self._rate = port, round_trip / 2, rate / 8
        self.port = free_port()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)

    async def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, forth = await asyncio.open_connection("127.0.0.1", self._target)
        with contextlib.suppress(asyncio.CancelledError):  # the line is closed
            await asyncio.gather(self._carry(near, forth), self._carry(far, back))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        """Bytes leave one after the other at the rate of the line, each piece after the delay."""
        loop = asyncio.get_running_loop()
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, data = await queue.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not data:
                    sink.close()
                    return
                sink.write(data)

        delivery = asyncio.create_task(deliver())
        free = 0.0  # when the line is free again
        data = b"-"
        while data:
            try:
                data = await source.read(1400)
            except OSError:
                data = b""
            free = max(free, loop.time()) + len(data) / self._rate
            queue.put_nowait((free + self._delay, data))
        await delivery

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
