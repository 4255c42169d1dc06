"""The kept first frame: it comes back as it was, only while it is true, and whatever is in the file, it cannot act."""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui import early, kept
from tui.frames import BLANK, PLAIN, Cell, Look

LOOKS = [PLAIN, Look(attributes=(1,)), Look("31", "48;5;200", (1, 4)), Look(behind="44"), Look("38;2;1;2;3")]
SEQUENCE = re.compile(r"\x1b\[(?:\d+(?:;\d+)?H|[\d;]*m|K)")
FLAG, SKIN, SIGN = "\U0001f1e9\U0001f1ea", "\U0001f44b\U0001f3fd", "\u2764\ufe0f"
WIDE = ["漢", "\U0001f468\u200d\U0001f469", FLAG, SKIN, SIGN]
glyphs = st.sampled_from(["a", "Z", " ", "é", "e\u0301", "“", "\xa0", "?", "?\u0308", *WIDE])


@st.composite
def pictures(draw: st.DrawFn) -> list[list[Cell]]:
    columns, rows = draw(st.integers(2, 12)), draw(st.integers(1, 5))
    picture = []
    for _ in range(rows):
        row: list[Cell] = []
        while len(row) < columns:
            glyph, look = draw(glyphs), draw(st.sampled_from(LOOKS))
            wide = glyph in WIDE
            if wide and len(row) + 2 > columns:
                row.append(BLANK)
            else:
                row += [(glyph, look), ("", look)] if wide else [(glyph, look.blank if glyph == " " else look)]
        picture.append(row)
    return picture


@pytest.fixture
def place(private_folders: Path) -> Path:
    folder = Path(kept.file()).parent
    folder.mkdir(parents=True)
    return folder


def keep(picture: list[list[Cell]], *files: Path) -> bool:
    return kept.keep(picture, ["/texts"], map(str, files), "/none")


def plain(*lines: str, columns: int = 20) -> list[list[Cell]]:
    return [[(c, PLAIN) for c in line.ljust(columns)] for line in lines]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(picture=pictures())
def test_a_frame_comes_back_as_it_was(place: Path, picture: list[list[Cell]]) -> None:
    Path(kept.file()).unlink(missing_ok=True)
    kept_it = keep(picture)
    frame = kept.load(len(picture[0]), len(picture), ["/texts"])
    blank = all(cell == BLANK for row in picture for cell in row)
    assert kept_it is not blank
    assert (frame is None) is blank
    if frame is not None:
        assert [[text for text, _ in row] for row in frame.cells()] == [[text for text, _ in row] for row in picture]
        shown = [[cell for cell in row if cell != BLANK] for row in frame.cells()]
        assert shown == [[cell for cell in row if cell != BLANK] for row in picture]
        assert not re.search("[\x00-\x1f\x7f-\x9f]", SEQUENCE.sub("", early.encoded(frame).decode()))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), numbers=st.text(), row=st.integers(-3, 30), count=st.integers(-2, 30))
def test_no_file_can_send_anything_but_text_places_and_looks(
    place: Path, text: str, numbers: str, row: int, count: int
) -> None:
    body = f"size\t20 3\nhere\t{kept.circumstances()}\nroot\t/texts\nlook\t\t\t\nlook\t{numbers}\t\t\n"
    body += f"run\t0\t0\t3\tyes\nrun\t{row}\t1\t{count}\t{text}\n"
    data = body.rstrip("\n").encode("utf-8", "surrogatepass")
    Path(kept.file()).write_bytes(f"variorum frame 1 {zlib.crc32(data)}\n".encode() + data)
    frame = kept.load(20, 3, ["/texts"])
    if frame is not None:
        assert not re.search("[\x00-\x1f\x7f-\x9f]", SEQUENCE.sub("", early.encoded(frame).decode()))


def test_an_escape_in_a_file_with_a_right_check_sum_is_refused(place: Path) -> None:
    keep(plain("a text"))
    _, _, body = Path(kept.file()).read_bytes().partition(b"\n")
    for wrong in (body.replace(b"a text", b"a \x1b[2J"), body.replace(b"a text", "a \x9b2J".encode())):
        Path(kept.file()).write_bytes(f"variorum frame 1 {zlib.crc32(wrong)}\n".encode() + wrong)
        assert kept.load(20, 1, ["/texts"]) is None


@given(at=st.integers(0, 10_000), byte=st.integers(0, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_no_frame(place: Path, at: int, byte: int) -> None:
    keep(plain("a text", "and more"))
    data = bytearray(Path(kept.file()).read_bytes())
    at %= len(data)
    changed = data[at] != byte
    data[at] = byte
    Path(kept.file()).write_bytes(data)
    assert (kept.load(20, 2, ["/texts"]) is None) is changed


def test_it_is_true_only_for_the_same_size_paths_files_and_terminal(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = place / "text.txt"
    text.write_text("a text", encoding="utf-8")
    keep(plain("a text"), text, place / "no-settings.yaml")
    assert kept.load(20, 1, ["/texts"]) is not None
    assert kept.load(20, 1, []) is not None  # the last library
    assert kept.load(21, 1, ["/texts"]) is None
    assert kept.load(20, 1, ["/other"]) is None
    with monkeypatch.context() as other:
        other.setenv("TERM", "another")
        assert kept.load(20, 1, ["/texts"]) is None
    (place / "no-settings.yaml").write_text("theme: dark", encoding="utf-8")
    assert kept.load(20, 1, ["/texts"]) is None
    (place / "no-settings.yaml").unlink()
    assert kept.load(20, 1, ["/texts"]) is not None
    text.write_text("b text", encoding="utf-8")
    os.utime(text, ns=(1, 1))
    assert kept.load(20, 1, ["/texts"]) is None


def test_it_is_for_its_owner_alone_and_can_be_dropped(place: Path) -> None:
    keep(plain("a text"))
    assert Path(kept.file()).stat().st_mode & 0o777 == 0o600
    kept.drop()
    kept.drop()
    assert kept.load(20, 1, ["/texts"]) is None
    Path(kept.file()).symlink_to("/etc/hostname")
    assert kept.load(20, 1, ["/texts"]) is None
