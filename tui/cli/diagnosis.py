"""What `doctor` looks at: one small function a subject, none of which may fail because what it looks for is missing.

Owns the judgement of what stands in the way (`ok` false) and what is only worth knowing (`advice`). It looks and asks;
it changes nothing, starts no process and sends nothing to the terminal.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import cache_from_source, find_spec
from pathlib import Path

from index import paths, settings
from index.compare import curated_topics
from index.errors import VariorumError
from tui.cli.verb import Asked, open_library
from tui.keymap import load_keymap
from tui.recent import VARIABLE, last_library
from tui.terminal import Terminal, survey
from tui.theming import load_themes

TESTED = {"textual": "8.2.8", "whoosh": "2.7.4"}
"""Packages of which one release is right: of one we replace a private method, the forks of the other go wrong."""

PACKAGES = ("textual", "rich", "click", "whoosh", "rapidfuzz", "numpy", "pyyaml", "charset-normalizer", "defusedxml")
EXTRAS = {"web": "trafilatura", "pdf": "pypdfium2"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `ok` is false when it stands in the way; `advice` is what to do, "" for nothing."""

    name: str
    found: str
    ok: bool = True
    advice: str = ""


def findings(asked: Asked) -> Iterator[Finding]:
    """Everything `doctor` reports, in the order in which it is printed."""
    terminal = survey()
    yield Finding("variorum", _version("variorum"))
    yield _python()
    yield from map(_package, PACKAGES)
    yield _compiled()
    yield from _terminal(terminal)
    yield _display(terminal)
    yield _clipboard(terminal)
    yield from _folders()
    yield from _own_files()
    yield from _library(asked)
    for extra, package in EXTRAS.items():
        yield _extra(extra, package)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _python() -> Finding:
    return Finding(
        "python", f"{platform.python_version()} on {platform.system()} {platform.release()}, {sys.executable}"
    )


def _package(package: str) -> Finding:
    found, wanted = _version(package), TESTED.get(package, "")
    if not found:
        return Finding(package, "missing", False, f"pip install {package}{f'=={wanted}' if wanted else ''}")
    if wanted and found != wanted:
        return Finding(package, found, package != "whoosh", f"made for {wanted}: pip install {package}=={wanted}")
    return Finding(package, found)


def _compiled() -> Finding:
    """Python compiles what it imports at each start where it may not keep the result: four times the time."""
    packages = {name: find_spec(name) for name in ("tui", "index", "textual", "rich")}  # found, not imported
    folders = [Path(spec.origin).parent for spec in packages.values() if spec is not None and spec.origin]
    bare = [folder for folder in folders if not Path(cache_from_source(str(folder / "__init__.py"))).exists()]
    if not bare:
        return Finding("compiled", "yes")
    return Finding(
        "compiled", "no: starting takes four times as long", True, f"{sys.executable} -m compileall -q {bare[0].parent}"
    )


def _display(terminal: Terminal) -> Finding:
    """How the screen is painted, and what was decided about it from the terminal alone."""
    known = _version("textual") == TESTED["textual"]
    how = "only what changed is sent" if known else "whole regions are sent: this Textual was not tested"
    theme = f"theme {terminal.theme} unless you choose one"
    mouse = "mouse" if terminal.mouse else "no mouse"
    letters = "" if terminal.utf8 else "look-alikes for what the encoding lacks"
    if not terminal.full_screen:
        return Finding("display", "plain lines: no terminal that can place a text")
    return Finding("display", ", ".join(filter(None, (how, theme, mouse, letters))))


def _terminal(terminal: Terminal) -> Iterator[Finding]:
    size = shutil.get_terminal_size((0, 0))
    colours = {0: "no colours", 1 << 24: "true colour"}.get(terminal.depth, f"{terminal.depth} colours")
    found = [terminal.term or "TERM is not set", colours, f"{size.columns}x{size.lines}" if size.columns else ""]
    if not terminal.interactive:
        found.append("not connected to this command")
    found += [terminal.multiplexer, "over SSH" if terminal.remote else "", "NO_COLOR" if terminal.no_color else ""]
    yield Finding("terminal", ", ".join(filter(None, found)), True, "; ".join(terminal.notes))
    yield Finding("encoding", f"{terminal.encoding}; files {sys.getfilesystemencoding()}")
    named = {name: os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)}
    try:
        here = locale.setlocale(locale.LC_CTYPE, None)
    except locale.Error:
        here = "?"
    yield Finding("locale", ", ".join(f"{name}={value}" for name, value in named.items()) or f"none set ({here})")


