"""Where a document opens: where it is asked for, else where the reader left it, though its text may have changed."""

from __future__ import annotations

from index.model import Document
from tui.state import Place
from tui.widgets.document_view import DocumentView


def show(view: DocumentView, document: Document, at: int | None, kept: Place | None) -> None:
    """Show `document` with its quotations, at the offset `at`, else at the place `kept`, else from its beginning."""
    if at is None and kept is not None:
        offset = kept.found_in(document)
        top = max(0, kept.top + offset - kept.offset) if kept.top >= 0 else offset
        view.show(document, top)
        if offset != top:
            view.go_to(offset)
    else:
        view.show(document, 0)
        if at:
            view.go_to(at, centre=True)
    view.set_layer("quotations", [(quotation.start, quotation.end) for quotation in document.quotations])
