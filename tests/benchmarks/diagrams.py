"""Crossings and time of driver diagrams, against Graphviz dot where it is installed.

Twenty seeded theories of 86 nodes, realistic (most relations stay near) and dense. Not a test: run it by hand,
`python tests/benchmarks/diagrams.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections import defaultdict
from random import Random

from nicbook.drawing.crossings import count_crossings
from nicbook.drawing.diagram import Diagram, Edge, Kind, Node, Strength
from nicbook.drawing.layout import lay_out

SIZES = (1, 5, 20, 60)
KINDS = (Kind.AIM, Kind.DRIVER, Kind.DRIVER, Kind.CHANGE_IDEA)
SEEDS = range(20)
# The chance of one more relation, and that it leads anywhere at all rather than to a neighbour.
THEORIES = {"realistic": (0.22, 0.3), "dense": (0.40, 0.4)}


def theory(seed: int, more: float, far: float) -> Diagram:
    """Ids are shuffled, so that their order gives no hint of a good one."""
    random = Random(seed)
    numbers = random.sample(range(sum(SIZES)), sum(SIZES))
    layers: list[list[Node]] = []
    for layer, (size, kind) in enumerate(zip(SIZES, KINDS)):
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
        line = f"{name}: {sum(ours) / len(ours):.0f} crossings on average, {1000 * seconds:.0f} ms a diagram"
        if shutil.which("dot"):
            dot = [crossings_of_dot(diagram) for diagram in theories]
            line += f"; dot {sum(dot) / len(dot):.0f}, ratio {sum(ours) / sum(dot):.2f}"
        print(line)


if __name__ == "__main__":
    main()
