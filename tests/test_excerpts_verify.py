"""Verifying: sources that were edited, renamed, moved, exchanged or lost."""

from __future__ import annotations

from pathlib import Path

from excerpt_sources import document, saved, talk

from index.errors import LibraryError
from index.excerpts import Excerpt, Status, Verified, verify
from index.library import LibraryFolder
from index.model import Document, DocumentInfo

TALK = talk(21)
SENTENCE = TALK.split("\n\n")[4].split(": ", 1)[1]
SOURCE = document(TALK, "2024/talk.txt", title="On the mole")
EXCERPT = saved(SOURCE, SENTENCE)


def verified(excerpt: Excerpt, *documents: Document) -> Verified:
    infos = [DocumentInfo(d.id, d.path, d.title, digest=d.digest) for d in documents]
    by_id = {d.id: d for d in documents}
    (one,) = verify([excerpt], infos, lambda doc: by_id[doc])
    return one


def test_an_unchanged_source() -> None:
    one = verified(EXCERPT, document(talk(22), "other.txt"), SOURCE)
    assert (one.doc, one.placement.status, one.placement.text) == (SOURCE.id, Status.EXACT, SENTENCE)


def test_a_renamed_file_is_known_by_its_bytes() -> None:
    one = verified(EXCERPT, document(talk(22), "other.txt"), document(TALK, "archive/a.txt"))
    assert (one.doc, one.placement.status) == ("archive/a.txt", Status.EXACT)


def test_a_file_put_in_the_place_of_another_does_not_take_its_excerpts() -> None:
    one = verified(EXCERPT, document(talk(22), SOURCE.id), document(TALK, "moved.txt"))
    assert (one.doc, one.placement.status) == ("moved.txt", Status.EXACT)


def test_an_edited_source_goes_before_an_old_copy_of_it() -> None:
    one = verified(EXCERPT, document(TALK, "backup.txt"), document("New.\n\n" + TALK, SOURCE.id))
    assert one.doc == SOURCE.id


def test_a_file_that_was_moved_and_edited_is_known_by_its_name_or_its_title() -> None:
    edited = "New.\n\n" + TALK
    assert verified(EXCERPT, document(edited, "archive/talk.txt")).doc == "archive/talk.txt"
    assert verified(EXCERPT, document(edited, "x.txt", title="On the mole")).doc == "x.txt"
    assert verified(EXCERPT, document(edited, "x.txt")).placement.status is Status.ORPHAN


def test_a_lost_source_leaves_an_orphan_with_its_words() -> None:
    one = verified(EXCERPT)
    assert (one.doc, one.placement.status, one.placement.start) == (SOURCE.id, Status.ORPHAN, None)
    assert one.excerpt.text == SENTENCE


def test_a_source_that_cannot_be_read_says_why() -> None:
    def read(_: str) -> Document:
        raise LibraryError("talk.txt: permission denied")

    (one,) = verify([EXCERPT], [DocumentInfo(SOURCE.id, SOURCE.path, "t", digest=SOURCE.digest)], read)
    assert (one.placement.status, one.problem) == (Status.ORPHAN, "talk.txt: permission denied")


def test_files_of_a_real_folder_are_followed_through_edits_and_renames(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"# On the **mole**\n\n{TALK}", encoding="utf-8")
    library = LibraryFolder([tmp_path])
    excerpt = saved(library.read("a.md"), SENTENCE)
    (tmp_path / "a.md").rename(tmp_path / "b.md")

    def now() -> Verified:
        folder = LibraryFolder([tmp_path])
        documents = [folder.read(name) for name in folder.ids()]
        (one,) = verify([excerpt], [folder.info(document) for document in documents], folder.read)
        return one

    assert (now().doc, now().placement.status) == ("b.md", Status.EXACT)
    text = (tmp_path / "b.md").read_text(encoding="utf-8")
    (tmp_path / "b.md").rename(tmp_path / "a.md")
    (tmp_path / "a.md").write_text(text.replace(" ", "\n", 40), encoding="utf-8")
    assert now().placement.status in (Status.EXACT, Status.NORMALISED)
