"""The small pictures of the page: bars and strips as inline SVG, each with its meaning in words inside.

Shapes and tones only; colours come from the page's style sheet, so that they follow dark mode and print.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH = 200
HEIGHT = 10


def share_bar(share: float, interval: tuple[float, float] | None) -> str:
    """A share of a whole (0..1) as a bar, its interval as a whisker."""
    whisker = ""
    if interval:
        low, high = (edge * WIDTH for edge in interval)
        whisker = f'<path class="whisker" d="M{low:.1f} 5H{high:.1f}M{low:.1f} 2.5V7.5M{high:.1f} 2.5V7.5"/>'
    said = f"{share:.0%} of the text"
    if interval:
        said += f", interval {interval[0]:.0%} to {interval[1]:.0%}"
    return _picture(said, f'<rect class="bar" width="{_length(share)}" height="{HEIGHT}"/>{whisker}')


def strip(counts: Sequence[int]) -> str:
    """Where in a text something is: a cell a slice from start to end, fuller where there is more."""
    top = max(counts, default=0)
    cell = WIDTH / max(1, len(counts))
    cells = "".join(
        f'<rect class="bar" x="{n * cell:.1f}" y="{HEIGHT - HEIGHT * count / top:.1f}" width="{cell - 1:.1f}" '
        f'height="{HEIGHT * count / top:.1f}"/>'
        for n, count in enumerate(counts)
        if count
    )
    said = "where in the text, start to end: " + " ".join(map(str, counts))
    return _picture(said, cells, f'<path class="ground-line" d="M0 {HEIGHT - 0.25}H{WIDTH}"/>')


def bar(share: float, said: str) -> str:
    """A small bar in a list."""
    return _picture(said, f'<rect class="bar" width="{_length(share)}" height="{HEIGHT}"/>', small=True)


def _length(share: float) -> str:
    return f"{min(1.0, max(0.0, share)) * WIDTH:.1f}"


def _picture(said: str, drawn: str, ground: str = "", small: bool = False) -> str:
    ground = ground or f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}"/>'
    kind = "small" if small else "wide"
    return (
        f'<svg class="{kind}" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img">'
        f"<title>{escape(said)}</title>{ground}{drawn}</svg>"
    )
