"""The table of actions and the keys made from it: what is bound, what may be changed, what is refused and where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.actions import ACTIONS, BY_ID, CHAINS, in_pane
from tui.keymap import Keymap, Sequencer, clashes, key_name, load_keymap, parse_keys, preset, write_keys
from tui.presets import PRESETS


def typed(keys: str, pane: str, keymap: Keymap | None = None) -> list[str]:
    sequencer = Sequencer(keymap or Keymap())
    return [press.action.id for key in keys if (press := sequencer.feed(key, pane)) is not None]


def test_no_key_of_the_table_means_two_things_in_one_pane() -> None:
    assert clashes() == []


def test_every_action_has_an_id_of_its_own_and_can_be_reached() -> None:
    assert len(BY_ID) == len(ACTIONS)
    for action in ACTIONS:
        assert action.keys, action.id
        assert any(action in in_pane(pane) for pane in CHAINS), action.id


def test_nothing_is_reachable_only_by_control_or_a_function_key() -> None:
    awkward = {"app.cancel", "app.suspend", "app.redraw", "prompt.earlier"}  # printable keys are text there
    for action in ACTIONS:
        if action.id not in awkward:
            assert any(not key.startswith("^") and not key.startswith("F1") for key in action.keys), action.id


def test_the_table_imports_nothing_of_the_terminal() -> None:
    code = "import sys, tui.actions; print([m for m in sys.modules if m.startswith(('textual', 'rich'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_keys_are_one_command_and_a_number_is_a_count() -> None:
    sequencer = Sequencer(Keymap())
    assert sequencer.feed("]", "text") is None
    assert sequencer.pending == "]"
    press = sequencer.feed("q", "text")
    assert press is not None and press.action.id == "move.next_quotation"
    assert [sequencer.feed(key, "text") for key in "42"] == [None, None]
    assert sequencer.pending == "42"
    press = sequencer.feed("G", "text")
    assert press is not None and (press.action.id, press.count) == ("move.bottom", 42)


def test_escape_gives_up_an_unfinished_command_and_nothing_else() -> None:
    sequencer = Sequencer(Keymap())
    sequencer.feed("g", "text")
    assert sequencer.feed("Esc", "text") is None
    assert sequencer.pending == ""
    press = sequencer.feed("Esc", "text")
    assert press is not None and press.action.id == "app.back"


def test_two_keys_of_another_pane_are_nothing_not_the_second_alone() -> None:
    assert typed("]q", "documents") == []
    assert typed("]qq", "documents") == ["app.back"]


def test_digits_choose_rows_in_a_list_and_count_in_the_text() -> None:
    assert typed("3", "documents") == ["list.pick"]
    assert typed("3j", "text") == ["move.down"]


def test_a_letter_goes_with_its_mark_and_a_second_quote_lists_them() -> None:
    sequencer = Sequencer(Keymap())
    sequencer.feed("m", "text")
    press = sequencer.feed("k", "text")
    assert press is not None and (press.action.id, press.letter) == ("mark.set", "k")
    assert typed("''", "text") == ["mark.list"]
    assert typed("'A", "text") == ["mark.go"]


@given(
    st.lists(
        st.sampled_from([*"abdefghijklmnopqrstuvwxyzGNSVQ[]{}'0123456789/:?", "Esc", "Enter", "Tab", "^d"]), max_size=12
    )
)
def test_any_keys_leave_the_sequencer_able_to_go_on(keys: list[str]) -> None:
    sequencer = Sequencer(Keymap())
    for key in keys:
        sequencer.feed(key, "text")
    sequencer.clear()
    press = sequencer.feed("j", "text")
    assert press is not None and press.action.id == "move.down"


@pytest.mark.parametrize(
    "written", ["gg", "]q", "^d", "PageDown", "S-Tab", "m{letter}", "'{letter}", "Space", "g Space"]
)
def test_keys_read_as_they_are_written(written: str) -> None:
    assert write_keys(parse_keys(written)) == written


def test_keys_of_the_terminal_have_the_names_of_the_table() -> None:
    assert key_name("ctrl+d") == "^d"
    assert key_name("left_square_bracket", "[") == "["
    assert key_name("space", " ") == "Space"
    assert key_name("shift+tab") == "S-Tab"


def own_keys(tmp_path: Path, text: str) -> Keymap:
    file = tmp_path / "keys.yaml"
    file.write_text(text, encoding="utf-8")
    return load_keymap(file)


def test_a_changed_key_works_and_the_old_one_no_longer_does(tmp_path: Path) -> None:
    keymap = own_keys(tmp_path, 'quote.open: L\nfind.open: ["/", "^f"]\n')
    assert keymap.problems == ()
    assert typed("L", "text", keymap) == ["quote.open"]
    assert typed("Q", "text", keymap) == []
    assert typed(["^f"], "text", keymap) == ["find.open"]  # type: ignore[arg-type]


def test_two_actions_may_exchange_their_keys(tmp_path: Path) -> None:
    keymap = own_keys(tmp_path, "move.down: k\nmove.up: j\n")
    assert keymap.problems == ()
    assert typed("jk", "text", keymap) == ["move.up", "move.down"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# mine\nfind.opne: x\n", 2, "there is no action find.opne; is it find.open?"),
        ("quote.open: S\n", 1, "S is already search.open in the text"),
        ("\n\nquote.open: g\n", 3, "hide one another"),
        ("quote.open: Alt-x\n", 1, "Alt-x is not a key"),
        ("quote.open: []\n", 1, "no key reaches quote.open any more"),
    ],
)
def test_a_wrong_change_names_file_and_line_and_keeps_the_key(tmp_path: Path, text: str, line: int, said: str) -> None:
    keymap = own_keys(tmp_path, text)
    (problem,) = keymap.problems
    assert problem.startswith(f"{tmp_path / 'keys.yaml'}:{line}: ")
    assert said in problem
    if "[]" not in text:
        assert typed("Q", "text", keymap) == ["quote.open"]


def test_a_file_that_is_no_yaml_is_one_problem_and_no_change(tmp_path: Path) -> None:
    keymap = own_keys(tmp_path, "a: [\n")
    assert len(keymap.problems) == 1
    assert typed("Q", "text", keymap) == ["quote.open"]


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_leaves_no_clash_and_no_action_out_of_reach(name: str) -> None:
    keymap = preset(name)
    assert clashes(keymap) == []
    assert set(PRESETS[name]) <= set(keymap.keys)
    assert all(keymap.keys.values())


def test_a_preset_is_chosen_in_the_file_and_changed_by_the_lines_below_it(tmp_path: Path) -> None:
    keys = own_keys(tmp_path, "preset: emacs\nmove.down: ^e\n")
    assert keys.problems == ()
    assert keys.all_shown("move.up") == ("^p", "Up", "k")
    assert keys.all_shown("move.down") == ("^e",)


def test_a_preset_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    keys = own_keys(tmp_path, "find.open: F7\npreset: nano\n")
    assert ":2: there is no preset nano; there are vim, less, emacs" in keys.problems[0]
    assert keys.all_shown("find.open") == ("F7",)
