"""The one table of everything a reader can do with a key.

This module alone says which action exists, on which keys, where, and in which words. Key bindings, palette, footer,
help and `variorum keys` are all made from it, so that they cannot disagree. It is plain data and imports nothing of
the terminal: the command line prints it too.

A key is written as it is read: `j`, `G`, `]q` (two keys, one after the other), `^d` (Ctrl and d), `Space`, `S-Tab`.
`{letter}` stands for one more printable key, `{digit}` for 1 to 9.
"""

from __future__ import annotations

from dataclasses import dataclass

CHAINS: dict[str, tuple[str, ...]] = {
    "text": ("text", "moving", "desk", "anywhere"),
    "documents": ("documents", "list", "moving", "desk", "anywhere"),
    "side": ("side", "list", "moving", "desk", "anywhere"),
    "excerpts": ("excerpts", "list", "moving", "anywhere"),
    "overview": ("overview", "list", "moving", "anywhere"),
    "comparison": ("numbers", "views", "comparison", "moving", "anywhere"),
    "passages": ("passages", "views", "comparison", "moving", "anywhere"),
    "evidence": ("evidence", "comparison", "moving", "anywhere"),
    "terms": ("terms", "moving", "anywhere"),
    "page": ("page", "moving", "anywhere"),
    "report": ("report", "list", "moving", "anywhere"),
    "prompt": ("rows", "prompt"),
    "finding": ("finding", "prompt"),
    "noting": ("noting", "prompt"),
}
"""For each pane, the groups of actions its keys are looked up in. No key may mean two things within one chain."""

PANES: dict[str, str] = {
    "text": "the text",
    "documents": "the list of documents",
    "side": "the side pane",
    "excerpts": "the excerpts",
    "overview": "the topics",
    "comparison": "the comparison",
    "passages": "the passages",
    "evidence": "the evidence",
    "terms": "the terms of a topic",
    "page": "help and reports",
    "report": "the checked draft",
    "prompt": "a prompt",
    "finding": "the prompt of /",
    "noting": "the prompt of a note",
}
"""What each pane is called in help."""

