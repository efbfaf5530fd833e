"""Where the files lie that are not code: the same in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def _beside_or_inside(name: str) -> Path:
    """`name` at the top of the checkout, or the copy that a built wheel carries inside the package."""
    carried = PACKAGE / "_carried" / name
    return carried if carried.is_dir() else PACKAGE.parent / name


TEMPLATES = _beside_or_inside("templates")
STATIC = _beside_or_inside("static")
CURRICULA = _beside_or_inside("curricula")
MIGRATIONS = PACKAGE / "migrations"
TRANSLATIONS = PACKAGE / "translations"
DEFAULT_INSTANCE = PACKAGE.parent / "instance"
