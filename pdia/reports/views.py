"""The documents of a cycle: a page that offers them, and the PDFs themselves."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, render_template, request, url_for
from flask_babel import get_locale

from pdia.access.guard import needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import load_cycle
from pdia.kernel import clock
from pdia.kernel.db import Database
from pdia.kernel.sharing import whatsapp_link
from pdia.kernel.words import N_, Message
from pdia.reports import printing  # noqa: F401  its job is known once it is imported
from pdia.reports.operations import ask_for, mark_of
from pdia.reports.plain import text_of_plan, text_of_round
from pdia.reports.queries import find_print
from pdia.reports.rules import FAILED, KIND_ABOUT, KIND_WORDS, TOO_LONG, Kind, PrintState

bp = Blueprint("reports", __name__, url_prefix="/cycles/<int:cycle_id>")
WAIT_SECONDS = 3


@bp.get("/portfolio")
@needs(Right.CYCLE_READ, load_cycle)
def portfolio_page(cycle: Cycle) -> str:
    """What can be printed of this cycle."""
    return render_template("reports/offer.html", cycle=cycle, kinds=KIND_WORDS, about=KIND_ABOUT)


@bp.get("/portfolio.pdf")
@needs(Right.CYCLE_READ, load_cycle)
def portfolio(cycle: Cycle) -> Any:
    """The PDF of the cycle's latest revision, else 202 with a page that waits for it.

    ``?translations=1`` prints the working translations beside their originals, too.
    """
    return _document(cycle, Kind.TRANSLATED if request.args.get("translations") else Kind.PORTFOLIO)


@bp.get("/<what>.pdf")
@needs(Right.CYCLE_READ, load_cycle)
def document(cycle: Cycle, what: str) -> Any:
    """One of the other documents: the causes on A3, the plan on a page, the full history."""
    if what not in set(Kind):
        abort(404)
    return _document(cycle, Kind(what))


@bp.get("/copy/plan")
@needs(Right.CYCLE_READ, load_cycle)
def copy_plan(cycle: Cycle) -> str:
    """The plan as plain text, to copy into a group."""
    text = text_of_plan(cycle, clock.today())
    return _copy(cycle, text, N_("The plan"), url_for("plan.show", cycle_id=cycle.id))


@bp.get("/copy/rounds/<int:number>")
@needs(Right.CYCLE_READ, load_cycle)
def copy_round(cycle: Cycle, number: int) -> str:
    """The note of one round as plain text, to copy into a group."""
    text = text_of_round(cycle, number) or abort(404)
    back = url_for("iterations.show_round", cycle_id=cycle.id, number=number)
    return _copy(cycle, text, Message(N_("Round %(number)s"), {"number": number}), back)


def _copy(cycle: Cycle, text: str, what: str | Message, back: str) -> str:
    return render_template("reports/copy.html", cycle=cycle, text=text, what=what, back=back, link=whatsapp_link(text))


def _document(cycle: Cycle, kind: Kind) -> Any:
    language = str(get_locale() or "en")
    found = find_print(cycle.id, kind, language, with_pdf=True)
    current = found is not None and found.mark == mark_of(cycle)
    if found is not None and current and found.state == PrintState.READY and found.pdf:
        name = f"pdia-{cycle.id}-{kind.value}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return Response(found.pdf, mimetype="application/pdf", headers=headers)
    if found is not None and current and found.state == PrintState.TOO_LONG:
        return render_template("reports/stuck.html", cycle=cycle, words=TOO_LONG, kinds=KIND_WORDS.items()), 409
    if found is not None and current and found.state == PrintState.FAILED:
        _ask(cycle, kind, language)
        return render_template("reports/stuck.html", cycle=cycle, words=FAILED, kinds=[]), 503
    _ask(cycle, kind, language)
    page = render_template("reports/waiting.html", cycle=cycle, what=KIND_WORDS[kind], seconds=WAIT_SECONDS)
    return page, 202, {"Refresh": str(WAIT_SECONDS)}


def _ask(cycle: Cycle, kind: Kind, language: str) -> None:
    """Promise the document in a transaction of its own: this request only reads."""
    database: Database = current_app.extensions["pdia_database"]
    with database.scope(write=True) as own:
        ask_for(cycle, kind, language)
        own.commit()
    current_app.extensions["pdia_waker"]().wake()
