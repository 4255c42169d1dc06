"""Files of the formats that are no text, made by hand: small books, Word files, PDFs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_CONTAINER = '<container><rootfiles><rootfile full-path="book/package.opf"/></rootfiles></container>'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def epub(chapters: Mapping[str, str], head: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A book whose spine holds `chapters`, bodies by file name, in order; `head` goes into its metadata."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    package = (
        f'<package xmlns:dc="d"><metadata>{head}</metadata><manifest>{items}'
        f'<item id="toc" href="toc.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f"</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"book/{name}": f"<html><head><title>x</title></head><body>{body}</body></html>"
        for name, body in chapters.items()
    }
    return zipped({"META-INF/container.xml": _CONTAINER, "book/package.opf": package, **pages, **(extra or {})})


def docx(body: str, **parts: str) -> bytes:
    """A Word file with this body; `parts` are the insides of word/styles.xml, footnotes.xml and so on."""
    members = {"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'}
    for name, inside in parts.items():
        members[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{_WORD}">{inside}</w:{name}>'
    return zipped(members)


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    """A paragraph of a Word file."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'


def pdf(pages: Sequence[Sequence[str]], size: int = 12) -> bytes:
    """A PDF of lines in Helvetica, a line every 14 points."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 {size} Tf 72 720 Td {shown} ET"
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        font = "<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {number + 1} 0 R/Resources{font}>>")
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    out = "%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    start = len(out)
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    out += f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")
