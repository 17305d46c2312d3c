"""The world: the files of a folder as bytes, and a finished website put in its place.

One of the three that touch the world (with mkdocs_host/ and cli.py). May import diagnostics.
"""


class CannotRun(Exception):
    """A fault of the surroundings or of how a command was given, told in one plain sentence: exit code 2."""


FOLDERS = ("theory", "content")
"""The folders that people write, relative to ROOT."""
