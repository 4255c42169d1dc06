"""Who is quoted in news articles, against the annotation of PolNeAR (Newell, Margolin and Ruths 2018), in brat form.

Scored is every annotated attribution whose content stands in quotation marks and whose source is a name: "said Ada
Hart", not "she said" and not "a spokesman for Hart". An answer is right when the last word of the name answered is a
word of the name in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.model import Extraction, Quotation, Span
from index.structure import structure
from index.structure.names import key, parts

_NAME_AT_END = re.compile(r"(?:[A-Z][\w.'’-]*\s?)+$")
_APPOSITION = re.compile(r"^[^,]*, ([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+)")
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "who", "you", "which"])


def measure(folder: Path, every_second: int) -> Counter[str]:
    """Counts of `scored`, `answered` and `right` over every second article, from number `every_second` (0 or 1) on."""
    found: Counter[str] = Counter()
    articles = sorted((folder / "train" / "text").glob("*.txt"))
    for path in articles[every_second::2]:
        # Offsets count the characters of the file as it is, carriage returns too.
        text = path.read_bytes().decode("utf-8")
        quotations = structure(Extraction(text)).quotations
        for name, content in _direct(folder / "train" / "attributions", path.stem, text):
            quotation = _over(quotations, content)
            if quotation is None:
                continue
            found["scored"] += 1
            if quotation.attributed_to is not None:
                found["answered"] += 1
                found["right"] += _matches(quotation.attributed_to, name)
    return found


def _direct(folder: Path, stem: str, text: str) -> Iterator[tuple[str, list[Span]]]:
    """The name in the source and the spans of the content of each direct quotation with a named source."""
    files = sorted(path for path in folder.iterdir() if path.name.startswith(f"{stem}_"))
    if not files:
        return
    spans: dict[str, list[Span]] = {}
    relations: list[list[list[str]]] = []
    for line in files[0].read_bytes().decode("utf-8").split("\n"):
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            places = fields[1].split(" ", 1)[1].split(";")
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places)]
        elif line.startswith("E") and len(fields) > 1:
            relations.append([part.split(":") for part in fields[1].split()])
    for relation in relations:
        source = " ".join(text[a:b] for a, b in _role(relation, "Source", spans))
        content = _role(relation, "Content", spans)
        name = _name(source)
        if name and any(mark in text[a:b] for a, b in content for mark in '"“”'):
            yield name, content


def _role(relation: list[list[str]], role: str, spans: dict[str, list[Span]]) -> list[Span]:
    return [span for kind, target in relation if kind.startswith(role) for span in spans.get(target, [])]


def _name(source: str) -> str | None:
    """The name in a source; None for a pronoun, a group or an unnamed office."""
    source = source.strip()
    head = re.split(r",| who | of the | for the | \(|;", source)[0]
    if not head or source.lower() in _PRONOUNS:
        return None
    last = head.split()[-1]
    if head[0].islower() and not last[0].isupper():
        match = _APPOSITION.match(source)
        return match[1] if match else None
    match = _NAME_AT_END.search(head)
    return match[0] if match and last[0].isupper() else None


def _over(quotations: tuple[Quotation, ...], content: list[Span]) -> Quotation | None:
    """The quotation that shares most with the content."""
    shared = {q: sum(max(0, min(b, q.end) - max(a, q.start)) for a, b in content) for q in quotations}
    best = max(shared, key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] else None


def _matches(answer: str, name: str) -> bool:
    return bool(parts(answer)) and key(parts(answer)[-1]) in {key(word) for word in name.split()} - {""}
