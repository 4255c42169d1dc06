"""Frames as bytes: a terminal that obeys them shows the frame, whatever stood there before."""

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.frames import BLANK, PLAIN, Cell, Look, Screen, pen

LOOKS = st.sampled_from(
    [
        PLAIN,
        Look("31"),
        Look("", "44"),
        Look("38;5;200", "48;2;1;2;3", (1,)),
        Look("", "", (4,)),
        Look("", "", (1, 3, 7)),
    ]
)
WORDS = st.sampled_from(["alpha", "  ", "be", "漢字", "e\u0301a", "gamma delta", "한", " "])


def cells(pieces: list[tuple[str, Look]], width: int) -> list[tuple[str, Look]]:
    """A row of `width` cells from words and their looks, as the display makes them."""
    row: list[tuple[str, Look]] = []
    for text, look in pieces:
        for char in text:
            if char == "\u0301":
                row[-1] = (row[-1][0] + char, row[-1][1])
            elif char == " ":
                row.append((" ", look.blank))
            elif char > "\u1100":
                row += [(char, look), ("", look)]
            else:
                row.append((char, look))
    while len(row) > width:
        row.pop()
    if row and row[-1][0] > "\u1100" and (len(row) < 2 or row[-1][0] != ""):
        row[-1] = BLANK
    return row + [BLANK] * (width - len(row))


ROWS = st.lists(st.tuples(WORDS, LOOKS), max_size=5)
WIDTH, HEIGHT = 17, 9
FRAMES = st.lists(
    st.one_of(
        st.dictionaries(st.integers(0, HEIGHT - 1), ROWS, max_size=HEIGHT).map(lambda rows: ("paint", rows)),
        st.tuples(st.just("shift"), st.integers(-5, 5)),
    ),
    max_size=6,
)


def emulated(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What the terminal shows, of blanks only what can be seen."""
    shown = []
    for y in range(screen.lines):
        row = []
        for x in range(screen.columns):
            cell = screen.buffer[y][x]
            seen = (cell.bg, cell.underscore, cell.reverse, cell.strikethrough)
            row.append((" ", *seen) if cell.data == " " else (cell.data, *seen, cell.fg, cell.bold, cell.italics))
        shown.append(row)
    return shown


def drawn(rows: list[list[tuple[str, Look]]]) -> list[list[tuple[object, ...]]]:
    """The same of a frame painted cell by cell on an empty terminal."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    screen.reset_mode(pyte.modes.DECAWM)
    for y, row in enumerate(rows):
        for x, (text, look) in enumerate(row):
            if text:
                codes = ";".join(filter(None, ("0", *map(str, look.attributes), look.text, look.behind)))
                stream.feed(f"\x1b[{y + 1};{x + 1}H\x1b[{codes}m{text}")
    return emulated(screen)


@settings(max_examples=150)
@given(FRAMES, st.booleans(), st.booleans())
def test_the_terminal_shows_every_frame_that_was_sent(frames, fills, scrolls):
    terminal = pyte.Screen(WIDTH, HEIGHT)
    terminal.reset_mode(pyte.modes.DECAWM)
    stream = pyte.Stream(terminal)
    stream.feed("left over\r\nfrom before")
    screen = Screen(WIDTH, HEIGHT, fills=fills, scrolls=scrolls)
    rows = [[BLANK] * WIDTH for _ in range(HEIGHT)]
    stream.feed(screen.frame(dict(enumerate(rows))))
    for kind, change in frames:
        if kind == "paint":
            new = {y: cells(row, WIDTH) for y, row in change.items()}
        else:
            moved = rows[change:] + rows[:change] if change else rows
            new = dict(enumerate(moved))
        for y, row in new.items():
            rows[y] = row
        stream.feed(screen.frame(new))
        assert emulated(terminal) == drawn(rows)
        assert screen.rows == rows


@given(LOOKS, LOOKS)
def test_a_change_of_look_ends_in_that_look_and_says_nothing_when_there_is_none(old, new):
    screen = pyte.Screen(1, 1)
    stream = pyte.Stream(screen)
    stream.feed(pen(PLAIN, old) + pen(old, new))
    direct = pyte.Screen(1, 1)
    pyte.Stream(direct).feed(pen(PLAIN, new))
    assert screen.cursor.attrs == direct.cursor.attrs
    assert bool(pen(old, new)) == (old != new)


def sent(before: list[str], after: list[str]) -> str:
    """The bytes from one screen of plain lines to another."""
    screen = Screen(40, len(before))
    for lines in (before, after):
        answer = screen.frame({y: cells([(line, PLAIN)], 40) for y, line in enumerate(lines)})
    return answer


LINES = [f"line {n} of an invented text" for n in range(30)]


def test_the_same_frame_again_sends_nothing():
    assert sent(LINES[:20], LINES[:20]) == ""


def test_one_letter_that_changed_is_one_letter_sent():
    after = [*LINES[:20]]
    after[4] = after[4].replace("invented", "inventeD")
    assert sent(LINES[:20], after) == "\x1b[5;21HD"


def test_a_text_that_moves_up_one_row_is_scrolled_and_one_row_is_written():
    answer = sent(LINES[:20], LINES[1:21])
    assert answer.startswith("\x1b[1;20r\x1b[M\x1b[r")
    assert len(answer) < len(LINES[20]) + 24


def test_a_row_that_gets_shorter_is_erased_to_its_end():
    assert sent(["a long row of words", "x"], ["a long", "x"]) == "\x1b[1;8H\x1b[K"


JOINED = ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44b\U0001f3fd", "\u2764\ufe0f", "\U0001f1e9\U0001f1ea"]


@given(
    pictures=st.lists(
        st.lists(st.lists(st.sampled_from(["a", "b", " ", " ", *JOINED]), max_size=12), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    )
)
def test_no_letter_is_lost_where_a_terminal_parts_what_is_joined(pictures: list[list[list[str]]]) -> None:
    """pyte is such a terminal: of a family it makes three people of two cells each."""
    width = 30
    terminal = pyte.Screen(width, 2)
    terminal.reset_mode(pyte.modes.DECAWM)
    screen = Screen(width, 2)
    for picture in pictures:
        rows: list[list[Cell]] = []
        for pieces in picture:
            row: list[Cell] = []
            for piece in pieces:
                row += [(piece, PLAIN), ("", PLAIN)] if piece in JOINED else [(piece, PLAIN)]
            rows.append(row + [BLANK] * (width - len(row)))
        pyte.Stream(terminal).feed(screen.frame(dict(enumerate(rows))))
        for y, row in enumerate(rows):
            for x, (text, _) in enumerate(row):
                if len(text) == 1:
                    assert terminal.buffer[y][x].data == text, (x, y)
