"""The addresses of photos and papers beside a stage."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, current_app, render_template, request
from werkzeug.wrappers import Response

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.attachments.models import Attachment
from pdia.attachments.operations import attach, set_struck
from pdia.attachments.queries import find_attachment
from pdia.attachments.rules import CAPTION_LIMIT
from pdia.cycles.models import Cycle
from pdia.cycles.operations import begin_work
from pdia.cycles.page import load_cycle, stage_url
from pdia.cycles.rules import STAGE_PATHS, STAGE_WORDS, Stage
from pdia.cycles.targets import labels_of
from pdia.kernel.db import session
from pdia.kernel.fields import TOO_LONG
from pdia.kernel.files import NO_FILE, keep_file, path_of
from pdia.kernel.settings import Settings
from pdia.kernel.text import clean_line, storable
from pdia.kernel.words import N_, Refusal

bp = Blueprint("files", __name__, url_prefix="/cycles/<int:cycle_id>/files")
_BY_PATH = {path: stage for stage, path in STAGE_PATHS.items()}


def _folder() -> Any:
    settings: Settings = current_app.extensions["pdia_settings"]
    return settings.instance / "files"


def _stage(path: str) -> Stage:
    return _BY_PATH.get(path) or abort(404)


def _form(cycle: Cycle, stage: Stage, refusal: Refusal | None = None) -> str:
    return render_template(
        "attachments/add.html",
        cycle=cycle,
        stage=stage,
        path=STAGE_PATHS[stage],
        stage_name=STAGE_WORDS[stage],
        back=stage_url(cycle, stage),
        questions=labels_of(stage),
        refusal=refusal,
        about=request.form.get("about", ""),
        caption=storable(request.form.get("caption", "")),
        limit=CAPTION_LIMIT,
    )


@bp.get("/<stage>/new")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle, stage: str) -> str:
    """Choose a photo or a PDF."""
    return _form(cycle, _stage(stage))


@bp.post("/<stage>/new")
@needs(Right.CYCLE_EDIT, load_cycle)
def do_add(cycle: Cycle, stage: str) -> Any:
    """Put the file beside the stage. The text of the page was saved before and is never blocked by it."""
    known = _stage(stage)
    sent = request.files.get("file")
    try:
        if sent is None or not sent.filename:
            raise Refusal(NO_FILE, field="file")
        caption = clean_line(request.form.get("caption", ""))
        if len(caption) > CAPTION_LIMIT:
            raise Refusal(TOO_LONG, field="caption", limit=CAPTION_LIMIT, length=len(caption))
        about = request.form.get("about", "")
        where = begin_work(cycle, actor())  # before the file: a paused cycle keeps none
        kept = keep_file(sent.stream, _folder())
        about = about if about in labels_of(known) else ""
        attach(cycle.institute_id, known, kept, about=about, caption=caption, by=actor(), where=where)
    except Refusal as refusal:
        if refusal.status in (403, 409):
            raise
        session.rollback()
        return _form(load_cycle(cycle.id) or cycle, known, refusal), refusal.status
    return done(stage_url(cycle, known) + "#files", N_("The file lies beside this step now."))


def _own(cycle: Cycle, attachment_id: int) -> Attachment:
    return find_attachment(cycle.id, attachment_id) or abort(404)


@bp.get("/<int:attachment_id>")
@needs(Right.CYCLE_READ, load_cycle)
def download(cycle: Cycle, attachment_id: int) -> Any:
    """The file itself, always as an attachment: what people send is never run as a page."""
    row = _own(cycle, attachment_id)
    file = path_of(_folder(), row.sha)
    if not file.is_file():
        abort(404)
    ending = "pdf" if row.mime == "application/pdf" else "jpg"
    name = f"pdia-{cycle.id}-{row.id}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file.read_bytes(), mimetype=row.mime, headers=headers)


@bp.post("/<int:attachment_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, attachment_id: int) -> Any:
    """Take a file away, or put it back."""
    row = _own(cycle, attachment_id)
    struck = request.form.get("struck") != "no"
    set_struck(row, struck=struck, by=actor(), where=begin_work(cycle, actor()))
    said = N_("Taken away. You can put it back.") if struck else N_("Put back.")
    return done(stage_url(cycle, Stage(row.stage)) + "#files", said)
