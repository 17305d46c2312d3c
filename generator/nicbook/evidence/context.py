"""For whom and under what conditions a site works, as bands and kinds that sites can be put side by side by."""

from __future__ import annotations

from dataclasses import dataclass

from nicbook.records.figures import Quantity
from nicbook.records.site import Site

_BANDS = (("under 25", 0, 25), ("25 to 50", 25, 50), ("50 to 75", 50, 75), ("over 75", 75, 100))
"""In percent (FIELD). What lies on an edge is in the upper band, but 75 itself is not over 75."""

PLACES = {"1": "city", "2": "suburb", "3": "town", "4": "rural"}
"""The first digit of an NCES locale code, in words."""

BANDS = tuple(name for name, _, _ in _BANDS)


@dataclass(frozen=True, slots=True, order=True)
class KindOfContext:
    """Sites of one kind are alike in where they lie and in how many of their students have little money."""

    place: str
    """One of PLACES, in words."""
    low_income: str
    """One of BANDS, in percent."""


def band_of(share: Quantity) -> str | None:
    """The band that a share in percent surely lies in; None where it may lie in two."""
    if share.is_suppressed or (share.low is None and share.high is None):
        return None
    low, high = share.low or 0.0, 100.0 if share.high is None else share.high
    if low == high == 75:
        return "50 to 75"
    return next((name for name, least, most in reversed(_BANDS) if least <= low and high <= most), None)


def place_of(site: Site) -> str | None:
    """City, suburb, town or rural; None where the site does not say."""
    context = site.context
    return PLACES[context.locale[0]] if context and context.locale else None


def share_band(site: Site, key: str) -> str | None:
    """The band of a share of the site's students, such as `low_income`; None where that is not known."""
    share = site.context.shares.get(key) if site.context else None
    return band_of(share.value) if share else None


def kind_of_context(site: Site) -> KindOfContext | None:
    """None where the site does not say its locale or its share of low-income students."""
    place, band = place_of(site), share_band(site, "low_income")
    return KindOfContext(place, band) if place and band else None
