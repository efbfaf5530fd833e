"""Addresses of static files with their content's hash, so that a phone fetches each version once."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from pdia.kernel.paths import STATIC


@lru_cache(maxsize=512)
def _stamp(name: str, changed: int) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a file under ``static/``: ``/static/css/app.css?v=1a2b3c4d5e``."""
    file = STATIC / name
    return f"/static/{name}?v={_stamp(name, file.stat().st_mtime_ns)}"
