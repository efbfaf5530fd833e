"""Sign-in, passwords and the own account: shape checks."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from pdia.accounts.rules import EMAIL_LIMIT, NAME_LIMIT, PASSWORD_LONGEST
from pdia.kernel.fields import Choice, Line, PartForm, lazy
from pdia.kernel.i18n import LANGUAGES
from pdia.kernel.text import storable
from pdia.kernel.words import N_, Question


def _short(text: str | None) -> str:
    """What was typed as a login, cut to what can be one; a megabyte is no name."""
    return storable(text or "").strip()[:EMAIL_LIMIT]


class SignInForm(PartForm):
    """Login, password, and whose device this is."""

    login = StringField(lazy(N_("Login name, e-mail or mobile number")), filters=[_short])
    password = PasswordField(lazy(N_("Password")))
    device = RadioField(
        lazy(N_("Whose device is this?")),
        choices=[
            SelectChoice("own", lazy(N_("My own phone or computer"))),
            SelectChoice("shared", lazy(N_("Shared with others"))),
        ],
        default="shared",
        validate_choice=False,
    )


class NewPasswordForm(PartForm):
    """A new password with the code that was told or mailed."""

    login = StringField(lazy(N_("Login name, e-mail or mobile number")), filters=[_short])
    code = StringField(lazy(N_("The code you were given")), filters=[lambda text: storable(text or "")[:40]])
    password = PasswordField(lazy(N_("New password")), filters=[lambda text: (text or "")[: PASSWORD_LONGEST + 1]])


class ForgottenForm(PartForm):
    """Who wants a code."""

    login = StringField(lazy(N_("Login name, e-mail or mobile number")), filters=[_short])


class AccountForm(PartForm):
    """What a person may change about themselves."""

    name = Line(
        Question(N_("Your name"), N_("As colleagues write it; initials and dots are fine.")), NAME_LIMIT, needed=True
    )
    email = Line(Question(N_("E-mail"), N_("For notices, if you have one.")), EMAIL_LIMIT)
    mobile = Line(Question(N_("Mobile number"), N_("Ten digits. Your team can call you.")), 30)
    language = Choice(Question(N_("Language of the pages")), LANGUAGES.items())


class ChangePasswordForm(PartForm):
    """The old password and a new one."""

    password = PasswordField(lazy(N_("Password now")), id="password-now")
    new_password = PasswordField(lazy(N_("New password")), filters=[lambda text: (text or "")[: PASSWORD_LONGEST + 1]])
    others = BooleanField(lazy(N_("Sign out all my other devices")), default=True)
