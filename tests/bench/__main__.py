"""``python -m tests.bench``: how quick and how light the pages are. It measures and never fails on a time."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import UTC, datetime

from tests.bench import browsing, pages, portfolio, serving
from tests.bench.states import states
from tests.bench.synthetic import SMALL, Sizes

PARTS = {
    "pages": "statements and milliseconds of every stage page and save, in-process, beside the floor",
    "serving": "requests a second with two processes; answers while slow phones drip a form",
    "browser": "bytes, requests, largest paint and load on a slow line, in Chromium",
    "portfolio": "time and memory of drawing the team record",
}


def main() -> None:
    """Run the parts that were asked for, on the databases that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parts = "; ".join(f"{name}: {words}" for name, words in PARTS.items())
    parser.add_argument("--only", action="append", choices=PARTS, metavar="NAME", help=f"run one part ({parts})")
    parser.add_argument("--on", action="append", choices=("sqlite", "postgres"), help="one database instead of both")
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is fetched (%(default)s)")
    parser.add_argument("--small", action="store_true", help="a small state around the team, to try the bench")
    asked = parser.parse_args()
    print(f"pdia, {datetime.now(UTC):%d %b %Y}, Python {platform.python_version()}, {os.cpu_count()} cores", end=", ")
    print(f"load {os.getloadavg()[0]:.1f} at the start")
    wanted = asked.only or list(PARTS)
    for kind in asked.on or ("sqlite", "postgres"):
        if "pages" in wanted:
            with states(kind, SMALL if asked.small else Sizes()) as found:
                pages.measure_pages(kind, found, asked.rounds)
        if "serving" in wanted:
            with states(kind, None) as found:
                serving.measure_serving(kind, found[0])
    if {"browser", "portfolio"} & set(wanted):
        with states("sqlite", None) as found:
            if "browser" in wanted:
                browsing.measure_browser(found[0])
            if "portfolio" in wanted:
                portfolio.measure_portfolio(found[0])


if __name__ == "__main__":
    main()
