"""Formats: the bytes of a file become canonical text, the metadata the file states, and marks on the text.

One file a format; each is a module with a function `extract(data, encoding=None) -> Extraction` and has its suffixes in
the table here. A format decodes, cleans (index.text.clean, last of all) and says what it knows of its own markup; what
the text means is for `index.structure` to find out.
"""

from __future__ import annotations

import importlib
import re
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

_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
)
# Texts in a markup of their own: read as plain text, their tags and time codes would be taken for what a source says.
_LATER = {
    ".mbox": "a mailbox",
}

_PLACED = frozenset(("epub", "pdf", "subtitles"))

_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def passed_over(name: str) -> bool:
    """Whether a file of this name is no reading: media, archives, programs, data and the leavings of editors."""
    _, dot, suffix = name.rpartition(".")
    return name.endswith("~") or dot + suffix.lower() in _NOT_READING


@cache
def readers() -> str:
    """Which extras are there: with another one the same page has another text."""
    return " ".join(name for name in ("trafilatura", "pypdfium2") if find_spec(name) is not None)


def gives_places(name: str) -> bool:
    """Whether the text of a file of this name has pages, times or chapters to be cited."""
    return _FORMATS.get(PurePath(name).suffix.lower()) in _PLACED


def can_be_cut(name: str) -> bool:
    """Whether the first lines of a file of this name are a text of their own."""
    return _FORMATS.get(PurePath(name).suffix.lower(), "txt") in ("txt", "md")


def extract(path: PurePath, data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a file whose content is `data`; only the name of `path` is looked at.

    A suffix that is not known is read as plain text when the bytes are text. `encoding` overrides detection. Raises
    FormatError, which does not name the file, when the bytes are not text or `encoding` is unknown.
    """
    suffix = path.suffix.lower()
    if suffix in _LATER:
        raise FormatError(f"{_LATER[suffix]}, which this version cannot read: save it as plain text or Markdown")
    name = _FORMATS.get(suffix, "txt")
    if name in ("txt", "md"):
        refuse_binary(data, encoding)
    module = cast("Format", importlib.import_module(f"index.formats.{name}"))
    return module.extract(data, encoding)


def refuse_binary(data: bytes, encoding: str | None = None) -> None:
    """Raises FormatError when `data` is plainly no text: a known signature, or too many control bytes."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise FormatError(f"{what}, not text")
    sample = data[:65536]
    if encoding or sample.startswith(_WIDE) or _looks_wide(sample):
        return
    if len(_CONTROLS.findall(sample)) > len(sample) * 0.03:
        raise FormatError("not text: it is full of control bytes")


def _looks_wide(sample: bytes) -> bool:
    """UTF-16 without a mark: zeros in nearly all even places or all odd ones, not in both."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    return max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1
