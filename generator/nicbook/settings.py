"""What mkdocs.yml says to nicbook, read without MkDocs: the format that a base is written in.

mkdocs.yml is code to MkDocs (its tags and hooks run). Here only the events of its YAML are looked at.
"""

from __future__ import annotations

import yaml

FORMAT = 1
"""The newest format of records that this nicbook knows."""


def newer_format(mkdocs_yml: str) -> str | None:
    """The format that `nicbook: {format: ..}` names under plugins, if this nicbook does not know it, as a sentence."""
    try:
        events = list(yaml.parse(mkdocs_yml, Loader=yaml.SafeLoader))
    except yaml.YAMLError:
        return None  # MkDocs says what is wrong with its own file
    values = [event.value if isinstance(event, yaml.ScalarEvent) else event for event in events]
    for index, value in enumerate(values[:-3]):
        if value == "nicbook" and isinstance(values[index + 1], yaml.MappingStartEvent) and values[index + 2] == "format":
            stated = values[index + 3]
            if isinstance(stated, str) and stated.isdecimal() and int(stated) > FORMAT:
                return (
                    f"This base says that it is written in format {stated}; this nicbook knows format {FORMAT}. "
                    "Install the nicbook that the base was made for: pip install --upgrade nicbook."
                )
    return None
