"""Who is at the same place just now: files under ``instance/presence``, never the database.

One file for each person at each place; its time says when they were last there. Every process that
shares the instance folder shares this, and losing it costs nothing.
"""

from __future__ import annotations

import time
from pathlib import Path

from flask import current_app

HERE = 30
"""Seconds after which somebody counts as gone."""
FORGOTTEN = 3600


def note(place: str, account_id: int, name: str) -> list[str]:
    """Write that a person is at `place` ("cycle:7"), and give the names of the others there, by name."""
    folder: Path = current_app.extensions["pdia_settings"].instance / "presence" / place.replace(":", "-")
    folder.mkdir(parents=True, exist_ok=True)
    own = folder / str(account_id)
    own.write_text(name, encoding="utf-8")
    now, others = time.time(), []
    for file in folder.iterdir():
        try:
            away = now - file.stat().st_mtime
            if away > FORGOTTEN:
                file.unlink(missing_ok=True)
            elif away <= HERE and file != own:
                others.append(file.read_text(encoding="utf-8"))
        except OSError:  # taken away at this very moment by somebody else's visit
            continue
    return sorted(set(others))
