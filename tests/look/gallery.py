"""Pages made of nothing but our layouts and components, with content such as teams write.

They show the look without the application: `python -m tests.look.gallery FOLDER` writes them out.
All people and figures are invented.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from werkzeug.datastructures import MultiDict
from wtforms import (
    DateField,
    Form,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from pdia.history.diff import differences
from pdia.kernel.words import Message, Question
from tests.look.malayalam import WORDS as MALAYALAM
from tests.look.room import Clash, Department, Head, Hint, page_context, templates

HEALTH = Department("H", "Health", 1)
EDUCATION = Department("E", "Education", 2)
WATER = Department("PH", "Public Health Engineering", 3)
WOMEN = Department("W", "Women & Child Development", 4)
PANCHAYAT = Department("P", "Panchayat & Rural Development", 5)
NAMES = ("Tribal Welfare", "Forest", "Labour", "Revenue", "Food", "Social Justice", "Information")
EVERY = [HEALTH, EDUCATION, WATER, WOMEN, PANCHAYAT] + [Department(n[0], n, 6 + i) for i, n in enumerate(NAMES)]
READ_BY = "Read by: your team, its mentors and the course coordinators"
SAVED = "Saved by Anil, Panchayat, 12 Nov, 11:42 am"
TEXTS = {
    "en": "31 of 52 schools gave no iron tablets in October; about 4,100 girls were missed, tea-garden schools most.",
    "ml": "ഒക്ടോബറിൽ 52 സ്കൂളുകളിൽ 31 എണ്ണത്തിലും ഇരുമ്പുഗുളിക നൽകിയില്ല; ഏകദേശം 4,100 പെൺകുട്ടികൾക്ക് ഗുളിക കിട്ടിയില്ല.",
}
LESSON = {
    "en": "The tablets are there. Two head teachers keep them locked because a girl fainted last year.",
    "ml": "ഗുളികകൾ സ്കൂളിലുണ്ട്. കഴിഞ്ഞ വർഷം ഒരു കുട്ടി തലകറങ്ങി വീണതുകൊണ്ട് രണ്ടു പ്രധാനാധ്യാപകർ അവ പൂട്ടിവെച്ചിരിക്കുന്നു.",
}
EMPTY: Mapping[str, Any] = {}


def asked(kind: type, label: str, why: str = "", example: str = "", limit: int | None = None, **more: Any) -> Any:
    """A field of `kind` that carries its question, as the product's own fields do."""

    class Asked(kind):
        question = Question(label, why, example)

    Asked.limit = limit
    Asked.__name__ = kind.__name__
    return Asked(label, **more)


class SignIn(Form):
    """Signing in."""

    login = asked(StringField, "Login name, e-mail or mobile number", render_kw={"autocomplete": "username"})
    password = asked(PasswordField, "Password", render_kw={"autocomplete": "current-password"})
    device = asked(
        RadioField,
        "Whose device is this?",
        choices=[SelectChoice("own", "My own phone or computer"), SelectChoice("shared", "Shared with others")],
        default="shared",
    )


class Problem(Form):
    """Every kind of field on one page."""

    statement = asked(
        TextAreaField,
        "What goes wrong, for whom?",
        "One or two sentences: a shortfall that people feel, not a missing solution.",
        "In 14 of 40 villages nobody weighed the children in June. We noticed in August, when three were ill.",
        limit=600,
        validators=[Length(max=600)],
    )
    why_it_matters = asked(TextAreaField, "Why does it matter?", "Ask “and then?” until it moves you.", limit=1500)
    left_out = asked(TextAreaField, "Who is left out of our figures?", "Girls who left school, families that move.")
    known = asked(
        RadioField,
        "How sure are we?",
        choices=[
            SelectChoice("figure", "A figure"),
            SelectChoice("words", "People's words"),
            SelectChoice("unknown", "Not known yet"),
        ],
        default="figure",
    )
    needs = asked(
        SelectMultipleField,
        "What do we need from the approving officer (authoriser)?",
        "Tick what would help most.",
        choices=[
            SelectChoice("time", "Own time"),
            SelectChoice("money", "Money"),
            SelectChoice("protection", "Protection to try"),
        ],
        default=["time"],
    )
    figure = asked(StringField, "Figure")
    as_of = asked(DateField, "As of")
    whose = asked(SelectField, "Whose register", choices=[SelectChoice("h", "Health"), SelectChoice("e", "Education")])


