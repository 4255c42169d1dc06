"""What search keeps for an open index goes with it."""

from __future__ import annotations

import weakref

from index.search import find_quote, search, warm
from tests.indexes import Place


def test_an_index_that_was_replaced_is_not_kept_by_what_was_made_from_it(small_library: Place) -> None:
    index = small_library.open()
    warm(index)
    search(index, "the sovreignty of a harbor")
    find_quote(index, "we cape the lighthouse running threw three winters")
    gone = weakref.ref(index)
    del index
    assert gone() is None
