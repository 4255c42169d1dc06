"""What is kept for an open index between one key and the next: its scorer, its speller, and the words just looked up.

While a line is being typed only its last word changes; the others are answered from here. All of it refers to the index
weakly: an index that was replaced takes its desk along at once, and its maps and arrays are not kept by what was made
from them.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict

from index.engine import Index
from index.search.scoring import Matched, Scorer, Unit
from index.search.spelling import Speller

_KEPT = 24  # matched words; one of a common word takes 1 MB at 100,000 passages


class Desk:
    """See the module. May be shared by threads."""

    def __init__(self, index: Index) -> None:
        index = weakref.proxy(index)
        self.scorer = Scorer(index)
        self.speller = Speller(index)
        self.warm = False
        self._matched: OrderedDict[Unit, Matched] = OrderedDict()
        self._lock = threading.Lock()

    def match(self, unit: Unit) -> Matched:
        """Where `unit` stands, from the last few looked up if it is among them."""
        with self._lock:
            kept = self._matched.get(unit)
            if kept is not None:
                self._matched.move_to_end(unit)
                return kept
        found = self.scorer.match(unit)
        with self._lock:
            self._matched[unit] = found
            while len(self._matched) > _KEPT:
                self._matched.popitem(last=False)
        return found


_desks: weakref.WeakKeyDictionary[Index, Desk] = weakref.WeakKeyDictionary()


def desk(index: Index) -> Desk:
    """The desk of an open index, made when first asked for; gone with the index."""
    found = _desks.get(index)
    if found is None:
        found = _desks.setdefault(index, Desk(index))
    return found