class RoundNote(Form):
    """The team's account of an iteration."""

    learned = asked(
        TextAreaField,
        "What did we learn?",
        "What do we now believe that we did not believe two weeks ago?",
        limit=200,
    )
    struggling = asked(TextAreaField, "What is in our way?")
    next_step = asked(TextAreaField, "Our next step", "The smallest one that teaches us something.")


class Act(Form):
    """What became of one action."""

    status = asked(
        RadioField,
        "What became of it?",
        choices=[
            SelectChoice("done", "Done"),
            SelectChoice("changed", "Changed"),
            SelectChoice("dropped", "Dropped"),
            SelectChoice("carried", "Carried over"),
        ],
    )


def rail(current: str) -> list[SimpleNamespace]:
    """The seven stages with a word each."""
    words = {
        "Problem": "ready, revised 12 Nov",
        "Causes": "ready · 4 main causes, 17 in all",
        "Where we start": "2 chosen",
        "Ideas": "begun · Water not yet heard from",
        "Plan": "5 actions, next on 24 Nov",
        "Rounds": "round 2 is open",
        "Reflection": "open any time",
    }
    return [
        SimpleNamespace(
            key=name.lower(), url=f"/cycles/7/{name.lower()}", name=name, words=text, current=name == current
        )
        for name, text in words.items()
    ]


def on_stage(current: str, following: str | None) -> dict[str, Any]:
    """What every page of a cycle gets."""
    return {
        "rail": rail(current),
        "cycle_title": "Iron tablets in the schools of Block 3",
        "team_name": "Block 3 school health team",
        "team_url": "/teams/3",
        "cycle_url": "/cycles/7",
        "live_url": "/cycles/7/live",
        "live_mark": "1-0",
        "paused": None,
        "because": None,
        "may_edit": False,
        "files": [],
        "next_stage": SimpleNamespace(url="/cycles/7/next", name=following) if following else None,
        "read_by": READ_BY,
        "saved": SAVED,
        "heard": [HEALTH, WOMEN, PANCHAYAT],
        "action": "/cycles/7/problem",
    }


def sign_in(language: str) -> dict[str, Any]:
    hints = {
        "own": "You stay signed in for 30 days; text waits on it when there is no network.",
        "shared": "Nothing is kept on it. Sign out when you leave.",
    }
    return {"edit": SignIn(), "actor": None, "device_hints": hints}


def desk(language: str) -> dict[str, Any]:
    return {
        "team_name": "Block 3 school health team",
        "next": SimpleNamespace(
            title="Round 2: your check-in is open",
            text="Three of five have written. It takes about ten minutes; the team sees it when all are in or when Anil opens it.",
            action="Write my check-in",
        ),
        "items": [
            SimpleNamespace(
                text="Dr Meera asks: “Who told you the teachers are afraid?”",
                sub="on Causes, since Friday",
                url="/a",
                action="Answer",
            ),
            SimpleNamespace(
                text="Collect the consent slips from two schools",
                sub="your action, by Tuesday 24 November",
                url="/b",
                action="Open",
            ),
        ],
        "lesson": "When a department says yes and then delays",
        "held_count": 1,
        "demo": True,
    }


def problem(language: str) -> dict[str, Any]:
    text = {
        "statement": TEXTS[language],
        "why_it_matters": LESSON[language],
        "known": "words",
        "needs": ["time", "money"],
    }
    hint = Hint(
        "problem.consequence",
        Message("what does another month like October cost, in girls?"),
        Message("A figure that counts people makes others want to act."),
    )
    return {
        **on_stage("Problem", "Causes"),
        "edit": Problem(MultiDict({**text, "as_of": "2026-10-31", "figure": "31"})),
        "head": Head("Anil", "Panchayat", datetime(2026, 11, 12, 11, 42, tzinfo=UTC)),
        "hints": [hint],
        "quoted": "“teachers are hesitant”",
    }


def refused(language: str) -> dict[str, Any]:
    page = problem(language)
    edit = Problem(
        MultiDict({"statement": (TEXTS[language] + " ") * 8, "known": "all", "needs": ["x"], "as_of": "31st"})
    )
    edit.validate()
    return {**page, "edit": edit, "messages": [("error", "Two answers were not saved.")], "hints": []}


