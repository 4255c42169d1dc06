"""What every text format begins with: bytes decoded and cleaned, with a remark where something was lost on the way."""

from __future__ import annotations

import re

from index.text.clean import clean
from index.text.decode import decode

_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_FLAG = "\U0001f3f4"  # the flags of England, Scotland and Wales are spelled in tags


def read_text(data: bytes, encoding: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """The cleaned text of `data`, the encoding used, remarks for the reader. Raises FormatError as `decode` does."""
    decoded, used = decode(data, encoding)
    remarks = []
    if damaged := decoded.count("\ufffd"):
        remarks.append(f"{damaged:,} damaged {'character' if damaged == 1 else 'characters'}: not all of it is {used}")
    if not decoded.isascii():
        hidden = sum(len(found[0]) for found in _TAGS.finditer(decoded) if decoded[max(found.start() - 1, 0)] != _FLAG)
        if hidden:
            remarks.append(f"{hidden:,} invisible characters that spell a hidden text were left out")
    return clean(decoded), used, tuple(remarks)
