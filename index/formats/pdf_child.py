"""`python -m index.formats.pdf_child`: a PDF file on standard input becomes its lines, as JSON, on standard output.

The only place that imports PDFium. It limits itself before it reads a byte: what a file does to it stays in here.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

MEMORY = 450 << 20  # bytes of address space
CPU_SECONDS = 40
SECONDS = 30  # then the pages that are read must do
MOST_PAGES = 10_000
MOST_CHARACTERS = 20_000_000

_ERRORS = {4: "encrypted: this PDF file cannot be read without its password"}


def main() -> None:
    """Read, limit, tell. Leaves with status 0 whenever it could say something."""
    data = sys.stdin.buffer.read()
    _limit()
    try:
        told = _read(data)
    except MemoryError:
        told = {"error": f"it takes more than the {MEMORY >> 20} MB that a PDF file may take"}
    json.dump(told, sys.stdout)
    sys.stdout.flush()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on every system; the time that the parent waits is a limit everywhere
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue  # less is allowed already, or this one cannot be set here


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"error": _ERRORS.get(getattr(error, "err_code", 0) or 0, "a damaged PDF file")}
    began = time.monotonic()
    count = len(document)
    pages: list[list[tuple[Any, ...]]] = []
    labels: list[str] = []
    size = 0
    left_out = ""
    for number in range(count):
        if number >= MOST_PAGES or size > MOST_CHARACTERS or time.monotonic() - began > SECONDS:
            left_out = f"only its first {number:,} pages of {count:,} are read: the rest is over a limit"
            break
        try:
            lines = _lines(document[number])
        except pypdfium2.PdfiumError:
            lines = []
        pages.append(lines)
        labels.append(document.get_page_label(number) or "")
        size += sum(len(line[0]) for line in lines)
    if count and not any(pages) and count > MOST_PAGES:
        return {"error": "a damaged PDF file"}
    return {"pages": pages, "labels": labels, "meta": document.get_metadata_dict(), "left_out": left_out}


def _lines(page: Any) -> list[tuple[Any, ...]]:
    """The lines of a page: text, left, bottom, right, top, size of the letters, in points; zeros where not known."""
    import pypdfium2.raw as raw

    textpage = page.get_textpage()
    count = textpage.count_chars()
    text = textpage.get_text_range() if count > 0 else ""
    placed = len(text) == count
    lines: list[tuple[Any, ...]] = []
    at = 0
    for line in text.split("\n"):
        bare = line.rstrip("\r ")
        if bare.strip():
            first = at + len(bare) - len(bare.lstrip())
            box = (0.0, 0.0, 0.0, 0.0)
            size = 0.0
            if placed:
                left, bottom, _, top = textpage.get_charbox(first, loose=True)
                _, low, right, high = textpage.get_charbox(at + len(bare) - 1, loose=True)
                box = (left, min(bottom, low), right, max(top, high))
                size = float(raw.FPDFText_GetFontSize(textpage.raw, ctypes.c_int(first)))
            lines.append((bare.strip(), *(round(value, 1) for value in box), round(size, 1)))
        at += len(line) + 1
    return lines


if __name__ == "__main__":
    main()
