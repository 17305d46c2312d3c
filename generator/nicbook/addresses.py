"""What an id means, seen from one network or from outside of all of them."""

from __future__ import annotations

from difflib import get_close_matches

from nicbook.corpus import Corpus
from nicbook.records.kinds import SHARED

MOST_CANDIDATES = 5_000
"""Past so many ids no likeness is looked for: a suggestion must not cost a minute."""


class Addresses:
    """The ids of a base: what an id means, seen from one network or from outside of all."""

    def __init__(self, corpus: Corpus) -> None:
        self._kinds = {address: entry.kind for address, entry in corpus.entries.items()}
        self._kinds |= {address: place.kind.name for address, place in corpus.dropped.items()}
        places = [entry.place for entry in corpus.entries.values()] + list(corpus.dropped.values())
        self._shared: dict[str, str] = {}
        self._networks: dict[str, dict[str, str]] = {}
        for place in sorted(places, key=lambda place: place.address):
            if place.kind.name in ("network", *SHARED):
                self._shared[place.id] = place.address
            else:
                assert place.network is not None
                self._networks.setdefault(place.network, {})[place.id] = place.address
        self._renamed = {
            (entry.network, alias): entry.id for entry in corpus.entries.values() for alias in entry.record.aliases
        }

    def meanings(self, text: str, network: str | None) -> list[str]:
        """The addresses that a reference may mean: none, one, or several where it is written outside of all networks."""
        elsewhere, _, id = text.rpartition("/")
        if elsewhere:
            return [self._networks[elsewhere][id]] if id in self._networks.get(elsewhere, {}) else []
        if id in self._shared:
            return [self._shared[id]]
        if network is not None:
            return [self._networks[network][id]] if id in self._networks.get(network, {}) else []
        return [ids[id] for ids in self._networks.values() if id in ids]

    def kind(self, address: str) -> str:
        return self._kinds[address]

    def suggestion(self, text: str, network: str | None, kinds: tuple[str, ...]) -> str | None:
        """What was probably meant: a renamed record, the same id in another network, or a like id of the right kind."""
        elsewhere, _, id = text.rpartition("/")
        if (renamed := self._renamed.get((elsewhere or network, id))) is not None:
            return renamed
        if len(others := [other for other, ids in self._networks.items() if id in ids]) == 1 and others != [network]:
            return f"{others[0]}/{id}"
        near = self._networks.get(elsewhere or network or "", {})
        candidates = [
            known for known, address in (near | self._shared).items() if not kinds or self._kinds[address] in kinds
        ]
        if len(candidates) > MOST_CANDIDATES:
            return None
        close = get_close_matches(id.lower().replace("_", "-"), candidates, 1)
        if not close:
            return None
        return f"{elsewhere}/{close[0]}" if elsewhere and close[0] in near else close[0]
