"""What leaves the website: driver diagrams in other programs' formats, and the pages as a folder of Markdown. Pure."""

from __future__ import annotations


class CannotExport(Exception):
    """What a format needs is not on this machine, told in one plain sentence."""

    @classmethod
    def without(cls, format: str) -> CannotExport:
        """A package of the extra `kit` is missing."""
        return cls(f'The format {format} needs two packages more. Install them with: pip install "nicbook[kit]"')
