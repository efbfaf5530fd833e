"""How a form that adds or changes rows is answered: done, or the page again with what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.wrappers import Response

from pdia.history.saving import refuse_here
from pdia.kernel.fields import PartForm
from pdia.kernel.words import Refusal


def answer(form: PartForm, do: Callable[[dict[str, Any]], Response], show: Callable[[], str]) -> Any:
    """Check the form and `do` what it asks; `show` renders the page again when it is refused (422)."""
    values = form.checked()
    try:
        if form.is_good:
            return do(values)
    except Refusal as refusal:
        return refuse_here(form, refusal, show)
    return show(), 422
