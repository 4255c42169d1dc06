"""`compare` for people: each number stands with the places it counts, on the terminal, in Markdown and on a page."""

from __future__ import annotations

import errno
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cli_library import call, make_library

from index import api
from index.compare.curated import own_folder
from index.library import LibraryFolder


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Path:
    user = tmp_path_factory.mktemp("user")
    make_library(user / "sources")
    (user / "sources" / "odd.txt").write_text(
        "Notes <b>on</b> the pier\n\nThe pier & its <script>alert(1)</script> keeper: the pier is *his*, he says,\n"
        "and the pier stays. Boats come to the pier, the pier holds, and nobody asks what the pier costs him now.\n",
        encoding="utf-8",
    )
    return user


def compare(user: Path, *arguments: str) -> str:
    ran = call("compare", "pier", *arguments, "-L", str(user / "sources"))
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode()


@pytest.mark.parametrize("asked", [["compare", "pier", "--markdown"], ["topics", "--save", "pier"]], ids=lambda a: a[0])
def test_each_document_is_read_once_however_few_are_kept(
    user: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    compare(user)  # the index is there now
    monkeypatch.setattr(api, "KEPT_DOCUMENTS", 1)
    reads: list[str] = []
    read = LibraryFolder.read
    monkeypatch.setattr(LibraryFolder, "read", lambda folder, doc: reads.append(doc) or read(folder, doc))
    assert call(*asked, "-L", str(user / "sources")).returncode == 0
    assert sorted(reads) == ["brief.md", "odd.txt", "talk.txt"]


class Page(HTMLParser):
    """The ids, the links and the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in ("meta", "rect", "path", "br"):
            self.open.append(tag)
        found = dict(attrs)
        self.ids += [value for name, value in found.items() if name == "id" and value]
        self.links += [value for name, value in found.items() if name in ("href", "src") and value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "path"):
            assert self.open.pop() == tag


def test_the_page_needs_nothing_from_elsewhere_and_every_number_leads_to_its_passages(user: Path) -> None:
    text = compare(user, "--html", "-")
    page = Page(text)
    assert not page.open
    assert len(page.ids) == len(set(page.ids))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "script" not in page.elements
    assert not re.search(r"https?:|url\(|@import", text)
    assert "svg" in page.elements


def test_the_page_goes_to_a_file_and_says_so(user: Path) -> None:
    target = user / "page.html"
    ran = call("compare", "pier", "--html", str(target), "-L", str(user / "sources"))
    assert ran.returncode == 0
    assert not ran.stdout
    assert str(target) in ran.stderr.decode()
    assert target.read_text(encoding="utf-8") == compare(user, "--html", "-")


def test_a_page_that_cannot_be_written_leaves_the_one_there_is(user: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = user / "kept.html"
    target.write_text("the last report", encoding="utf-8")

    def full(path: Path, *_: object, **__: object) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    ran = call("compare", "pier", "--html", str(target), "-L", str(user / "sources"))
    assert ran.returncode == 2 and b"kept.html" in ran.stderr
    assert target.read_text(encoding="utf-8") == "the last report"
    assert [path.name for path in user.glob(".kept*")] == []


def test_text_of_a_source_cannot_become_markup(user: Path) -> None:
    page = compare(user, "--html", "-")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert re.search(r"\\<script\\>", compare(user, "--markdown"))


def test_markdown_quotes_every_passage_that_is_counted(user: Path) -> None:
    comparison = json.loads(compare(user, "--json"))
    written = compare(user, "--markdown")
    passages = [place for source in comparison["sources"] for place in source["passages"]]
    assert passages
    assert written.count("\n> ") >= len(passages)


def test_the_report_names_every_source_and_is_silent_about_nothing(user: Path) -> None:
    report = compare(user)
    for doc in ("talk.txt", "brief.md", "odd.txt"):
        assert doc in report
    assert "how much" in report


def test_a_topic_that_nobody_speaks_of_is_nothing_found(user: Path) -> None:
    ran = call("compare", "xylophones", "-L", str(user / "sources"))
    assert ran.returncode == 1
    assert not ran.stdout
    assert b"xylophones" in ran.stderr


def test_a_term_is_switched_off_for_one_comparison(user: Path) -> None:
    found = json.loads(compare(user, "--json"))
    terms = found["params"]["terms"]
    assert "pier" in terms
    ran = call("compare", "pier keeper", "--without", "keeper", "--json", "-L", str(user / "sources"))
    assert json.loads(ran.stdout)["params"]["terms_off"] == ["keeper"]
    ran = call("compare", "pier", "--without", "kettle", "-L", str(user / "sources"))
    assert ran.returncode == 2
    assert "kettle" in ran.stderr.decode()


def test_words_are_saved_as_a_topic_of_ones_own(user: Path) -> None:
    library = ("-L", str(user / "sources"))
    ran = call("topics", "--save", "pier keeper", "--without", "keeper", "--with", "boats", "--json", *library)
    assert ran.returncode == 0, ran.stderr.decode()
    saved = json.loads(ran.stdout)
    assert (saved["id"], saved["origin"], saved["strong"]) == ("pier_keeper", "own", ["boats"])
    found = json.loads(call("compare", "pier keeper", "--json", *library).stdout)
    assert found["params"]["terms_off"] == ["keeper"]
    assert call("topics", "--without", "keeper", *library).returncode == 2


def test_a_topic_file_that_cannot_be_used_is_named_and_the_others_are_listed(user: Path) -> None:
    own_folder().mkdir(parents=True, exist_ok=True)
    broken = own_folder() / "broken.yaml"
    broken.write_text("name: A\nstrong: [x\n", encoding="utf-8")
    ran = call("topics", "--json", "-L", str(user / "sources"))
    broken.unlink()
    assert ran.returncode == 0
    assert "broken.yaml" in ran.stderr.decode()
    assert len(ran.stdout.decode().splitlines()) >= 10
