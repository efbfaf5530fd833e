"""Part ``portfolio``: time and peak memory of drawing the record of the measured cycle, cold and warm."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from pdia.kernel.db import Database
from pdia.reports.pdf import draw_in_child
from pdia.reports.printing import html_of
from pdia.reports.rules import Kind
from tests.bench.states import State, close, counted, tell
from tests.bench.timing import Times, calibrate, ms, print_table

WARM_TIMES = 3
LOOK_EVERY = 0.02
PEAK = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
PARENT = re.compile(r"^PPid:\s+(\d+)", re.MULTILINE)


def measure_portfolio(state: State) -> None:
    """Gather and draw every document of the cycle: the first in a cold drawing server, the others in a warm one."""
    tell("portfolio: drawing")
    app = state.app()
    speed = Times()
    rows = []
    try:
        for words, kind, turns in (
            ("portfolio, cold", Kind.PORTFOLIO, 1),
            ("portfolio, warm", Kind.PORTFOLIO, WARM_TIMES),
            *((f"{kind.value}, warm", kind, WARM_TIMES) for kind in Kind if kind is not Kind.PORTFOLIO),
        ):
            try:
                rows.append((words, *_drawn(app, state, kind, turns, speed)))
            except Exception as why:  # whatever it is, the other documents are still measured
                tell(f"{words} is left out: {type(why).__name__}: {why}")
    finally:
        close(app)
    heads = ["document", "pages", "SQL", "gather ms", "draw ms", "peak MiB", "kB"]
    print_table(f"Documents of the demonstration's cycle; calibration {ms(speed.median)} ms", heads, rows)


def _drawn(app: Flask, state: State, kind: Kind, turns: int, speed: Times) -> tuple[object, ...]:
    """Pages, statements, milliseconds to gather and to draw, the largest memory of a child, and the size."""
    database: Database = app.extensions["pdia_database"]
    gather, draw, peaks, pdf, statements = Times(), Times(), [0], b"", 0
    for _ in range(turns):
        speed.take(calibrate)
        with app.app_context(), database.scope(write=False), counted(database) as asked:
            began = time.perf_counter()
            found = html_of(state.cycle, kind, "en")
            gather.taken.append((time.perf_counter() - began) * 1000)
            statements = len(asked)
        assert found is not None, "the cycle is there"
        with _peak(peaks):
            began = time.perf_counter()
            pdf = draw_in_child(found[0], title=found[1], language="en")
            draw.taken.append((time.perf_counter() - began) * 1000)
    told = ms(gather.median), ms(draw.median), f"{max(peaks) / 1024:.0f}", f"{len(pdf) / 1000:.0f}"
    return _pages(pdf, state.folder), statements, *told


def _pages(pdf: bytes, folder: Path) -> str:
    """How many pages, as poppler counts them."""
    program = shutil.which("pdfinfo")
    if program is None:
        return "?"
    file = folder / "document.pdf"
    file.write_bytes(pdf)
    said = subprocess.run([program, file], capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Pages:\s+(\d+)", said, re.MULTILINE)
    return found[1] if found else "?"


@contextmanager
def _peak(peaks: list[int]) -> Iterator[None]:
    """Watch the processes below this one and keep the largest memory that one of them ever had, in KiB."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_EVERY):
            peaks.append(max(_memory_below(os.getpid()), default=0))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _memory_below(ancestor: int) -> list[int]:
    parents, memory = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "status").read_text()
        except OSError:  # it has ended
            continue
        parent, peak = PARENT.search(status), PEAK.search(status)
        if parent and peak:
            parents[int(folder.name)], memory[int(folder.name)] = int(parent[1]), int(peak[1])
    return [peak for pid, peak in memory.items() if _is_below(pid, ancestor, parents)]


def _is_below(pid: int, ancestor: int, parents: dict[int, int]) -> bool:
    while pid := parents.get(pid, 0):
        if pid == ancestor:
            return True
    return False
