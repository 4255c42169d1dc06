"""One root of a library: a folder walked by its own rules, or a single file.

It passes over what is no reading (hidden names, images, archives, what `library.yaml` or the reader's settings ignore)
without a word, and gathers each `library.yaml` on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from index import formats, settings
from index.errors import FormatError, LibraryError, SettingsError
from index.library import catalogue
from index.library.walk import Entry, Parts, read_file, walk

_SKIPPED_FOLDERS = frozenset(("node_modules", "__pycache__", "__MACOSX", "$RECYCLE.BIN", "System Volume Information"))


class Root:
    """A folder that exists, or the folder of a file that does.

    `catalogue` holds what each `library.yaml` met by the last walk says, `problems` what was wrong with them.
    """

    def __init__(self, path: Path) -> None:
        real = path.resolve()
        self.only: Parts = () if real.is_dir() else (real.name,)
        self.path = str(real.parent if self.only else real)
        self.catalogue = catalogue.Catalogue()
        self.problems: list[tuple[Parts, str]] = []

    def entries(self) -> Iterable[Entry]:
        """The files of this root, as they are now."""
        self.catalogue = catalogue.Catalogue(settings.load().ignore)
        self.problems = []
        return (self._only(),) if self.only else walk(self.path, self)

    def enter(self, folder: Parts, names: Sequence[str]) -> None:
        """Take in the `library.yaml` of a folder, if there is one."""
        if catalogue.NAME not in names:
            return
        parts = (*folder, catalogue.NAME)
        name = "/".join(parts)
        try:
            data, _ = read_file(self.path, parts)
            self.catalogue.add(folder, data, name)
        except SettingsError as error:
            self.problems.append((parts, str(error)))
        except (LibraryError, FormatError) as error:
            self.problems.append((parts, f"{name}: {error}"))

    def skips(self, parts: Parts, folder: bool) -> bool:
        """Whether a name is passed over without a word."""
        name = parts[-1]
        # "..name" is not hidden: it is a name that somebody got wrong.
        if (name[0] == "." and name[1:2] != ".") or name == catalogue.NAME:
            return True
        if self.catalogue.ignores(parts, folder):
            return True
        if folder:
            return name in _SKIPPED_FOLDERS
        return formats.passed_over(name) and not self.catalogue.describes(parts).named

    def _only(self) -> Entry:
        if Path(self.path, catalogue.NAME).exists():
            self.enter((), (catalogue.NAME,))
        try:
            status = Path(self.path, *self.only).stat()
        except OSError:
            return Entry(self.only, refused="it is no longer there")
        return Entry(self.only, status.st_size, status.st_mtime_ns)
