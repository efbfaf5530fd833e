"""Every question of the plan, in one place: correct the words here, logic elsewhere is not touched.

Next steps of two to four weeks and focal points that stay loose: Harvard Building State Capability's
PDIA toolkit (taking action), in our own words. What each department is asked, its target, means and
proof: after the joint plans in Singh, Miller and Closser 2024.
"""

from __future__ import annotations

from pdia.kernel.words import N_, Question

ACTION = {
    "what": Question(
        N_("What will be done?"),
        N_("One step that can be taken in the next two to four weeks."),
        N_("A card with two nurses' names and numbers on the cupboard of twelve schools"),
    ),
    "who": Question(N_("Who takes it on?")),
    "who_else": Question(
        N_("Or somebody outside the team"),
        N_("Name and office; only if nobody of the team takes it on."),
        N_("Sister Mary, health sub-centre 4"),
    ),
    "by_date": Question(N_("By when?")),
    "learn": Question(
        N_("What do we expect to learn?"),
        N_("Say it beforehand, and the step is worth taking even if it does not work as hoped."),
        N_("How often do schools ring, and about what?"),
    ),
    "cause_id": Question(N_("Which cause does it answer?")),
    "entry_point_id": Question(N_("Which starting place (entry point) does it belong to?")),
    "lead_id": Question(N_("Which department leads?")),
    "asked": Question(N_("What do we ask of this department?")),
    "may_decide": Question(
        N_("What may those who do it decide themselves?"),
        "",
        N_("Which nurses, and their hours"),
    ),
    "deliverable": Question(N_("What will be there at the end?"), "", N_("Twelve cards")),
    "target": Question(N_("How far do we want to get?"), "", N_("Every call answered within five rings")),
    "verified": Question(N_("How will we notice that it happened?"), "", N_("Nurses tick each call in a notebook")),
    "constraints": Question(
        N_("What ties the leading department's hands?"),
        N_("Duties, dates, orders that the others should know."),
        N_("Census duty until the 20th"),
    ),
    "state": Question(N_("What became of it?")),
    "reason": Question(N_("Why strike it through?"), N_("It stays readable; you can put it back.")),
}

FOCAL = {
    "text": Question(
        N_("Something for later"),
        N_("One loose line. It gets people and dates when its turn comes."),
        N_("Later: the request for next year written by both departments at one table"),
    ),
}

RESOURCE = {
    "source": Question(
        N_("Where does it come from?"), N_("A department, a fund, a group."), N_("Block office, contingency")
    ),
    "amount": Question(N_("Rupees"), N_("Leave it empty for help in kind."), N_("4500")),
    "note": Question(N_("What for, or what kind of help?"), "", N_("Fuel for two visits")),
    "pooled": Question(N_("Shared by several departments (pooled)")),
}
