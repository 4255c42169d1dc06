"""The log: what was said to be saved is there afterwards, whatever happens to the machine, the disk or the file."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from excerpt_sources import document, talk

from index.errors import ExcerptError
from index.excerpts import ExcerptStore
from index.excerpts.events import decode, encode, json_line

SOURCE = document(talk(1))

_WRITER = """
import sys
from pathlib import Path
from index.excerpts import ExcerptStore
from index.model import Document
if sys.argv[4] == "no locks":
    import fcntl
    def flock(*_):
        raise OSError(95, "locks are not supported here")
    fcntl.flock = flock
text = Path(sys.argv[2]).read_text()
source = Document("talk.txt", "/srv/library/talk.txt", "d" * 64, text)
store = ExcerptStore(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    print(store.add(source, number * 3, number * 3 + 40, note=f"{sys.argv[5]} {number}").id, flush=True)
"""


def writer(log: Path, count: int, locks: str = "locks", name: str = "w") -> subprocess.Popen[str]:
    text = log.with_suffix(".txt")
    if not text.exists():
        text.write_text(SOURCE.text)
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(log), str(text), str(count), locks, name],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "data" / "excerpts.jsonl"


def filled(log: Path, count: int = 5) -> list[str]:
    store = ExcerptStore(log)
    return [store.add(SOURCE, at, at + 30 + at, note=f"note {at}").id for at in range(0, count * 10, 10)]


def test_an_excerpt_is_in_the_file_when_add_returns(log: Path) -> None:
    excerpt = ExcerptStore(log).add(SOURCE, 5, 60, "a note", ["harbour", "ice"])
    assert excerpt.text == SOURCE.text[5:60]
    assert ExcerptStore(log).all() == (excerpt,)


def test_the_log_and_its_folder_are_private(log: Path) -> None:
    filled(log, 1)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_a_line_is_json_with_a_checksum_of_what_follows_it(log: Path) -> None:
    filled(log, 1)
    line = log.read_bytes().rstrip(b"\n")
    event = decode(line)
    assert event is not None
    assert encode({key: value for key, value in event.items() if key not in ("crc", "v")}) == line + b"\n"
    assert decode(line.replace(b"note 0", b"note 1")) is None


@pytest.mark.parametrize("odd", ["a\u2028b", "a\u0085b", "a\u2029b", 'quote " backslash \\', "line\nbreak"])
def test_no_reader_of_lines_splits_an_event(odd: str) -> None:
    assert len(json_line({"note": odd}).splitlines()) == 1


def test_reading_never_writes(log: Path) -> None:
    filled(log)
    log.write_bytes(log.read_bytes()[:-7] + b"\n\n{]\n\x00\x00")
    before = log.read_bytes(), log.stat().st_mtime_ns
    store = ExcerptStore(log)
    assert len(store.all()) == 4
    assert store.problems
    assert (log.read_bytes(), log.stat().st_mtime_ns) == before
    assert sorted(path.name for path in log.parent.iterdir()) == ["excerpts.jsonl"]


def test_the_last_record_cut_at_every_byte_costs_no_earlier_one_and_is_named(log: Path) -> None:
    names = filled(log)
    data = log.read_bytes()
    last = data.rstrip(b"\n").rfind(b"\n") + 1
    for cut in range(last + 1, len(data)):
        log.write_bytes(data[:cut])
        store = ExcerptStore(log)
        found = [excerpt.id for excerpt in store.all()]
        if cut == len(data) - 1:
            assert found == names  # only the line end is missing
        else:
            assert found == names[:-1]
            assert [problem.line for problem in store.problems] == [5]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_line_cut_off_is_closed_by_the_next_save_and_kept(log: Path, cut: int) -> None:
    names = filled(log)
    torn = log.read_bytes()[:-cut]
    log.write_bytes(torn)
    new = ExcerptStore(log).add(SOURCE, 70, 99).id
    assert log.read_bytes().startswith(torn + b"\n")
    assert [excerpt.id for excerpt in ExcerptStore(log).all()] == ([*names, new] if cut == 1 else [*names[:-1], new])


def test_64_zeroed_bytes_anywhere_cost_at_most_two_records(log: Path) -> None:
    names = filled(log, 6)
    data = log.read_bytes()
    for at in range(0, len(data) - 64, 16):
        log.write_bytes(data[:at] + bytes(64) + data[at + 64 :])
        store = ExcerptStore(log)
        lost = set(names) - {excerpt.id for excerpt in store.all()}
        assert len(lost) <= 2
        assert store.problems or not lost


def test_a_lost_line_end_costs_one_record_at_most(log: Path) -> None:
    names = filled(log, 3)
    lines = log.read_bytes().split(b"\n")
    log.write_bytes(lines[0] + b"\x00" + lines[1] + b"\n" + lines[2] + b"\n")
    assert [excerpt.id for excerpt in ExcerptStore(log).all()] == names[1:]


def test_what_a_newer_version_wrote_is_kept_and_named(log: Path) -> None:
    names = filled(log, 1)
    newer = encode({"event": "add", "id": "zz", "at": "2031-01-01T00:00:00Z"}).replace(b'"v":1', b'"v":9')
    unknown = encode({"event": "colour", "id": names[0], "at": "2031-01-01T00:00:00Z"})
    with log.open("ab") as file:
        file.write(newer + unknown)
    store = ExcerptStore(log)
    assert [excerpt.id for excerpt in store.all()] == names
    assert [problem.line for problem in store.problems] == [2, 3]
    store.compact()
    assert unknown in log.read_bytes()


def test_controls_written_into_a_log_do_not_come_out_of_it(log: Path) -> None:
    filled(log, 1)
    with log.open("ab") as file:
        record = {
            "event": "add",
            "id": "abc",
            "at": "",
            "doc": "d",
            "text": "x\x1b]52;c;eA\x07\u202ey",
            "start": 0,
            "end": 9,
        }
        file.write(encode(record))
    text = ExcerptStore(log).get("abc").text
    assert not set(text) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize("locks", ["locks", "no locks"])
def test_several_writers_lose_and_double_nothing(log: Path, locks: str) -> None:
    log.parent.mkdir()
    writers = [writer(log, 25, locks, f"writer {number}") for number in range(4)]
    acknowledged = [name for process in writers for name in process.communicate()[0].split()]
    store = ExcerptStore(log)
    assert len(acknowledged) == 100
    assert sorted(excerpt.id for excerpt in store.all()) == sorted(acknowledged)
    assert not store.problems


def test_kill_9_during_saves_loses_nothing_acknowledged_and_leaves_nothing_stray(log: Path) -> None:
    log.parent.mkdir()
    acknowledged: list[str] = []
    for count in (1, 2, 3, 5, 8, 13):
        process = writer(log, 10_000)
        assert process.stdout is not None
        acknowledged += [process.stdout.readline().strip() for _ in range(count)]
        process.send_signal(signal.SIGKILL)
        acknowledged += process.communicate()[0].split("\n")[:-1]  # a line without its end was not said
    last = ExcerptStore(log).add(SOURCE, 0, 9).id
    kept = [excerpt.id for excerpt in ExcerptStore(log).all()]
    assert set(acknowledged) | {last} <= set(kept)
    assert len(kept) == len(set(kept))
    assert sorted(path.name for path in log.parent.iterdir()) == ["excerpts.jsonl", "excerpts.txt"]


@contextmanager
def limited_to(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes: a disk that is full, without a disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.parametrize("room", [0, 1, 300])
def test_a_full_disk_leaves_the_log_as_it_was_and_the_excerpt_in_memory(log: Path, room: int) -> None:
    names = filled(log)
    before = log.read_bytes()
    store = ExcerptStore(log)
    with limited_to(len(before) + room), pytest.raises(ExcerptError, match="NOT saved") as caught:
        store.add(SOURCE, 100, 160, "precious")
    assert "\n" not in str(caught.value)
    assert log.read_bytes() == before
    assert [excerpt.id for excerpt in store.all()] == names
    (waiting,) = store.unsaved
    assert waiting.excerpt is not None
    assert (waiting.excerpt.text, waiting.excerpt.note) == (SOURCE.text[100:160], "precious")
    assert store.retry() == (waiting,)
    assert store.unsaved == ()
    assert ExcerptStore(log).all()[-1] == waiting.excerpt


def test_a_failed_flush_is_no_save(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(log, 1)
    before = log.read_bytes()

    def fsync(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ExcerptError, match="the disk reports an error"):
        ExcerptStore(log).add(SOURCE, 0, 9)
    assert log.read_bytes() == before


@pytest.mark.parametrize(
    ("error", "said"),
    [(errno.EROFS, "read-only"), (errno.EACCES, "permission denied"), (errno.ENOSPC, "full"), (errno.EDQUOT, "quota")],
)
def test_every_refusal_names_its_cause_and_the_way_out(
    log: Path, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    names = filled(log)
    opened = os.open

    def refuse(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY):
            raise OSError(error, os.strerror(error))
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    store = ExcerptStore(log)
    with pytest.raises(ExcerptError, match=said) as caught:
        store.add(SOURCE, 0, 9)
    assert str(log) in str(caught.value)
    assert [excerpt.id for excerpt in store.all()] == names
    assert len(store.unsaved) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_permission_is_named(log: Path) -> None:
    log.parent.mkdir(mode=0o500)
    with pytest.raises(ExcerptError, match="permission denied"):
        ExcerptStore(log).add(SOURCE, 0, 9)


def test_a_file_in_the_place_of_the_folder_is_named(log: Path) -> None:
    log.parent.write_text("in the way")
    with pytest.raises(ExcerptError, match="a file stands where the folder should be"):
        ExcerptStore(log).add(SOURCE, 0, 9)


def test_without_a_home_the_error_says_so_and_nothing_is_written_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    store = ExcerptStore(Path("~/.local/share/variorum/excerpts.jsonl"))
    assert store.all() == ()
    with pytest.raises(ExcerptError, match="NOT saved"):
        store.add(SOURCE, 0, 9)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("what", ["a pipe", "a folder"])
def test_what_is_no_file_in_the_place_of_the_log_is_refused_at_once(log: Path, what: str) -> None:
    log.parent.mkdir()
    if what == "a pipe":
        os.mkfifo(log)
    else:
        log.mkdir()
    with pytest.raises(ExcerptError):
        ExcerptStore(log).add(SOURCE, 0, 9)
    with pytest.raises(ExcerptError):
        ExcerptStore(log).all()


def test_a_lock_held_by_a_stopped_process_does_not_stop_a_save(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.excerpts.log._LOCK_SECONDS", 0)
    filled(log, 1)
    held = os.open(log, os.O_RDWR)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        ExcerptStore(log).add(SOURCE, 0, 9)
    finally:
        os.close(held)
    assert len(ExcerptStore(log).all()) == 2
