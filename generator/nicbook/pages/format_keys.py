"""The keys of a kind of record as a reader is told of them: what each says, whether it must be there, what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from nicbook.pages.frame import Crumb
from nicbook.pages.links import Links
from nicbook.records.common import Record
from nicbook.records.kinds import KINDS, Kind
from nicbook.records.schema import schema_of
from nicbook.text import to_html

INDEX = "format/"

EXPLAINED_ONCE = {
    "a date": "dates",
    "a figure": "figures",
    "Figure": "figures",
    "Cited": "sources",
    "Since": "since",
    "Retired": "retired",
}
"""What stands in so many places that the index of the format explains it for all: the place on that page."""
_NAMES = {"Figure": "a figure", "Cited": "a source", "Since": "a date, with why", "Retired": "when and why"}
_SIMPLE = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
_COMMON = tuple(field.alias or name for name, field in Record.model_fields.items())


@dataclass(frozen=True, slots=True)
class Takes:
    """What may stand after a key, or as one item of its list."""

    is_list: bool = False
    names_own_keys: bool = False
    """Whether the author chooses the names of the keys inside, as in `shares`."""
    words: tuple[str, ...] = ()
    """The words to choose from."""
    text: str = ""
    href: str = ""
    """Where the index of the format says more about it."""
    kinds: tuple[Crumb, ...] = ()
    """The kinds of record whose id it is."""
    short_for: str = ""
    """The one of the keys inside that may stand alone."""


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    about: Markup
    is_required: bool
    takes: Takes
    keys: tuple[Key, ...] = ()
    """The keys inside."""


def with_article(kind: Kind) -> str:
    return f"{'an' if kind.words[0] in 'aeiou' else 'a'} {kind.words}"


def own_keys(kind: Kind, links: Links) -> tuple[Key, ...]:
    """The keys that only this kind has (and `title`, which it needs), those first that it cannot do without."""
    schema = schema_of(kind)
    names = [name for name in schema["properties"] if name == "title" or name not in _COMMON]
    return _keys(schema, names, schema["$defs"], links)


def common_keys(links: Links) -> tuple[Key, ...]:
    """The keys that records of every kind have."""
    schema = schema_of(KINDS["driver"])
    return _keys(schema, list(_COMMON), schema["$defs"], links)


def keys_of_part(part: str, links: Links) -> tuple[Key, ...]:
    """The keys of a part that every kind has, such as Cited."""
    definitions = schema_of(KINDS["aim"])["$defs"]
    return _keys(definitions[part], list(definitions[part]["properties"]), definitions, links)


def _keys(schema: dict[str, Any], names: list[str], definitions: dict[str, Any], links: Links) -> tuple[Key, ...]:
    required = schema.get("required", [])
    in_order = sorted(names, key=lambda name: name not in required)
    return tuple(_key(name, schema["properties"][name], name in required, definitions, links) for name in in_order)


def _key(name: str, value: dict[str, Any], is_required: bool, definitions: dict[str, Any], links: Links) -> Key:
    is_list = value.get("type") == "array"
    chooses = isinstance(value.get("additionalProperties"), dict)
    inner = value["items"] if is_list else value["additionalProperties"] if chooses else value
    part = inner.get("$ref", "").rpartition("/")[2]
    definition = definitions.get(part, {})
    about = to_html(value.get("description") or definition["description"], links.resolve)
    if not part or part in EXPLAINED_ONCE:
        return Key(name, about, is_required, _takes(inner, part, is_list, chooses, links))
    short_for = definition["required"][0] if "string" in definition["type"] else ""
    inside = _keys(definition, list(definition["properties"]), definitions, links)
    return Key(name, about, is_required, Takes(is_list, chooses, short_for=short_for), inside)


def _takes(value: dict[str, Any], part: str, is_list: bool, names_own_keys: bool, links: Links) -> Takes:
    if words := value.get("enum"):
        return Takes(is_list, names_own_keys, words=tuple(map(str, words)))
    text = _NAMES.get(part) or value.get("title") or _SIMPLE[value["type"]]
    if kinds := [KINDS[name] for name in value.get("x-kinds", ())]:
        pages = tuple(Crumb(with_article(kind), links.to_page(f"{INDEX}{kind.name}/")) for kind in kinds)
        text = "words, or the id of" if text.startswith("words") else "the id of"
        return Takes(is_list, names_own_keys, text=text, kinds=pages)
    place = EXPLAINED_ONCE.get(part or text)
    return Takes(is_list, names_own_keys, text=text, href=f"{links.to_page(INDEX)}#{place}" if place else "")