def iteration(language: str) -> dict[str, Any]:
    acts = [
        SimpleNamespace(
            what="Visit four schools with the pharmacist and count tablets",
            who="Rekha",
            lead=EDUCATION,
            learn="whether the tablets are there",
            status=Act(MultiDict({"status": "done"}), prefix="a1-").status,
        ),
        SimpleNamespace(
            what="Ask two head teachers what they fear",
            who="Jiten",
            lead=HEALTH,
            learn="what would make them open the cupboard",
            status=Act(MultiDict({"status": "carried"}), prefix="a2-").status,
        ),
    ]
    edit = RoundNote(MultiDict({"learned": LESSON[language] * 2, "next_step": TEXTS[language]}))
    return {
        **on_stage("Rounds", "Reflection"),
        "edit": edit,
        "acts": acts,
        "messages": [("message", "Round 2 is open.")],
    }


def conflict(language: str) -> dict[str, Any]:
    head = Head("Anil", "Panchayat & Rural Development", datetime(2026, 11, 12, 11, 40, tzinfo=UTC), 5)
    return {
        "team_name": "Block 3 school health team",
        "clash": Clash("statement", TEXTS[language], LESSON[language], head),
    }


def board(language: str) -> dict[str, Any]:
    rows = [
        ("Block 3 school health team", "round 2 is open", "now", [HEALTH, EDUCATION, PANCHAYAT], "Water", 2),
        ("Char area nutrition team", "not heard from since 19 October", "far", [WOMEN, HEALTH], "the team", 1),
        (
            "Tea garden sanitation team",
            "waits for an answer",
            "wait",
            [PANCHAYAT, WATER, HEALTH],
            "District Commissioner",
            3,
        ),
        (
            "Hill block immunisation team",
            "finished, continued in a new cycle",
            "good",
            [HEALTH, EDUCATION],
            "nobody",
            6,
        ),
    ]
    teams = [SimpleNamespace(name=n, now=w, tone=t, departments=d, waits=x, rounds=r) for n, w, t, d, x, r in rows]
    return {"teams": teams, "every": EVERY}


def history(language: str) -> dict[str, Any]:
    at = datetime(2026, 11, 12, 11, 42, tzinfo=UTC)
    earlier = "Teachers do not give iron tablets because they lack training."
    entries = [
        SimpleNamespace(
            label="What goes wrong, for whom?",
            at=at,
            name="Anil",
            posting="Panchayat",
            reason="Round 1: the schools were trained.",
            pieces=differences(earlier, TEXTS[language]),
        ),
        SimpleNamespace(
            label="Who is left out?",
            at=at,
            name="Rekha",
            posting="",
            reason="",
            pieces=differences("Girls at home.", "Girls at home and in tea gardens."),
        ),
    ]
    columns = [
        SimpleNamespace(title="12 November", sub="Anil, Panchayat", text=TEXTS[language]),
        SimpleNamespace(title="2 October", sub="Rekha, Education", text=""),
    ]
    return {"entries": entries, "columns": columns, "actor": page_context()["actor"]}


PAGES: Mapping[str, tuple[str, Callable[[str], dict[str, Any]]]] = {
    "sign_in": ("sign_in.html", sign_in),
    "desk": ("desk.html", desk),
    "problem": ("problem.html", problem),
    "refused": ("problem.html", refused),
    "iteration": ("iteration.html", iteration),
    "conflict": ("conflict.html", conflict),
    "board": ("board.html", board),
    "history": ("history.html", history),
}


def render(name: str, language: str = "en", env: Environment | None = None, **more: Any) -> str:
    """One page of the gallery; `more` outweighs its context."""
    env = env or templates(MALAYALAM if language == "ml" else EMPTY)
    own = FileSystemLoader(Path(__file__).parent / "pages")
    env.loader = ChoiceLoader([own, env.loader] if env.loader else [own])
    template, content = PAGES[name]
    context = page_context(locale=language) | content(language) | more
    return env.get_template(template).render(context)


def main(folder: Path) -> None:
    """Write every page in both languages into `folder`, beside a link to the static files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        for language in ("en", "ml"):
            (folder / f"{name}-{language}.html").write_text(render(name, language), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
