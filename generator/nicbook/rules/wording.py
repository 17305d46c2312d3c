"""Words that messages of several families need."""

from __future__ import annotations

from collections.abc import Sequence


def listed(words: Sequence[str]) -> str:
    """“a, b and c”, of one word or more."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
