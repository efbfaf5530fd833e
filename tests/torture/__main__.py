"""``python -m tests.torture``: SIGKILL the web process while people save; no acknowledged save may be missing.

Exits with 1 when a save was lost or the site refused one. Everything runs on 127.0.0.1 and ends by itself.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.bench.timing import print_table
from tests.torture.kills import Outcome, torture


def main() -> None:
    """Torture the databases that were asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="how often on each database (%(default)s)")
    parser.add_argument("--on", action="append", choices=("sqlite", "postgres"), help="one database instead of both")
    asked = parser.parse_args()
    rows, bad = [], False
    for kind in asked.on or ("sqlite", "postgres"):
        began = time.monotonic()
        outcome = torture(kind, asked.kills)
        rows.append(_row(kind, outcome, time.monotonic() - began))
        for words in [*outcome.lost[:20], *outcome.refused[:20]]:
            print(f"{kind}: {words}")
        bad = bad or bool(outcome.lost or outcome.failed)
    heads = ["database", "kills", "saves ok", "refused", "unknown", "lost", "seconds"]
    print_table("Eight people save, the web process is killed", heads, rows)
    sys.exit(1 if bad else 0)


def _row(kind: str, outcome: Outcome, seconds: float) -> tuple[object, ...]:
    lost = len(outcome.lost)
    return kind, outcome.kills, outcome.ok, outcome.failed, outcome.unknown, lost, f"{seconds:.0f}"


if __name__ == "__main__":
    main()
