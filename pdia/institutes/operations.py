"""Making an institute. Only the command line and the demonstration do."""

from __future__ import annotations

from pdia.institutes.models import Institute
from pdia.kernel.db import session


def add_institute(name: str, *, zone: str = "Asia/Kolkata") -> Institute:
    """A new institute, empty."""
    institute = Institute(name=name, zone=zone)
    session.add(institute)
    session.flush()  # everything else belongs to its id
    return institute
