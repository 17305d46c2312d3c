"""Crossings and time of driver diagrams, against Graphviz dot where it is installed; and how many boxes move when one
is added.

Twenty seeded theories of 86 nodes, realistic (most relations stay near) and dense. Not a test: run it by hand,
`python tests/benchmarks/diagrams.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from nicbook.drawing.crossings import count_crossings
from nicbook.drawing.diagram import Diagram, Edge, Kind, Node, Strength
from nicbook.drawing.layout import Layout, lay_out
from nicbook.drawing.over_time import grown

SIZES = (1, 5, 20, 60)
KINDS = (Kind.AIM, Kind.DRIVER, Kind.DRIVER, Kind.CHANGE_IDEA)
SEEDS = range(20)
# The chance of one more relation, and that it leads anywhere at all rather than to a neighbour.
THEORIES = {"realistic": (0.22, 0.3), "dense": (0.40, 0.4)}


def theory(seed: int, more: float, far: float, sizes: Sequence[int] = SIZES) -> Diagram:
    """Ids are shuffled, so that their order gives no hint of a good one."""
    random = Random(seed)
    numbers = random.sample(range(sum(sizes)), sum(sizes))
    layers: list[list[Node]] = []
    for layer, (size, kind) in enumerate(zip(sizes, KINDS)):
        names = [f"n{numbers.pop():02}" for _ in range(size)]
        layers.append([Node(name, kind, kind, layer, f"Title of {name}", "") for name in names])
    pairs = {(node.id, layers[0][0].id) for node in layers[1]}
    for left, right in zip(layers[1:], layers[2:]):
        for index, node in enumerate(right):
            home = index * len(left) // len(right)
            pairs.add((node.id, left[home].id))
            while random.random() < more:
                near = min(len(left) - 1, max(0, home + random.choice((-2, -1, 1, 2))))
                pairs.add((node.id, left[random.randrange(len(left)) if random.random() < far else near].id))
    for node in layers[3]:
        if random.random() < far / 6:
            pairs.add((node.id, random.choice(layers[1]).id))
    edges = [Edge(source, target, Strength.WEAK) for source, target in sorted(pairs)]
    return Diagram("", tuple(node for layer in layers for node in layer), tuple(edges))


def without(diagram: Diagram, name: str) -> Diagram:
    nodes = tuple(node for node in diagram.nodes if node.id != name)
    return replace(diagram, nodes=nodes, edges=tuple(e for e in diagram.edges if name not in (e.source, e.target)))


def moved(before: Layout, after: Layout) -> int:
    """How many of the boxes in both drawings one has to take away so that the others stand in the same order."""
    place = {box.node.id: index for index, box in enumerate(after.boxes)}
    columns: dict[int, list[int]] = defaultdict(list)
    for box in before.boxes:
        if box.node.id in place:
            columns[box.node.layer].append(place[box.node.id])
    count = 0
    for column in columns.values():
        longest: list[int] = []  # the least last place of an ascending sequence of each length
        for each in column:
            index = bisect_left(longest, each)
            longest[index : index + 1] = [each]
        count += len(column) - len(longest)
    return count


def moves(theories: Sequence[Diagram], each: int = 3) -> tuple[float, float]:
    """How many boxes move when one is added, on average: without a date, and with one later than all others."""
    anew, remembered = [], []
    for seed, diagram in enumerate(theories):
        whole = grown(diagram, {})
        for node in Random(seed).sample([node for node in diagram.nodes if node.layer], each):
            before = grown(without(diagram, node.id), {})
            anew.append(moved(before, whole))
            remembered.append(moved(before, lay_out(diagram, before)))
    return sum(anew) / len(anew), sum(remembered) / len(remembered)


def crossings_of_dot(diagram: Diagram) -> int:
    """With a point in every column that a line passes, so that both are counted on the same graph."""
    layers: dict[int, list[str]] = defaultdict(list)
    layer_of = {node.id: node.layer for node in diagram.nodes}
    for node in diagram.nodes:
        layers[node.layer].append(node.id)
    links = []
    for edge in diagram.edges:
        path = [edge.target]
        for layer in range(layer_of[edge.target] + 1, layer_of[edge.source]):
            path.append(f"{edge.target}_{edge.source}_{layer}")
            layers[layer].append(path[-1])
        path.append(edge.source)
        first = layer_of[edge.target]
        links += [(left, right, layer) for layer, (left, right) in enumerate(zip(path, path[1:]), first)]
    ranks = "".join(f"{{rank=same;{';'.join(names)}}}\n" for names in layers.values())
    graph = f"digraph{{rankdir=LR;node[shape=box];\n{ranks}{''.join(f'{a}->{b};' for a, b, _ in links)}}}"
    plain = subprocess.run(["dot", "-Tplain"], input=graph, capture_output=True, text=True, check=True).stdout
    height = {words[1]: float(words[3]) for words in map(str.split, plain.splitlines()) if words[0] == "node"}
    gaps: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for left, right, layer in links:
        gaps[layer].append((height[left], height[right]))
    return sum(map(count_crossings, gaps.values()))


def main() -> None:
    for name, (more, far) in THEORIES.items():
        theories = [theory(seed, more, far) for seed in SEEDS]
        start = time.process_time()
        ours = [lay_out(diagram).crossings for diagram in theories]
        seconds = (time.process_time() - start) / len(theories)
        shown = [grown(diagram, {}).crossings for diagram in theories]
        line = f"{name}: {sum(ours) / len(ours):.0f} crossings on average, {1000 * seconds:.0f} ms a diagram"
        if shutil.which("dot"):
            dot = [crossings_of_dot(diagram) for diagram in theories]
            line += f"; dot {sum(dot) / len(dot):.0f}, ratio {sum(ours) / sum(dot):.2f}"
        print(line)
        print(f"  as readers see it, drivers before ideas: {sum(shown) / len(shown):.0f} crossings")
        anew, remembered = moves(theories)
        print(f"  of 85 boxes move when one is added: {anew:.1f} without a date; {remembered:.1f} with the layout from before")


if __name__ == "__main__":
    main()
