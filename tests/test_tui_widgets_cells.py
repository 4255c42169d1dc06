"""Rows measured in cells: nothing is wider than the row, nothing is lost, nothing is parted that belongs together."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.cells import _SINGLE, clusters, fit, painted, width, wrap

LETTERS = st.sampled_from("abc de fg-h—i/j.\n\n\t  漢字、「」한あ\u0301\u200d❤\ufe0f👩🇦🇧👍🏽क्षיאلم…")
TEXTS = st.text(LETTERS, max_size=200)
WIDTHS = st.integers(2, 30)


def without_blanks(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, WIDTHS, st.booleans())
@example("aa bb", 2, True)
@example("", 5, True)
@example("\n \n", 5, False)
def test_rows_show_every_character_but_blanks_once_and_in_order(text, limit, reflow):
    rows = wrap(text, 0, len(text), limit, reflow=reflow)
    assert without_blanks("".join(text[a:b] for a, b in rows)) == without_blanks(text)
    assert all(a <= b for a, b in rows)
    assert all(end <= start for (_, end), (start, _) in pairwise(rows))


@given(TEXTS, WIDTHS, st.booleans())
@example("a、🏽", 2, False)
@example(" \ta", 2, False)
def test_no_row_is_wider_than_allowed(text, limit, reflow):
    for start, end in wrap(text, 0, len(text), limit, reflow=reflow):
        shown, _ = painted(text, start, end, reflow=reflow)
        single = sum(1 for _ in clusters(text, start, end)) == 1
        assert width(shown) <= limit or single


@given(TEXTS, WIDTHS, st.booleans())
def test_the_map_of_a_painted_row_leads_to_the_characters_it_shows(text, limit, reflow):
    for start, end in wrap(text, 0, len(text), limit, reflow=reflow):
        shown, places = painted(text, start, end, reflow=reflow)
        for offset in range(start, end):
            at = offset - start if places is None else places[offset - start]
            if not text[offset].isspace():
                assert shown[at] == text[offset]
        assert "\n" not in shown
        assert "\t" not in shown


@given(TEXTS)
def test_clusters_cover_a_text_and_add_up_to_its_width(text):
    found = list(clusters(text, 0, len(text)))
    assert "".join(text[a:b] for a, b, _ in found) == text
    flat = text.replace("\n", " ").replace("\t", " ")
    assert sum(cells for _, _, cells in found) == cell_len(flat) or "\u200d" in text or "\ufe0f" in text


@given(TEXTS, st.integers(0, 20))
def test_fitted_text_fits(text, limit):
    text = text.replace("\n", " ").replace("\t", " ")
    assert cell_len(fit(text, limit)) <= limit


def shown_rows(text: str, limit: int, **how: bool) -> list[str]:
    return [painted(text, a, b, **how)[0] for a, b in wrap(text, 0, len(text), limit, **how)]


def test_a_hard_line_break_inside_a_paragraph_is_a_blank():
    assert shown_rows("one two\nthree\n  four", 40) == ["one two three four"]


def test_a_blank_line_inside_a_passage_stays_visible():
    assert shown_rows("one\ntwo\n \nthree", 40) == ["one two", "", "three"]


def test_without_reflow_lines_and_blanks_stay_as_they_are():
    assert shown_rows("a  b\n\n\tc", 40, reflow=False) == ["a  b", "", "    c"]


def test_rows_may_end_after_a_dash_but_a_number_is_not_parted_from_its_sign():
    assert shown_rows("well-known things", 6) == ["well-", "known", "things"]
    assert shown_rows("it was -12 deg", 8) == ["it was", "-12 deg"]


def test_ideographs_part_anywhere_but_before_closing_marks():
    assert shown_rows("天地玄黄。宇宙", 8) == ["天地玄", "黄。宇宙"]


def test_a_word_longer_than_the_row_is_cut():
    assert shown_rows("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]


def test_what_is_taken_to_be_one_cell_wide_is():
    assert all(cell_len(chr(code)) == 1 for code in range(0x20, 0x10000) if _SINGLE.fullmatch(chr(code)))
