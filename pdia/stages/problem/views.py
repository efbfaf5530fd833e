"""The pages of the problem stage."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, url_for

from pdia.access.guard import actor, done, needs
from pdia.access.policy import Right
from pdia.cycles.models import Cycle
from pdia.cycles.page import carry_because, load_cycle, stage_page, stage_url
from pdia.cycles.rules import Stage
from pdia.directory.queries import list_departments
from pdia.history.saving import refuse_here, save_form
from pdia.kernel import clock
from pdia.kernel.words import N_, Refusal
from pdia.stages.problem.digest import problem_content
from pdia.stages.problem.forms import EvidenceForm, MeasurementForm, ProblemForm, StrikeForm
from pdia.stages.problem.hints import hints_for_problem
from pdia.stages.problem.models import Evidence
from pdia.stages.problem.operations import (
    add_evidence,
    add_measurement,
    save_evidence,
    save_problem,
    strike_evidence,
    unstrike_evidence,
)
from pdia.stages.problem.queries import (
    find_evidence,
    find_first_statement,
    get_problem,
    list_evidence,
    list_measurements,
)
from pdia.stages.problem.rules import FIRST

bp = Blueprint("problem", __name__, url_prefix="/cycles/<int:cycle_id>/problem")
carry_because(bp)


def _page(cycle: Cycle, form: ProblemForm | None = None, evidence_form: EvidenceForm | None = None) -> str:
    problem = get_problem(cycle.id, cycle.institute_id)
    evidence = list_evidence(cycle.id)
    return stage_page(
        cycle,
        Stage.PROBLEM,
        "problem/show.html",
        hints=hints_for_problem(problem_content(problem, evidence)),
        problem=problem,
        form=form if form is not None else ProblemForm(formdata=None, obj=problem),
        first=FIRST,
        first_statement=find_first_statement(problem),
        evidence=evidence,
        measurements=list_measurements(cycle.id) if evidence else [],
        evidence_form=_offered(cycle, evidence_form, list(evidence)),
    )


def _offered(cycle: Cycle, form: EvidenceForm | None, evidence: list[Evidence]) -> EvidenceForm:
    form = form if form is not None else EvidenceForm(formdata=None)
    return form.offer(
        [(str(department.id), department.name) for department in list_departments(cycle.institute_id)],
        [(str(row.id), row.measure) for row in evidence if row.figure and not row.struck and not row.rival_of_id],
    )


@bp.get("")
@needs(Right.CYCLE_READ, load_cycle)
def show(cycle: Cycle) -> str:
    """The problem page: question, evidence, first and current version."""
    return _page(cycle)


@bp.post("")
@needs(Right.CYCLE_EDIT, load_cycle)
def save(cycle: Cycle) -> Any:
    """Save the problem, whole or one field."""
    problem = get_problem(cycle.id, cycle.institute_id)
    form = ProblemForm(obj=problem)

    def write(values: Any, bases: Any) -> None:
        save_problem(cycle, values, bases, by=actor())

    return save_form(
        form,
        lambda: get_problem(cycle.id, cycle.institute_id),
        write,
        show=lambda: _page(cycle, form=form),
        back=stage_url(cycle, Stage.PROBLEM),
    )


@bp.post("/evidence")
@needs(Right.CYCLE_EDIT, load_cycle)
def add(cycle: Cycle) -> Any:
    """Add a piece of evidence."""
    form = _offered(cycle, EvidenceForm(), list(list_evidence(cycle.id)))
    values = form.checked()
    try:
        if form.is_good:
            add_evidence(cycle, values, by=actor())
            return done(stage_url(cycle, Stage.PROBLEM) + "#evidence", N_("Added to the evidence."))
    except Refusal as refusal:
        return refuse_here(form, refusal, lambda: _page(cycle, evidence_form=form))
    return _page(cycle, evidence_form=form), 422


def _load_evidence(cycle: Cycle, evidence_id: int) -> Evidence:
    return find_evidence(cycle.id, evidence_id) or abort(404)


def _evidence_page(
    cycle: Cycle,
    row: Evidence,
    form: EvidenceForm | None = None,
    again: MeasurementForm | None = None,
    strike: StrikeForm | None = None,
) -> str:
    form = form if form is not None else EvidenceForm(formdata=None, obj=row)
    again = again if again is not None else MeasurementForm(formdata=None)
    for field in again:  # the same names stand in the form that corrects
        field.id = f"again-{field.name}"
    return stage_page(
        cycle,
        Stage.PROBLEM,
        "problem/evidence.html",
        row=row,
        evidence_form=_offered(cycle, form, []),
        measurement_form=again,
        measurements=[measured for measured in list_measurements(cycle.id) if measured.evidence_id == row.id],
        strike_form=strike if strike is not None else StrikeForm(formdata=None),
    )


@bp.get("/evidence/<int:evidence_id>")
@needs(Right.CYCLE_READ, load_cycle)
def show_evidence(cycle: Cycle, evidence_id: int) -> str:
    """One piece of evidence, to correct, measure again or strike."""
    return _evidence_page(cycle, _load_evidence(cycle, evidence_id))


@bp.post("/evidence/<int:evidence_id>")
@needs(Right.CYCLE_EDIT, load_cycle)
def edit_evidence(cycle: Cycle, evidence_id: int) -> Any:
    """Correct a piece of evidence."""
    row = _load_evidence(cycle, evidence_id)
    form = _offered(cycle, EvidenceForm(obj=row), [])

    def write(values: Any, bases: Any) -> None:
        save_evidence(cycle, row, values, bases, by=actor())

    return save_form(
        form,
        lambda: row,
        write,
        show=lambda: _evidence_page(cycle, row, form),
        back=stage_url(cycle, Stage.PROBLEM) + "#evidence",
    )


@bp.post("/evidence/<int:evidence_id>/measure")
@needs(Right.CYCLE_EDIT, load_cycle)
def measure(cycle: Cycle, evidence_id: int) -> Any:
    """Add a later figure for the same measure."""
    row = _load_evidence(cycle, evidence_id)
    form = MeasurementForm()
    values = form.checked()
    form.need("figure")
    if not form.is_good:
        return _evidence_page(cycle, row, again=form), 422
    add_measurement(
        cycle, row, values["figure"], values.get("as_of") or clock.today(), values.get("source") or "", by=actor()
    )
    return done(
        url_for("problem.show_evidence", cycle_id=cycle.id, evidence_id=row.id),
        N_("The new figure stands beside the first."),
    )


@bp.post("/evidence/<int:evidence_id>/strike")
@needs(Right.CYCLE_EDIT, load_cycle)
def strike(cycle: Cycle, evidence_id: int) -> Any:
    """Strike a piece of evidence through."""
    row, form = _load_evidence(cycle, evidence_id), StrikeForm()
    values = form.checked()
    if not form.is_good:
        return _evidence_page(cycle, row, strike=form), 422
    strike_evidence(cycle, row, values.get("reason") or "", by=actor())
    return done(
        stage_url(cycle, Stage.PROBLEM) + "#evidence", N_("Struck through. It stays readable, and you can put it back.")
    )


@bp.post("/evidence/<int:evidence_id>/unstrike")
@needs(Right.CYCLE_EDIT, load_cycle)
def unstrike(cycle: Cycle, evidence_id: int) -> Any:
    """Put a struck piece of evidence back."""
    unstrike_evidence(cycle, _load_evidence(cycle, evidence_id), by=actor())
    return done(stage_url(cycle, Stage.PROBLEM) + "#evidence", N_("Put back."))
