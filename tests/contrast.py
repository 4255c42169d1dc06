"""Whether text can be read on what it stands on: the contrast of a theme's colours by WCAG 2.1."""

from __future__ import annotations

from collections.abc import Mapping

from tui.theming import Colours

PAIRS: tuple[tuple[str, str], ...] = (
    *((role, "background") for role in ("text", "muted", "heading", "question", "speaker", "quotation", "excerpt",
                                        "term", "mark", "notice", "error", "added", "removed")),
    ("excerpt-text", "excerpt-background"), ("hit-text", "hit-background"), ("now-text", "now-background"),
    ("selection-text", "selection-background"), ("cursor-text", "cursor-background"), ("bar-text", "bar-background"),
)  # fmt: skip
"""Text and what it stands on: the pairs whose contrast must be enough."""


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0–1 (WCAG 2.1, definition of relative luminance)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two "#rrggbb" colours, 1–21 (WCAG 2.1, definition of contrast ratio)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def contrasts(theme: Colours, palette: Mapping[str, str] | None = None) -> dict[tuple[str, str], float]:
    """The contrast of each of `PAIRS`. `palette` gives "#rrggbb" for ANSI names, "default" and "default background".

    Without a palette, pairs with a terminal colour are left out: nobody knows what the terminal makes of it.
    """
    ratios = {}
    for text, behind in PAIRS:
        first, second = theme.roles[text], theme.roles[behind]
        if palette is not None:
            first = palette.get(first, first)
            second = palette.get("default background" if second == "default" else second, second)
        if first.startswith("#") and second.startswith("#"):
            ratios[text, behind] = contrast(first, second)
    return ratios
