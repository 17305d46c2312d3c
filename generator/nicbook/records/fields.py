"""The types that fields of records are made of: each checks one value and says in plain words what is wrong with it.

Leaves of a record are values of these types, so that a walk over any record finds its references and its texts.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from nicbook.reading.document import Plain
from nicbook.reading.scalars import another_reading
from nicbook.records import dates, figures
from nicbook.records.dates import When
from nicbook.records.figures import Quantity
from nicbook.text import MAX_TEXT

LONGEST_TITLE = 200
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID = 64
_FILE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*\.(png|jpg|webp|csv|pdf)")


class Markdown(str):
    """Contributed text of one or more lines: Markdown, to be rendered and cleaned before it is shown."""


class FileName(str):
    """The name of a file in the network's files/, such as check-in-form.pdf."""


class Ref(str):
    """The id of another record, or `network/id`. `kinds` are the kinds it may be; empty: any."""

    kinds: tuple[str, ...] = ()

    @classmethod
    def to(cls, text: str, kinds: tuple[str, ...]) -> Ref:
        ref = cls(text)
        ref.kinds = kinds
        return ref


def fault(code: str, message: str, hint: str, *, at: str | None = None) -> PydanticCustomError:
    """What a check raises: the code, what is wrong and how to mend it reach the diagnostic unchanged.

    A check of a whole part may say `at` which of its keys the fault lies.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint, "at": at})


def shape_of(value: Any) -> str:
    return {dict: "a set of keys", list: "a list", type(None): "an empty line"}.get(type(value), "text")


def _one_value(value: Any) -> str:
    if not isinstance(value, str):
        raise fault(
            "wrong-shape",
            f"One value belongs here, but this is {shape_of(value)}.",
            "Write the value on the same line, after the colon.",
        )
    return value


def _text(value: Any) -> str:
    text = _one_value(value)
    if isinstance(text, Plain) and (reading := another_reading(text)):
        raise fault(
            "unquoted-text",
            f"Text belongs here, but “{text}” without quotes is read as {reading}.",
            f'Put it in quotes: "{text}"',
        )
    if not text.strip():
        raise fault("empty-text", "This text is empty.", "Write the text, or leave the key out.")
    if len(text) > MAX_TEXT:
        raise fault(
            "long-text",
            f"This text has {len(text)} characters; {MAX_TEXT} is the most.",
            "Shorten it, or put the long text on a page of its own in content/.",
        )
    return str(text)


MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")


def _one_line(value: Any) -> str:
    """One line of plain text that is safe escaped or not: themes print titles unescaped."""
    text = _text(value).strip()
    if "\n" in text:
        raise fault("not-one-line", "This title has several lines.", "Write it on one line; put details into `summary`.")
    if found := MARKUP.search(text):
        raise fault(
            "markup-in-title",
            f"A title is plain words, but “{found[0]}” begins a piece of a web page's code.",
            "Write it in words: “less than”, “and”.",
        )
    if len(text) > LONGEST_TITLE:
        raise fault(
            "long-text",
            f"This title has {len(text)} characters; {LONGEST_TITLE} is the most.",
            "Shorten it; put details into `summary`.",
        )
    return text


def _reference(kinds: tuple[str, ...]) -> Any:
    def check(value: Any) -> Ref:
        text = _one_value(value)
        network, slash, id = text.rpartition("/")
        if not re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)?", text) or (slash and not network):
            raise fault(
                "not-an-id",
                f"“{text}” cannot be the id of a record.",
                "Write the name of the record's file without .yml, such as attendance-check-in; for a record of another "
                "network, the network's id, a slash and the record's id.",
            )
        return Ref.to(text, kinds)

    return check


def _id_of(kinds: tuple[str, ...]) -> str:
    return f"the id of a record ({', '.join(kinds)})" if kinds else "the id of any record"


def _form(what: str, **keywords: Any) -> WithJsonSchema:
    """What an editor is told of a field: what belongs there in words, and what of its form it can check itself.

    Keywords that JSON Schema does not know: `patternErrorMessage` is what editors say where the pattern does not fit,
    `x-kinds` are the kinds of record that an id may name ([]: any).
    """
    return WithJsonSchema({"title": what, "type": "string", **keywords})


def reference_to(*kinds: str) -> Any:
    """A field that holds the id of a record of one of these kinds (none named: of any kind)."""
    form = _form(
        _id_of(kinds),
        pattern=f"^({SLUG.pattern}/)?{SLUG.pattern}$",
        patternErrorMessage="Write an id: the name of a file without .yml, or network/id for another network.",
        **{"x-kinds": list(kinds)},
    )
    return Annotated[Ref, PlainValidator(_reference(kinds)), form]


def words_or_reference_to(*kinds: str) -> Any:
    """A field that holds either words or the id of a record: one lower-case word, or words-with-hyphens, is an id."""

    def check(value: Any) -> Ref | Markdown:
        text = _text(value)
        network, _, id = text.rpartition("/")
        if SLUG.fullmatch(id) and (not network or SLUG.fullmatch(network)):
            return Ref.to(text, kinds)
        return Markdown(text)

    form = _form(f"words, or {_id_of(kinds)}", **{"x-kinds": list(kinds)})
    return Annotated[Ref | Markdown, PlainValidator(check), form]


def _when(value: Any) -> When:
    text = _one_value(value)
    try:
        return dates.read_when(text)
    except ValueError as error:
        raise fault("not-a-date", _sentence(error), dates.how_to_write(text)) from None


def _quantity(value: Any) -> Quantity:
    text = _one_value(value)
    try:
        return figures.read_quantity(text)
    except ValueError as error:
        raise fault("not-a-figure", _sentence(error), figures.HOW_TO_WRITE) from None


def _number(value: Any) -> float:
    text = _one_value(value)
    try:
        return figures.read_number(text)
    except ValueError as error:
        raise fault("not-a-number", _sentence(error), "Write digits only, such as 12 or 7.5.") from None


def _whole_number(value: Any) -> int:
    number = _number(value)
    if number != int(number):
        raise fault("not-a-number", f"“{value}” is not a whole number.", "Write a whole number, such as 12.")
    return int(number)


def _flag(value: Any) -> bool:
    text = _one_value(value)
    if text not in ("true", "false"):
        raise fault("not-true-or-false", f"“{text}” is neither true nor false.", "Write true or false.")
    return text == "true"


def _sentence(error: ValueError) -> str:
    text = str(error)
    return text[0].upper() + text[1:] + "."


def _is_web_address(text: str) -> bool:
    if not re.fullmatch(r"[\x21-\x7e]+", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that are no address of a computer
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _address(value: Any) -> str:
    text = _text(value).strip()
    if not _is_web_address(text):
        raise fault("not-an-address", f"“{text}” is not a web address.", "Begin it with https:// and leave out spaces.")
    return text


def _contact(value: Any) -> str:
    text = _text(value).strip()
    if not re.fullmatch(r"[^@\s<>\"']+@[^@\s<>\"']+\.[a-z]{2,}", text) and not _is_web_address(text):
        raise fault(
            "not-an-address",
            f"“{text}” is neither a mail address nor a web address.",
            "Write a mail address, or a web address that begins with https://, without spaces.",
        )
    return text


def _words_or_file(value: Any) -> Markdown | FileName:
    text = _text(value)
    return FileName(text) if _FILE_NAME.fullmatch(text) else Markdown(text)


def vocabulary(*words: str) -> Any:
    """A field that holds one of these words; a near miss is told which was probably meant."""

    def check(value: Any) -> str:
        text = _one_value(value)
        if text not in words:
            raise PydanticCustomError("unknown-word", "{word}", {"word": str(text), "words": words})
        return str(text)

    # An editor reads digits as a number, as in `locale: 21`.
    are_numbers = all(word.isdigit() for word in words)
    choice = [int(word) for word in words] if are_numbers else list(words)
    form = WithJsonSchema({"type": "integer" if are_numbers else "string", "enum": choice})
    return Annotated[Literal[words], PlainValidator(check), form]  # type: ignore[valid-type]


_LIKE_DATES = {"pattern": dates.PATTERN, "patternErrorMessage": dates.HOW_TO_WRITE}
_LIKE_FIGURES = {"pattern": figures.PATTERN, "patternErrorMessage": figures.HOW_TO_WRITE}
Title = Annotated[str, BeforeValidator(_one_line), _form("text on one line", maxLength=LONGEST_TITLE)]
Text = Annotated[Markdown, PlainValidator(lambda value: Markdown(_text(value))), WithJsonSchema({"type": "string"})]
_DATE = _form("a date", type=["string", "integer"], minimum=1000, maximum=2999, **_LIKE_DATES)
Date = Annotated[When, PlainValidator(_when), _DATE]
_FIGURE = _form("a figure", type=["number", "string"], **_LIKE_FIGURES)
FigureText = Annotated[Quantity, PlainValidator(_quantity), _FIGURE]
Number = Annotated[float, BeforeValidator(_number)]
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
WebAddress = Annotated[
    str,
    BeforeValidator(_address),
    _form("a web address", pattern="^https?://", patternErrorMessage="Begin it with https:// and leave out spaces."),
]
Contact = Annotated[str, BeforeValidator(_contact), _form("a mail or web address")]
WordsOrFile = Annotated[
    Markdown | FileName, PlainValidator(_words_or_file), _form("words, or the name of a file in files/")
]
Slug = Annotated[
    str,
    BeforeValidator(_one_value),
    AfterValidator(lambda value: _slug(value)),
    _form(
        "a short name",
        pattern=f"^{SLUG.pattern}$",
        patternErrorMessage="Write lower-case letters, digits and single hyphens, such as whole-class.",
        maxLength=LONGEST_ID,
    ),
]


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value) or len(value) > LONGEST_ID:
        raise fault(
            "not-an-id",
            f"“{value}” is not an id, a short name without spaces and capital letters.",
            f"Write lower-case letters, digits and single hyphens, beginning with a letter, {LONGEST_ID} characters at most: "
            "whole-class.",
        )
    return value