PROMPTS = frozenset({"prompt", "finding", "noting"})
"""Panes that take printable keys as text."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a reader can do.

    `contexts` are groups named in `CHAINS`. `words` are what a person might call it, for the palette. `footer` is how
    much the key matters where it works: the footer shows the heaviest, and none of weight 0. `counts` says that a
    number typed before the key has a meaning.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    contexts: tuple[str, ...]
    words: str = ""
    footer: int = 0
    counts: bool = False


def _does(
    id_: str, keys: str, label: str, text: str, contexts: str, words: str = "", footer: int = 0, counts: bool = False
) -> Action:
    return Action(id_, tuple(keys.split()), label, text, tuple(contexts.split()), words, footer, counts)


# A table: a row or two an action.
# fmt: off
ACTIONS: tuple[Action, ...] = (
    # Moving
    _does("move.down", "j Down", "down", "One line down.", "moving", "next line scroll", 0, True),
    _does("move.up", "k Up", "up", "One line up.", "moving", "previous line scroll", 0, True),
    _does("move.page_down", "Space PageDown", "page", "One screen down.", "moving", "next page forward", 40, True),
    _does("move.page_up", "b PageUp", "page up", "One screen up.", "moving", "previous page backward", 0, True),
    _does("move.half_down", "^d d", "half page down", "Half a screen down.", "moving", "scroll", 0, True),
    _does("move.half_up", "^u U", "half page up", "Half a screen up.", "moving", "scroll", 0, True),
    _does("move.top", "gg Home", "top", "To the beginning, or with a number to that line.", "moving",
          "start first line number go", 0, True),
    _does("move.bottom", "G End", "end", "To the end, or with a number to that line.", "moving",
          "last line number go goto", 0, True),
    _does("move.next_paragraph", "}", "next paragraph", "To the next paragraph.", "text", "passage forward", 0, True),
    _does("move.previous_paragraph", "{", "previous paragraph", "To the paragraph before.", "text", "passage", 0,
          True),
    _does("move.next_quotation", "]q", "next quotation", "To the next quotation in this document.", "text",
          "quoted said speech", 0, True),
    _does("move.previous_quotation", "[q", "previous quotation", "To the quotation before.", "text", "quoted said", 0,
          True),
    _does("move.next_heading", "]h", "next heading", "To the next heading or question.", "text", "section chapter", 0,
          True),
    _does("move.previous_heading", "[h", "previous heading", "To the heading or question before.", "text", "section",
          0, True),
    _does("move.next_excerpt", "]e", "next excerpt", "To the next saved excerpt in this document.", "text",
          "highlight saved note", 0, True),
    _does("move.previous_excerpt", "[e", "previous excerpt", "To the saved excerpt before.", "text", "highlight", 0,
          True),
    # Finding
    _does("find.open", "/", "find", "Find here; case, quotes, dashes and line breaks do not matter.",
          "text documents side excerpts overview evidence page report", "search locate word filter", 80),
    _does("find.next", "n", "next", "To the next match or hit down the text, then round the end.",
          "text documents side page", "again forward", 30, True),
    _does("find.previous", "N", "previous match", "To the match or hit above.", "text documents side page", "back",
          0, True),
    _does("search.open", "S", "search", "Search all documents as you type; Enter opens on the hit.", "desk excerpts",
          "find library everywhere full text query grep", 90),
    _does("search.filter", "|", "filter hits", "Filter the hits of the last search by document, speaker or words.",
          "desk", "narrow refine results", 33),
    _does("finder.open", "f", "go to", "Go to a title, heading, question or speaker; typos allowed.", "desk",
          "finder jump open file switch fuzzy", 35),
    _does("quote.open", "Q", "check a quote", "Who said this, and was it said so? Type or paste it.", "desk excerpts",
          "quotation lookup verify exact altered remember source", 60),
    _does("check.open", "gk", "check a draft", "Check every quotation of a draft against the sources.", "desk",
          "verify article file quotations exact altered publish"),
    # Reading
    _does("select.word", "v", "select", "Select by word from here; then move, and press s, y or Y.", "text",
          "mark highlight visual characters", 25, True),
    _does("select.line", "V", "select sentences", "Select by sentence.", "text", "visual line passage highlight", 0,
          True),
    _does("select.swap", "o", "other end", "While selecting: move the other end.", "text", "swap selection"),
    _does("select.left", "h Left", "word back", "One word back, selecting or not.", "text", "left", 0,
          True),
    _does("select.right", "l Right", "word on", "One word on, selecting or not.", "text", "right", 0,
          True),
    _does("copy.text", "y", "copy", "Copy the selection, or the sentence here, as the source has it.",
          "text side excerpts passages evidence", "clipboard yank", 20),
    _does("copy.cite", "Y", "copy and cite", "Copy with a citation: who, where, when.",
          "text side excerpts passages evidence", "clipboard reference source footnote", 15),
    _does("fold.toggle", "zb", "fold notices", "Show or fold away advertising, credits and other boilerplate.",
          "text", "hide unfold expand collapse ads newsletter"),
    # Keeping
    _does("excerpt.save", "s", "save", "Save the selection; else the match, quotation or sentence here.",
          "text passages evidence", "keep clip snippet highlight bookmark store", 70),
    _does("excerpt.join", "+", "add passage", "Add the selection or sentence to the last excerpt, after […].",
          "text", "gather several passages ellipsis join"),
    _does("excerpt.note", "e", "note", "Write a note on the excerpt at this place.", "text excerpts",
          "comment annotate edit", 44),
    _does("excerpt.write", "ge", "note in editor", "Write the note in $VISUAL or $EDITOR.", "text excerpts",
          "long comment vim nano external"),
    _does("excerpt.tag", "t", "tag", "Tag the excerpt at this place; -tag takes a tag off.", "text excerpts",
          "tags label keyword category", 43),
    _does("excerpt.delete", "x", "delete", "Delete the excerpt at this place; u brings it back.", "text excerpts",
          "remove discard", 42),
    _does("excerpt.undo", "u", "undo", "Undo the last deletion of an excerpt.", "text excerpts",
          "restore back revert"),
    _does("excerpt.place", "p", "place by hand", "Say where an excerpt stands now: p in the list, then p in the text.",
          "text excerpts", "orphan lost found again anchor"),
    _does("excerpt.retry", "R", "save again", "Try again to write excerpts that could not be saved.",
          "text excerpts passages evidence", "retry failed disk"),
    _does("excerpt.list", "E", "excerpts", "All saved excerpts, of all documents.", "desk",
          "notes highlights collection kept snippets", 45),
    _does("excerpts.filter", "f", "filter", "Only those with a tag, of a source, a speaker or a status; again: all.",
          "excerpts", "narrow tag source speaker status orphan", 66),
    _does("excerpts.sort", "o", "order", "By time, place, title, speaker or date.", "excerpts", "sort arrange", 52),
    _does("excerpts.board", "B", "board", "The excerpts chosen for a draft, in their order; again: all.", "excerpts",
          "draft outline order", 50),
    _does("excerpts.export", "w", "export", "Write the excerpts that are shown to a file.", "excerpts",
          "save print file markdown bibtex csv", 41),
    _does("board.put", "a", "to the board", "Put this excerpt on the board, or take it off.", "excerpts",
          "choose draft add", 48),
    _does("board.up", "K", "up the board", "Move this excerpt up the board.", "excerpts", "earlier order", 12, True),
    _does("board.down", "J", "down the board", "Move this excerpt down the board.", "excerpts", "later order", 12,
          True),
    # Marks and jumps
    _does("mark.set", "m{letter}", "mark", "Set a mark here; capital letters reach across documents.", "text",
          "bookmark remember place"),
    _does("mark.go", "'{letter}", "go to mark", "Go to a mark.", "text documents", "bookmark jump"),
    _does("mark.list", "''", "marks", "The list of marks.", "text documents", "bookmarks places"),
    _does("jump.back", "^o g[", "jump back", "Back to where you were before the last jump.", "desk",
          "history previous place"),
    _does("jump.forward", "g]", "jump forward", "Forward again through the jumps.", "desk", "history next place"),
    # Panes
    _does("pane.next", "Tab", "next pane", "To the next pane.", "desk", "window focus switch", 10),
    _does("pane.previous", "S-Tab", "previous pane", "To the pane before.", "desk", "window focus switch"),
    _does("pane.documents", "gd", "documents", "To the list of documents.", "desk",
          "library files sources open switch folder", 28),
    _does("pane.outline", "go", "outline", "Headings and questions of this document, in the side pane.", "desk",
          "table of contents toc sections sidebar"),
    _does("pane.quotations", "gq", "quotations", "Who is quoted in this document, by speaker, in the side pane.",
          "desk", "speakers who said quotes people cited"),
    _does("pane.hits", "gh", "hits", "The hits of the last search, in the side pane.", "desk", "results matches"),
    _does("list.choose", "Enter", "open", "Open what the bar is on.", "list", "select go", 95),
    _does("list.pick", "{digit}", "open by number", "Open the row with that number on the screen.", "list", "quick"),
    _does("documents.mark", "x", "mark to compare", "Mark this document for the next comparison, or unmark it.",
          "documents", "choose select source", 18),
    _does("library.refresh", "gr", "look again", "Look at the files again: what is new, changed or gone.", "desk",
          "reload rescan update index refresh"),
    # Comparing
    _does("compare.open", "c", "compare", "Compare what the sources say on a topic, typed or chosen.",
          "desk excerpts", "framing side by side split topic versus diff", 65),
    _does("compare.return", "gc", "last comparison", "Back to the last comparison, as it was.", "desk",
          "again framing topic"),
    _does("compare.topic", "c", "topic", "Another topic: typed, or chosen from a list.", "comparison overview terms",
          "change subject", 62),
    _does("compare.left", "h Left", "left", "To the number, or the source, at the left.", "comparison overview",
          "column", 0, True),
    _does("compare.right", "l Right", "right", "To the number, or the source, at the right.", "comparison overview",
          "column", 0, True),
    _does("compare.next", "n", "next passage", "The next passage; the other sources go to their closest one.", "views",
          "aligned together walk", 75, True),
    _does("compare.previous", "p", "previous passage", "The passage before, in all sources.", "views", "aligned", 0,
          True),
    _does("compare.next_here", "N", "next here", "The next passage in this column alone.", "views", "one side", 22,
          True),
    _does("compare.previous_here", "P", "previous here", "The passage before in this column alone.", "views",
          "one side", 0, True),
    _does("compare.lock", "]", "scroll lock", "Let the columns scroll together, or each alone.", "views", "sync link",
          21),
    _does("compare.save_pair", "S", "save the pair", "Save this passage and the counterparts beside it, one tag.",
          "passages", "keep both together excerpts counterpart", 68),
    _does("compare.tab", "{digit}", "view", "One of the six views by its number.", "comparison",
          "tab show words only here frames left out missing evidence"),
    _does("compare.next_tab", "Tab", "next view", "The next of the views.", "comparison", "tab switch", 58),
    _does("compare.previous_tab", "S-Tab", "previous view", "The view before.", "comparison", "tab switch"),
    _does("compare.evidence", "Enter", "evidence", "The passages behind the number here.",
          "numbers terms", "open prove passages", 85),
    _does("compare.filter", "/", "filter", "Keep the rows with certain words, those behind folds too.", "numbers",
          "find search narrow source fold", 20),
    _does("compare.document", "Enter", "open", "The document, at this place; back returns here.",
          "passages evidence", "read source text", 85),
    _does("compare.terms", "t", "terms", "The terms that are looked for: switch them, change them, keep the topic.",
          "comparison overview", "words synonym query edit topic strong weak", 59),
    _does("compare.sources", "w", "sources", "Choose which sources take part.", "comparison overview",
          "documents which", 45),
    _does("compare.topics", "o", "all topics", "All topics by all sources.", "comparison", "overview matrix", 16),
    # The terms of a topic
    _does("terms.switch", "x", "on or off", "Look for this term, or leave it out.", "terms", "toggle switch", 80),
    _does("terms.add", "a", "add", "Another term, of the kind under the bar.", "terms", "new word", 76),
    _does("terms.change", "e", "change", "Other words for this term, or another name; empty takes it away.", "terms",
          "edit rename", 74),
    _does("terms.kind", "m", "kind", "The term becomes strong, weak, not, or heard as: the next of them.", "terms",
          "move strong weak not heard misheard", 66),
    _does("terms.undo", "u", "undo", "Undo the last change; a topic that was deleted comes back.", "terms overview",
          "back revert restore", 14),
    _does("terms.save", "s", "save the topic", "Keep it under a name among your own topics.", "terms",
          "keep own store", 72),
    _does("topics.delete", "D", "delete", "Delete this topic of your own; u brings it back.", "overview",
          "remove own", 12),
    # Anywhere
    _does("app.palette", ":", "commands", "Every action, and every verb of the command line, by name.", "anywhere",
          "palette menu run verb", 8),
    _does("app.help", "?", "help", "What the keys do in this pane; type to search.", "anywhere",
          "keys shortcuts manual what", 100),
    _does("app.back", "q Esc", "back", "Close what is on top, one layer at a time; then quit.", "anywhere",
          "close quit exit leave", 99),
    _does("app.cancel", "^c", "cancel", "Stop what is running, indexing too, or close a prompt. Never quits.",
          "anywhere prompt", "stop abort"),
    _does("app.suspend", "^z", "suspend", "To the shell; fg comes back.", "anywhere prompt", "shell background stop"),
    _does("app.redraw", "^l", "redraw", "Draw the screen again.", "anywhere prompt", "repaint refresh"),
    _does("app.quit", "ZZ", "quit", "Leave; the place is kept.", "anywhere", "exit close end"),
    _does("app.theme", "zt", "theme", "Choose a colour theme.", "anywhere",
          "colours dark light mode contrast appearance"),
    # In a prompt
    _does("prompt.accept", "Enter", "open", "Take what is typed, or the row the bar is on.", "prompt", "", 90),
    _does("prompt.close", "Esc", "close", "Close the prompt and go back to where you were.", "prompt", "", 80),
    _does("prompt.down", "Down ^n", "next row", "The next row, or a later entry.", "prompt", "", 60),
    _does("prompt.up", "Up ^p", "previous row", "The row before, or an earlier entry.", "prompt"),
    _does("prompt.page_down", "PageDown", "page down", "A page down in the rows.", "prompt"),
    _does("prompt.page_up", "PageUp", "page up", "A page up in the rows.", "prompt"),
    _does("prompt.complete", "Tab", "to the rows", "Complete what is typed, or go into the rows.", "rows", "", 50),
    _does("note.editor", "Tab ^x", "editor", "Go on with this note in $VISUAL or $EDITOR.", "noting", "long vim nano",
          55),
    _does("find.way", "Tab", "whole words, case", "Whole words only, the same case, both, or neither.", "finding",
          "exact switch", 70),
    _does("prompt.earlier", "^r", "earlier", "What was typed here before.", "prompt", "history", 20),
)
# fmt: on

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}


def in_pane(pane: str) -> tuple[Action, ...]:
    """The actions that a pane offers, those of the pane itself first."""
    chain = CHAINS[pane]
    found = [action for action in ACTIONS if any(group in chain for group in action.contexts)]
    return tuple(sorted(found, key=lambda action: min(chain.index(g) for g in action.contexts if g in chain)))
