"""Small libraries of invented texts, indexed: what the tests of the engine and of search stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.engine import BuildReport, Index, update
from index.library import LibraryFolder

TALK = """\
---
title: The Lamp and the Ledger
outlet: Harbour Radio
date: 2023-11-04
---

**Ines Varga:** We kept the lighthouse running through three winters, and nobody on the mainland knew how close we came
to putting out the lamp for good.

**Pavel Orme:** Was it money, or was it that nobody wanted the job?

**Ines Varga:** It was both. A keeper’s wage is small, and the “romance of the sea” doesn’t pay for paraffin – it never
did. So we wrote to the ministry, and the ministry wrote back that lamps were no longer its concern.

**Pavel Orme:** And yet the robo-taxi boats of today still steer by your light.

**Ines Varga:** They do. Sovereignty over a harbour begins with knowing where the rocks are.
"""

BRIEF = """\
---
title: Ferries and Their Licences
outlet: Coast Review
date: 2024-06-20
---

# Ferries and Their Licences

The licence for a ferry is a licence to be late. Of forty crossings that this paper timed, eleven left on the hour; the
rest waited for lorries, for fog, or for the captain’s breakfast.

## What the ministry says

“A ferry is not a train,” said Ines Varga, who keeps the light at the harbour mouth. The ministry says that it has no
plan to change the regulation of crossings before the autumn.

## What might be done

- Publish the crossings that were late, each month, at every pier.
- Let two companies share one pier.
- Count the robotaxi boats as ferries when they carry more than six people.
"""

NOTES = """\
The state of the art in lamp making is the open-source lens, which any workshop can grind.

To be or not to be a keeper is the question that every child of the island hears at school.

The keepers’ union met twice. Its minutes mention fog, paraffin, fog again, and the price of bread.
"""

LIBRARY = {"talk.md": TALK, "brief.md": BRIEF, "notes.txt": NOTES}


@dataclass(frozen=True)
class Place:
    """A library folder and the cache of its index."""

    sources: Path
    cache: Path

    def write(self, files: Mapping[str, str]) -> None:
        """Put files into the library."""
        for name, text in files.items():
            path = self.sources / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def folder(self) -> LibraryFolder:
        """The library, not walked yet."""
        return LibraryFolder([self.sources])

    def update(self, *, rebuild: bool = False, cancelled: Callable[[], bool] | None = None) -> BuildReport:
        """Bring the index up to date in this process."""
        return update(self.folder(), self.cache, None, cancelled, rebuild=rebuild)

    def open(self) -> Index:
        """The index as it lies in the cache."""
        return Index.open(self.cache)

    def indexed(self, files: Mapping[str, str]) -> Index:
        """Write files, update, open."""
        self.write(files)
        self.update()
        return self.open()


def place(folder: Path) -> Place:
    """An empty library and an empty cache below `folder`."""
    sources = folder / "sources"
    sources.mkdir()
    return Place(sources, folder / "cache")
