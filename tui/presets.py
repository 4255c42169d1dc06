"""Keys for the fingers of other programs: what each preset changes in the table of actions, and nothing else.

`preset: less` in keys.yaml takes one of them; lines below it change it further. The table itself is closest to vim.
Plain data; a test holds every preset free of clashes and every action within reach.
"""

from __future__ import annotations

from collections.abc import Mapping

PRESETS: Mapping[str, Mapping[str, str]] = {
    "vim": {
        "move.down": "j Down ^n ^e",
        "move.up": "k Up ^p ^y",
        "move.page_down": "Space ^f PageDown",
        "move.page_up": "b ^b PageUp",
    },
    "less": {
        "move.down": "j Down ^n ^e",
        "move.up": "k Up ^p ^y",
        "move.page_down": "Space f ^f ^v PageDown",
        "move.page_up": "b ^b PageUp",
        "move.half_up": "u ^u",
        "move.top": "gg < Home",
        "move.bottom": "G > End",
        "finder.open": "F",
        "excerpts.filter": "|",
        "excerpt.undo": "U",
        "terms.undo": "U",
    },
    "emacs": {
        "move.down": "^n Down j",
        "move.up": "^p Up k",
        "move.page_down": "^v Space PageDown",
        "select.left": "^b Left h",
        "select.right": "^f Right l",
        "compare.left": "^b Left h",
        "compare.right": "^f Right l",
        "find.open": "^s /",
        "copy.text": "^w y",
        "app.cancel": "^g ^c",
    },
}
"""The presets by name: action to its keys, as keys.yaml writes them, a blank between two keys that both do it."""