def _clipboard(terminal: Terminal) -> Finding:
    kept = paths.state_dir() / "last-copy"
    if terminal.multiplexer == "tmux":
        if shutil.which("tmux"):
            return Finding("clipboard", f"through tmux, and kept in {kept}")
        return Finding("clipboard", f"kept in {kept}", True, "inside tmux, but there is no tmux command on the PATH")
    advice = ""
    if terminal.multiplexer == "screen":
        advice = "screen passes short copies only; the file always has the last one"
    return Finding("clipboard", f"by OSC 52 to the terminal, and kept in {kept}", True, advice)


def _folders() -> Iterator[Finding]:
    places = {
        "settings": paths.config_dir(),
        "excerpts": paths.data_dir(),
        "state": paths.state_dir(),
        "cache": paths.cache_dir(),
    }
    for name, folder in places.items():
        yield _folder(name, folder)


def _folder(name: str, folder: Path) -> Finding:
    there = folder
    while not there.exists() and there.parent != there:
        there = there.parent
    if not folder.exists():
        can_be_made = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
        if can_be_made or name == "settings":
            return Finding(name, f"{folder}, made when first needed")
        return Finding(name, f"{folder} cannot be made", False, f"{there} is not writable; set XDG_{_VARIABLES[name]}")
    if not folder.is_dir():
        return Finding(name, f"{folder} is not a folder", False, "move the file away")
    mode = folder.stat().st_mode & 0o777
    found = f"{folder}, {mode:04o}"
    if not os.access(folder, os.W_OK | os.X_OK) and name != "settings":
        return Finding(name, found, False, f"not writable: chmod u+rwx {folder}, or set XDG_{_VARIABLES[name]}")
    return Finding(name, found, True, f"others may read it: chmod 700 {folder}" if mode & 0o077 else "")


def _own_files() -> Iterator[Finding]:
    """What a person has written for variorum: a part that cannot be used is not in force, and nothing else says so."""
    files = {
        settings.NAME: settings.load().problems,
        "keys.yaml": load_keymap(paths.config_dir() / "keys.yaml").problems,
        "topics": curated_topics()[1],
        "themes": load_themes()[1],
    }
    for name, problems in files.items():
        for problem in problems:
            yield Finding(name, problem, False, "mend that line: until then it is not in force")
        if not problems:
            yield Finding(name, "nothing wrong in it" if (paths.config_dir() / name).exists() else "none of your own")


_VARIABLES = {"settings": "CONFIG_HOME", "excerpts": "DATA_HOME", "state": "STATE_HOME", "cache": "CACHE_HOME"}


def _library(asked: Asked) -> Iterator[Finding]:
    by = (
        "-L"
        if asked.roots
        else VARIABLE
        if os.environ.get(VARIABLE)
        else "the last one"
        if last_library()
        else "sample"
    )
    try:
        library = open_library(asked)
    except VariorumError as error:
        yield Finding("library", by, False, str(error))
        return
    roots = ", ".join(str(root) for root in library.folder.roots)
    files = len(library.folder.ids())
    yield Finding("library", f"{roots} ({by}), {files} files", True, "" if files else "no documents in it")
    try:
        opened = library.reopen()
    except VariorumError as error:
        yield Finding("index", str(library.cache), False, str(error))
        return
    refused = sum(not info.readable for info in opened.infos)
    found = f"{library.cache}, {len(opened.infos)} documents" + (f", {refused} refused" if refused else "")
    yield Finding("index", found, True, "" if library.is_current() else "not up to date: variorum index")


def _extra(extra: str, package: str) -> Finding:
    if find_spec(package) is not None:
        return Finding(f"extra {extra}", f"{package} {_version(package)}")
    known = any(f"extra == '{extra}'" in line.replace('"', "'") for line in requires("variorum") or ())
    advice = f"pip install 'variorum[{extra}]'" if known else f"pip install {package}"
    return Finding(f"extra {extra}", "not installed", True, advice)
