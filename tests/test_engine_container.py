"""A file of arrays is whole or refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engine import container
from index.engine.strings import SortedStrings, pack
from index.errors import EngineError

ARRAYS = {"small": np.arange(7, dtype="<i4"), "empty": np.zeros(0, "<i8"), "bytes": np.frombuffer(b"lamp", np.uint8)}
FACTS = {"layout": 1, "documents": [["a.txt", "é"]]}


def test_what_was_written_is_read_back_and_cannot_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    container.write(path, ARRAYS, FACTS)
    held = container.read(path)
    assert held.facts == FACTS
    assert all(
        (held.arrays[name] == array).all() and held.arrays[name].dtype == array.dtype for name, array in ARRAYS.items()
    )
    assert container.verify(held)
    with pytest.raises(ValueError, match="read-only"):
        held.arrays["small"][0] = 1
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    container.write(path, ARRAYS, FACTS)
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(EngineError, match="rebuild"):
            container.read(path)


def test_a_changed_byte_is_noticed_by_verify_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.arrays"
    container.write(path, ARRAYS, FACTS)
    whole = path.read_bytes()
    data = container.read(path).data_start
    for at in (*range(0, data, 7), data, data + 5, data + 12):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
        try:
            held = container.read(path)
        except EngineError:
            continue
        padding = held.facts == FACTS and all((held.arrays[name] == array).all() for name, array in ARRAYS.items())
        assert padding or not container.verify(held)


def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(container.os, "fsync", refuse)
    folder = tmp_path / "index"
    folder.mkdir()
    with pytest.raises(OSError, match="No space"):
        container.write(folder / "x.arrays", ARRAYS, FACTS)
    assert list(folder.iterdir()) == []


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), unique=True), st.text(max_size=2))
def test_packed_strings_are_found_as_in_a_list(texts: list[str], prefix: str) -> None:
    ordered = sorted(texts)
    strings = SortedStrings(*pack(ordered))
    assert strings.slice(0, len(ordered)) == ordered
    assert [strings.find(text) for text in ordered] == list(range(len(ordered)))
    assert strings.find("\x00not there") == -1
    if not any("\ud800" <= letter <= "\udfff" for letter in prefix):
        first, last = strings.range(prefix)
        assert strings.slice(first, last) == [text for text in ordered if text.startswith(prefix)]
