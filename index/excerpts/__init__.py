"""Saved excerpts: kept in an append-only log, found again when their sources change, cited and exported."""

from index.excerpts.anchors import resolve
from index.excerpts.board import move, on_board, put, take_off
from index.excerpts.cite import STYLES, citation, cite, styles
from index.excerpts.describe import describe
from index.excerpts.excerpt import GAP, Excerpt, Part
from index.excerpts.export import FORMATS, export
from index.excerpts.intake import IMPORTED, TakenBack, take_back
from index.excerpts.joining import bring_back, join
from index.excerpts.listing import ORDERS, Listing, highlights, narrowed, ordered, tag_counts
from index.excerpts.once import add_once
from index.excerpts.placement import Placement, Status
from index.excerpts.state import LogProblem
from index.excerpts.store import Draft, ExcerptStore, Unsaved, tag_names
from index.excerpts.verify import Verified, verify

__all__ = [
    "FORMATS",
    "GAP",
    "IMPORTED",
    "ORDERS",
    "STYLES",
    "Draft",
    "Excerpt",
    "ExcerptStore",
    "Listing",
    "LogProblem",
    "Part",
    "Placement",
    "Status",
    "TakenBack",
    "Unsaved",
    "Verified",
    "add_once",
    "bring_back",
    "citation",
    "cite",
    "describe",
    "export",
    "highlights",
    "join",
    "move",
    "narrowed",
    "on_board",
    "ordered",
    "put",
    "resolve",
    "styles",
    "tag_counts",
    "tag_names",
    "take_back",
    "take_off",
    "verify",
]
