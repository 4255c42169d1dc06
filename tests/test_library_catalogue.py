"""`library.yaml` speaks for its folder, as gitignore does, and can do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.library import LibraryFolder
from index.library.globs import Patterns

GLOBS = st.lists(st.sampled_from([*"ab/*?!.[]\\-", "**", "**/"]), max_size=12).map("".join)


def fits(pattern: str, path: str) -> bool:
    folder = path.endswith("/")
    return Patterns([pattern])(tuple(path.strip("/").split("/")), folder)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.txt", "a.txt"),
        ("*.txt", "deep/down/a.txt"),
        ("a.txt", "deep/a.txt"),
        ("/a.txt", "a.txt"),
        ("drafts/", "drafts/"),
        ("drafts/", "deep/drafts/"),
        ("deep/*.txt", "deep/a.txt"),
        ("**/a.txt", "a.txt"),
        ("**/a.txt", "x/y/a.txt"),
        ("deep/**", "deep/x/y.txt"),
        ("deep/**/y.txt", "deep/y.txt"),
        ("deep/**/y.txt", "deep/a/b/y.txt"),
        ("a?.txt", "ab.txt"),
        ("[ab].txt", "b.txt"),
        ("\\!odd", "!odd"),
    ],
)
def test_patterns_that_fit(pattern: str, path: str) -> None:
    assert fits(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*.txt", "a.md"),
        ("/a.txt", "deep/a.txt"),
        ("drafts/", "drafts"),
        ("deep/*.txt", "deep/x/a.txt"),
        ("deep/*.txt", "x/deep/a.txt"),
        ("deep/**", "deep/"),
        ("A.txt", "a.txt"),
        ("# remark", "# remark"),
        ("", "a"),
        ("!a", "a"),
    ],
)
def test_patterns_that_do_not(pattern: str, path: str) -> None:
    assert not fits(pattern, path)


def test_the_last_pattern_that_fits_decides() -> None:
    patterns = Patterns(["*.txt", "!keep.txt", "old/keep.txt"])
    assert patterns(("a.txt",)) and not patterns(("keep.txt",)) and patterns(("old", "keep.txt"))


@given(GLOBS, st.text("ab/.", max_size=12))
def test_no_pattern_raises(pattern: str, path: str) -> None:
    fits(pattern, path)


def test_a_row_of_stars_costs_no_more_than_one() -> None:
    # A backtracking matcher would need longer than the universe is old.
    assert not fits("*a" * 60 + "b", "a" * 200)
    assert not fits("**/" * 60 + "b", "a/" * 200 + "a")


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Some words.")


def test_ignored_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.bak", "keep.bak", "drafts/c.txt", "deep/drafts/d.txt", "deep/e.txt")
    (tmp_path / "library.yaml").write_text('ignore: [drafts/, "*.bak", "!keep.bak"]\ndocuments: {keep.bak: {title: K}}')
    scan = LibraryFolder([tmp_path]).scan()
    assert [file.id for file in scan.files] == ["a.txt", "deep/e.txt", "keep.bak"]
    assert not scan.problems


def test_ignore_may_be_written_as_lines(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt", "c.txt")
    (tmp_path / "library.yaml").write_text("ignore: |\n  # not these\n  a.txt\n  c.txt\n")
    assert list(LibraryFolder([tmp_path]).ids()) == ["b.txt"]


def test_a_deeper_library_yaml_has_the_last_word(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "deep/a.txt")
    (tmp_path / "library.yaml").write_text("documents: {a.txt: {title: Above, outlet: Ledger}}")
    (tmp_path / "deep" / "library.yaml").write_text("documents: {a.txt: {title: Below}}")
    folder = LibraryFolder([tmp_path])
    assert folder.read("a.txt").metadata.title == "Above"
    assert folder.read("deep/a.txt").metadata.title == "Below"
    assert folder.read("deep/a.txt").metadata.outlet == "Ledger"


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("a: [", "library.yaml:2"),
        ("- a\n- b", "must hold"),
        ("documents: [a]", "must be a mapping"),
        ("documents: {a.txt: title}", "must be a mapping"),
        ("a: &x 1", "library.yaml:1: anchors"),
    ],
)
def test_a_bad_library_yaml_is_one_problem_and_the_documents_still_read(
    tmp_path: Path, yaml: str, message: str
) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "library.yaml").write_text(yaml)
    folder = LibraryFolder([tmp_path])
    scan = folder.scan()
    assert [message in problem.message for problem in scan.problems] == [True]
    assert folder.read("a.txt").text == "Some words."


def test_a_library_yaml_that_leads_out_of_the_library_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("documents: {a.txt: {title: Planted}}")
    make(tmp_path / "root", "a.txt")
    (tmp_path / "root" / "library.yaml").symlink_to(tmp_path / "outside.yaml")
    folder = LibraryFolder([tmp_path / "root"])
    assert len(folder.scan().problems) == 1
    assert folder.read("a.txt").metadata.title != "Planted"


def test_another_library_yaml_is_noticed(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    folder = LibraryFolder([tmp_path])
    folder.scan()
    before = folder.settings_digest()
    (tmp_path / "library.yaml").write_text("documents: {a.txt: {title: New}}")
    folder.scan()
    assert folder.settings_digest() != before
