"""A mapping of path to bytes -> records: every file of theory/ is read, checked against its kind and put in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nicbook.assets import asset_address
from nicbook.diagnostics import START, Diagnostic, Diagnostics, Span, diagnose
from nicbook.reading.csv import Table, read_csv
from nicbook.reading.document import Document, Location
from nicbook.reading.yaml import read_yaml
from nicbook.records.common import Record
from nicbook.records.fields import LONGEST_ID, SLUG
from nicbook.records.kinds import BY_FOLDER, KINDS, SHARED, Kind
from nicbook.records.measure import Measure
from nicbook.records.pipeline import Pipeline
from nicbook.records.series import Flow, Series
from nicbook.records.tables import read_flow, read_series
from nicbook.records.validation import validate

RESERVED = frozenset(
    "index readme 404 assets search sitemap templates javascripts stylesheets tags by-evidence con prn aux nul".split()
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)]
)
"""Names that a system or the website needs for itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: its address is its path under theory/ without `.yml` (a network's: networks/<id>)."""

    path: str
    kind: Kind
    id: str
    network: str | None

    @property
    def address(self) -> str:
        if self.network is None or self.kind.name == "network":
            return f"{self.kind.folder}/{self.id}"
        return f"networks/{self.network}/{self.kind.folder}/{self.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in its place, with the file it was read from and the table beside it."""

    place: Place
    record: Record
    document: Document = field(repr=False)
    table: Series | Flow | None = None

    @property
    def address(self) -> str:
        return self.place.address

    @property
    def kind(self) -> str:
        return self.place.kind.name

    @property
    def id(self) -> str:
        return self.place.id

    @property
    def network(self) -> str | None:
        return self.place.network

    @property
    def path(self) -> str:
        return self.place.path

    def span(self, location: Location) -> Span:
        return self.document.nearest(location)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every record that could be read, by address, and the places of those that could not."""

    entries: Mapping[str, Entry]
    dropped: Mapping[str, Place]
    remains: tuple[Entry, ...] = ()
    """What is left of dropped records without their faults: never shown, but checked like the others."""
    documents: tuple[Document, ...] = ()
    """Every file whose form could be read, also of dropped records: the privacy gate looks at them all."""

    @property
    def checked(self) -> Iterator[Entry]:
        """All that one run can judge."""
        yield from self.entries.values()
        yield from self.remains


def read_corpus(files: Mapping[str, bytes]) -> tuple[Corpus, Diagnostics]:
    """All records under theory/. A bad record drops out; the others go on."""
    found: list[Diagnostic] = []
    places: dict[str, Place] = {}
    tables: dict[str, Table | None] = {}
    dropped: dict[str, Place] = {}
    for path in sorted(path for path in files if path.startswith("theory/") and asset_address(path) is None):
        place, problems = _place(path)
        found.extend(problems)
        if place is None:
            continue
        if problems:
            dropped[place.address] = place
        elif path.endswith(".yml"):
            places[path] = place
        else:
            tables[path], problems = read_csv(path, files[path])
            found.extend(problems)

    entries: dict[str, Entry] = {}
    remains: list[Entry] = []
    documents: list[Document] = []
    for path, place in places.items():
        document, problems = read_yaml(path, files[path])
        found.extend(problems)
        if document is None:
            dropped[place.address] = place
            continue
        documents.append(document)
        record, rest, problems = validate(document, place.kind)
        found.extend(problems)
        if record is None:
            dropped[place.address] = place
        if checked := record or rest:
            if record is None:  # its table would lack what the record says of it
                remains.append(Entry(place, checked, document))
                continue
            table, problems = _read_table(record, tables.get(path.removesuffix(".yml") + ".csv"))
            found.extend(problems)
            entries[place.address] = Entry(place, record, document, table)

    for path in tables:
        if path.removesuffix(".csv") + ".yml" not in places:
            found.append(
                diagnose(
                    "table-without-record",
                    path,
                    START,
                    "This CSV file has no record beside it, so nobody can know what its numbers mean.",
                    f"Add {path.rpartition('/')[2].removesuffix('.csv')}.yml beside it, or delete the CSV file.",
                )
            )
    found.extend(_clashes(places.values()))
    found.extend(_bad_aliases(entries.values(), places.values()))
    found.extend(_networks_without_record(places.values(), dropped.values()))
    corpus = Corpus(MappingProxyType(entries), MappingProxyType(dropped), tuple(remains), tuple(documents))
    return corpus, tuple(found)


def _place(path: str) -> tuple[Place | None, Diagnostics]:
    """The place that a path under theory/ stands for, and what is wrong with its name.

    Where it is plain which place was meant (`attendance.yaml`, `Attendance.yml`), that is returned with the fault, so
    that what names the record is not told too.
    """
    match path.split("/")[1:]:
        case ["networks", network, "network.yml"]:
            kind, name = KINDS["network"], f"{network}.yml"
        case ["networks", network, folder, name] if folder in BY_FOLDER and BY_FOLDER[folder].name not in SHARED:
            kind = BY_FOLDER[folder]
        case [("sites" | "sources") as folder, name]:
            network, kind = None, BY_FOLDER[folder]
        case _:
            return None, (_misplaced(path),)
    id, _, ending = name.rpartition(".")
    if ending == "yaml":
        return Place(path, kind, _slug(id), network), (_misplaced(path),)
    if ending != "yml" and not (ending == "csv" and kind.has_table):
        return None, (_misplaced(path),)
    if network is not None and kind.name != "network" and _bad_id(path, network):
        return Place(path, kind, _slug(id), network), ()  # told once, at network.yml
    return Place(path, kind, _slug(id), network), tuple(_bad_id(path, id))


def _slug(id: str) -> str:
    """The id that a name comes closest to; an id itself is left as it is."""
    if SLUG.fullmatch(id):
        return id
    return re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-0123456789")[:LONGEST_ID].strip("-") or id


def _misplaced(path: str) -> Diagnostic:
    name = path.rpartition("/")[2]
    if name.endswith(".yaml"):
        hint = f"Rename it to {name.removesuffix('.yaml')}.yml."
    else:
        hint = (
            "Records stand in theory/sites/, theory/sources/ or theory/networks/<network>/<kind>/, one .yml file each; "
            f"the kinds' folders are {', '.join(kind.folder for kind in KINDS.values() if kind.name != 'network')}. "
            "Other material goes into theory/networks/<network>/files/."
        )
    message = "No record can stand here: its folder, or the ending of its name, is not one that records have."
    return diagnose("misplaced-file", path, START, message, hint)


def _bad_id(path: str, id: str) -> list[Diagnostic]:
    if not SLUG.fullmatch(id) or len(id) > LONGEST_ID:
        return [
            diagnose(
                "bad-file-name",
                path,
                START,
                f"“{id}” cannot be the id of a record, and the name of a file or folder here is one.",
                f"Use lower-case letters, digits and single hyphens, beginning with a letter, {LONGEST_ID} characters at "
                f"most, such as {_slug(id)}.",
            )
        ]
    if id in RESERVED:
        return [
            diagnose(
                "reserved-name",
                path,
                START,
                f"“{id}” is a name that the website or some computers need for themselves.",
                f"Choose another name, such as {id}-1 or a fuller one.",
            )
        ]
    return []


def _read_table(record: Record, table: Table | None) -> tuple[Series | Flow | None, Diagnostics]:
    if isinstance(record, Measure) and table is not None:
        return read_series(table, record)
    if isinstance(record, Pipeline) and table is not None:
        return read_flow(table, record)
    return None, ()


def _clashes(places: Iterable[Place]) -> list[Diagnostic]:
    """Ids are unique in their network whatever their kind; those of sites, sources and networks in the whole base."""
    in_order = sorted(places, key=lambda place: (place.kind.name not in ("network", *SHARED), place.path))
    taken: dict[tuple[str | None, str], Place] = {}
    found = []
    for place in in_order:
        everywhere = (None, place.id)
        here = everywhere if place.kind.name in ("network", *SHARED) else (place.network, place.id)
        first = taken.get(everywhere) or taken.setdefault(here, place)
        if first is not place:
            found.append(
                diagnose(
                    "duplicate-id",
                    place.path,
                    START,
                    f"The id {place.id} is taken by the {first.kind.words} in {first.path}.",
                    f"Rename this file to say more, such as {_fuller(place)}.yml.",
                )
            )
    return found


def _bad_aliases(entries: Iterable[Entry], places: Iterable[Place]) -> Iterator[Diagnostic]:
    """An earlier id keeps its address, so nothing else may have it."""
    taken = {place.address: place for place in places}
    for entry in entries:
        for index, alias in enumerate(entry.record.aliases):
            address = f"{entry.address.rpartition('/')[0]}/{alias}"
            first = taken.setdefault(address, entry.place)
            if alias in RESERVED:
                what = "kept for the website"
            elif first is not entry.place:
                what = f"taken by {first.path}"
            elif address == entry.address:
                what = "this record's own id"
            else:
                continue
            message = f"“{alias}” cannot be an earlier id of this record: it is {what}."
            hint = "Take it out, or write the id that the record had before."
            yield diagnose("duplicate-id", entry.path, entry.span(("aliases", index)), message, hint)


def _fuller(place: Place) -> str:
    ending = {"measure": "rate", "change-idea": "idea", "cycle": "test"}.get(place.kind.name, place.kind.name)
    return f"{place.id}-{ending}"


def _networks_without_record(places: Iterable[Place], dropped: Iterable[Place]) -> list[Diagnostic]:
    every = [*places, *dropped]
    described = {place.path for place in every}
    paths = sorted({f"theory/networks/{place.network}/network.yml" for place in every if place.network is not None})
    return [
        diagnose(
            "network-without-record",
            path,
            START,
            f"The network {path.split('/')[2]} has records but no network.yml.",
            "Add network.yml with a line `title: ...`, the problem, the members and the hub.",
        )
        for path in paths
        if path not in described
    ]
