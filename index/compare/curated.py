"""Topics kept in YAML files: those that come with the program and the reader's own, loaded, checked and saved.

The only module that reads or writes a topic file. A file holds one topic, or a list of them under `topics`, with the
keys `id, name, strong, weak, not, heard_as`. A file that cannot be used is named with its line; the others stand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from index import config, paths
from index.compare.topics import EXACT, SUGGESTED, Origin, Term, Tier, Topic, topic_id
from index.errors import SettingsError, TopicError, VariorumError

KEYS = frozenset({"id", "name", "strong", "weak", "not", "heard_as", "terms"})


@lru_cache(maxsize=1)
def shipped_topics() -> tuple[Topic, ...]:
    """The topics that come with the sample library, in their order."""
    text = files("seeds").joinpath("topics.yaml").read_text("utf-8")
    return parse_topics(text, "seeds/topics.yaml", Origin.CURATED)


def own_folder() -> Path:
    """Where the reader's own topics are kept, one file each."""
    return paths.config_dir() / "topics"


def own_topics() -> tuple[tuple[Topic, ...], tuple[str, ...]]:
    """The reader's own topics by file name, and one line for each file that cannot be used."""
    topics: list[Topic] = []
    problems: list[str] = []
    for path in _own_files():
        try:
            topics += parse_topics(paths.read_own(path), str(path), Origin.OWN)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: cannot be read ({error})")
        except VariorumError as error:
            problems.append(str(error))
    return tuple(topics), tuple(problems)


def all_topics() -> tuple[tuple[Topic, ...], tuple[str, ...]]:
    """Shipped and own topics; an own one takes the place of a shipped one of the same id. Second: problems."""
    own, problems = own_topics()
    by_id = {topic.id: topic for topic in shipped_topics()}
    by_id.update({topic.id: topic for topic in own})
    return tuple(by_id.values()), problems


def parse_topics(text: str, name: str, origin: Origin) -> tuple[Topic, ...]:
    """The topics of one YAML text. Raises SettingsError, naming the file `name` and the line, for an unusable one."""
    data = config.parse_yaml(text, name)
    entries = data.get("topics", [data]) if isinstance(data, dict) else data
    if not isinstance(entries, list):
        raise SettingsError(f"{name}:{config.line_of(text, 'topics')}: `topics` must be a list of topics")
    listed = isinstance(data, dict) and "topics" in data
    topics = []
    for n, entry in enumerate(entries):
        where: tuple[str | int, ...] = ("topics", n) if listed else (n,) if isinstance(data, list) else ()
        topics.append(_topic(entry, text, name, where, origin))
    return tuple(topics)


def save_topic(topic: Topic) -> Path:
    """Write `topic` to the reader's folder as `ID.yaml`, in place of an earlier one; returns the file.

    It is on disk when this returns. Raises SettingsError when it cannot be written, TopicError when it has no terms.
    """
    topic.checked()
    topic = replace(topic, id=topic_id(topic.id.removeprefix(SUGGESTED)))
    path = own_folder() / f"{topic.id}.yaml"
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        paths.private_dir(path.parent)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            out.write(dump_topic(topic))
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise SettingsError(f"{path}: the topic is not saved ({error.strerror or error})") from error
    return path


def delete_topic(topic: Topic) -> None:
    """Delete the file of an own topic; one of the same id that comes with the program is in force again.

    Raises TopicError when it has no file of its own, SettingsError when that cannot be deleted.
    """
    path = own_folder() / f"{topic_id(topic.id)}.yaml"
    try:
        written = paths.read_own(path) if path.is_file() else ""
        if [kept.id for kept in parse_topics(written, str(path), Origin.OWN)] != [topic.id]:
            raise TopicError(
                f"the topic {topic.name!r} has no file of its own in {own_folder()}: edit its file by hand"
            )
        path.unlink()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: the topic is not deleted (its file is not UTF-8)") from error
    except OSError as error:
        raise SettingsError(f"{path}: the topic is not deleted ({error.strerror or error})") from error


