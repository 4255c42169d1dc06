"""What a web page states about itself: title, author, date, site and language, from the many places pages put them.

JSON-LD, Open Graph, Dublin Core and the rest are asked in one order, the same with and without the `web` extra.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from index.formats.tree import Node
from index.model import Metadata
from index.text.clean import clean_line
from index.text.dates import iso_date

MOST_JSON = 256 * 1024
_ARTICLES = ("Article", "BlogPosting", "Report", "WebPage", "PodcastEpisode", "Interview")

_TITLE = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title", "headline")
_AUTHOR = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "byl",
    "sailthru.author",
)
_SITE = ("og:site_name", "citation_journal_title", "application-name", "dc.publisher", "publisher", "copyright")
_DATE = (
    *(
        "article:published_time",
        "citation_publication_date",
        "citation_date",
        "datepublished",
        "dc.date",
        "dcterms.date",
    ),
    *("dcterms.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "date"),
)
_BEHIND_NAME = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|,?\s*(?:\w+day,\s*)?(?:\d|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?\s\d)).*"
)
_PARTED = (" | ", " - ", " – ", " — ", " » ", " :: ", " / ")


def metadata_of(root: Node) -> Metadata:
    """The metadata of a page. Never raises."""
    named: dict[str, list[str]] = {}
    head = titled = stamped = canonical = byline = ""
    linked: list[dict[str, Any]] = []
    language = root.get("lang") or root.get("xml:lang")
    for node in root.walk():
        if node.tag == "meta" and node.get("content"):
            for key in f"{node.get('property')} {node.get('name')} {node.get('itemprop')}".lower().split():
                named.setdefault(key, []).append(node.get("content"))
        elif node.tag == "title" and not head and _inside(node, "head"):
            head = node.text(2000)
        elif node.tag == "h1" and not titled:
            titled = node.text(2000)
        elif node.tag == "time" and not stamped:
            stamped = iso_date(node.get("datetime") or node.text(200))
        elif node.tag == "link" and node.get("rel") == "canonical":
            canonical = canonical or node.get("href")
        elif node.tag == "script" and node.get("type") == "application/ld+json":
            linked += _linked("".join(child for child in node.children if isinstance(child, str)))
        elif not byline and (node.get("rel") == "author" or node.get("itemprop") == "author" or _names_author(node)):
            byline = node.text(300)

    def first(names: tuple[str, ...]) -> str:
        return next((value for name in names for value in named.get(name, ()) if value.strip()), "")

    site = _said(linked, "publisher") or first(_SITE)
    title = _said(linked, "headline") or first(_TITLE) or _without_site(head, titled, site)
    authors = [a for a in named.get("citation_author", []) if a.strip()]
    author = _said(linked, "author") or (", ".join(authors) if len(authors) > 1 else first(_AUTHOR)) or _bare(byline)
    if author.startswith(("http:", "https:")):
        author = _bare(byline)
    date = next((d for d in map(iso_date, [_said(linked, "datePublished"), first(_DATE), stamped]) if d), "")
    url = canonical or next(iter(named.get("og:url", ())), "")
    return Metadata(
        title=clean_line(title).strip(),
        outlet=clean_line(site).strip(),
        date=date,
        author=clean_line(" ".join(author.split()), 200).strip(),
        url=clean_line(url) if url.startswith(("http:", "https:")) else "",
        language=clean_line(language, 35).strip(),
    )


def _inside(node: Node, tag: str) -> bool:
    return node.parent is None or node.parent.tag in (tag, "html")


def _names_author(node: Node) -> bool:
    return any(
        word in ("byline", "author", "p-author", "byline-name", "author-name") for word in node.get("class").split()
    )


def _bare(byline: str) -> str:
    words = byline.split()
    name = " ".join(words[1:] if words and words[0].lower() in ("by", "von", "par", "por") else words)
    return _BEHIND_NAME.sub("", name, count=1)


def _linked(script: str) -> list[dict[str, Any]]:
    """The articles of a JSON-LD script; nothing of one that is too long, too deep or no JSON."""
    if len(script) > MOST_JSON:
        return []
    try:
        data = json.loads(script.strip().removeprefix("<!--").removesuffix("-->"))
    except (ValueError, RecursionError):
        return []
    return [item for item in _items(data) if any(kind in str(item.get("@type", "")) for kind in _ARTICLES)]


def _items(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(1000):
        if not waiting:
            return
        here = waiting.pop(0)
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            yield here
            waiting += [here[key] for key in ("@graph", "mainEntity") if key in here]


def _said(linked: list[dict[str, Any]], key: str) -> str:
    for item in linked:
        value = item.get(key)
        values = value if isinstance(value, list) else [value]
        names = [v.get("name", "") if isinstance(v, dict) else v for v in values]
        texts = [name.strip() for name in names if isinstance(name, str) and name.strip()]
        if texts:
            return ", ".join(dict.fromkeys(texts[:20]))
    return ""


def _without_site(head: str, titled: str, site: str) -> str:
    """The title of the page without the name of the site at one end of it."""
    if titled and titled in head:
        return titled
    for sign in _PARTED:
        left, found, right = head.rpartition(sign)
        if found and site and right.strip().casefold() == site.strip().casefold():
            return left
        if found and len(left.split()) >= 4 > len(right.split()):
            return left
    return head or titled
