"""Plain text: nothing but decoding and cleaning. Front matter, if there is some, is read and marked."""

from __future__ import annotations

from index.formats import frontmatter
from index.model import Extraction
from index.text.clean import clean
from index.text.decode import decode


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of `data`, line for line."""
    decoded, used = decode(data, encoding)
    text = clean(decoded)
    front = frontmatter.read(text)
    return Extraction(text, front.metadata, front.marks, used, front.problems)
