"""SCHEMA.md of the demonstration as checks: which keys there are, what each may hold, what it points at.

Limits come from the rules of the slices; the rest of the figures are those of SCHEMA.md.
"""

from __future__ import annotations

from typing import Any

from pdia.accounts.rules import LOGIN_LIMIT
from pdia.accounts.rules import NAME_LIMIT as ACCOUNT_NAME
from pdia.cohorts.rules import NAME_LIMIT as COHORT_NAME
from pdia.cycles.rules import PAUSE_LIMIT, TITLE_LIMIT, Stage
from pdia.directory.rules import LETTER_LIMIT, Level
from pdia.directory.rules import NAME_LIMIT as DIRECTORY_NAME
from pdia.outreach.rules import LIMITS as CONTACT_LIMITS
from pdia.outreach.rules import THANKS_LIMIT, How
from pdia.stages.problem.rules import EVIDENCE_LIMITS, LIMITS, EvidenceKind
from pdia.teams.rules import NAME_LIMIT as TEAM_NAME
from pdia.teams.rules import NEED_LIMIT, PERSON_LIMIT, REPORT_LIMIT, TERMS_LIMIT, Function, Need
from pdia.teams.rules import TITLE_LIMIT as OFFICE_TITLE
from pdia.threads.rules import COMMENT_LIMIT, NOTE_LIMIT, QUOTE_LIMIT, Sort
from pdia.threads.rules import REASON_LIMIT as THREAD_REASON
from tests.commands.demonstration_checks import (
    Check,
    World,
    clock_time,
    keyed,
    many,
    member,
    none_or_many,
    one_of,
    points_at,
    row,
    text,
    texts,
    whole,
)

LANGUAGES = ("en", "ml", "hi", "as")
SIZES = ("small", "medium", "large")


def cause(world: World, at: str, value: Any) -> None:
    """A cause and everything below it."""
    CAUSE(world, at, value)


PAST, DAY, FLAG = whole(-3000, 0), whole(-3000, 400), one_of(True, False)
DEPARTMENTS, CAUSE_REF, REF, SIZE = (
    many(points_at("departments")),
    points_at("cause"),
    text(40),
    one_of(*SIZES),
)
SAVED: dict[str, Check] = {"by": member, "day": PAST}
FIVE = ("done", "result", "learned", "struggling", "next_step")
ASPECTS = ("authority", "acceptance", "ability")
RATING: dict[str, Check] = dict.fromkeys(ASPECTS, SIZE) | {f"{name}_why": text(300) for name in ASPECTS}

