"""Texts cut for a comparison word by word: at blanks, and into characters where a script is written without blanks.

A sentence of Chinese or Thai is one run between two blanks; compared as one word, one character altered alters it
whole. Korean is written with blanks and is cut there. Words to be looked up are cut elsewhere (`index.text.words`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from index.model import Span

_FIRST = "\u0e01"
# Thai, Lao, Myanmar, Khmer, Han and kana; without their punctuation.
_SIGNS = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u2e80-\u2fd5"
    "\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
_MARKED = ((0x300, 0x370), (0xE00, 0xF00), (0x1000, 0x1090), (0x1780, 0x17D4), (0x302A, 0x309B))


def spans(text: str, between: str = r"\s", low: int = 0, high: int | None = None) -> list[Span]:
    """The words of `text[low:high]` as offsets in `text`, in order: runs without a character of `between` (as inside
    the brackets of a pattern), and each character of a script without blanks, with its marks.
    """
    end = len(text) if high is None else high
    unspaced = not text.isascii() and max(text[low:end], default="") >= _FIRST
    pattern = _pattern(between, unspaced)
    return [found.span() for found in pattern.finditer(text, low, end)]


@lru_cache(maxsize=8)
def _pattern(between: str, unspaced: bool) -> re.Pattern[str]:
    if not unspaced:
        return re.compile(f"[^{between}]+")
    marks = "".join(chr(code) for part in _MARKED for code in range(*part) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"[{_SIGNS}][{marks}]*|[^{_SIGNS}{between}]+")
