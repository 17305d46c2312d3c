"""A record -> what a page shows of it: every key that is stated, in the order of its model, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from nicbook.pages.links import Links
from nicbook.records.common import Cited, Figure, Part, Record
from nicbook.records.fields import FileName, Markdown, Ref
from nicbook.text import to_html

_LABELS = {
    "of": "About",
    "is": "Status",
    "from": "From",
    "at": "Where",
    "doi": "DOI",
    "url": "Web address",
    "expect": "Prediction",
    "who": "Who",
    "how_often": "How often",
    "drives": "Drives",
    "core": "Core parts: what must stay",
    "adaptable": "Adaptable parts: what may change",
    "part_of": "Part of",
    "wordings": "Other published wordings",
    "reported_status": "Status as reported",
    "retired": "Retired",
    "since": "In the theory since",
    "follow_up": "How it went on",
    "because": "Because",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it. `form` says how: text, words, link, list or parts."""

    form: str
    html: Markup = Markup("")
    href: str = ""
    items: tuple[Shown, ...] = ()
    fields: tuple[Field, ...] = ()
    head: Shown | None = None
    """Of parts: the value that a short form would have been, which needs no label."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value."""

    key: str
    label: str
    value: Shown


def label_of(key: str) -> str:
    return _LABELS.get(key) or (key[0].upper() + key[1:].replace("_", " ").replace("-", " "))


def fields_of(part: Part, links: Links, *, leave_out: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """What a record or part says, key by key; what it leaves to the default is left out.

    The keys of the kind come before those that all records have.
    """
    model = type(part)
    common = Record.model_fields if isinstance(part, Record) else {}
    names = [name for name in model.model_fields if name not in common] + [name for name in common]
    shown = []
    for name in names:
        field = model.model_fields[name]
        key, value = field.alias or name, getattr(part, name)
        if name not in part.model_fields_set or key in leave_out or _is_nothing(value):
            continue
        shown.append(Field(key, label_of(key), show(value, links)))
    return tuple(shown)


def _is_nothing(value: Any) -> bool:
    return value is None or value is False or (isinstance(value, tuple | Mapping) and not value)


def show(value: Any, links: Links) -> Shown:
    """One value as a page shows it."""
    if isinstance(value, Ref):
        target = links.resolve(value)
        if target is None:
            return Shown("words", Markup.escape(str(value)))
        return Shown("link", Markup.escape(target.title), target.href)
    if isinstance(value, Markdown):
        return Shown("text", to_html(value, links.resolve))
    if isinstance(value, Cited):
        return _cited(value, links)
    if isinstance(value, Figure) and value.date is None:
        size = f" (n = {value.size})" if value.size is not None else ""
        return Shown("words", Markup.escape(f"{value.value}{size}"))
    if isinstance(value, Part):
        return _part(value, links)
    if isinstance(value, tuple):
        return Shown("list", items=tuple(show(item, links) for item in value))
    if isinstance(value, Mapping):
        fields = tuple(Field(key, label_of(key), show(item, links)) for key, item in value.items())
        return Shown("parts", fields=fields)
    if isinstance(value, bool):
        return Shown("words", Markup("yes"))
    if isinstance(value, float):
        return Shown("words", Markup.escape(f"{value:g}"))
    if isinstance(value, FileName):
        return Shown("link", Markup.escape(str(value)), links.to_file(value))
    text = str(value)
    if text.startswith(("https://", "http://")):
        return Shown("link", Markup.escape(text), text)
    return Shown("words", Markup.escape(text))


def _part(part: Part, links: Links) -> Shown:
    if part.short_for is None:
        return Shown("parts", fields=fields_of(part, links))
    head = show(getattr(part, part.short_for), links)
    rest = fields_of(part, links, leave_out=(part.short_for,))
    return Shown("parts", fields=rest, head=head) if rest else head


def _cited(cited: Cited, links: Links) -> Shown:
    source = show(cited.id, links)
    where = to_html(cited.at, links.resolve) if cited.at else Markup("")
    return Shown("cited", source.html, source.href, items=(Shown("text", where),) if cited.at else ())
