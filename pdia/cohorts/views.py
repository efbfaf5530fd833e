"""Pages of the cohorts slice."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("cohorts", __name__)
