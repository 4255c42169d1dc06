"""Saved excerpts: kept in an append-only log, found again when their sources change, cited and exported."""

from index.excerpts.anchors import resolve
from index.excerpts.cite import STYLES, citation, cite, styles
from index.excerpts.describe import describe
from index.excerpts.excerpt import GAP, Excerpt, Part
from index.excerpts.export import FORMATS, export
from index.excerpts.placement import Placement, Status
from index.excerpts.state import LogProblem
from index.excerpts.store import Draft, ExcerptStore, Unsaved, tag_names
from index.excerpts.verify import Verified, verify

__all__ = [
    "FORMATS",
    "GAP",
    "STYLES",
    "Draft",
    "Excerpt",
    "ExcerptStore",
    "LogProblem",
    "Part",
    "Placement",
    "Status",
    "Unsaved",
    "Verified",
    "citation",
    "cite",
    "describe",
    "export",
    "resolve",
    "styles",
    "tag_names",
    "verify",
]
