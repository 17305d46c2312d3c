"""The format that a base is written in, as mkdocs.yml says it under the plugin; read without MkDocs.

mkdocs.yml is code to MkDocs (its tags and hooks run). Here only the events of its YAML are looked at.
"""

from __future__ import annotations

import yaml

FORMAT = 1
"""The newest format of records that this nicbook knows."""


def stated_format(mkdocs_yml: str) -> int:
    """What `nicbook: {format: ..}` says; where nothing is said, the format that this nicbook knows."""
    try:
        events = list(yaml.parse(mkdocs_yml, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return FORMAT  # MkDocs says what is wrong with its own file
    for name, opening, key, value in zip(events, events[1:], events[2:], events[3:], strict=False):
        words = [each.value if isinstance(each, yaml.ScalarEvent) else "" for each in (name, key, value)]
        if words[:2] == ["nicbook", "format"] and isinstance(opening, yaml.MappingStartEvent) and words[2].isdecimal():
            return int(words[2])
    return FORMAT


def newer_format(stated: int) -> str | None:
    """Why a base of a format that this nicbook does not know cannot be read, as a sentence; None for all others."""
    if stated <= FORMAT:
        return None
    return (
        f"This base says that it is written in format {stated}; this nicbook knows format {FORMAT}. "
        "Install the nicbook that the base was made for: pip install --upgrade nicbook."
    )
