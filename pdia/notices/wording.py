"""Every word of the choices about letters, in one place: what each kind is, and when it may come."""

from __future__ import annotations

from pdia.kernel.words import N_, Question
from pdia.notices.rules import Kind, When

WHEN_WORDS = {
    When.AT_ONCE: N_("at once"),
    When.DAILY: N_("once a day"),
    When.WEEKLY: N_("once a week"),
    When.OFF: N_("not as a letter"),
}

CHOICES = {
    Kind.ASKED: Question(
        N_("A question waits for me"), N_("Somebody asks you, or your department, and cannot go on without the answer.")
    ),
    Kind.HELP: Question(N_("A member asks for help"), N_("Mentors get this: what is in a team's way.")),
    Kind.TALK: Question(N_("Something was said in a discussion"), N_("Comments, replies and suggestions.")),
    Kind.WORK: Question(
        N_("The team went on"), N_("A round is opened or closed, check-ins are opened, a round note is written.")
    ),
    Kind.REMINDER: Question(
        N_("A day has come"), N_("A round or an action has come to its day. At most three times, then never again.")
    ),
}

HOUR = Question(N_("At which hour?"), N_("For letters that come once a day or once a week."))
WEEKDAY = Question(N_("On which day of the week?"), N_("For letters that come once a week."))
