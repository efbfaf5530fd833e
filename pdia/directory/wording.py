"""The questions of the directory, one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

DEPARTMENT = {
    "name": Question(N_("Name of the department"), N_("As it stands on its letters."), N_("Public Health Engineering")),
    "letter": Question(
        N_("Letters of its chip"),
        N_("One to three letters, different from the others. The chip stands for the department on every page."),
        N_("PH"),
    ),
}
PLACE = {
    "name": Question(N_("Name of the place"), "", N_("Block 3")),
    "level": Question(N_("Level")),
    "parent_id": Question(N_("It lies in"), N_("The next higher place, if it is in the list.")),
}
DESIGNATION = {
    "name": Question(N_("Name of the office"), "", N_("Block Development Officer")),
    "level": Question(N_("Level")),
    "department_id": Question(N_("Department"), N_("Leave it open when several departments have such an office.")),
}
