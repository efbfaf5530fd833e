"""Clocks, medians and tables. Machines change their speed under us: everything is told beside a calibration."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

CALIBRATION_TURNS = 40_000


@dataclass
class Times:
    """Milliseconds of one thing, in the order they were taken; `worked` are those that this process worked."""

    taken: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        """Do `work` once and note how long it took."""
        began, worked = time.perf_counter(), time.process_time()
        work()
        self.taken.append((time.perf_counter() - began) * 1000)
        self.worked.append((time.process_time() - worked) * 1000)

    @property
    def median(self) -> float:
        return statistics.median(self.taken) if self.taken else float("nan")

    @property
    def cpu(self) -> float:
        """The median that this process worked: on a busy machine the steadier figure."""
        return statistics.median(self.worked) if self.worked else float("nan")

    @property
    def p95(self) -> float:
        if not self.taken:
            return float("nan")
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]

    def times(self, other: Times) -> float:
        """How many times longer this took than `other`, pair by pair, as taken in the same rounds."""
        pairs = [mine / theirs for mine, theirs in zip(self.taken, other.taken, strict=False) if theirs]
        return statistics.median(pairs) if pairs else float("nan")


def calibrate() -> int:
    """A fixed piece of work in pure Python: what it takes tells how fast the machine is at the moment."""
    total = 0
    for turn in range(CALIBRATION_TURNS):
        total = (total * 31 + turn) & 0xFFFFFFFF
    return total


def ms(value: float) -> str:
    return f"{value:.1f}"


def times(value: float) -> str:
    return "" if value != value else f"{value:.2f}"


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table in Markdown, so that it can stand in docs/performance.md as it is; figures to the right."""
    told = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(head), *(len(row[at]) for row in told), 3) for at, head in enumerate(heads)]
    print(f"\n{title}\n", flush=True)
    print(_line(heads, widths))
    print("|" + "|".join(("-" * (w + 1) + ":" if at else "-" * (w + 2)) for at, w in enumerate(widths)) + "|")
    for row in told:
        print(_line(row, widths), flush=True)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "| " + " | ".join(padded) + " |"
