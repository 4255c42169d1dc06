"""The sample library as a catalogue: what its digests know about the originals they were made from.

A digest names its original by SHA-256. Whoever opens a folder with that very file is told its title, outlet and people
from here, whatever the file is called.
"""

from __future__ import annotations

import re
from functools import cache

from index.formats import frontmatter
from index.model import Metadata


def metadata_of(digest: str) -> Metadata:
    """What the sample library knows about the file with this SHA-256 (hexadecimal); empty for any other file."""
    text = _digests().get(digest)
    return frontmatter.read(text).metadata if text else Metadata()


_SHA256 = re.compile(r"^sha256:\s*([0-9A-Fa-f]{64})\s*$", re.MULTILINE)


@cache
def _digests() -> dict[str, str]:
    """The text of each digest by the SHA-256 that it names. Not parsed: nearly every file asked for is unknown."""
    # 14 ms with all that it brings: only when a document is read.
    from importlib import resources

    texts = [
        file.read_text(encoding="utf-8")
        for file in resources.files("seeds").iterdir()
        if file.name.endswith(".md") and file.is_file()
    ]
    return {found[1].lower(): text for text in texts if (found := _SHA256.search(text))}
