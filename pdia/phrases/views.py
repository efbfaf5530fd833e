"""The institute's phrases: everybody at the institute may read them, its course coordinators keep them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right, may
from pdia.cycles.rules import STAGE_WORDS, Stage
from pdia.history.saving import refuse_here, save_form
from pdia.kernel.i18n import say
from pdia.kernel.words import N_, Message, Refusal
from pdia.phrases.forms import PhraseForm
from pdia.phrases.models import Phrase
from pdia.phrases.operations import add_phrase, begin_phrases, save_phrase, strike_phrase, unstrike_phrase
from pdia.phrases.queries import find_phrase, list_all
from pdia.phrases.rules import SORT_WORDS, SOURCE_WORDS, Sort
from pdia.phrases.starting import STARTING
from pdia.phrases.wording import ANY_STAGE

bp = Blueprint("phrases", __name__, url_prefix="/phrases")


def _form(form: PhraseForm) -> PhraseForm:
    return form.offer([(stage.value, say(words)) for stage, words in STAGE_WORDS.items()], say(ANY_STAGE))


def _page(form: PhraseForm | None = None) -> str:
    phrases = list_all(actor().institute_id)
    wanted = request.args.get("stage", "")
    stages = [(stage.value, words) for stage, words in STAGE_WORDS.items()] + [("", ANY_STAGE)]
    form = form if form is not None else PhraseForm(formdata=None, data={"sort": Sort.PROMPT.value})
    return render_template(
        "phrases/index.html",
        by_stage=[
            (stage, words, rows)
            for stage, words in stages
            if (rows := [one for one in phrases if one.stage == stage and not one.struck])
        ],
        struck=[one for one in phrases if one.struck],
        wanted=wanted if wanted in set(Stage) else None,
        form=_form(form),
        may_run=may(actor(), Right.INSTITUTE_RUN),
        has_method=any(one.source == "method" for one in phrases),
        starting=len(STARTING),
        sorts=SORT_WORDS,
        sources=SOURCE_WORDS,
    )


def _load(phrase_id: int) -> Phrase:
    return find_phrase(actor().institute_id, phrase_id) or abort(404)


@bp.get("")
@needs(Right.ACCOUNT_OWN)
def index() -> str:
    """The phrases by step."""
    return _page()


@bp.post("/begin")
@needs(Right.INSTITUTE_RUN)
def begin() -> Any:
    """Put the method's lines into the list, in the language of this page."""
    count = begin_phrases(actor().institute_id, say, by=actor())
    words = N_("%(count)s phrases are in your list now. Change what is said otherwise here.")
    return done(url_for("phrases.index"), Message(words, {"count": count}))


@bp.post("")
@needs(Right.INSTITUTE_RUN)
def add() -> Any:
    """Add a phrase of the institute's own."""
    form = _form(PhraseForm())
    values = form.checked()
    form.need("text", "stage", "sort")
    try:
        if form.is_good:
            add_phrase(actor().institute_id, **values, by=actor())
            return done(url_for("phrases.index"), N_("The phrase is in the list."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _page(form))
    return _page(form), 422


def _edit_page(phrase: Phrase, form: PhraseForm | None = None) -> str:
    form = form if form is not None else PhraseForm(formdata=None, obj=phrase)
    return render_template("phrases/edit.html", phrase=phrase, form=_form(form), sources=SOURCE_WORDS)


@bp.get("/<int:phrase_id>")
@needs(Right.INSTITUTE_RUN)
def edit(phrase_id: int) -> str:
    """The form to change a phrase."""
    return _edit_page(_load(phrase_id))


@bp.post("/<int:phrase_id>")
@needs(Right.INSTITUTE_RUN)
def save(phrase_id: int) -> Any:
    """Change a phrase."""
    phrase = _load(phrase_id)
    form = _form(PhraseForm(obj=phrase))
    return save_form(
        form,
        lambda: phrase,
        lambda values, bases: save_phrase(phrase, values, bases, by=actor()),
        show=lambda: _edit_page(_load(phrase_id), form),
        back=url_for("phrases.index"),
    )


@bp.post("/<int:phrase_id>/strike")
@needs(Right.INSTITUTE_RUN)
def strike(phrase_id: int) -> Any:
    """Take a phrase out."""
    strike_phrase(_load(phrase_id), by=actor())
    return done(url_for("phrases.index"), N_("Taken out. It can be put back."))


@bp.post("/<int:phrase_id>/unstrike")
@needs(Right.INSTITUTE_RUN)
def unstrike(phrase_id: int) -> Any:
    """Offer a phrase again."""
    unstrike_phrase(_load(phrase_id), by=actor())
    return done(url_for("phrases.index"), N_("The phrase is back."))
