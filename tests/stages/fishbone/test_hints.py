"""What a coach asks of a fishbone."""

from __future__ import annotations

import pytest

from pdia.stages.fishbone.hints import CauseContent, FishboneContent, hints_for_fishbone

BOTH = frozenset({"Health", "Education"})


def bones(*texts: str, departments: frozenset[str] = BOTH, how_known: str = "") -> list[CauseContent]:
    return [
        CauseContent(number, text, departments=departments, how_known=how_known)
        for number, text in enumerate(texts, start=1)
    ]


def deep(causes: list[CauseContent]) -> list[CauseContent]:
    """`causes` as bones, each with a why and the why of that."""
    below = [
        CauseContent(100 * level + bone.id, f"why {level} of it", above, bone.departments)
        for bone in causes
        for level, above in ((1, bone.id), (2, 100 + bone.id))
    ]
    return causes + below


def keys(causes: list[CauseContent]) -> list[str]:
    return [hint.mark for hint in hints_for_fishbone(FishboneContent(causes))]


GOOD = deep(bones("Tablets come late", "Teachers hesitate", "Parents refuse", "Nobody counts"))


@pytest.mark.parametrize(
    ("causes", "expected", "because"),
    [
        ([], [], "an empty drawing needs no question"),
        (GOOD, [], "four bones, three levels, two departments"),
        (bones("Tablets come late"), ["fishbone.few_bones"], "one bone"),
        (deep(bones("a", "b")), ["fishbone.few_bones"], "two bones"),
        (
            [*deep(bones("a", "b", "c")), CauseContent(9, "Slips are in English", departments=BOTH)],
            ["fishbone.thin_chain:9"],
            "one bone has no why of its own",
        ),
        (
            [*bones("a", "b", "c"), *(CauseContent(10 + n, "why", n, BOTH) for n in (1, 2, 3))],
            ["fishbone.thin_chain"],
            "every bone has a why, none goes further",
        ),
        (deep(bones("a", "b", "c", "d", "e", "f")), [], "six bones are still seen at one look"),
        (deep(bones("a", "b", "c", "d", "e", "f", "g")), ["fishbone.many_bones"], "seven bones"),
    ],
)
def test_bones_and_chains(causes: list[CauseContent], expected: list[str], because: str) -> None:
    assert keys(causes) == expected, because


@pytest.mark.parametrize(
    ("departments", "asks", "because"),
    [
        (frozenset({"Health"}), True, "all causes lie with Health"),
        (frozenset({"Education"}), True, "any single department is one"),
        (BOTH, False, "two departments"),
        (frozenset(), False, "nobody has marked departments yet"),
    ],
)
def test_all_causes_in_one_department(departments: frozenset[str], asks: bool, because: str) -> None:
    causes = deep(bones("a", "b", "c", departments=departments))
    assert ("fishbone.one_department" in keys(causes)) is asks, because


def test_the_one_department_is_named() -> None:
    hint = hints_for_fishbone(FishboneContent(deep(bones("a", "b", "c", departments=frozenset({"Education"})))))[0]
    assert hint.why.text % hint.why.values == (
        "Every cause so far lies with Education; a cause elsewhere is often easier to move."
    )


CLINICAL = ("Haemoglobin is not tested", "Doctor comes once a week", "Side effects of the dose", "No lab technician")


@pytest.mark.parametrize(
    ("texts", "departments", "asks", "because"),
    [
        (CLINICAL, frozenset(), True, "medicine only"),
        ((*CLINICAL[:3], "Teachers fear the tablets"), frozenset(), False, "the school is in it"),
        (CLINICAL, BOTH, False, "Education is marked, so it is in it"),
        (CLINICAL[:3], frozenset(), False, "three causes are a beginning"),
        (
            ("ഡോക്ടർ ആഴ്ചയിലൊരിക്കൽ", "മരുന്ന് തീർന്നു", "പരിശോധന വൈകുന്നു", "ഗുളികയുടെ പാർശ്വഫലം"),
            frozenset(),
            True,
            "medicine only, in Malayalam",
        ),
        (("डॉक्टर हफ्ते में एक दिन", "दवा खत्म", "खून की जाँच देर से", "गोली से उल्टी"), frozenset(), True, "in Hindi"),
        (("চিকিৎসক সপ্তাহত এদিন", "দৰব শেষ", "তেজ পৰীক্ষা পলম", "গোলিৰ লক্ষণ"), frozenset(), True, "in Assamese"),
        (("चिकित्सक नहीं", "दवा खत्म", "जाँच देर से", "माताएँ खेत में"), frozenset(), False, "mothers are in it"),
    ],
)
def test_all_causes_in_the_clinic(
    texts: tuple[str, ...], departments: frozenset[str], asks: bool, because: str
) -> None:
    assert ("fishbone.all_clinical" in keys(bones(*texts, departments=departments))) is asks, because


@pytest.mark.parametrize(
    ("text", "how_known", "asks", "because"),
    [
        ("Parents are ignorant", "", True, "seen from outside"),
        ("Parents are ignorant", "assumption", True, "and known to be assumed"),
        ("Parents are not aware of the date", "evidence", False, "somebody has asked"),
        ("Mothers do not understand the card, it is in English", "", False, "that is a reason"),
        ("രക്ഷിതാക്കൾക്ക് താൽപര്യമില്ല", "", True, "in Malayalam"),
        ("ग्रामीण लापरवाह हैं", "", True, "in Hindi"),
        ("ৰাইজৰ আগ্ৰহ নাই", "", True, "in Assamese"),
        ("Girl fainted in 2024", "", False, "an event"),
    ],
)
def test_causes_that_speak_of_people_from_outside(text: str, how_known: str, asks: bool, because: str) -> None:
    causes = [*GOOD, CauseContent(77, text, 1, BOTH, how_known)]
    assert ("fishbone.only_our_view:77" in keys(causes)) is asks, because


def test_a_fishbone_of_assumptions() -> None:
    assumed = deep(bones("a", "b", "c", "d", how_known="assumption"))
    assert keys(assumed) == ["fishbone.all_assumed"]
    assert keys([*assumed, CauseContent(9, "we looked", 1, BOTH, "evidence")]) == []


def test_what_hangs_under_a_struck_cause_does_not_count() -> None:
    causes = [
        CauseContent(1, "struck", struck=True),
        CauseContent(2, "under it", 1),
        CauseContent(3, "and under that", 2),
        CauseContent(4, "standing"),
    ]
    assert keys(causes) == ["fishbone.few_bones"]
    assert keys(causes[:3]) == []


def test_a_loop_of_parents_ends() -> None:
    assert keys([CauseContent(1, "a", 2), CauseContent(2, "b", 1)]) == ["fishbone.few_bones"]
