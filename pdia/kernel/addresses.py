"""Numbers in addresses: what cannot be the number of a row is no page, on either database.

SQLite would fail beyond 64 bits and PostgreSQL beyond the 32 of its keys; Python reads digits of
every script and refuses to read very many. Here all of that ends in the same plain 404.
"""

from __future__ import annotations

import re

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

BIGGEST = 2**31 - 1
_DIGITS = re.compile(r"[0-9]{1,10}")


def row_number(text: str) -> int:
    """The number of a row as an address or a form says it; ValueError for anything that cannot be one."""
    if not _DIGITS.fullmatch(text) or int(text) > BIGGEST:
        raise ValueError(text[:20])
    return int(text)


class RowNumber(IntegerConverter):
    """``<int:...>`` in an address."""

    regex = "[0-9]{1,10}"

    def to_python(self, value: str) -> int:
        """The number, or no match at all."""
        try:
            return row_number(value)
        except ValueError:
            raise ValidationError from None


def set_up_addresses(app: Flask) -> None:
    """Let `app` read the numbers in its addresses so."""
    app.url_map.converters["int"] = RowNumber
