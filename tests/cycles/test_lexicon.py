"""How the coach reads: words, clauses, figures and rival spellings in four languages."""

from __future__ import annotations

import pytest

from pdia.cycles.hints import Hint
from pdia.cycles.lexicon import assamese, english, hindi, malayalam
from pdia.cycles.lexicon.disguise import is_answer_in_disguise
from pdia.cycles.lexicon.figures import has_figure
from pdia.cycles.lexicon.ideas import Idea
from pdia.cycles.lexicon.judgements import alike, families, is_health_department, names_nobody, says_nothing
from pdia.cycles.lexicon.reading import READ_AT_MOST, plain, read


@pytest.mark.parametrize(
    ("text", "counts", "because"),
    [
        ("31 of 52 schools", True, "digits"),
        ("৩১ খন বিদ্যালয়", True, "Assamese digits"),
        ("३१ स्कूल", True, "Hindi digits"),
        ("൩൧ സ്കൂൾ", True, "Malayalam digits"),
        ("12ൽ നിന്ന് 87 ആയി", True, "digits with an ending"),
        ("half of the girls", True, "a share in words"),
        ("പകുതി കുട്ടികൾ", True, "half, in Malayalam"),
        ("आधे बच्चे", True, "half, in Hindi"),
        ("আধা শিশু", True, "half, in Assamese"),
        ("2000 girls", True, "a count that looks like a year"),
        ("since 2022", False, "a year"),
        ("in 2024-25", False, "a financial year"),
        ("on 12 November", False, "a date"),
        ("November 12", False, "a date the other way round"),
        ("12 നവംബറിൽ", False, "a date in Malayalam"),
        ("Block 3, Class 8, ward no 4", False, "names"),
        ("വാർഡ് 12", False, "a name in Malayalam"),
        ("कक्षा 8", False, "a name in Hindi"),
        ("NFHS5 and NFHS-5, COVID-19, H1N1", False, "names with digits"),
        ("the 8th class, 5-ാം വാർഡ്, 8वीं कक्षा", False, "ordinals"),
        ("girls aged 10-19", False, "an age"),
        ("girls of 10-19 years", False, "an age"),
        ("children under 5", False, "an age"),
        ("under-five children", False, "an age in words"),
        ("10-19 वर्ष की किशोरियाँ", False, "an age in Hindi"),
        ("attendance under 60", True, "a share below sixty"),
        ("पिछले साल 9 महिलाएँ", True, "a year word before a count"),
        ("", False, "nothing"),
    ],
)
def test_what_counts_as_a_figure(text: str, counts: bool, because: str) -> None:
    assert has_figure(read(text)) is counts, because


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("ഡോക്ടർ", "ഡോക്ടര്\u200d", "new and old chillu"),
        ("ന്റെ", "ൻ്റെ", "two ways to type one cluster"),
        ("ज़रूरत", "जरूरत", "nukta"),
        ("पहुँच", "पहुंच", "candrabindu and anusvara"),
        ("বিদ্যালয়", "বিদ্যালয\u09bc", "nukta composed or not"),
        ("ৰোগী", "রোগী", "typed on a Bengali keyboard"),
        ("don’t", "don't", "curly and straight"),
        ("सॉफ्ट\u200dवेयर", "सॉफ्टवेयर", "joiner"),
        ("൪൨", "42", "digits"),
    ],
)
def test_rival_spellings_are_one(one: str, other: str, because: str) -> None:
    assert plain(one) == plain(other), because


def test_a_text_from_a_bengali_keyboard_is_read_as_assamese() -> None:
    assert is_answer_in_disguise(read("শিক্ষকসকলক প্রশিক্ষণ দিয়া হোৱা নাই।".replace("ৱ", "ব")))


def test_an_exception_hides_the_idea_it_names() -> None:
    assert not read("Family Welfare and Child Development").has(Idea.PEOPLE)
    assert read("Families of the ward").has(Idea.PEOPLE)
    assert not read("ജില്ലയിൽ").has(Idea.NOT_DONE)
    assert not read("കുടുംബശ്രീ").has(Idea.PEOPLE)


def test_a_phrase_jumps_over_small_words_but_not_over_a_full_stop() -> None:
    assert read("They do not even get the first dose").has(Idea.HARM)
    assert not read("They do not. Get well soon").has(Idea.HARM)


def test_only_the_first_pages_are_read() -> None:
    assert len(read("word " * READ_AT_MOST).words) == READ_AT_MOST // 5


@pytest.mark.parametrize("text", ["", " ", "-", "…", "Nil", "N/A", "not applicable", "ഇല്ല", "कुछ नहीं", "একো নাই", "🙂"])
def test_answers_that_say_nothing(text: str) -> None:
    assert says_nothing(text)
    assert names_nobody(text)


@pytest.mark.parametrize("text", ["No girls from line 4", "Ravi", "nothing reached ward 7 yet", "ഊരിലെ കുട്ടികൾ"])
def test_short_answers_that_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("name", "is_health"),
    [
        ("Health & Family Welfare", True),
        ("NHM", True),
        ("ആരോഗ്യ വകുപ്പ്", True),
        ("स्वास्थ्य विभाग", True),
        ("স্বাস্থ্য বিভাগ", True),
        ("Public Health Engineering", False),
        ("AYUSH", False),
        ("Education", False),
        ("", False),
    ],
)
def test_health_departments(name: str, is_health: bool) -> None:
    assert is_health_department(name) is is_health


def test_departments_of_health_speak_with_one_voice() -> None:
    assert families(["Health", "NHM", "Education", "education ", ""]) == {"health", "education"}


def test_alike() -> None:
    assert alike("Meet the head teachers on Monday.", "meet the head teachers on monday")
    assert not alike("Meet the head teachers", "Count the tablets")
    assert not alike("", "")


@pytest.mark.parametrize("language", [english, malayalam, hindi, assamese], ids=lambda module: module.__name__)
def test_the_word_lists_are_whole(language: object) -> None:
    for idea, text in vars(language)["WORDS"].items():
        entries = [entry.strip() for entry in text.split(",")]
        assert len(entries) == len(set(entries)), f"twice in {idea}"
        for entry in entries:
            words = entry.removeprefix("!").split()
            assert words, f"an empty entry in {idea}"
            for word in words:
                assert len(plain(word.strip("*"))) >= 1, f"{entry} in {idea}"
                assert "*" not in word.strip("*"), f"{entry} in {idea}"
                assert not (word.startswith("*") and word.endswith("*")), f"{entry} in {idea}"
            assert read(entry.removeprefix("!").replace("*", "")).words, f"{entry} in {idea} can never be read"


def test_a_dismissal_is_kept_by_key_and_row() -> None:
    assert Hint.of("plan.one_lead", "Which?", "Because.").mark == "plan.one_lead"
    assert Hint.of("ideas.copied", "What?", "Because.", about=7).mark == "ideas.copied:7"
