"""Making ready: the first keys should not pay for imports, vocabularies and the disk."""

from __future__ import annotations

from index.engine import Index
from index.search.desk import desk
from index.search.quote import find_quote
from index.search.ranked import search, type_ahead


def warm(index: Index) -> bool:
    """Do in advance what the first key, search and quotation would wait for: up to half a second, once, on any thread.

    For programs that go on running: call it in the background before the first line is typed. False when it had been
    done before.
    """
    if desk(index).warm:
        return False
    for segment in index.segments:
        segment.touch()
    desk(index).speller.warm()
    type_ahead(index, "the words of a l")
    search(index, "the words of a line")
    find_quote(index, "the words of a line")
    desk(index).warm = True
    return True
