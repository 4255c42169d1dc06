"""Scripts of the world, from file to hit: any two neighbours of a script without blanks are found, marks and joiners or
none, in any encoding that such texts come in."""

from __future__ import annotations

import pytest

import index
from index.text.wrap import cells, wrap

TEXTS = {
    "chinese": ("港口的灯塔在雾中亮着，没有人知道是谁点的。", "gb18030"),
    "taiwanese": ("港口的燈塔在霧中亮著，沒有人知道是誰點的。", "big5"),
    "japanese": ("港の灯台は霧の中で光っていたが、だれがつけたのか分からない。", "euc_jp"),
    "korean": ("항구의 등대는 안개 속에서 빛났고 누가 켰는지 아무도 몰랐다.", "utf-16"),
    "thai": ("ประภาคารที่ท่าเรือส่องแสงในหมอกและไม่มีใครรู้ว่าใครจุดไฟ", "cp874"),
}
SPACED = {
    "arabic": ("كانت المنارة في الميناء تضيء وسط الضباب", "المنارة"),
    "hebrew": ("המגדלור בנמל האיר בתוך הערפל", "המגדלור"),
    "hindi": ("बंदरगाह का प्रकाशस्तंभ कोहरे में चमक रहा था", "प्रकाशस्तंभ"),
    "vietnamese": ("Ngọn hải đăng ở cảng sáng trong sương mù", "hải đăng"),
    "composed": ("Le phare du port e\u0301clairait la brume", "éclairait"),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> index.Library:
    folder = tmp_path_factory.mktemp("scripts")
    for name, (text, encoding) in TEXTS.items():
        (folder / f"{name}.txt").write_bytes(((text + "\n") * 3).encode(encoding))
    for name, (text, _) in SPACED.items():
        (folder / f"{name}.txt").write_text(text + ".\n")
    (folder / "library.yaml").write_text("documents: {thai.txt: {encoding: cp874}, taiwanese.txt: {encoding: big5}}")
    return index.open_library(folder, cache=folder / "cache")


@pytest.mark.parametrize("name", TEXTS)
def test_any_two_neighbours_of_a_script_without_blanks_are_found(library: index.Library, name: str) -> None:
    text = TEXTS[name][0]
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    letters = [pair for pair in pairs if all(letter.isalpha() for letter in pair)]
    assert len(letters) > 8
    for pair in letters:
        assert f"{name}.txt" in {hit.doc for hit in library.search(f'"{pair}"').hits}, pair


@pytest.mark.parametrize("name", SPACED)
def test_words_with_marks_are_found_and_their_spans_re_read(library: index.Library, name: str) -> None:
    text, word = SPACED[name]
    (hit, *_) = library.search(word).hits
    assert hit.doc == f"{name}.txt"
    found = "".join(text[start:end] for start, end in hit.spans)
    assert found and all(0 <= start < end <= len(text) for start, end in hit.spans)


def test_the_encoding_is_stated_and_can_be_replaced(library: index.Library) -> None:
    stated = {info.id: info.encoding for info in library.documents}
    assert stated["thai.txt"] == "cp874"
    assert stated["taiwanese.txt"] == "big5"
    assert stated["japanese.txt"] == "euc_jp"
    assert stated["korean.txt"].startswith("utf-16")


@pytest.mark.parametrize("text", [text for text, _ in (*TEXTS.values(), *SPACED.values())])
@pytest.mark.parametrize("width", [7, 20])
def test_rows_of_any_script_fit_and_hold_every_letter(text: str, width: int) -> None:
    rows = wrap(text, 0, len(text), width)
    assert all(cells(text[start:end]) <= width for start, end in rows)
    assert "".join(text[start:end] for start, end in rows).replace(" ", "") == text.replace(" ", "")


def test_a_family_a_flag_and_a_letter_with_its_marks_are_never_parted() -> None:
    for piece in ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e8\U0001f1ed", "e\u0301\u0323"):
        text = piece * 9
        assert all((end - start) % len(piece) == 0 for start, end in wrap(text, 0, len(text), 5))
