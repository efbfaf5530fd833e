"""Login names made from names, in whatever script, and what cannot be enrolled. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from pdia.kernel.words import N_

LOGIN_LIMIT = 30
NEEDS_NAME = N_("Write the person's name.")
NEEDS_DEPARTMENT = N_("Choose the department of this posting.")
NO_SUCH_POSTING = N_("Choose somebody from the list.")
_TITLES = {"dr", "mr", "mrs", "ms", "smt", "shri", "sri", "prof", "do"}
_PLAIN = re.compile(r"[^a-z0-9]+")


def propose_login(name: str, taken: Collection[str] = ()) -> str:
    """A login name that can be typed on any keyboard: "Dr Priya K." becomes priya.k.

    Malayalam, Hindi and Assamese names are spelled by the names of their letters; a name of which
    nothing can be spelled becomes "person". Numbers keep the names apart.
    """
    words = [word for word in _PLAIN.split(spell(name)) if word]
    words = [word for word in words if word not in _TITLES] or words or ["person"]
    stem = ".".join(words)[:LOGIN_LIMIT].strip(".")
    if len(stem) < 2:
        stem = f"person.{stem}"
    numbered = (f"{stem}{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (stem, *numbered) if free not in taken)


def spell(text: str) -> str:
    """`text` in plain small Latin letters, roughly as it is spoken; what is no letter stays."""
    out = ""
    for sign in unicodedata.normalize("NFKC", text):
        category = unicodedata.category(sign)
        if ord(sign) < 0x0900:
            plain = unicodedata.normalize("NFKD", sign)
            out += "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
            continue
        kind, _, sound = unicodedata.name(sign, "").partition(" LETTER ")
        if sound:
            out += _sound(sound.removeprefix("CHILLU "))
        elif "VOWEL SIGN" in kind:
            out = out.removesuffix("a") + _sound(kind.rpartition("SIGN ")[2])
        elif kind.endswith(("VIRAMA", "HALANTA")):
            out = out.removesuffix("a")
        elif kind.endswith(("ANUSVARA", "CANDRABINDU")):
            out += "m"
        elif category == "Nd":
            out += str(unicodedata.digit(sign))
        elif category[0] == "Z":
            out += " "
    return out.lower()


_SAID = {"ca": "cha", "cha": "chha", "llla": "zha", "lll": "zh", "rr": "r"}


def _sound(name: str) -> str:
    """The sound of a letter's Unicode name: NNA is na, TTHA is tha, II is i, LLLA is zha."""
    name = name.partition(" WITH ")[0].rpartition(" ")[2].lower()
    return _SAID.get(name) or re.sub(r"(.)\1+", r"\1", name)
