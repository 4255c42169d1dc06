"""YAML is text to us: nothing in it is typed, expanded, executed or endless."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.config import Data, line_of, parse_yaml
from index.errors import SettingsError


def test_every_value_is_what_was_written() -> None:
    assert parse_yaml("title: no\ndate: 2024-03-07\ncount: 012\nnone:\nlist: [1, {a: ~}]\n", "f.yaml") == {
        "title": "no",
        "date": "2024-03-07",
        "count": "012",
        "none": "",
        "list": ["1", {"a": "~"}],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n"])
def test_a_text_that_says_nothing_is_empty(text: str) -> None:
    assert not parse_yaml(text, "f.yaml")


def test_control_characters_made_by_escapes_are_cleaned() -> None:
    assert parse_yaml('a: "\\e]52;c;QQ==\\a \\x9b2J"\n"\\e[2J": x', "f.yaml") == {
        "a": "\u241b]52;c;QQ==\u2407 \ufffd2J",
        "\u241b[2J": "x",
    }


BOMB = 'a0: &a0 ["x","x"]\n' + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, r"f\.yaml:1: anchors"),
        ("one: 1\ntwo: *one", r"f\.yaml:2: anchors"),
        ("x: " + "[" * 100_000, r"f\.yaml:1: nested more than 16 levels"),
        ("x: !!python/object/apply:os.system ['true']", r"f\.yaml:1: tags"),
        ("a: 1\nb: 2\na: 3", r"f\.yaml:3: 'a' is written twice"),
        ("a: 1\n---\nb: 2", r"f\.yaml:2: a second document"),
        ("? {a: b}\n: c", r"f\.yaml:1: a key must be plain text"),
        ("a: [", r"f\.yaml:2: did not find"),
        ("a: 1\n\tb: 2", r"f\.yaml:2"),
        ("a: \x00", r"f\.yaml"),
        ("a: \ud800", r"f\.yaml"),
        ("a: " + "x" * 2_000_000, r"f\.yaml: longer than"),
        ("- x\n" * 60_000, r"f\.yaml:\d+: more than 50,000 entries"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_file_and_line(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as refused:
        parse_yaml(text, "f.yaml")
    assert "\n" not in str(refused.value)


LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def as_text(node: yaml.Node) -> Data:
    if isinstance(node, yaml.SequenceNode):
        return [as_text(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key.value: as_text(value) for key, value in node.value}
    return str(node.value)


PIECES = [
    "a: ",
    "b-1: ",
    "title:",
    "x: [a, b c",
    "]",
    " # no",
    "# c",
    "\n",
    "\n",
    "é ",
    "'",
    '"',
    "- ",
    "12",
    ":",
    "@",
    "|",
    ",",
    "~",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_quick_way_for_plain_lines_is_the_way_of_yaml(text: str) -> None:
    try:
        expected = as_text(node) if (node := yaml.compose(text, Loader=LOADER)) else {}
    except yaml.YAMLError:
        with pytest.raises(SettingsError):
            parse_yaml(text, "f.yaml")
        return
    try:
        assert parse_yaml(text, "f.yaml") == expected
    except SettingsError as refused:
        assert "twice" in str(refused) or "key" in str(refused)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except SettingsError:
        return


def test_a_value_is_found_again_by_its_line() -> None:
    text = "one: 1\ntwo:\n  - a\n  - b: x\n    c: y\n"
    assert line_of(text, "two", 1, "c") == 5
    assert line_of(text, "two", 0) == 3
    assert line_of(text, "two", 1, "missing") == 4
    assert line_of("a: [", "a") == 1
