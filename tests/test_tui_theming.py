"""Themes: what is shipped is readable, and what a reader writes wrong is named with file, key and line."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from contrast import PAIRS, contrast, contrasts

from tui.terminal import survey
from tui.theming import ANSI, MONOCHROME, ROLES, TERMINAL, first_theme, for_textual, load_themes, names, read_theme

# Text, background and the sixteen colours as common terminals ship them.
PALETTES = {
    "xterm, dark": "e5e5e5 000000 000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5",
    "xterm, light": "000000 ffffff 000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5",
    "tango": "d3d7cf 2e3436 2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf",
    "campbell": "cccccc 0c0c0c 0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc",
}


def palette(listed: str) -> dict[str, str]:
    text, behind, *colours = (f"#{colour}" for colour in listed.split())
    return {"default": text, "default background": behind, **dict(zip(ANSI, colours, strict=False))}


SHIPPED, REFUSED = load_themes(Path(__file__).parent / "no themes of one's own")


def test_the_five_themes_are_offered_first_in_their_order():
    assert (names(SHIPPED.values())[:5], REFUSED) == (["terminal", "light", "dark", "high-contrast", "monochrome"], [])


@pytest.mark.parametrize("name", [name for name, theme in SHIPPED.items() if not theme.native])
def test_every_pair_of_text_and_background_reaches_its_promised_contrast(name, tmp_path):
    theme = load_themes(tmp_path)[0][name]
    ratios = contrasts(theme)
    assert len(ratios) == len(PAIRS)
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < theme.contrast} == {}


def test_high_contrast_promises_more_than_the_others(tmp_path):
    assert load_themes(tmp_path)[0]["high-contrast"].contrast == 7


@pytest.mark.parametrize("terminal", PALETTES)
def test_highlights_in_the_terminals_own_colours_are_readable_in_common_terminals(terminal, tmp_path):
    theme = load_themes(tmp_path)[0]["terminal"]
    both_named = {pair for pair in PAIRS if all(theme.roles[role] != "default" for role in pair)}
    ratios = contrasts(theme, palette(PALETTES[terminal]))
    assert both_named
    assert {pair: ratios[pair] for pair in both_named if ratios[pair] < 4.5} == {}


def test_monochrome_names_no_colour(tmp_path):
    assert set(load_themes(tmp_path)[0]["monochrome"].roles.values()) == {"default"}


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_theme_needs_only_the_colours_it_cares_about():
    theme, _ = read_theme("name: mine\ncolours:\n  text: '#123'\n  speaker: Bright-Red\n", "mine.yaml")
    assert theme is not None
    assert set(theme.roles) == set(ROLES)
    assert theme.roles["text"] == theme.roles["heading"] == "#112233"
    assert theme.roles["excerpt"] == "bright_red"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("name: x\ncolours:\n  text: '#12'\n", 3, "text"),
        ("name: x\ncolours:\n  text: default\n  hit: red\n", 4, "hit"),
        ("name: x\ncolour: {}\n", 2, "colour"),
        ("name: x\ndark: perhaps\n", 2, "dark"),
        ("contrast: much\n", 1, "contrast"),
        ("colours: [red]\n", 1, "colours"),
    ],
)
def test_a_bad_theme_is_refused_with_file_line_and_key(text, line, key):
    theme, (wrong,) = read_theme(text, "own.yaml")
    assert theme is None
    assert re.match(rf"own\.yaml:{line}: .*{key}", wrong)


def test_everything_that_is_wrong_with_a_theme_is_named_at_once():
    _, wrong = read_theme("dark: perhaps\ncolours:\n  text: purple\n  hit: red\n  rule: '#12'\n", "own.yaml")
    assert sorted(line.split(": ")[0] for line in wrong) == [f"own.yaml:{line}" for line in (1, 3, 4, 5)]


def test_one_bad_theme_is_reported_and_the_others_load(tmp_path):
    (tmp_path / "bad.yaml").write_text("colours:\n  text: purple\n")
    (tmp_path / "good.yaml").write_text("name: good\ndescription: mine\n")
    (tmp_path / "light.yaml").write_text("name: light\ncolours:\n  text: '#000000'\n")
    loaded, failed = load_themes(tmp_path)
    assert len(failed) == 1
    assert "bad.yaml:2: text" in failed[0]
    assert loaded["good"].description == "mine"
    assert loaded["light"].roles["text"] == "#000000"


def test_every_theme_becomes_one_of_textual_with_a_variable_for_each_role(tmp_path):
    for theme in load_themes(tmp_path)[0].values():
        variables = for_textual(theme).variables
        assert {f"v-{role}" for role in ROLES} <= set(variables)


def test_listing_themes_does_not_import_textual():
    code = "import sys, tui.theming; tui.theming.load_themes(); print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_themes_of_the_first_paint_are_those_of_their_files(tmp_path):
    loaded = load_themes(tmp_path)[0]
    assert TERMINAL.roles == loaded["terminal"].roles
    assert MONOCHROME.roles == loaded["monochrome"].roles


def test_the_first_theme_is_the_one_wanted_unless_there_are_no_colours(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    colours, none = survey({"TERM": "xterm-256color"}, True), survey({"TERM": "xterm", "NO_COLOR": ""}, True)
    assert first_theme("", colours).name == "terminal"
    assert first_theme("light", colours).name == "light"
    assert first_theme("light", none).name == "monochrome"
    assert first_theme("no such theme", colours).name == "terminal"
    own = tmp_path / "variorum" / "themes"
    own.mkdir(parents=True)
    (own / "terminal.yaml").write_text("name: terminal\ncolours:\n  speaker: red\n")
    assert first_theme("", colours).roles["speaker"] == "red"


def test_starting_with_the_default_theme_reads_no_yaml():
    code = (
        "import sys; from tui.terminal import survey; from tui.theming import first_theme;"
        "first_theme('', survey({'TERM': 'xterm-256color'}, True)); print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
