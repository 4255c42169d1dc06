"""Invented sources, one a shape, for the tests of `index.structure`. Nobody ever said any of this."""

from __future__ import annotations

from index.model import Extraction, Kind, Passage
from index.structure import Structure, structure

INTERVIEW = """\
Subscribe to our weekly newsletter for stories from the coast

Menu

What the Ferry Taught a Mayor

Ines Vale has run Brackwater for nine years. The former pilot, author of a short book about tides, says that a \
town which waits for a bridge learns patience or leaves.

“I learned to read the water before I learned to read people,” she says in an interview with Harbour Magazine.

This conversation has been edited for length.

You took office in the week of the flood. What do you remember of that first night?

The water, mostly. We stood on the steps of the town hall and watched the market float away, stall by stall. \
Nobody spoke for a long while. Then an old man laughed, and we all went to fetch ropes. What else should we \
have done?

I have thought about that laugh every day since, because it told me which town I was about to govern and how.

Is there anything you would do differently?

I would buy more rope. People always ask for grand regrets, and I understand them, but a mayor who wishes that \
she had built a dam in a night is no use to anybody. We needed rope and we had none.

How has the bridge changed your view of the ferry?

It has not. The ferry goes where people are, and the bridge goes where the map says that they ought to be. My \
brother still takes the ferry to work, out of spite, and I am proud of him for it.
"""

PODCAST = """\
Small Harbours - The ferry that would not sail
Episode Date: March 3, 2024Brackwater waits for a boat. Ben Otter, a retired captain, explains why. Sign up \
for our newsletter.
Transcript
This episode is brought to you by Brine and Barrel.
Use code HARBOUR for ten percent off at brineandbarrel.com.
Hello and welcome to Small Harbours. I'm Mara Quill.
Every second week we visit a port that nobody visits. Joining me today is
Ben Otter, who has run the ferry at Brackwater for thirty years.
Thanks for coming on, Ben.
It's great to be here, Mara.
Ben, when did you first know that the new boat would be late?
I knew when I saw the drawings. They had the engine where the
galley should be. Nobody at the yard would say so, but the men who build
these things know it before the men who pay for them.
And Ben, what did the council say?
They said what councils say. They would look into it.
Thank you so much, Ben.
You're welcome.
We'll be right back after this break.
Try Brine and Barrel today. Your first month is free. Visit brineandbarrel.com.
Welcome back. Now a question from Ines Vale in Brackwater.
Will the ferry ever carry cars?
Thank you, Ines, for the question. It will not, because the pier
cannot hold them.
That's it for this week. Small Harbours was produced by Tam Reed.
I'm Mara Quill. Thanks for listening.
"""

BRIEF = """\
How Small Towns Outlive Their Harbours
A Second Line: Why the Boats Still Come
When the port of Brackwater closed, everybody expected the town to follow it within a year or two. It did not, \
and the reasons have little to do with boats.
The Long Habit of Tides
People who live by a timetable that the moon writes are hard to hurry. The council found that out when it \
tried to sell the quay, and again when it tried to give it away.
"We told them we would think about it, and we are thinking still."
-- Ines Vale
The buyer went home. What remained was a quay that belonged to nobody and was used by all.
Key Action Items
- Count the ropes (this week): Know what you have before the water comes.
- Paint the pier (next spring): Nobody repairs what looks lost.
"""

LABELLED = """\
A talk about ropes

MARA QUILL (host): Welcome to the programme. With us is the mayor of Brackwater.

INES VALE (mayor): Good to be here. I brought a rope.

MARA QUILL: Why a rope?

VALE: Because nobody ever does. And because a rope is the one thing in a harbour that every child can name and \
no council ever buys.

There was a time when I thought otherwise.
"""


def read(text: str, **given: object) -> Structure:
    """The structure of a plain text."""
    return structure(Extraction(text, **given))  # type: ignore[arg-type]


def texts(source: str, *kinds: Kind) -> list[str]:
    """The texts of the passages of these kinds."""
    return [source[p.start : p.end] for p in read(source).passages if p.kind in kinds]


def holding(source: str, words: str) -> Passage:
    """The passage in which `words` begin."""
    at = source.index(words)
    return next(p for p in read(source).passages if p.start <= at < p.end)