def dump_topic(topic: Topic) -> str:
    """`topic` as YAML that `parse_topics` reads back to the same terms."""
    lines = [f"id: {_quoted(topic.id)}", f"name: {_quoted(topic.name)}"]
    for key, texts in (
        ("strong", topic.strong),
        ("weak", topic.weak),
        ("not", topic.excluded),
        ("heard_as", topic.heard_as),
    ):
        if texts:
            lines += [f"{key}:", *(f"  - {_quoted(text)}" for text in texts)]
    terms = [term for term in topic.terms if term.tier.typed or not term.on]
    if terms:
        lines.append("terms:")
        for term in terms:
            lines.append(f"  - term: {_quoted(term.written)}")
            lines.append(f"    tier: {term.tier}")
            lines.append(f"    weight: {term.weight:.4f}")
            lines.append(f"    on: {str(term.on).lower()}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON string is a YAML string: quotes, colons and line breaks in a term need no rules of their own.
    return json.dumps(text, ensure_ascii=False)


def _own_files() -> Iterator[Path]:
    try:
        found = sorted(own_folder().iterdir())
    except OSError:
        return
    yield from (path for path in found if path.suffix in (".yaml", ".yml") and not path.name.startswith("."))


def _topic(entry: config.Data, text: str, file: str, where: tuple[str | int, ...], origin: Origin) -> Topic:
    def refuse(why: str, *key: str | int) -> SettingsError:
        return SettingsError(f"{file}:{config.line_of(text, *where, *key)}: {why}")

    if not isinstance(entry, dict):
        raise refuse("a topic needs `name` and `strong` or `weak` terms")
    unknown = [key for key in entry if key not in KEYS]
    if unknown:
        raise refuse(f"unknown key {unknown[0]!r}; a topic has {', '.join(sorted(KEYS))}", unknown[0])

    def listed(key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        if isinstance(value, str):
            value = [value] if value else []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise refuse(f"`{key}` must be a list of words or phrases", key)
        return tuple(dict.fromkeys(item.strip() for item in value if isinstance(item, str) and item.strip()))

    name = entry.get("name") or entry.get("id") or ""
    if not isinstance(name, str) or not name.strip():
        raise refuse("a topic needs a `name`")
    given = entry.get("id") or topic_id(name)
    if not isinstance(given, str):
        raise refuse("`id` must be a word", "id")
    weighted, off = [], set()
    terms = entry.get("terms", [])
    for n, term in enumerate(terms if isinstance(terms, list) else []):
        made = _term(term)
        if made is None:
            raise refuse("an entry of `terms` needs `term`, and `weight` from 0 to 1", "terms", n)
        if not made.on:
            off.add(made.text)
        if made.tier.typed:
            weighted.append(replace(made, on=True))
    topic = Topic(
        id=given.strip(),
        name=name.strip(),
        strong=listed("strong"),
        weak=listed("weak"),
        excluded=listed("not"),
        heard_as=listed("heard_as"),
        origin=origin,
        weighted=tuple(weighted),
        off=frozenset(off),
    )
    if not topic.terms:
        raise refuse(f"the topic {topic.name!r} has no terms: give `strong` or `weak` ones")
    try:
        return topic.checked()
    except TopicError as error:
        raise refuse(str(error)) from error


def _term(value: config.Data) -> Term | None:
    if not isinstance(value, dict) or not isinstance(value.get("term"), str):
        return None
    try:
        weight = float(str(value.get("weight", "1")))
        tier = Tier(str(value.get("tier", Tier.QUERY)))
    except ValueError:
        return None
    if not 0 <= weight <= 1:
        return None
    text = str(value["term"])
    on = str(value.get("on", "true")).lower() not in ("false", "no", "off", "0")
    return Term(text.removeprefix(EXACT).strip(), tier, weight, on, text.startswith(EXACT))
