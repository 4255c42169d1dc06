"""Books and Word files are zip archives of XML: the one place that opens either, every limit counted while reading.

Nothing is unpacked to disk, sizes that an archive states are not believed, and XML may define no entity: a few lines of
them would grow to gigabytes, or ask for a file of this machine.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from html.entities import html5
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from index.errors import FormatError

MOST_MEMBERS = 20_000
MOST_UNPACKED = 128 << 20  # bytes of all members that are read
MOST_RATIO = 400  # of a member's bytes to its packed ones; prose packs to a third, tables to a fiftieth
MOST_DEPTH = 2_000

_SMALL = 1 << 20  # bytes that a member may unpack to whatever its ratio

Start = Callable[[str, Mapping[str, str]], None]


class NotXml(FormatError):
    """A part of an archive that calls itself XML and is not well-formed."""


class Archive:
    """A zip archive in memory. Raises FormatError, which says what is wrong with it in one line."""

    def __init__(self, data: bytes, what: str) -> None:
        self.what = what
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise FormatError(f"a damaged {what}: {_line(error)}") from None
        if len(members) > MOST_MEMBERS:
            raise FormatError(f"{len(members):,} members, more than the {MOST_MEMBERS:,} that are read")
        self._members = {member.filename: member for member in members}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member; of none that is not there, is encrypted, damaged or over a limit."""
        member = self._members.get(name)
        if member is None:
            raise FormatError(f"a damaged {self.what}: {_shown(name)} is missing in it")
        if member.flag_bits & 1:
            raise FormatError(f"encrypted: this {self.what} cannot be read without its password")
        most = min(self._left, max(_SMALL, member.compress_size * MOST_RATIO))
        try:
            with self._zip.open(member) as opened:
                data = opened.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise FormatError(f"a damaged {self.what}: {_shown(name)}: {_line(error)}") from None
        if len(data) > most:
            if most == self._left:
                raise FormatError(f"it unpacks to more than the {MOST_UNPACKED >> 20} MB that are read")
            raise FormatError(f"{_shown(name)} unpacks to more than {MOST_RATIO} times its size")
        self._left -= len(data)
        return data


def beside(name: str, reference: str) -> str:
    """The member that `reference`, written in the member `name`, points to, without its fragment."""
    path = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).lstrip("/")


def parse_xml(data: bytes, start: Start, end: Callable[[str], None], text: Callable[[str], Any]) -> None:
    """Call `start(tag, attributes)`, `end(tag)` and `text(data)` as XML is read; names keep their prefix.

    Raises NotXml for what is no XML, FormatError for entities of its own and for more than MOST_DEPTH levels; what came
    before has then been told already. The entities of HTML are known.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def opened(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise FormatError(f"nested more than {MOST_DEPTH:,} levels deep")
        start(tag, attributes)

    def closed(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(tag)

    def defines(*_: object) -> None:
        raise FormatError("its XML defines entities, which are not read")

    def skipped(name: str, is_parameter: bool) -> None:
        if not is_parameter:
            text(html5.get(name + ";", ""))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = defines
    parser.SkippedEntityHandler = skipped
    parser.ExternalEntityRefHandler = lambda *_: 1
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotXml(f"not well-formed XML: {expat.ErrorString(error.code)}, line {error.lineno}") from None
    except (LookupError, ValueError, UnicodeError) as error:
        raise NotXml(f"not well-formed XML: {_line(error)}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _shown(name: str) -> str:
    return ascii(name[:80])[1:-1]
