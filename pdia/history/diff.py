"""The difference between two texts, word by word, for people to read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\s+|[^\s]+")
MOST_PIECES = 4000


@dataclass(frozen=True)
class Piece:
    """A run of text that both have (same), or only the later (added) or only the earlier (removed)."""

    kind: str
    text: str


def differences(earlier: str, later: str) -> list[Piece]:
    """What became of `earlier`: the pieces in reading order. Very long texts are compared as wholes."""
    if earlier == later:
        return [Piece("same", later)] if later else []
    old, new = _PIECES.findall(earlier), _PIECES.findall(later)
    if len(old) + len(new) > MOST_PIECES:
        return [Piece("removed", earlier), Piece("added", later)]
    pieces: list[Piece] = []
    for tag, first, last, start, end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(new[start:end])))
            continue
        if last > first:
            pieces.append(Piece("removed", "".join(old[first:last])))
        if end > start:
            pieces.append(Piece("added", "".join(new[start:end])))
    return pieces
