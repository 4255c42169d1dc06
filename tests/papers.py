"""Three invented papers about one harbour, in the shapes that sources come in: an interview, a transcript, a brief."""

from __future__ import annotations

from pathlib import Path

import pytest

INTERVIEW = """The Harbour Nobody Wanted

The town of Ostrava Bay will rebuild its harbour. We spoke with Mara Quill, who has run the boat yard there for long.

This interview has been shortened.

Why do you doubt the plan for the harbour?

Because I have read it. A harbour without a ferry is a car park with waves. The council talks of regulation and
safety rules all day long, and nobody has asked who will pay for the dredging.

What would you do first?

I would mend the sea wall. Regulation can wait; the sea can’t. Every winter it takes another yard of the quay, and
safety rules written in a warm office have never stopped a wave.

Is there anything the council gets right?

They count the boats honestly. “We are not a museum,” the chair told me once, and I think she meant it. The new rules on
oil are good rules, and the harbour needs them.
"""

TRANSCRIPT = """Mara Quill: Thank you all for coming to the hall tonight. I will keep this short.

Ivo Stern: Before you start, the fishers ask about the regulation of the quay. Our fees would double under the rules.

Mara Quill: They would, Ivo. The safety rules alone would not bring one ship more into this harbour.

Ivo Stern: Then why should we pay for regulation that brings no ship? My nets are older than my children.

Mara Quill: Because the sea wall is older than both. The dredging must be paid for by somebody.
"""

BRIEF = """# Harbour Plan: What It Costs

## Summary

The council will spend nine million on the harbour, four of them on the sea wall and dredging. Regulation of the
quay begins in spring.

## Risks

Fees for fishers would double. The safety rules need two more inspectors, and the town has none.

> The harbour is a promise, and promises are dear.
>
> -- Ada Lund

## What to do

- Mend the sea wall before winter.
- Hire inspectors before the regulation begins.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A folder with the three papers."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, text in (("brief.md", BRIEF), ("hall.txt", TRANSCRIPT), ("interview.txt", INTERVIEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
