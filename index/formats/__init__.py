"""Formats: the bytes of a file become canonical text, the metadata the file states, and marks on the text.

One file a format; each is a module with a function `extract(data, encoding=None) -> Extraction` and has its suffixes in
the table here. A format decodes, cleans (index.text.clean, last of all) and says what it knows of its own markup; what
the text means is for `index.structure` to find out.
"""

from __future__ import annotations

import importlib
from functools import cache
from importlib.util import find_spec
from pathlib import PurePath
from typing import Protocol, cast

from index.errors import FormatError
from index.model import Extraction


class Format(Protocol):
    """What a module of this package offers. Raises FormatError when the bytes are not of its format."""

    def extract(self, data: bytes, encoding: str | None = None) -> Extraction: ...


# Suffix to module. A name, not the module: one that is not needed is not imported.
_FORMATS = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn"), "md"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".srt", ".vtt", ".sbv"), "subtitles"),
    ".epub": "epub",
    ".docx": "docx",
    ".pdf": "pdf",
    ".eml": "eml",
    **dict.fromkeys((".txt", ".text", ".log", ".asc", ".rst", ".org", ""), "txt"),
}


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Files that a folder of sources often holds beside the texts: passed over without a word.
_NOT_READING = _set(
    """
    .jpg .jpeg .png .gif .webp .bmp .ico .tif .tiff .heic .avif .svg .psd .ai .eps .raw
    .mp3 .m4a .ogg .oga .opus .wav .flac .aac .wma .mp4 .m4v .mov .mkv .webm .avi .wmv
    .zip .gz .tgz .bz2 .xz .zst .lz4 .7z .rar .tar .iso .dmg .jar .whl .deb .rpm
    .exe .dll .so .dylib .o .a .bin .class .pyc .wasm .ttf .otf .woff .woff2 .eot
    .sqlite .sqlite3 .db .parquet .npy .npz .pkl .pickle .feather .lock .swp .tmp .bak .part
    .xls .xlsx .ods .ppt .pptx .odp .key .numbers .pages .mobi .azw .azw3 .djvu
    .json .jsonl .ndjson .yaml .yml .toml .ini .cfg .xml .xsl .xsd .csv .tsv .sql
    .py .js .ts .jsx .tsx .css .scss .c .h .cpp .hpp .rs .go .java .rb .pl .sh .bat .ps1 .lua .el .vim .map
    """
)

# Many letters in one file: as one document, it would have no author, no date and nothing to be cited by.
_MAILBOXES = frozenset((".mbox", ".mbx"))


def passed_over(name: str) -> bool:
    """Whether a file of this name is no reading: media, archives, programs, data and the leavings of editors."""
    _, dot, suffix = name.rpartition(".")
    return name.endswith("~") or dot + suffix.lower() in _NOT_READING


@cache
def readers() -> str:
    """Which extras are there: with another one the same page has another text."""
    return " ".join(name for name in ("trafilatura", "pypdfium2") if find_spec(name) is not None)


def can_be_cut(name: str) -> bool:
    """Whether the first lines of a file of this name are a text of their own."""
    return _FORMATS.get(PurePath(name).suffix.lower(), "txt") in ("txt", "md")


def extract(path: PurePath, data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a file whose content is `data`; only the name of `path` is looked at.

    A suffix that is not known is read as plain text when the bytes are text. `encoding` overrides detection. Raises
    FormatError, which does not name the file, when the bytes are not text or `encoding` is unknown.
    """
    suffix = path.suffix.lower()
    if suffix in _MAILBOXES:
        raise FormatError("a mailbox of many letters: save those you want as .eml files, one letter each")
    module = cast("Format", importlib.import_module(f"index.formats.{_FORMATS.get(suffix, 'txt')}"))
    return module.extract(data, encoding)
