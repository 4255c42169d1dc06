"""Every exception that the core raises on purpose.

An error here is meant to be read by a person: its message names the thing, the place and the way out, in one line.
The command line prints it and leaves with status 2; the reader shows it where the user is looking.
"""

from __future__ import annotations


class VariorumError(Exception):
    """Base of all errors that have a message for the user. `str(error)` is that one line."""


class LibraryError(VariorumError):
    """A library, folder or file that was named cannot be opened."""


class UnknownDocument(LibraryError):
    """A DOC that matches no document, or more than one."""


class FormatError(VariorumError):
    """A source file cannot become text: too large, encrypted, broken, or its extra is not installed."""


class SettingsError(VariorumError):
    """A YAML file of settings, keys, topics, themes or metadata is refused; names the file and, if known, the line."""


class EngineError(VariorumError):
    """The search index cannot be built or read, and a rebuild did not help."""


class TopicError(VariorumError):
    """A topic that was asked for has no words to look for."""


class ExcerptError(VariorumError):
    """An excerpt could not be saved, found or changed. Nothing that was saved before is affected."""
