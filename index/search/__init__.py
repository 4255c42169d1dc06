"""Finding: as you type, exactly, half remembered, misheard; and holding quotations against their sources."""

from index.search.check import CheckedQuotation, check
from index.search.hits import Answer, Hit
from index.search.quote import QuoteMatch, find_quote
from index.search.ranked import search, type_ahead
from index.search.warming import warm

__all__ = ["Answer", "CheckedQuotation", "Hit", "QuoteMatch", "check", "find_quote", "search", "type_ahead", "warm"]
