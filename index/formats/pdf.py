"""PDF files, with the `pdf` extra: pages are parsed in a child process with limits, and put together here.

PDFium is a large program in C++ that reads files from anyone: it runs apart, gets the bytes and nothing else, and may
take only so much memory and time. The page that a passage stands on is kept, to be cited.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from index.errors import FormatError
from index.formats.pdf_lines import Line, paragraphs
from index.formats.sheet import Sheet
from index.model import Extraction, MarkKind, Metadata
from index.text.clean import clean_line
from index.text.dates import iso_date

SECONDS = 60
"""The time that one file may take."""

MISSING = "a PDF file, which is read with the `pdf` extra: pip install 'variorum[pdf]'"


def extract(data: bytes, encoding: str | None = None) -> Extraction:
    """The text of a PDF file. `encoding` means nothing here."""
    if find_spec("pypdfium2") is None:
        raise FormatError(MISSING)
    told = _told(data)
    pages = [[Line(*line) for line in page] for page in told["pages"]]
    sheet = Sheet()
    for paragraph in paragraphs(pages):
        sheet.place(MarkKind.PAGE, f"p. {_named(told, paragraph.page)}")
        kind = MarkKind.HEADING if paragraph.heading else None
        start, end = sheet.block(paragraph.text, kind, paragraph.heading)
        for page, offset in paragraph.turned:  # it goes on on the next page
            if start + offset < end:
                sheet.turn(MarkKind.PAGE, f"p. {_named(told, page)}", start + offset)
    if not sheet.at:
        raise FormatError("no text in this PDF file: its pages are pictures; a program for OCR makes text of them")
    said = {name: clean_line(str(value)) for name, value in told.get("meta", {}).items()}
    metadata = Metadata(
        title=said.get("Title", ""), author=said.get("Author", ""), date=iso_date(said.get("CreationDate", "")[2:10])
    )
    problems = [str(told["left_out"])] if told.get("left_out") else []
    return sheet.extraction(metadata, "utf-8", problems)


def _named(told: dict[str, Any], page: int) -> str:
    """The number printed on a page where the file gives one, else its place in the file."""
    labels = told.get("labels") or []
    return (clean_line(str(labels[page]), 20).strip() if page < len(labels) else "") or str(page + 1)


def _told(data: bytes) -> dict[str, Any]:
    # -P: the folder that the reader was opened in is no place to import from.
    command = [sys.executable, "-P", "-m", "index.formats.pdf_child"]
    paths = [str(Path(__file__).parents[2]), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    try:
        ran = subprocess.run(
            command,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FormatError(f"it takes longer than the {SECONDS} s that a PDF file may take") from None
    except OSError as error:
        raise FormatError(f"PDF files cannot be read: {error.strerror}") from None
    try:
        told = json.loads(ran.stdout)
    except ValueError:
        told = {}
    if not isinstance(told, dict) or "pages" not in told:
        raise FormatError(
            str(told.get("error") or "a damaged PDF file, or one that takes more memory or time than it may")
        )
    return told
