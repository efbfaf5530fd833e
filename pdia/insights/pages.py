"""What the pages of this slice share: the blueprint, and how a team is loaded."""

from __future__ import annotations

from flask import Blueprint

from pdia.teams.models import Team
from pdia.teams.queries import find_team

bp = Blueprint("insights", __name__)


def load_team(team_id: int) -> Team | None:
    """The loader for guarded views under ``/teams/<id>``."""
    return find_team(team_id)
