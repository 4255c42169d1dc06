"""Which of the encodings of Japan and Korea a text is in, where its script leaves no doubt.

Kana and Hangul stand in rows of their own; a text read in a wrong encoding does not hold them in such numbers without
also holding bytes that this encoding does not have.
"""

from __future__ import annotations

import re

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_BEYOND = re.compile("[^\x00-\x7f\u3000-\u303f\uff01-\uff5e]")

# Codec, the letters that give it away, and the least share of them among all that is not ASCII or punctuation.
_SIGNS = (("euc_jp", _KANA, 0.2), ("cp932", _KANA, 0.2), ("cp949", _HANGUL, 0.95))
_FEWEST = 8


def codec_of(data: bytes) -> str:
    """The encoding of Japanese or Korean `data`; "" when it is neither or too short to tell."""
    for codec, sign, least in _SIGNS:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            if error.start < len(data) - 2:  # else only the end of the sample is cut
                continue
            text = data[: error.start].decode(codec)
        total = len(_BEYOND.findall(text))
        if total >= _FEWEST and len(sign.findall(text)) >= total * least:
            return codec
    return ""
