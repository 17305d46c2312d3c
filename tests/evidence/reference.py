"""The reference cases, and how near is near enough."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "reference"


def load(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def are_near(found, expected, tolerance: float = 1e-9) -> bool:
    """Whether numbers, or sequences of them, are as near as the tolerance, relative above 1; None only where None is."""
    if isinstance(expected, list):
        pairs = zip(found, expected, strict=True)
        return all(are_near(one, other, tolerance) for one, other in pairs)
    if found is None or expected is None:
        return found is expected
    return abs(found - expected) <= tolerance * max(1.0, abs(expected))
