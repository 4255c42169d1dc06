"""A topic made of what a reader typed: the words of the query, their families, and terms fed back by the best answers.

Every term carries a weight that the reader sees and can switch off. A weight is the term's information in these
documents (inverse passage frequency) as a share of what a passage must hold to be on the topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.compare.asked import Lookup
from index.compare.collection import collect
from index.compare.feedback import COMMON_WEIGHT, Feedback
from index.compare.topics import MAX_TERM_LENGTH, Origin, Term, Tier, Topic, topic_id
from index.errors import TopicError
from index.model import Document
from index.text.fold import folded
from index.text.words import STOP, stem, words

# Chosen on half of the events of BASIL and on 25 articles of AllSides, not on the three sources.
ENOUGH = 0.27
"""A passage is on the topic when it holds this share of the information of the query's words that occur at all."""

COMMON = 0.15  # of all passages: a query word in more of them is not enough alone


def typed_topic(query: str, documents: Sequence[Document]) -> Topic:
    """The topic that `query` means in `documents`. Phrases in double quotes stay together.

    Raises TopicError when the query has no word in it.
    """
    query = " ".join(query.split())
    texts = query_terms(query)
    if not texts:
        raise TopicError(f"{query!r} has no words to look for: type a word or a phrase")
    lookup = Lookup(collect(tuple({document.id: document for document in documents}.values())))
    asked = [lookup.asked(text, Tier.QUERY, part) for part, text in enumerate(texts)]
    known = [a for a in asked if a.passages] or asked
    bar = ENOUGH * sum(a.information for a in known)
    terms = []
    together = lookup.phrases(query)
    parts = {stem(word) for text in together for word, _, _ in words(text)}
    terms += [Term(text, Tier.QUERY, min(1.0, lookup.together(text) / bar)) for text in together]
    for a in asked:
        common = len(known) > 1 and (a.passages > COMMON * lookup.count or stem(folded(a.text)) in parts)
        terms.append(Term(a.text, Tier.QUERY, min(COMMON_WEIGHT if common else 1.0, a.information / bar)))
    families = [member for a in asked for member in lookup.family(a)]
    terms += [Term(a.text, Tier.FAMILY, min(1.0, a.information / bar)) for a in families]
    fed_back = Feedback(lookup).words([*asked, *families], together, bar)
    terms += [Term(text, Tier.FEEDBACK, weight) for text, weight in fed_back]
    return Topic(topic_id(query), query, origin=Origin.TYPED, weighted=tuple(terms))


def query_terms(query: str) -> list[str]:
    """The phrases in quotes and the content words of a query; all its words when none of them is a content word."""
    texts: dict[str, str] = {}
    plain: list[str] = []
    for quoted, rest in re.findall(r'["“”]([^"“”]*)["“”]|([^"“”]+)', query):
        if words(quoted):
            texts.setdefault(folded(quoted), quoted.strip()[:MAX_TERM_LENGTH])
        plain += [rest[start:end] for _, start, end in words(rest)]
    chosen = [word for word in plain if folded(word) not in STOP] or ([] if texts else plain)
    for word in chosen:
        texts.setdefault(stem(folded(word)), word[:MAX_TERM_LENGTH])
    return list(texts.values())
