"""`library.yaml`: what a folder says about the documents in it.

    documents:
      "2025-*.txt": {outlet: The Daily Example, kind: article}
      interview.txt: {title: A Conversation, people: [Ada Moss], encoding: cp1252}
    ignore: [drafts/, "*.bak", "!keep.bak"]

It may lie in any folder and speaks for all that lies below; of two patterns that fit, and of two files, the later and
deeper has the last word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.config import Data, parse_yaml
from index.errors import SettingsError
from index.formats.frontmatter import metadata_from
from index.library.globs import Pattern, Patterns
from index.library.walk import Parts
from index.model import Metadata
from index.text.clean import clean_line
from index.text.decode import decode

NAME = "library.yaml"


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of one document. `named` when any pattern of `documents` fits it."""

    metadata: Metadata = field(default_factory=Metadata)
    encoding: str | None = None
    named: bool = False
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    """One `library.yaml`, for what lies below `folder`."""

    folder: Parts
    ignore: Patterns
    documents: tuple[tuple[Pattern, Described], ...]


class Catalogue:
    """All the `library.yaml` of one root, outer ones first, behind what the reader ignores everywhere (`ignore`)."""

    def __init__(self, ignore: Iterable[str] = ()) -> None:
        everywhere = Patterns(ignore)
        self._pages = [_Page((), everywhere, ())] if everywhere else []
        self.digest = ""  # of all that was taken in: with other settings the same files are other documents

    def add(self, folder: Parts, data: bytes, name: str) -> None:
        """Take in the content of the `library.yaml` of `folder`. Raises SettingsError, which names it by `name`."""
        self.digest = hashlib.sha256(f"{self.digest} {folder}\n".encode() + data).hexdigest()
        parsed = parse_yaml(decode(data)[0], name)
        if not isinstance(parsed, dict):
            raise SettingsError(f"{clean_line(name)}: must hold `documents:` or `ignore:`")
        self._pages.append(_Page(folder, _ignore(parsed.get("ignore", "")), _documents(parsed, name)))

    def ignores(self, parts: Parts, folder: bool) -> bool:
        """Whether a path below the root is to be passed over."""
        return bool(self._pages) and any(page.ignore(below, folder) for page, below in self._for(parts) if page.ignore)

    def describes(self, parts: Parts) -> Described:
        """All that is said of the document at `parts`."""
        metadata = Metadata()
        encoding = None
        named = False
        problems: list[str] = []
        for page, below in self._for(parts):
            for pattern, described in page.documents:
                if pattern.fits(below):
                    named = True
                    metadata = described.metadata.over(metadata)
                    encoding = described.encoding or encoding
                    problems += described.problems
        return Described(metadata, encoding, named, tuple(problems))

    def _for(self, parts: Parts) -> list[tuple[_Page, Parts]]:
        return [
            (page, parts[len(page.folder) :])
            for page in self._pages
            if len(parts) > len(page.folder) and parts[: len(page.folder)] == page.folder
        ]


def _ignore(data: Data) -> Patterns:
    lines = data.split("\n") if isinstance(data, str) else data if isinstance(data, list) else ()
    return Patterns(line for line in lines if isinstance(line, str))


def _documents(data: dict[str, Data], name: str) -> tuple[tuple[Pattern, Described], ...]:
    documents = data.get("documents", {})
    if not isinstance(documents, dict):
        raise SettingsError(f"{clean_line(name)}: `documents` must be a mapping of file name: fields")
    described = []
    for glob, fields in documents.items():
        if not isinstance(fields, dict):
            raise SettingsError(
                f"{clean_line(name)}: what `documents` says of {glob!r} must be a mapping, like {{title: ...}}"
            )
        encoding = fields.get("encoding")
        metadata, problems = metadata_from(fields, clean_line(name))
        described.append(
            (Pattern(glob), Described(metadata, encoding if isinstance(encoding, str) else None, True, problems))
        )
    return tuple(described)
