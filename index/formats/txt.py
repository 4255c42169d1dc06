"""Plain text: nothing but decoding and cleaning. Front matter, if there is some, is read and marked."""

from __future__ import annotations

from index.formats import frontmatter
from index.formats.reading import read_text
from index.model import Extraction


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of `data`, line for line."""
    text, used, remarks = read_text(data, encoding)
    front = frontmatter.read(text)
    return Extraction(text, front.metadata, front.marks, used, (*remarks, *front.problems))
