"""A library may be any folder: what is in it is found, what is dangerous in it is named and left alone."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from index.errors import FormatError, LibraryError, UnknownDocument
from index.library import LibraryFolder
from index.settings import initialise

ROOT_USER = os.geteuid() == 0


def ids(*roots: Path) -> list[str]:
    return [file.id for file in LibraryFolder(roots).scan().files]


def problems(root: Path) -> dict[str, str]:
    return {problem.id: problem.message for problem in LibraryFolder([root]).scan().problems}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    (folder / "2024").mkdir(parents=True)
    (folder / "pier.txt").write_text("The pier is old.\n")
    (folder / "2024" / "quay.md").write_text("# The quay\n")
    return folder


def test_documents_are_named_by_their_path_below_the_root(root: Path) -> None:
    assert ids(root) == ["2024/quay.md", "pier.txt"]


def test_a_file_can_be_a_library(root: Path) -> None:
    assert ids(root / "pier.txt") == ["pier.txt"]


def test_what_is_no_reading_is_passed_over_without_a_word(root: Path) -> None:
    for name in (".hidden", "photo.JPG", "backup.zip", "notes.txt~", "library.yaml", "data.json"):
        (root / name).write_text("{}")
    for name in (".git", "node_modules", "__pycache__"):
        (root / name).mkdir()
        (root / name / "inside.txt").write_text("x")
    scan = LibraryFolder([root]).scan()
    assert [file.id for file in scan.files] == ["2024/quay.md", "pier.txt"]
    assert not scan.problems


def test_what_the_settings_ignore_is_passed_over_unless_it_is_asked_for_by_name(root: Path) -> None:
    path = initialise()
    path.write_text("ignore: ['*.md', drafts/]\n", encoding="utf-8")
    (root / "drafts").mkdir()
    (root / "drafts" / "new.txt").write_text("not yet")
    assert ids(root) == ["pier.txt"]
    assert ids(root / "2024" / "quay.md") == ["quay.md"]


def test_a_file_that_is_asked_for_by_name_is_no_longer_passed_over(root: Path) -> None:
    (root / "talk.json").write_text("{}")
    assert ids(root / "talk.json") == ["talk.json"]
    (root / "library.yaml").write_text("documents: {talk.json: {title: A Talk}}")
    assert "talk.json" in ids(root)


def test_no_link_leads_out_of_the_library(root: Path) -> None:
    outside = root.parent / "secret.txt"
    outside.write_text("not for this library")
    (root / "out.txt").symlink_to(outside)
    (root / "up").symlink_to(root.parent)
    (root / "2024" / "ring").symlink_to(root)
    (root / "again.txt").symlink_to(root / "pier.txt")
    (root / "nowhere.txt").symlink_to(root / "missing")
    (root / "a").symlink_to(root / "b")
    (root / "b").symlink_to(root / "a")
    assert ids(root) == ["2024/quay.md", "pier.txt"]
    said = problems(root)
    assert "leads out" in said["out.txt"] and "leads out" in said["up"]
    assert "nowhere" in said["nowhere.txt"] and "ring" in said["a"]
    assert "2024/ring" not in said


def test_a_link_to_a_file_that_is_listed_nowhere_else_is_a_document(root: Path) -> None:
    (root / ".store").mkdir()
    (root / ".store" / "0af3").write_text("Kept elsewhere.")
    (root / "kept.txt").symlink_to(root / ".store" / "0af3")
    folder = LibraryFolder([root])
    assert "kept.txt" in folder.ids()
    assert folder.read("kept.txt").text == "Kept elsewhere."


def test_a_folder_swapped_for_a_link_after_the_scan_leads_nowhere(root: Path) -> None:
    folder = LibraryFolder([root])
    folder.scan()
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "quay.md").write_text("not for this library")
    (root / "2024" / "quay.md").unlink()
    (root / "2024").rmdir()
    (root / "2024").symlink_to(outside)
    with pytest.raises(LibraryError, match=r"2024/quay\.md: "):
        folder.read("2024/quay.md")


def test_a_file_swapped_for_a_link_after_the_scan_is_not_followed(root: Path) -> None:
    folder = LibraryFolder([root])
    folder.scan()
    (root / "pier.txt").unlink()
    (root / "pier.txt").symlink_to("/etc/hostname")
    with pytest.raises(LibraryError, match="link"):
        folder.read("pier.txt")


def test_pipes_sockets_and_devices_are_named_and_never_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(root)  # the path of a socket may be no longer than 100 bytes
        try:
            bound.bind("socket.txt")
        finally:
            os.chdir(here)
    assert ids(root) == ["2024/quay.md", "pier.txt"]
    assert problems(root) == {"pipe.txt": "a pipe, not a file", "socket.txt": "a socket, not a file"}


def test_a_file_swapped_for_a_pipe_after_the_scan_does_not_block(root: Path) -> None:
    folder = LibraryFolder([root])
    folder.scan()
    (root / "pier.txt").unlink()
    os.mkfifo(root / "pier.txt")
    with pytest.raises(LibraryError, match="pipe"):
        folder.read("pier.txt")


@pytest.mark.skipif(ROOT_USER, reason="root may read everything")
def test_what_may_not_be_read_is_a_problem_and_the_walk_goes_on(root: Path) -> None:
    (root / "2024").chmod(0)
    (root / "pier.txt").chmod(0)
    try:
        assert "cannot be read" in problems(root)["2024"]
        with pytest.raises(LibraryError, match="permission"):
            LibraryFolder([root]).read("pier.txt")
    finally:
        (root / "2024").chmod(0o700)


def test_a_huge_file_is_refused_before_it_is_read(root: Path) -> None:
    with (root / "huge.txt").open("wb") as file:
        file.truncate(1 << 30)
    folder = LibraryFolder([root])
    with pytest.raises(FormatError, match=r"huge\.txt: 1,024 MB, more than the 32 MB"):
        folder.read("huge.txt")


def test_the_limit_is_what_the_reader_says(root: Path) -> None:
    folder = LibraryFolder([root])
    with pytest.raises(FormatError, match="17 bytes, more than the 5 bytes"):
        folder.read("pier.txt", largest=5)


def test_a_file_that_vanishes_is_an_error_and_one_that_comes_is_found(root: Path) -> None:
    folder = LibraryFolder([root])
    folder.scan()
    (root / "pier.txt").unlink()
    with pytest.raises(LibraryError, match=r"pier\.txt: no such file"):
        folder.read("pier.txt")
    (root / "new.txt").write_text("Just come.")
    assert folder.read("new.txt").text == "Just come."
    with pytest.raises(UnknownDocument):
        folder.read("never.txt")


def test_names_that_are_no_text_can_be_shown_and_opened(root: Path) -> None:
    for name in (b"caf\xe9.txt", b"esc-\x1b[2J.txt", b"two\nlines.txt", "bidi-\u202etxt.exe.txt".encode()):
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text("Some words.")
    folder = LibraryFolder([root])
    found = [file.id for file in folder.scan().files]
    assert {"caf\ufffd.txt", "esc-\u241b[2J.txt", "two\u2424lines.txt", "bidi-\ufffdtxt.exe.txt"} <= set(found)
    for doc in found:
        document = folder.read(doc)
        assert document.text
        assert document.path.isprintable()
        document.path.encode()


def test_files_whose_names_look_alike_have_ids_of_their_own(root: Path) -> None:
    for name in (b"caf\xe8.txt", b"caf\xe9.txt"):
        Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text(repr(name))
    folder = LibraryFolder([root])
    alike = [file.id for file in folder.scan().files if file.id.startswith("caf")]
    assert len(set(alike)) == 2
    assert {folder.read(doc).text for doc in alike} == {r"b'caf\xe8.txt'", r"b'caf\xe9.txt'"}
    assert [file.id for file in LibraryFolder([root]).scan().files if file.id.startswith("caf")] == alike


def test_several_roots_share_a_library(root: Path) -> None:
    other = root.parent / "other"
    other.mkdir()
    (other / "pier.txt").write_text("Another pier.\n")
    (other / "ferry.txt").write_text("A ferry.\n")
    folder = LibraryFolder([root, other])
    assert list(folder.ids()) == ["2024/quay.md", "ferry.txt", "other/pier.txt", "pier.txt"]
    assert folder.read("other/pier.txt").text == "Another pier.\n"


def test_a_root_inside_another_brings_nothing_twice(root: Path) -> None:
    assert ids(root, root / "2024", root / "pier.txt", root) == ["2024/quay.md", "pier.txt"]


@pytest.mark.parametrize("name", ["missing", "pipe"])
def test_a_root_that_is_none_is_refused_by_name(root: Path, name: str) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(LibraryError, match=name):
        LibraryFolder([root / name])


def test_a_very_deep_folder_is_walked_to_the_end(root: Path) -> None:
    deep = root
    for number in range(150):
        deep = deep / f"d{number}"
    deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text("Down here.")
    doc = next(doc for doc in ids(root) if doc.endswith("bottom.txt"))
    assert LibraryFolder([root]).read(doc).text == "Down here."


def test_nothing_is_written_beside_the_sources(root: Path) -> None:
    before = sorted(path.name for path in root.rglob("*"))
    folder = LibraryFolder([root])
    for doc in folder.ids():
        folder.read(doc)
    assert sorted(path.name for path in root.rglob("*")) == before


def test_a_file_that_grows_while_it_is_read_is_refused_at_the_limit(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "pier.txt").write_text("")
    empty = (root / "pier.txt").stat()
    (root / "pier.txt").write_text("The pier is old. " * 100)
    monkeypatch.setattr("index.library.walk.os.fstat", lambda descriptor: empty)
    with pytest.raises(FormatError, match=r"pier.txt: it grew to more than the 50 bytes"):
        LibraryFolder([root]).read("pier.txt", largest=50)
