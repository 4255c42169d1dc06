"""What a program has switched on in a terminal and not off again, from the bytes it sent."""

from __future__ import annotations

import re

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KEYBOARD = re.compile(rb"\x1b\[([<>])[0-9]*u")
_COLOUR = re.compile(rb"\x1b\[([0-9;]*)m")
_ON_BY_ITSELF = {7, 25}  # wrapping, the cursor


def left_on(sent: bytes) -> list[str]:
    """The modes that differ from how a terminal begins; [] when it is as it was."""
    modes: dict[int, bool] = {}
    for numbers, switch in _MODE.findall(sent):
        for number in numbers.split(b";"):
            modes[int(number)] = switch == b"h"
    wrong = [f"?{number} {'on' if on else 'off'}" for number, on in modes.items() if on != (number in _ON_BY_ITSELF)]
    pushed = 0
    for sign in _KEYBOARD.findall(sent):
        pushed = max(0, pushed + (1 if sign == b">" else -1))
    looks = _COLOUR.findall(sent)
    return [
        *wrong,
        *(["keyboard protocol"] if pushed else []),
        *(["colours"] if looks and looks[-1] not in (b"", b"0") else []),
    ]


def colours(sent: bytes) -> set[int]:
    """The SGR numbers in `sent` that set a colour."""
    numbers = {int(number) for look in _COLOUR.findall(sent) for number in look.split(b";") if number}
    return {n for n in numbers if (30 <= n <= 49 and n not in (39, 49)) or 90 <= n <= 107}