CAUSE = row(
    "ref text departments",
    ref=REF,
    text=text(160),
    departments=DEPARTMENTS,
    note=text(300),
    **SAVED,
    how_known=one_of("evidence", "assumption"),
    causes=many(cause, most=8),
    struck=row("by day reason", reason=text(300), **SAVED),
)
EVIDENCE = row(
    "kind by day",
    ref=REF,
    kind=one_of(*EvidenceKind),
    department=points_at("departments"),
    as_of=PAST,
    find_by=DAY,
    rival_of=points_at("evidence"),
    **SAVED,
    **texts(EVIDENCE_LIMITS),
    measurements=many(row("figure as_of source", figure=text(60), as_of=PAST, source=text(200))),
)
ENTRY_POINTS = row(
    ratings=keyed(CAUSE_REF, keyed(member, row("authority acceptance ability", **RATING))),
    ratings_revealed=many(CAUSE_REF),
    agreed=many(
        row(
            "cause iteration by day authority acceptance ability",
            cause=CAUSE_REF,
            iteration=whole(0, 20),
            **SAVED,
            **RATING,
        )
    ),
    chosen=many(
        row(
            "ref cause reason_now first_step person by_date by day",
            ref=REF,
            cause=CAUSE_REF,
            reason_now=text(600),
            first_step=text(300),
            person=member,
            by_date=DAY,
            **SAVED,
        ),
        most=3,
    ),
    stakeholders=many(
        row(
            "office support influence",
            office=text(160),
            support=whole(1, 10),
            influence=whole(1, 10),
            note=text(300),
        )
    ),
)
IDEA = row(
    "ref entry_point text kind kept by day",
    ref=REF,
    entry_point=points_at("entry_point"),
    text=text(250),
    kind=one_of("existing", "latent", "deviance", "outside"),
    where_seen=text(200),
    adapt=text(500),
    strengths=text(500),
    gaps=text(500),
    combine_with=points_at("idea"),
    sound=SIZE,
    doable=SIZE,
    acceptable=SIZE,
    kept=one_of("open", "chosen", "parked"),
    **SAVED,
)
ACTION = row(
    "ref what who by_date learn state lead by day",
    ref=REF,
    what=text(250),
    who=member,
    by_date=DAY,
    cause=CAUSE_REF,
    entry_point=points_at("entry_point"),
    lead=points_at("departments"),
    learn=text(300),
    asks=keyed(points_at("departments"), text(300)),
    state=one_of("open", "done", "changed", "dropped"),
    **SAVED,
    **texts(dict.fromkeys(("may_decide", "deliverable", "verified", "constraints"), 300)),
    target=text(200),
)
ITERATION = row(
    "number starts ends state first_step revealed",
    number=whole(1, 20),
    starts=DAY,
    ends=DAY,
    closed=PAST,
    state=one_of("open", "closed"),
    closed_by=member,
    first_step=text(300),
    revealed=FLAG,
    check_ins=keyed(
        member,
        row(
            "day",
            day=PAST,
            time=clock_time,
            entered_by=member,
            for_mentor=many(one_of(*FIVE)),
            **texts(dict.fromkeys(FIVE, 1000)),
        ),
    ),
    log=row("by day done result learned struggling next_step", **SAVED, **texts(dict.fromkeys(FIVE, 2000))),
    attendance=keyed(member, FLAG),
    new_people=text(300),
    benefited=text(600),
    not_benefited=text(600),
    reports=many(
        row(
            "action status result by day",
            action=points_at("action"),
            result=text(600),
            **SAVED,
            status=one_of("done", "changed", "dropped", "carried"),
        )
    ),
    room=one_of("unchanged", "re-rated"),
    changed_problem=text(600),
)
SPOKEN: dict[str, Check] = {"by": points_at("people"), "day": PAST, "time": clock_time}
PLACE = text(60)
THREAD = row(
    "place by day sort text",
    place=PLACE,
    sort=one_of(*Sort),
    text=text(COMMENT_LIMIT),
    quote=text(QUOTE_LIMIT),
    proposed=text(600),
    top_reason=text(THREAD_REASON),
    needs=text(60),
    replies=many(row("by day text", text=text(COMMENT_LIMIT), **SPOKEN)),
    accepted=row("by day", **SAVED),
    declined=row("by day", **SAVED),
    set_aside=row("by day", note=text(NOTE_LIMIT), **SPOKEN),
    closed=row("by day", note=text(NOTE_LIMIT), **SPOKEN),
    **SPOKEN,
)
TALK = row(
    threads=many(THREAD),
    contacts=many(
        row(
            "by day how department office what",
            how=one_of(*How),
            department=points_at("departments"),
            present=DEPARTMENTS,
            **SPOKEN,
            **texts(CONTACT_LIMITS),
        )
    ),
    thanks=many(row("by day to text", to=points_at("departments"), text=text(THANKS_LIMIT), **SAVED)),
    asks=many(row("by day stage department", stage=one_of(*Stage), department=points_at("departments"), **SPOKEN)),
    translations=many(
        row("by day place language text", place=PLACE, language=one_of(*LANGUAGES), text=text(4000), **SPOKEN)
    ),
)
MENTORING = row(
    notes=many(row("by day text", place=PLACE, text=text(2000), **SPOKEN)), looks=many(row("by day", **SPOKEN))
)
CYCLE = row(
    "ref title started problem",
    ref=REF,
    title=text(TITLE_LIMIT),
    started=PAST,
    finished=PAST,
    continued=FLAG,
    fit=row(
        "known_way many_hands agreement",
        **dict.fromkeys(("known_way", "many_hands", "agreement"), whole(0, 2)),
    ),
    ready=many(one_of(*Stage)),
    paused=row("by day reason", reason=text(PAUSE_LIMIT), **SAVED),
    problem=row("by day statement", **SAVED, **texts(LIMITS)),
    evidence=many(EVIDENCE),
    revisions=many(row("field by day text reason", field=one_of(*LIMITS), text=text(1500), reason=text(300), **SAVED)),
    talk=TALK,
    mentoring=MENTORING,
    fishbone=row(
        "bones",
        bones=many(cause, most=8),
        proposals_revealed=FLAG,
        votes_revealed=FLAG,
        proposals=keyed(member, many(text(160), most=5)),
        votes=keyed(member, many(CAUSE_REF, most=3)),
    ),
    entry_points=ENTRY_POINTS,
    ideas=many(IDEA),
    iterations=many(ITERATION),
    plan=row(
        "actions",
        actions=many(ACTION),
        focal=many(row("text", text=text(300), **SAVED)),
        resources=many(row("source", source=text(200), amount=whole(1, 10**7), note=text(200), pooled=FLAG)),
    ),
    reflection=row(
        "by day",
        **SAVED,
        outcome=one_of("solved", "widening", "stopped"),
        outcome_reason=text(1000),
        carried_by=text(400),
        next_statement=text(600),
        **texts(dict.fromkeys(("about_problem", "about_method", "about_together"), 2000)),
    ),
)
TEAM = row(
    "name cohort place level language terms members mentors authorisers functions",
    name=text(TEAM_NAME),
    cohort=points_at("cohorts"),
    place=points_at("places"),
    level=one_of(*Level),
    terms=text(TERMS_LIMIT),
    language=one_of(*LANGUAGES),
    mentors=many(points_at("people")),
    members=many(row("login from", **{"login": points_at("people"), "from": PAST, "until": PAST, "convenor": FLAG})),
    authorisers=many(
        row(
            "title level department needs need report_how",
            title=text(OFFICE_TITLE),
            last_met=PAST,
            name=text(PERSON_LIMIT),
            login=points_at("people"),
            level=one_of(*Level),
            department=points_at("departments"),
            needs=many(one_of(*Need)),
            need=text(NEED_LIMIT),
            report_how=text(REPORT_LIMIT),
        )
    ),
    functions=keyed(one_of(*Function), many(member)),
)
PLACED = {"place": points_at("places"), "department": points_at("departments")}
NAMED = {"ref": REF, "name": text(DIRECTORY_NAME), "level": one_of(*Level)}
INSTITUTE = row(
    "ref name zone languages levels departments places designations people cohorts teams",
    ref=REF,
    name=text(120),
    zone=one_of("Asia/Kolkata"),
    languages=many(one_of(*LANGUAGES)),
    levels=many(one_of(*Level)),
    departments=many(row("letter name", letter=text(LETTER_LIMIT), name=text(DIRECTORY_NAME))),
    places=many(row("ref name level", parent=points_at("places"), **NAMED)),
    designations=many(row("ref name level department", department=points_at("departments"), **NAMED)),
    people=many(
        row(
            "login name language postings",
            login=text(LOGIN_LIMIT),
            name=text(ACCOUNT_NAME),
            email=text(254),
            language=one_of(*LANGUAGES),
            mobile=text(11),
            admin=FLAG,
            postings=many(
                row(
                    "department designation place from",
                    designation=points_at("designations"),
                    **PLACED,
                    **{"from": PAST, "until": PAST},
                )
            ),
        ),
        most=200,
    ),
    cohorts=many(
        row(
            "ref name starts weeks ends follow_up_until facilitators mentors observers sessions",
            ref=REF,
            name=text(COHORT_NAME),
            starts=DAY,
            ends=DAY,
            follow_up_until=DAY,
            weeks=whole(4, 52),
            facilitators=many(points_at("people")),
            mentors=many(points_at("people")),
            observers=none_or_many(row("login place", login=points_at("people"), place=points_at("places"))),
            sessions=many(row("title day time where", title=text(160), day=DAY, time=clock_time, where=text(160))),
        )
    ),
    teams=many(row("file cohort", file=text(60), cohort=points_at("cohorts"))),
)
