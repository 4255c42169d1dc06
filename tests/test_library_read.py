"""A document is everything that is known of it, from the one who knows best."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from index.library import LibraryFolder, originals
from index.model import Metadata

TEXT = """---
title: The Pier
outlet: Evening Ledger
date: 7 March 2024
---

Ada Brandt: The pier is old, and it will be rebuilt before the winter comes.

Tom Reyes: I do not believe a word of it, and neither does the council.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "talk.md").write_text(TEXT)
    return tmp_path


def test_every_passage_lies_in_the_text_it_points_to(root: Path) -> None:
    document = LibraryFolder([root]).read("talk.md")
    assert document.passages
    for passage in document.passages:
        assert document.text[passage.start : passage.end].strip()
    assert document.text.count("\n") == TEXT.count("\n")
    assert document.digest == hashlib.sha256(TEXT.encode()).hexdigest()


def test_library_yaml_is_asked_before_front_matter(root: Path) -> None:
    (root / "library.yaml").write_text("documents: {'*.md': {outlet: Coast Review, people: [Ada Brandt]}}")
    metadata = LibraryFolder([root]).read("talk.md").metadata
    assert (metadata.title, metadata.outlet, metadata.date) == ("The Pier", "Coast Review", "2024-03-07")
    assert metadata.people == ("Ada Brandt",)


def test_the_sample_library_knows_the_originals_of_its_digests(originals: Path) -> None:
    folder = LibraryFolder([originals])
    for doc in folder.ids():
        document = folder.read(doc)
        known = _metadata_of(document.digest)
        assert known.title and document.metadata.title == known.title
        assert document.metadata.outlet == known.outlet


def test_a_file_the_sample_library_has_not_seen_is_unknown_to_it() -> None:
    assert _metadata_of("0" * 64) == Metadata()


def _metadata_of(digest: str) -> Metadata:
    return originals.metadata_of(digest)


def test_each_digest_of_the_sample_library_names_its_original() -> None:
    digests = originals._digests()
    assert len(digests) >= 3
    assert all(_metadata_of(digest).title for digest in digests)


def test_an_encoding_can_be_said_in_library_yaml(root: Path) -> None:
    (root / "old.txt").write_bytes("Жить у моря".encode("koi8_r"))
    (root / "library.yaml").write_text("documents: {old.txt: {encoding: koi8-r}}")
    document = LibraryFolder([root]).read("old.txt")
    assert (document.text, document.encoding) == ("Жить у моря", "koi8-r")


def test_a_document_is_unchanged_until_its_file_is_another(root: Path) -> None:
    folder = LibraryFolder([root])
    document = folder.read("talk.md")
    assert folder.unchanged(document)
    (root / "talk.md").write_text(TEXT + "More.\n")
    assert not folder.unchanged(document)
    assert folder.unchanged(folder.read("talk.md"))
    (root / "talk.md").unlink()
    assert not folder.unchanged(document)


def test_the_line_of_the_list_says_what_the_document_holds(root: Path) -> None:
    folder = LibraryFolder([root])
    info = folder.info(folder.read("talk.md"))
    assert info.readable
    assert (info.id, info.title, info.outlet, info.date) == ("talk.md", "The Pier", "Evening Ledger", "2024-03-07")
    assert info.words > 20 and info.passages
    assert info.size == len(TEXT) and info.mtime_ns


def test_bad_metadata_costs_a_remark_and_no_text(root: Path) -> None:
    (root / "library.yaml").write_text("documents: {'*.md': {date: whenever}}")
    document = LibraryFolder([root]).read("talk.md")
    assert document.metadata.date == "2024-03-07"
    assert document.problems == ("library.yaml: 'whenever' is not a date; write it like 2025-12-31",)
