"""What readers call a record: its network's own word for the kind, and of a driver its layer."""

from __future__ import annotations

from nicbook.corpus import Entry
from nicbook.records.kinds import KINDS
from nicbook.records.network import Network
from nicbook.theory import Theory

_ORDINALS = ("primary", "secondary", "tertiary")


def own_word(theory: Theory, entry: Entry) -> str:
    """The network's own word for a record's kind, in the singular; "" where it has none."""
    network = theory.network_of(entry)
    labels = network.record.labels if network is not None and isinstance(network.record, Network) else {}
    return labels.get(entry.kind, "")


def kind_words(theory: Theory, entry: Entry) -> str:
    """The word for a record's kind, with the layer of a driver: “primary driver”, and past the third “layer 4 driver”."""
    words = own_word(theory, entry) or KINDS[entry.kind].words
    if entry.kind != "driver":
        return words
    layer = theory.layers[entry.address]
    return f"{_ORDINALS[layer - 1] if layer <= len(_ORDINALS) else f'layer {layer}'} {words}"
