"""A record -> what a page shows of it: every key that is stated, in the order of its model, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from markupsafe import Markup, escape

from nicbook.pages.links import Links
from nicbook.pages.words import label_of, term_of_choice, term_of_key, words_of
from nicbook.records.common import Cited, Figure, Part, Record
from nicbook.records.fields import FileName, Markdown, Ref
from nicbook.text import to_html


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as a page shows it. `form` says how: text, words, link, cited, list or parts."""

    form: str
    html: Markup = Markup("")
    href: str = ""
    items: tuple[Shown, ...] = ()
    fields: tuple[Field, ...] = ()
    head: str = ""
    """Of parts: the key whose value would have been enough alone, and needs no label."""

    def get(self, key: str) -> Shown | None:
        """Of parts: the value of a key, None where it is not stated."""
        return next((field.value for field in self.fields if field.key == key), None)

    def without(self, *keys: str) -> tuple[Field, ...]:
        """Of parts: all fields but these."""
        return tuple(field for field in self.fields if field.key not in keys)

    @property
    def inline(self) -> Markup | None:
        """The value within a line; None where it needs lines of its own."""
        if self.form == "text":
            one = self.html.strip()
            is_one_line = one.count("<p>") == 1 and one.startswith("<p>") and one.endswith("</p>")
            return Markup(one[3:-4]) if is_one_line else None
        if self.form in ("link", "cited"):
            name = Markup('<a href="{}">{}</a>').format(self.href, self.html) if self.href else self.html
            places = [item.inline for item in self.items]
            return None if None in places else name + Markup("").join(Markup(" ({})").format(place) for place in places)
        if self.form == "list":
            lines = [item.inline for item in self.items]
            return None if None in lines else Markup(", ").join(lines)
        return self.html if self.form == "words" else None


@dataclass(frozen=True, slots=True)
class Field:
    """A key with its value."""

    key: str
    label: str
    value: Shown
    term: str = ""
    """The term of the glossary that explains the label."""


def fields_of(part: Part, links: Links, *, leave_out: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """What a record or part says, key by key; what it leaves to the default is left out.

    The keys of the kind come before those that all records have.
    """
    model = type(part)
    common = Record.model_fields if isinstance(part, Record) else {}
    names = [name for name in model.model_fields if name not in common] + [name for name in common]
    shown = []
    for name in names:
        key, value = model.model_fields[name].alias or name, getattr(part, name)
        if name not in part.model_fields_set or key in leave_out or _is_nothing(value):
            continue
        is_choice = name in _choices(model)
        shown.append(Field(key, label_of(key), _choice(key, value) if is_choice else show(value, links), term_of_key(key)))
    return tuple(shown)


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, tuple | Mapping) and not value)


@cache
def _choices(model: type[Part]) -> frozenset[str]:
    """The fields of a model that hold a word of a vocabulary."""
    return frozenset(name for name, field in model.model_fields.items() if _is_choice(field.annotation))


def _is_choice(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return origin is Literal or (origin in (Union, UnionType, Annotated) and any(map(_is_choice, get_args(annotation))))


def _choice(key: str, value: str) -> Shown:
    return Shown("words", term(term_of_choice(key, value), words_of(value)))


def term(id: str, words: str) -> Markup:
    """A word with the mark of the term behind it, which glossary.py turns into a button; plain where there is none."""
    return Markup('<span data-term="{}">{}</span>').format(id, words) if id else escape(words)


def show(value: Any, links: Links) -> Shown:
    """One value as a page shows it."""
    if isinstance(value, Ref):
        target = links.resolve(value)
        if target is None:
            return Shown("words", escape(str(value)))
        return Shown("link", escape(target.title), target.href)
    if isinstance(value, Markdown):
        return Shown("text", to_html(value, links.resolve))
    if isinstance(value, Cited):
        return _cited(value, links)
    if isinstance(value, Figure):
        return Shown("words", escape(figure_words(value)))
    if isinstance(value, Part):
        return Shown("parts", fields=fields_of(value, links), head=value.short_for or "")
    if isinstance(value, tuple):
        return Shown("list", items=tuple(show(item, links) for item in value))
    if isinstance(value, Mapping):
        fields = tuple(Field(key, label_of(key), show(item, links)) for key, item in value.items())
        return Shown("parts", fields=fields)
    if isinstance(value, bool):
        return Shown("words", Markup("yes" if value else "no"))
    if isinstance(value, float):
        return Shown("words", escape(f"{value:g}"))
    if isinstance(value, FileName):
        return Shown("link", escape(str(value)), links.to_file(value))
    text = str(value)
    if text.startswith(("https://", "http://")):
        return Shown("link", escape(text), text)
    return Shown("words", escape(text))


def figure_words(figure: Figure | None, unit: str = "") -> str:
    """A figure as a reader says it: “52 percent (n = 1131)”; "" where there is none."""
    if figure is None:
        return ""
    around = [f"n = {figure.size}" if figure.size is not None else "", str(figure.date or "")]
    said = ", ".join(filter(None, around))
    return with_unit(str(figure.value), unit) + (f" ({said})" if said else "")


def with_unit(amount: str, unit: str) -> str:
    """An amount with its unit in words; counts and scores have none to say."""
    unit = {"count": "", "score": "", "points": "percentage points"}.get(unit, unit)
    return f"{amount} {unit}" if unit and amount != "suppressed" else amount


def _cited(cited: Cited, links: Links) -> Shown:
    source = show(cited.id, links)
    where = to_html(cited.at, links.resolve) if cited.at else Markup("")
    return Shown("cited", source.html, source.href, items=(Shown("text", where),) if cited.at else ())
