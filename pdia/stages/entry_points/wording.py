"""Every question of this stage, in one place: correct the words here, logic elsewhere is not touched.

Authority, acceptance and ability are the change space of Harvard Building State Capability's PDIA
toolkit; the sub-questions and what each size means are our own words (unsourced).
"""

from __future__ import annotations

from pdia.kernel.words import N_, Message, Question
from pdia.stages.entry_points.rules import Room, RoomReading, Size

SIZES = {Size.SMALL: N_("Small"), Size.MEDIUM: N_("Medium"), Size.LARGE: N_("Large")}

RATING = {
    "authority": Question(
        N_("Authority: may we?"),
        N_("Who can permit this, by law, by order or informally? Would they back it now?"),
    ),
    "acceptance": Question(
        N_("Acceptance: do those concerned want it?"),
        N_("The people, their representatives, staff and other offices: would they go along?"),
    ),
    "ability": Question(
        N_("Ability: can we?"),
        N_("The smallest group of people needed, their hours, a little money, other means."),
    ),
}

MEANS = {
    "authority": {
        Size.SMALL: N_("nobody we can reach may permit it, or we do not know who may"),
        Size.MEDIUM: N_("part of it we may do; for the rest somebody may back us"),
        Size.LARGE: N_("we may ourselves, or who may is openly for it"),
    },
    "acceptance": {
        Size.SMALL: N_("those it touches are against it, or were never asked"),
        Size.MEDIUM: N_("some are for it, some wait and see"),
        Size.LARGE: N_("those it touches want it themselves"),
    },
    "ability": {
        Size.SMALL: N_("people, hours or means are missing"),
        Size.MEDIUM: N_("enough for a small try"),
        Size.LARGE: N_("we have the people, hours and means today"),
    },
}

WHY = {
    "authority_why": Question(
        N_("Why do you see authority so?"), "", N_("The BDO can name carriers tomorrow; the gate is the manager’s.")
    ),
    "acceptance_why": Question(
        N_("Why do you see acceptance so?"), "", N_("Every head teacher I asked wanted the number the same day.")
    ),
    "ability_why": Question(N_("Why do you see ability so?"), "", N_("Who pays the fuel?")),
}

POINT = {
    "cause_id": Question(
        N_("At which cause do you start?"), N_("One where there is some room to act today. One to three are enough.")
    ),
    "reason_now": Question(
        N_("Why here, and why now?"),
        N_("What makes it possible at present: who asks for it, what is open, what changed?"),
        N_("Teachers asked for it themselves, it costs nearly nothing, and two departments meet in one step."),
    ),
    "first_step": Question(
        N_("What is the first small step?"),
        N_("Small enough for two weeks, and you would learn something from it either way."),
        N_("One nurse’s name and number on the cupboard door of twelve schools, Mondays 10 to 2."),
    ),
    "person_id": Question(N_("Who takes it?")),
    "by_date": Question(N_("By when?")),
    "reason": Question(N_("Why do you strike it through?"), N_("It stays readable; you can put it back.")),
}

OFFICE = {
    "office": Question(
        N_("Which office?"), N_("The office, never a person’s name."), N_("Inspector of Schools; garden managers")
    ),
    "support": Question(N_("How far do they support this step?"), N_("1: against it, 10: fully for it.")),
    "influence": Question(N_("How much can they move or stop?"), N_("1: hardly anything, 10: nearly everything.")),
    "note": Question(N_("What would they listen to?"), "", N_("Lost working days; wants it in writing first.")),
    "reason": Question(N_("Why do you strike it through?"), N_("It stays readable; you can put it back.")),
}

LOOK = {
    "cause_id": Question(N_("Which cause do you look at now?"), N_("Those with most votes stand first.")),
    "names_hidden": Question(
        N_("Show the answers without names"),
        N_("Then nobody learns who rated how, not even later. Choose it where an open answer might be hard."),
    ),
}

READS = {
    Room.GO: N_("There is room to act now. A small step that somebody will notice fits here."),
    Room.PARK: N_("There is little room today. You may leave it for now and look again after each round."),
}
GROW = {
    "authority": N_(
        "Authority is small: widen it first. Brief the approving officer, or find others who may permit a part of it."
    ),
    "acceptance": N_(
        "Acceptance is small: widen it first. Call those concerned together, show the figures, "
        "find something that they gain early."
    ),
    "ability": N_("Ability is small: widen it first. Borrow people for some hours, or make the step smaller."),
}
SHORT = {
    Room.GO: (N_("room to act now"), "good"),
    Room.GROW: (N_("grow it first"), "now"),
    Room.PARK: (N_("little room today"), "wait"),
}
"""A word for each reading, and the tone of the mark beside it."""


def words_for(reading: RoomReading) -> Message:
    """What a reading suggests, and for one small A what would widen it."""
    if reading.kind is Room.GROW:
        return Message(GROW[reading.which[0]])
    return Message(READS[reading.kind])
