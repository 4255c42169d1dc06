"""Bytes in any encoding become text, and the name of the encoding is told."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import FormatError
from index.text.decode import decode

ENGLISH = "“We’ll be back,” she said — and took the café’s last naïve guest, at 20 °C, along.\n" * 3
POLISH = "Zażółć gęślą jaźń: tak brzmi zdanie, w którym są wszystkie litery. Łódź płynie, świt już blisko.\n" * 3
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, a nikdo ho neslyšel. Děvče šlo domů přes řeku.\n" * 3
GERMAN = "Süße Früchte wuchsen über der Straße, und größer wurden sie nie wieder.\n" * 3
TURKISH = "Güneş doğdu, çocuklar ışığa koştu; şimdi ağaçların gölgesi çok kısa.\n" * 3
RUSSIAN = "Утром над гаванью стоял туман, и лодки не выходили в море до самого полудня. Потом подул ветер.\n" * 3
GREEK = "Το πρωί η θάλασσα ήταν ήσυχη και οι ψαράδες γύρισαν νωρίς στο λιμάνι με γεμάτα δίχτυα.\n" * 3
JAPANESE = "朝の港は静かだった。漁師たちは早く帰ってきて、魚を市場に運んだ。午後から風が強くなった。\n" * 3
CHINESE = "早上的港口很安静。渔民们很早就回来了，把鱼运到市场上去卖。下午开始刮起了大风。\n" * 3
KOREAN = "아침 항구는 조용했다. 어부들은 일찍 돌아와서 생선을 시장으로 날랐다. 오후에는 바람이 불었다.\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "mac_roman"),
        (GERMAN, "cp1252"),
        (GERMAN, "latin-1"),
        (GERMAN, "cp850"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (CHINESE, "hz"),
        (KOREAN, "cp949"),
        (KOREAN, "iso2022_kr"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32-be"),
    ],
)
def test_the_text_comes_back_whatever_it_was_written_in(text: str, encoding: str) -> None:
    decoded, used = decode(text.encode(encoding))
    assert decoded == text
    assert codecs.lookup(used)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_dropped(encoding: str) -> None:
    assert decode("Title — über".encode(encoding))[0] == "Title — über"


def test_a_few_damaged_bytes_do_not_make_utf_8_something_else() -> None:
    data = RUSSIAN.encode() + b"\xff\xc3( " + RUSSIAN.encode()
    text, used = decode(data)
    assert used == "utf-8"
    assert text.startswith(RUSSIAN) and text.endswith(RUSSIAN)


def test_what_the_reader_says_is_believed() -> None:
    assert decode("ж".encode("koi8_r"), "KOI8-R") == ("ж", "koi8-r")


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64", "nul\0"])
def test_an_encoding_that_is_none_is_refused_by_name(encoding: str) -> None:
    with pytest.raises(FormatError, match="no text encoding"):
        decode(b"abc", encoding)


@given(st.binary(max_size=400))
def test_no_bytes_are_too_strange(data: bytes) -> None:
    text, used = decode(data)
    assert isinstance(text, str)
    assert codecs.lookup(used)
