"""How often each set of rules sees a signal in noise, and how long it takes.

Seeded. Not a test: run it by hand, `python tests/benchmarks/false_signals.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

from nicbook.evidence import chance_of_signal, making_data_count, perla, run_chart

CHARTS = 10_000
BASELINE = 12
RULES: dict[str, Callable[[list[float]], bool]] = {
    "Anhøj": lambda values: run_chart(values).signal is True,
    "Anhøj, median of the first 12": lambda values: run_chart(values, freeze=BASELINE).signal is True,
    "Perla": lambda values: perla(values).signal is True,
    "Making Data Count, any point": lambda values: "purple" in making_data_count(values, better=None).colours,
    "Making Data Count, last point": lambda values: making_data_count(values, better=None).signal is True,
}


def main() -> None:
    for points in (12, 16, 24, 36):
        random = Random(points)
        charts = [[random.gauss(0, 1) for _ in range(points)] for _ in range(CHARTS)]
        print(f"{points} points of noise; the Anhøj rules by counting: {100 * chance_of_signal(points):.1f} percent")
        for name, has_signal in RULES.items():
            start = time.process_time()
            found = sum(map(has_signal, charts))
            took = 1000 * (time.process_time() - start) / CHARTS
            print(f"  {name}: {100 * found / CHARTS:.1f} percent, {took:.3f} ms a chart")


if __name__ == "__main__":
    main()
