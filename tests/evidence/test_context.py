"""Bands as FIELD has them: a share that may lie in two of them lies in none."""

from __future__ import annotations

import pytest

from nicbook.evidence.context import band_of
from nicbook.records.figures import read_quantity


@pytest.mark.parametrize(
    ("share", "band"),
    (
        ("0", "under 25"),
        ("24.9", "under 25"),
        ("25", "25 to 50"),
        ("50", "50 to 75"),
        ("75", "50 to 75"),
        ("75.1", "over 75"),
        ("100", "over 75"),
        ("under 25", "under 25"),
        ("25 to 50", "25 to 50"),
        ("over 75", "over 75"),
        ("about 30", "25 to 50"),
        ("at most 5", "under 25"),
        ("over 50", None),
        ("20 to 30", None),
        ("suppressed", None),
    ),
)
def test_band(share: str, band: str | None) -> None:
    assert band_of(read_quantity(share)) == band
