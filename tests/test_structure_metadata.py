"""A text's own word for its title, outlet, date and people is found; nothing is put in its mouth."""

from __future__ import annotations

import pytest
from structure_texts import BRIEF, INTERVIEW, PODCAST, read

from index.structure.boilerplate import is_boilerplate, is_caption

BODY = (
    "The bridge over the Brack opened on Sunday, three years later than the council had promised when it raised money."
)


def test_an_interview_names_its_guest_and_its_magazine() -> None:
    found = read(INTERVIEW).metadata
    assert (found.title, found.outlet, found.date) == ("What the Ferry Taught a Mayor", "Harbour Magazine", "")
    assert found.people == ("Ines Vale",)


def test_an_episode_names_its_programme_its_date_and_its_people() -> None:
    found = read(PODCAST).metadata
    assert (found.title, found.outlet) == ("The ferry that would not sail", "Small Harbours")
    assert (found.date, found.kind) == ("2024-03-03", "podcast")
    assert set(found.people) == {"Ben Otter", "Mara Quill", "Ines Vale"}


def test_a_title_with_a_colon_is_one_title() -> None:
    assert read(BRIEF).metadata.title == "How Small Towns Outlive Their Harbours"
    assert read(f"The Bridge: A History\n\n{BODY}\n\n{BODY}").metadata.title == "The Bridge: A History"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published: 3 March 2024", "2024-03-03"),
        ("March 3, 2024", "2024-03-03"),
        ("Harbour Post | 2024-03-03", "2024-03-03"),
        ("By Tam Reed | Mar. 3, 2024", "2024-03-03"),
        ("Updated: 4 March 2024\n\nPublished: 3 March 2024", "2024-03-03"),
        ("Date: 03/04/2024", "2024"),
        ("Aired: March 2024", "2024-03"),
    ],
)
def test_a_date_line_dates_the_text(line: str, date: str) -> None:
    assert read(f"A Bridge Opens Late\n\n{line}\n\n{BODY}\n\n{BODY}").metadata.date == date


def test_a_day_that_a_text_speaks_of_does_not_date_it() -> None:
    assert (
        read(f"A Bridge Opens Late\n\nThe flood came on March 3, 2024, and took the market.\n\n{BODY}").metadata.date
        == ""
    )


def test_a_byline_names_the_author() -> None:
    assert read(f"A Bridge Opens Late\n\nBy Tam Reed and Jo Lind\n\n{BODY}").metadata.author == "Tam Reed and Jo Lind"


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our weekly newsletter and never miss a tide.",
        "Advertisement",
        "Share this article",
        "12 comments",
        "Discussion (0)",
        "Card image cap",
        "We use cookies to improve your experience on this site.",
        "Read more: The flood that changed a town",
        "Follow us on Facebook.",
        "© 2024 Harbour Post",
        "All rights reserved.",
        "Photo: Tam Reed",
        "Download our app to read offline.",
        "Tam Reed contributed to this report.",
        "By signing up, you agree to our terms.",
        "* * *",
    ],
)
def test_the_furniture_of_a_page_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter of the harbour was printed on Mondays.",
        "She follows the tide on a map that her father drew.",
        "By registering its boats in Brackwater, the company saved a fortune.",
        "Read more books, said the teacher, and nobody did.",
        "Sharing a boat is harder than sharing a house.",
        "Subscribers of the old paper still meet on the pier.",
        "Copyright was the least of his troubles that year.",
    ],
)
def test_prose_about_such_things_is_not(line: str) -> None:
    assert not is_boilerplate(line)


def test_words_that_may_be_headings_are_furniture_only_beside_furniture() -> None:
    assert not is_boilerplate("News")
    assert is_boilerplate("News", among=True)


def test_a_caption_ends_in_its_credit() -> None:
    assert is_caption("The ferry at dawn. Photographer: Tam Reed/Harbour Post")
    assert not is_caption("The photographer sold the ferry at dawn.")
