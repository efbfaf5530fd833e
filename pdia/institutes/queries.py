"""Finding institutes."""

from __future__ import annotations

from sqlalchemy import select

from pdia.institutes.models import Institute
from pdia.kernel.db import session
from pdia.kernel.text import fold


def find_institute_called(name: str) -> Institute | None:
    """The institute of this name, however it is capitalised, or None."""
    return next((row for row in session.scalars(select(Institute)) if fold(row.name) == fold(name)), None)
