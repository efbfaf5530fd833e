"""Shape checks of the choices about letters."""

from __future__ import annotations

from pdia.kernel.fields import Choice, PartForm
from pdia.notices.rules import Kind
from pdia.notices.wording import CHOICES, HOUR, WEEKDAY, WHEN_WORDS

_WHEN = [(when.value, words) for when, words in WHEN_WORDS.items()]
HOURS = [(str(hour), f"{hour:02}:00") for hour in range(24)]


class ChoicesForm(PartForm):
    """When each kind of notice comes as a letter, and at which hour and day."""

    asked = Choice(CHOICES[Kind.ASKED], _WHEN)
    help = Choice(CHOICES[Kind.HELP], _WHEN)
    talk = Choice(CHOICES[Kind.TALK], _WHEN)
    work = Choice(CHOICES[Kind.WORK], _WHEN)
    reminder = Choice(CHOICES[Kind.REMINDER], _WHEN)
    hour = Choice(HOUR)
    weekday = Choice(WEEKDAY)
