"""What every text format begins with: bytes decoded and cleaned, or refused as no text; a remark on what was lost."""

from __future__ import annotations

import re

from index.errors import FormatError
from index.text.clean import clean
from index.text.decode import decode

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_FLAG = "\U0001f3f4"  # the flags of England, Scotland and Wales are spelled in tags

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
_CONTROLS = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read_text(data: bytes, encoding: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """The cleaned text of `data`, the encoding used, remarks for the reader.

    Raises FormatError when the bytes are plainly no text, and as `decode` does.
    """
    _refuse_binary(data, encoding)
    decoded, used = decode(data, encoding)
    remarks = []
    if damaged := decoded.count("\ufffd"):
        remarks.append(f"{damaged:,} damaged {'character' if damaged == 1 else 'characters'}: not all of it is {used}")
    if not decoded.isascii():
        hidden = sum(len(found[0]) for found in _TAGS.finditer(decoded) if decoded[max(found.start() - 1, 0)] != _FLAG)
        if hidden:
            remarks.append(f"{hidden:,} invisible characters that spell a hidden text were left out")
    return clean(decoded), used, tuple(remarks)


def _refuse_binary(data: bytes, encoding: str | None = None) -> None:
    """Raise FormatError when `data` is plainly no text: a known signature, or too many control bytes."""
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
