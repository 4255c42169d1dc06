"""Bytes to text: the one place that decides in which encoding a file is written.

In order: what the reader said, a byte order mark, ISO-2022 and HZ escapes (such text is valid ASCII, so it must be
asked for first), UTF-8, UTF-16 and 32 without a mark, and last a guess. Nothing here raises for any bytes: what cannot
be decoded becomes U+FFFD, so that a damaged file still reads.
"""

from __future__ import annotations

import codecs
import re

from index.errors import FormatError

# UTF-32 before UTF-16: the mark of the first begins with the mark of the second.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_ESCAPES = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$[@B]|\x1b\(J|\x1b\$\([DQ]"), "iso2022_jp_2004"),
    (re.compile(rb"\x1b\$[@B]|\x1b\([IJ]|\x1b\$\(D|\x1b\$A"), "iso2022_jp_ext"),
    (re.compile(rb"\x1b\$A|\x1b\.[AF]|\x1b\$\(C"), "iso2022_jp_2"),
    (re.compile(rb"~\{[!-~]+~\}"), "hz"),
)

# What people write is not the standard but what their system made of it: each of these reads all that the other does.
_WIDER = {
    "ascii": "cp1252",
    "latin_1": "cp1252",
    "iso8859_1": "cp1252",
    "iso8859_9": "cp1254",
    "iso8859_11": "cp874",
    "tis_620": "cp874",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
}

_SAMPLE = 256 * 1024  # bytes shown to the detector: its time grows with length, its answer hardly does


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` and the name of the encoding used, as Python spells it; the byte order mark is dropped.

    `encoding` is what the reader asked for, and is then used whatever the bytes look like. Raises FormatError when it
    is no encoding that Python knows; never for any bytes.
    """
    if encoding:
        return _as_asked(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    if b"\x1b" in data or b"~{" in data:
        for pattern, name in _ESCAPES:
            if pattern.search(data) and (text := _strictly(data, name)) is not None:
                return text, codecs.lookup(name).name
    if name := wide_without_mark(data):
        return data.decode(name, "replace"), name
    if (text := _strictly(data, "utf-8")) is not None:
        return text, "utf-8"
    return _guess(data)


def meant(name: str) -> str | None:
    """The encoding that a page or letter means by `name`, None when there is none: they say Latin-1 and mean more."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(known.replace("-", "_"), known)


def wide_without_mark(data: bytes) -> str:
    """ "utf-16-le" and the like when `data` is mostly Latin text in two or four bytes a character, else ""."""
    sample = data[:4096]
    if sample.count(0) < len(sample) * 0.3:
        return ""
    for name, size, at in (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1)):
        letters = sample[at::size]
        zeros = sample.count(0) - letters.count(0)
        if letters.count(0) < len(letters) * 0.1 and zeros > (len(sample) - len(letters)) * 0.7:
            return name
    return ""


def _as_asked(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        info = codecs.lookup(encoding)
        text = data.decode(info.name, "replace")
    except (LookupError, UnicodeError, ValueError):  # also raised for codecs that are not text, like "rot13"
        raise FormatError(f"{encoding!r} is no text encoding that is known; name another one, like 'cp1252'") from None
    return text.removeprefix("\ufeff"), info.name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _guess(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    beyond = sum(1 for byte in data[:_SAMPLE] if byte >= 0xC2)
    if text.count("\ufffd") * 20 < beyond:
        return text, "utf-8"  # a few damaged characters in a text that is otherwise UTF-8
    # Only files that are not UTF-8 pay for knowing alphabets.
    from index.text import eastern, latin

    sample = data[:_SAMPLE]
    name = latin.codec_of(sample, latin.SURE) or eastern.codec_of(sample)
    if not name:
        # 1 MB of tables and 1.9 times the start of Python: few files get as far as this.
        from charset_normalizer import from_bytes

        best = from_bytes(sample).best()
        name = _WIDER.get(best.encoding, best.encoding) if best else "cp1252"
        if name in latin.FAMILY:
            # The detector does not tell the Latin code pages apart in a page of text; alphabets do.
            name = latin.codec_of(sample, latin.LIKELY)
    return (data.decode(name, "replace"), name) if name else (text, "utf-8")
