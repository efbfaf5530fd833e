"""The stages of the method, entered once each: what the factory puts into the application."""

from __future__ import annotations

from flask import Blueprint

from pdia.stages.entry_points import views as entry_points_views
from pdia.stages.fishbone import views as fishbone_views
from pdia.stages.ideas import views as ideas_views
from pdia.stages.iterations import views as _iterations_views  # noqa: F401  enters its addresses
from pdia.stages.iterations.pages import bp as iterations_bp
from pdia.stages.plan import views as plan_views
from pdia.stages.problem import views as problem_views
from pdia.stages.reflection import views as reflection_views


def blueprints() -> list[Blueprint]:
    """The pages of every stage, in the method's order."""
    return [
        problem_views.bp,
        fishbone_views.bp,
        entry_points_views.bp,
        ideas_views.bp,
        plan_views.bp,
        iterations_bp,
        reflection_views.bp,
    ]
