"""Raw transcripts: speech without labels, its lines broken anywhere, put back into sentences and turns.

A passage here may begin and end in the middle of a line. What the speech says is left as it is; what surrounds it
(title, notes, buttons) keeps the reading that every text gets; advertising read aloud becomes boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from index.model import Evidence, Kind
from index.structure.adverts import advertising, is_credit
from index.structure.article import article
from index.structure.blocks import Page
from index.structure.boilerplate import is_invitation
from index.structure.introductions import introduced
from index.structure.pieces import Piece, lengths
from index.structure.speakers import Voice, voices
from index.structure.speech import Sentence
from index.text.sentences import sentences

_SPEECH = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE})

_CAPTION = 120
"""The characters of an average line up to which lines are pieces of speech and not paragraphs."""


def transcript(page: Page) -> list[Piece]:
    """The pieces of a raw transcript: turns, listeners' questions, advertising, and the lines around the speech."""
    base = [part for piece in article(page, speech_from=0) for part in _notes(page.text, piece)]
    blocks = _joined(page, [piece for piece in base if piece.kind in _SPEECH and piece.speaker is None])
    around = [piece for piece in base if piece.kind not in _SPEECH or piece.speaker is not None]
    said: list[Sentence] = []
    block_of: list[int] = []
    for number, block in enumerate(blocks):
        for span in sentences(page.text, block.start, block.end):
            said.append(Sentence.of(page.text, span))
            block_of.append(number)
    adverts = advertising(said)
    known = introduced(" ".join(page.text[p.start : p.end] for p in around if p.kind in (Kind.META, Kind.CAPTION)))
    found = voices(said, {i for i in adverts if not is_credit(said[i])}, known)
    return around + list(_turns(page.text, said, block_of, found, adverts))


def _joined(page: Page, blocks: list[Piece]) -> list[Piece]:
    """The blocks, joined when they follow each other without a blank line and are no more than caption lines."""
    if not blocks or sum(b.end - b.start for b in blocks) > _CAPTION * len(blocks):
        return blocks
    found = blocks[:1]
    for block in blocks[1:]:
        between = page.text[found[-1].end : block.start]
        if between.count("\n") == 1 and not between.strip():
            found[-1] = replace(found[-1], end=block.end)
        else:
            found.append(block)
    return found


def _notes(text: str, piece: Piece) -> Iterator[Piece]:
    """Notes about an episode end in invitations: the two are parted."""
    if piece.kind is not Kind.META:
        yield piece
        return
    for inviting, run in groupby(
        sentences(text, piece.start, piece.end), lambda span: is_invitation(text[span[0] : span[1]])
    ):
        stretch = list(run)
        yield Piece(stretch[0][0], stretch[-1][1], Kind.BOILERPLATE if inviting else Kind.META)


def _turns(
    text: str, said: list[Sentence], block_of: list[int], found: list[Voice], adverts: set[int]
) -> Iterator[Piece]:
    """The turns in passages: sentences of one voice in one block, cut to length.

    A passage has the evidence `cue` when a cue stands in it, else its speaker is carried on from one that has.
    """

    def turn(i: int) -> tuple[int, bool, str | None, bool]:
        return block_of[i], i in adverts, found[i].speaker, found[i].question

    for (_, advert, speaker, question), run in groupby(range(len(said)), turn):
        members = list(run)
        kind = Kind.BOILERPLATE if advert else Kind.QUESTION if question else Kind.TURN
        cued = [said[i].start for i in members if found[i].evidence is Evidence.CUE]
        spans = [(said[i].start, said[i].end) for i in members]
        for start, end in lengths(text, spans[0][0], spans[-1][1], spans):
            evidence = Evidence.CUE if any(start <= at < end for at in cued) else Evidence.CARRIED
            yield Piece(start, end, kind, speaker, evidence if speaker else Evidence.UNKNOWN)
