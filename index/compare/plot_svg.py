"""A plot as one SVG picture: a row a document with its strip and its bar, and a line of time where dates are known.

Self-contained, readable on paper and on a dark screen; every picture says in words what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from index.compare.plot import Plot, PlotRow

WIDTH, MARGIN, ROW, TIME = 760, 20, 46, 170
_BAR, _STRIP = 200, 300
_STYLE = (
    "text{font:13px Georgia,serif;fill:#1b1b1b}.quiet{font-size:11px;fill:#5c5c5c}.mark{fill:#2f5d8a}"
    ".ground{fill:#d8d4ca}.line{stroke:#d8d4ca}"
    "@media(prefers-color-scheme:dark){.paper{fill:#16181a}text{fill:#e6e3dc}.quiet{fill:#a5a29a}.mark{fill:#7fb0dd}"
    ".ground{fill:#3a3d40}.line{stroke:#3a3d40}}"
)


def svg(plot: Plot) -> str:
    """The picture, `WIDTH` wide and as high as it has rows."""
    dated = [(day, row) for row in plot.rows if (day := _day(row.date)) is not None]
    timed = len({day for day, _ in dated}) > 1
    top = 60 + (TIME if timed else 0)
    height = top + ROW * len(plot.rows) + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(plot.what)}: {plot.unit} in {len(plot.rows)} documents</title><style>{_STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}" fill="#fdfcf9"/>',
        f'<text x="{MARGIN}" y="30" style="font-size:18px">{escape(_short(plot.what, 70))}</text>',
        f'<text class="quiet" x="{MARGIN}" y="46">{plot.unit} a thousand words; right: where in each text</text>',
    ]
    if timed:
        parts += _time(dated)
    most = max((row.rate for row in plot.rows), default=0.0) or 1.0
    for number, row in enumerate(plot.rows):
        parts += _row(row, top + number * ROW, most, plot.unit)
    return "".join([*parts, "</svg>\n"])


def _row(row: PlotRow, y: int, most: float, unit: str) -> list[str]:
    about = " · ".join(part for part in (row.outlet, row.date) if part)
    bar = _BAR * row.rate / most
    cell = _STRIP / len(row.strip)
    fullest = max(row.strip) or 1
    left = WIDTH - MARGIN - _STRIP
    cells = [
        f'<rect class="mark" x="{left + n * cell:.1f}" y="{y + 34 - 16 * count / fullest:.1f}" width="{cell - 1:.1f}" '
        f'height="{16 * count / fullest:.1f}"/>'
        for n, count in enumerate(row.strip)
        if count
    ]
    return [
        f"<g><title>{escape(row.title)}: {row.count} {unit}, {row.rate:.1f} a thousand words</title>",
        f'<text x="{MARGIN}" y="{y + 14}">{escape(_short(row.title, 52))}</text>',
        f'<text class="quiet" x="{WIDTH - MARGIN}" y="{y + 14}" text-anchor="end">{escape(_short(about, 46))}</text>',
        f'<rect class="ground" x="{MARGIN}" y="{y + 24}" width="{_BAR}" height="8"/>',
        f'<rect class="mark" x="{MARGIN}" y="{y + 24}" width="{bar:.1f}" height="8"/>',
        f'<text class="quiet" x="{MARGIN + _BAR + 10}" y="{y + 32}">{row.count} · {row.rate:.1f}</text>',
        f'<line class="line" x1="{left}" x2="{left + _STRIP}" y1="{y + 34.5}" y2="{y + 34.5}"/>',
        *cells,
        "</g>",
    ]


def _time(dated: Sequence[tuple[int, PlotRow]]) -> list[str]:
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    most = max(row.rate for _, row in dated) or 1.0
    room, base = WIDTH - 2 * MARGIN - 20, 60 + TIME - 40
    parts = [f'<line class="line" x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{base}" y2="{base}"/>']
    for day, row in dated:
        x = MARGIN + 10 + room * (day - first) / (last - first)
        y = base - 90 * row.rate / most
        parts.append(
            f"<g><title>{escape(row.title)}, {escape(row.date)}: {row.rate:.1f} a thousand words</title>"
            f'<line class="line" x1="{x:.1f}" x2="{x:.1f}" y1="{base}" y2="{y:.1f}"/>'
            f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/></g>'
        )
    for day, anchor, x in ((first, "start", MARGIN), (last, "end", WIDTH - MARGIN)):
        said = date.fromordinal(day).isoformat()
        parts.append(f'<text class="quiet" x="{x}" y="{base + 16}" text-anchor="{anchor}">{said}</text>')
    return parts


def _day(written: str) -> int | None:
    """The day of an ISO date as a number; of a year or a month its first one; None for anything else."""
    parts = written.split("-")
    try:
        return date(*(int(part) for part in [*parts, "1", "1"][:3])).toordinal()
    except ValueError:
        return None


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
