"""The questions asked when people are enrolled, one place."""

from __future__ import annotations

from pdia.kernel.words import N_, Question

PERSON = {
    "name": Question(N_("Name"), N_("As colleagues write it; initials and dots are fine."), N_("Priya K.")),
    "login": Question(
        N_("Login name"), N_("Leave it empty and it is made from the name. It cannot be changed later."), N_("priya.k")
    ),
    "email": Question(N_("E-mail"), N_("For notices. Not needed to sign in.")),
    "mobile": Question(N_("Mobile number"), N_("Ten digits. Not needed to sign in.")),
    "language": Question(N_("Language of the pages")),
}
POSTING = {
    "department_id": Question(N_("Department"), N_("Leave it open for mentors and others without a posting.")),
    "new_department_id": Question(N_("Department")),
    "designation_id": Question(N_("Designation")),
    "place_id": Question(N_("Place of work")),
    "starts_on": Question(N_("In this posting since"), N_("Left open, it counts from today.")),
    "transferred_on": Question(N_("From which day?"), N_("The posting before it ends the day before.")),
    "memberships": Question(
        N_("In which teams do they act in the new posting?"),
        N_("What they wrote so far keeps the posting of that day."),
    ),
}
ENROL = Question(N_("Who?"), N_("Their login name, e-mail or mobile number."))
