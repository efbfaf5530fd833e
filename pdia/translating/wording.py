"""Every question about a working translation, in one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

TRANSLATION = {
    "language": Question(N_("Into which language?")),
    "text": Question(N_("The translation"), N_("A rough one helps already; others can write on at it.")),
    "reason": Question(N_("Why do you strike it through?"), N_("It stays readable; you can put it back.")),
}
