"""The job that draws: gathers the cycle as plain data, writes the HTML, draws it in a child.

Reading, drawing and keeping are three separate steps, so that no transaction is open while a slow
document is drawn and ten at once never slow the site.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import current_app, g, render_template
from flask_babel import force_locale

from pdia.cycles.queries import find_cycle
from pdia.institutes.models import Institute
from pdia.kernel.db import Database, session
from pdia.kernel.jobs import work
from pdia.reports.content import content_of
from pdia.reports.operations import keep, mark_of
from pdia.reports.pdf import DrawingFailed, TooLong, draw_in_child
from pdia.reports.rules import Kind, PrintState

log = logging.getLogger("pdia.reports")


@work("print")
def draw(args: dict[str, Any]) -> None:
    """Draw one document of a cycle. Safe to run twice: the later one replaces the earlier."""
    kind, language = Kind(args["kind"]), str(args["language"])
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=False):
        found = html_of(int(args["cycle_id"]), kind, language)
    if found is None:
        return
    html, title, mark = found
    pdf, state = None, PrintState.READY
    try:
        pdf = draw_in_child(html, title=title, language=language)
    except TooLong as limit:  # time may only have been short because the machine was busy: that is tried again
        state = PrintState.FAILED if limit.limit == "time" else PrintState.TOO_LONG
    except DrawingFailed:
        log.exception("could not draw %s of cycle %s", kind, args["cycle_id"])
        state = PrintState.FAILED
    keep(int(args["cycle_id"]), kind, language, mark, state, pdf)


def html_of(cycle_id: int, kind: Kind, language: str) -> tuple[str, str, str] | None:
    """The document as HTML, its title, and the mark of what it shows; None when the cycle is gone."""
    cycle = find_cycle(cycle_id)
    if cycle is None:
        return None
    with current_app.test_request_context(), force_locale(language):
        g.zone = session.get_one(Institute, cycle.institute_id).zone
        html = render_template(f"reports/{kind.value}.html", **content_of(cycle, kind, language))
    return html, f"{cycle.title} · {cycle.team.name}", mark_of(cycle)
