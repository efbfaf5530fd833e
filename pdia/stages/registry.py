"""The stages of the method, entered once each: what the factory puts into the application."""

from __future__ import annotations

from flask import Blueprint

from pdia.stages.problem import views as problem_views


def blueprints() -> list[Blueprint]:
    """The pages of every stage, in the method's order."""
    return [problem_views.bp]
