"""`python -m index.engine.worker ROOT…`: does tasks that arrive as JSON lines on standard input, one answer line each.

Says `{"read": ID}` for each file done, then `{"made": …}` or `{"error": …}`. Leaves when its input ends, so that it
does not outlive the update that started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from index.engine.work import made_to_json, make, task_from_json
from index.library import FoundFile, LibraryFolder


def main() -> None:
    """Serve tasks until standard input ends."""
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ^c is for the update that started it, which then ends its input
    folder = LibraryFolder([Path(root) for root in sys.argv[1:]])

    def say(message: dict[str, object]) -> None:
        sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
        sys.stdout.buffer.flush()

    def tell(file: FoundFile) -> None:
        say({"read": file.id})

    for line in sys.stdin.buffer:
        task = task_from_json(json.loads(line))
        folder.know(task.files)  # a list of all files of a large library of its own would take 50 MB
        try:
            made = make(folder, task, tell, lambda: False)
        except OSError as error:
            say({"error": f"{error.filename or task.segment}: the search index cannot be written: {error.strerror}"})
            continue
        assert made is not None
        say({"made": made_to_json(made)})


if __name__ == "__main__":
    main()
