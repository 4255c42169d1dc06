"""Who does the work of a build: this process, or several of them when there is much to do and more than one processor.

Workers are started as plain commands that talk JSON lines, not forked: a fork beside threads (the reader has them) can
lock up, and starting `multiprocessing` anew would run a user's unguarded script a second time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from index.engine.work import Made, Task, made_from_json, make
from index.errors import EngineError

if TYPE_CHECKING:
    from index.library import FoundFile, LibraryFolder

MOST_WORKERS = 3  # each takes 100 MB; the reader, the update and four of them would be 700


def command(module: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """Arguments and environment that run one of this package's modules in a child, whatever folder we are in.

    `-P` keeps the current folder off the import path: a folder of sources may hold an `index` of its own.
    """
    here = str(Path(__file__).parents[2])
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    return [sys.executable, "-P", "-m", module, *arguments], environment


def run(
    folder: LibraryFolder,
    tasks: Sequence[Task],
    tell: Callable[[FoundFile], None],
    stop: Callable[[], bool],
    parallel: bool,
) -> Iterator[Made | None]:
    """Do `tasks`; yields each when done, in any order, and None as the last thing when `stop` said so."""
    workers = min(len(tasks), _processors(), MOST_WORKERS) if parallel else 1
    if workers > 1:
        yield from _in_workers(folder, tasks, tell, stop, workers)
        return
    for task in tasks:
        made = None if stop() else make(folder, task, tell, stop)
        yield made
        if made is None:
            return


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on a Mac
        return os.cpu_count() or 1


class _Worker:
    """One child process; does one task at a time."""

    def __init__(self, folder: LibraryFolder) -> None:
        arguments, environment = command("index.engine.worker", *(os.fspath(root) for root in folder.roots))
        self._child = subprocess.Popen(arguments, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def do(self, task: Task, tell: Callable[[FoundFile], None], stop: Callable[[], bool]) -> Made | None:
        send, receive = self._pipes()
        try:
            send.write(json.dumps(asdict(task)).encode() + b"\n")
            send.flush()
            files = {file.id: file for file in task.files}
            for line in receive:
                said: dict[str, Any] = json.loads(line)
                if "made" in said:
                    return made_from_json(task, said["made"])
                if "error" in said:
                    raise EngineError(said["error"])
                tell(files[said["read"]])
                if stop():
                    return None
        except BrokenPipeError:
            pass  # it has died: said below, with what is known of it
        if stop():
            return None
        raise EngineError(
            f"indexing: a worker process ended early (status {self._child.wait()}); run `variorum index` again"
        )

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self._child.stdin and self._child.stdout
        return self._child.stdin, self._child.stdout

    def end(self) -> None:
        self._child.kill()
        for pipe in self._pipes():
            pipe.close()
        self._child.wait()


def _in_workers(
    folder: LibraryFolder,
    tasks: Sequence[Task],
    tell: Callable[[FoundFile], None],
    stop: Callable[[], bool],
    count: int,
) -> Iterator[Made | None]:
    workers: list[_Worker] = []
    free: list[_Worker] = []
    lock = threading.Lock()

    def one(task: Task) -> Made | None:
        with lock:
            worker = free.pop()
        try:
            return None if stop() else worker.do(task, tell, stop)
        finally:
            with lock:
                free.append(worker)

    with ThreadPoolExecutor(count, "index-worker") as threads:
        try:
            workers.extend(_Worker(folder) for _ in range(count))
            free.extend(workers)
            waiting: set[Future[Made | None]] = {threads.submit(one, task) for task in tasks}
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    made = future.result()
                    yield made
                    if made is None:
                        return
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.end()
