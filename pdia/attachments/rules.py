"""How many files, and how long their captions. Standard library only."""

from __future__ import annotations

from pdia.kernel.words import N_

CAPTION_LIMIT = 200
MOST_FILES = 100
TOO_MANY = N_("This cycle has %(most)s photos and papers already.")
