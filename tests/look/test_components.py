"""The layouts and components as HTML: right, labelled, translatable, and fit for the content policy."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import brotli  # comes without types
import html5lib
import pytest
from lxml import html
from werkzeug.datastructures import MultiDict
from wtforms import Form

from pdia.kernel.paths import STATIC, TEMPLATES
from pdia.kernel.words import Message
from tests.look import gallery
from tests.look.room import Hint, Person, page_context, templates

OURS = sorted([*(TEMPLATES / "layouts").glob("*.html"), *(TEMPLATES / "components").glob("*.html")])
CSS = (STATIC / "css/app.css").read_text(encoding="utf-8")
ALL_PAGES = [(name, language) for name in gallery.PAGES for language in ("en", "ml")]


def tree(text: str) -> Any:
    return html.document_fromstring(text)


def macro(source: str, **context: Any) -> Any:
    """What a macro renders, as a tree; `form` and `pieces` are imported."""
    head = '{% import "components/form.html" as form %}{% import "components/pieces.html" as pieces %}'
    text = templates().from_string(head + source).render(**context)
    return html.fragment_fromstring(text, create_parent="main")


def one(form: type[Form], name: str, **data: Any) -> Any:
    return form(data=data)[name]


@pytest.mark.parametrize(("name", "language"), ALL_PAGES)
def test_pages_are_valid_html_with_unique_ids(name: str, language: str) -> None:
    text = gallery.render(name, language)
    html5lib.HTMLParser(strict=True).parse(text)
    ids = tree(text).xpath("//@id")
    assert len(ids) == len(set(ids)), f"ids used twice: {sorted(i for i in ids if ids.count(i) > 1)}"


@pytest.mark.parametrize(("name", "language"), ALL_PAGES)
def test_every_control_has_a_name_to_be_called_by(name: str, language: str) -> None:
    page = tree(gallery.render(name, language))
    ids = set(page.xpath("//@id"))
    for control in page.xpath("//textarea|//select|//input[not(@type='hidden')]"):
        labelled = page.xpath(f"//label[@for='{control.get('id')}']") or control.xpath("ancestor::label")
        assert labelled, f"{control.get('name')} has no label"
    for described in page.xpath("//@aria-describedby|//@aria-labelledby"):
        assert set(described.split()) <= ids, f"{described} points at nothing"


@pytest.mark.parametrize("own_device", [True, False])
@pytest.mark.parametrize("name", list(gallery.PAGES))
def test_pages_keep_the_content_policy(name: str, own_device: bool) -> None:
    page = tree(gallery.render(name, actor=Person(own_device=own_device)))
    assert not page.xpath("//@style|//style"), "no inline style: the content policy drops it"
    assert not page.xpath("//script[not(@src)]"), "no inline script: the content policy drops it"
    assert not page.xpath("//@*[starts-with(name(), 'on')]"), "no event attributes"


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_templates_never_switch_escaping_off(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape false", text), "let autoescape do its work"
    assert "style=" not in text


def test_what_people_type_is_escaped_and_comes_back_letter_by_letter() -> None:
    typed = '\n  <b>first</b> line & "more"\n\nഅവൻ ക്\u200dഷ </textarea>'
    page = macro("{{ form.field(f) }}", f=one(gallery.Problem, "why_it_matters", why_it_matters=typed))
    assert page.xpath("string(.//textarea)") == "\n" + typed, "browsers drop the first line end of a textarea"
    assert page.xpath(".//textarea/@lang") == ["en"]


def test_a_question_says_why_and_shows_an_example_as_its_form_declares() -> None:
    page = macro(
        "{{ form.field(f, base=4, who='Read by: your team') }}", f=one(gallery.Problem, "statement", statement="x")
    )
    assert "One or two sentences" in page.xpath("string(.//p[@id='statement-why'])")
    assert "14 of 40 villages" in page.xpath("string(.//details)")
    assert page.xpath(".//textarea/@aria-describedby") == ["statement-why"]
    assert page.xpath(".//textarea/@data-limit") == ["600"]
    assert page.xpath(".//input[@name='statement.base']/@value") == ["4"]
    assert page.xpath("string(.//span[@class='who'])") == "Read by: your team"


def test_the_page_may_say_otherwise_or_nothing() -> None:
    field = one(gallery.Problem, "statement", statement="")
    assert "Since round 1" in macro("{{ form.field(f, why='Since round 1') }}", f=field).xpath("string(.)")
    assert not macro("{{ form.field(f, why='', example='') }}", f=field).xpath(".//*[@class='why']|.//details")


def test_hint_and_error_are_both_heard() -> None:
    form = gallery.Problem(data={"statement": "x" * 700})
    form.validate()
    page = macro("{{ form.field(f) }}", f=form["statement"])
    assert page.xpath(".//textarea/@aria-describedby") == ["statement-why statement-error"]
    assert page.xpath(".//textarea/@aria-invalid") == ["true"]
    assert page.xpath("string(.//div[@id='statement-error'])").startswith("Error:")


def test_the_summary_links_every_error_to_its_question() -> None:
    page = tree(gallery.render("refused"))
    summary = page.xpath("//div[@role='alert']")[0]
    assert summary.get("tabindex") == "-1"
    for link in summary.xpath(".//a/@href"):
        assert page.xpath(f"//*[@id='{link[1:]}']"), f"{link} leads nowhere"
    assert "What goes wrong, for whom?" in summary.text_content()


def test_the_summary_takes_several_forms_and_a_refusal_of_no_field() -> None:
    good, bad = gallery.SignIn(), gallery.Problem(data={"statement": "x" * 700})
    bad.validate()
    page = macro("{{ form.summary(a, None, b, also=c) }}", a=good, b=bad, c=Message("Only %(n)s left.", {"n": 2}))
    assert "Only 2 left." in page.xpath("string(.)")
    assert page.xpath(".//a/@href")[0] == "#statement"
    assert not macro("{{ form.summary(a) }}", a=good).xpath(".//div")


def test_a_password_is_never_written_back() -> None:
    page = macro("{{ form.field(f) }}", f=one(gallery.SignIn, "password", password="secret"))
    assert page.xpath(".//input/@type") == ["password"]
    assert not page.xpath(".//input/@value")
    assert page.xpath(".//input/@autocomplete") == ["current-password"]


def test_choices_are_a_named_group_with_the_chosen_one_marked() -> None:
    page = macro("{{ form.choices(f, hints={'own': 'Kept'}, base=2) }}", f=one(gallery.SignIn, "device", device="own"))
    assert page.xpath("string(.//fieldset/legend)") == "Whose device is this?"
    assert page.xpath(".//input[@checked]/@value") == ["own"]
    assert page.xpath("string(.//small)") == "Kept"
    assert page.xpath(".//input[@type='radio']/@id")[0] == "device", "the error summary leads to the first one"


def test_ticks_say_that_they_were_asked_even_when_none_is_ticked() -> None:
    page = macro("{{ form.ticks(f) }}", f=one(gallery.Problem, "needs", needs=[]))
    assert page.xpath(".//input[@name='needs.sent']/@value") == ["1"]
    assert not page.xpath(".//input[@checked]")


def test_a_date_that_cannot_be_read_stays_readable() -> None:
    form = gallery.Problem(MultiDict({"as_of": "31st of May"}))
    assert macro("{{ form.field(f) }}", f=form["as_of"]).xpath(".//input/@*[name()='type' or name()='value']") == [
        "text",
        "31st of May",
    ]
    form = gallery.Problem(MultiDict({"as_of": "2026-05-31"}))
    assert macro("{{ form.field(f) }}", f=form["as_of"]).xpath(".//input/@type") == ["date"]


def test_a_form_carries_its_token_and_key() -> None:
    page = macro("{{ form.begin(None, '/x', autosave=True, key='k1', multipart=True) }}{{ form.end() }}")
    made = page.xpath(".//form")[0]
    assert dict(made.attrib) == {
        "action": "/x",
        "method": "post",
        "novalidate": "",
        "data-autosave": "",
        "enctype": "multipart/form-data",
    }
    assert page.xpath(".//input[@type='hidden']/@name") == ["csrf_token", "key"]


def test_hints_ask_at_most_three_and_each_is_set_aside_with_one_press() -> None:
    several = [Hint(f"k{n}", Message("Ask?"), Message("Why.")) for n in range(5)]
    page = macro("{{ pieces.hints(several, '/aside') }}", several=several)
    assert page.xpath(".//button[@form='press']/@formaction") == ["/aside"] * 3
    assert page.xpath(".//button[@name='mark']/@value") == ["k0", "k1", "k2"]
    assert not macro("{{ pieces.hints([], '/aside') }}").xpath(".//*")


def test_the_form_of_single_presses_is_on_every_page_of_a_signed_in_person() -> None:
    page = tree(gallery.render("problem"))
    assert page.xpath("//form[@id='press']/input/@name") == ["csrf_token"]
    assert not page.xpath("//form[@id='press']/ancestor::form")


def test_a_press_that_creates_something_is_a_form_of_its_own_with_its_key() -> None:
    page = macro("{{ form.press('/code', 'Give a code', about='Anil', key='k1') }}")
    assert page.xpath(".//form[@action='/code']//input/@name") == ["csrf_token", "key"]
    assert not page.xpath(".//button/@formaction")
    page = macro("{{ form.press('/move', 'Move', hidden={'a': 1, 'b': 2}, quiet=False) }}")
    assert page.xpath(".//form//input/@name") == ["csrf_token", "a", "b"]


def test_a_department_is_named_for_those_who_listen() -> None:
    page = macro("{{ pieces.chip(d, letter_only=True) }}", d=gallery.WATER)
    assert page.xpath("string(.//span[contains(@class, 'visually-hidden')])") == "Public Health Engineering"
    assert "tone-3" in page.xpath(".//span/@class")[0]


def test_a_conflict_shows_both_texts_and_loses_neither() -> None:
    page = tree(gallery.render("conflict"))
    mine, theirs = gallery.TEXTS["en"], gallery.LESSON["en"]
    assert page.xpath("string(//*[@data-mine])") == mine
    assert page.xpath("string(//*[@data-theirs])") == theirs
    assert page.xpath("string(//textarea)") == "\n" + f"{mine}\n\n{theirs}"
    assert page.xpath("//input[@name='statement.base']/@value") == ["5"]
    assert "Anil, Panchayat & Rural Development, saved this on 12 Nov" in page.text_content()


def test_a_difference_is_told_in_words_as_well_as_in_colour() -> None:
    pieces = [SimpleNamespace(kind="removed", text="home."), SimpleNamespace(kind="added", text="gardens.")]
    page = macro("{{ pieces_.difference(p) }}".replace("pieces_", "pieces"), p=pieces)
    assert page.xpath("string(.//del)") == "[taken out: home. ]"
    assert page.xpath("string(.//ins)") == "[added: gardens. ]"


def test_the_stages_stand_once_in_the_page_and_the_open_one_is_marked() -> None:
    page = tree(gallery.render("iteration"))
    assert len(page.xpath("//nav//li")) == 7
    assert [link.text for link in page.xpath("//nav//a[@aria-current='page']")] == ["Rounds"]
    assert page.xpath("//title/text()") == ["Our round note · Block 3 school health team · pdia"]


def test_a_cycle_without_stage_next_step_or_side_matter_still_renders() -> None:
    page = tree(
        gallery.render("iteration", rail=gallery.rail("none"), next_stage=None, paused=Message("Paused: flood."))
    )
    assert "All steps" in page.xpath("string(//nav//summary)")
    assert "Paused: flood." in page.text_content()
    assert not page.xpath("//*[@class='onward']")


def test_strangers_get_no_menu_and_shared_devices_no_drafts() -> None:
    stranger = tree(gallery.render("sign_in"))
    assert not stranger.xpath("//*[@data-sign-out]|//body/@data-account|//*[@id='unsent']")
    shared = tree(gallery.render("desk", actor=Person(own_device=False), idle_seconds=900))
    assert shared.xpath("//body/@data-device") == ["shared"]
    assert shared.xpath("//body/@data-idle-seconds") == ["900"]
    assert shared.xpath("//dialog/@data-stay")
    assert not shared.xpath("//*[@id='unsent']")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_every_word_of_ours_goes_through_the_catalogue(file: Path) -> None:
    """What is left of a template without its Jinja and its tags is text that nobody can translate."""
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", file.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"(aria-label|title|data-\w+)=\"[A-Z]", text), "a label that is heard or shown by a script"
    text = re.sub(r"[\w-]+=\"[^\"]*\"", "", text)  # attributes that a macro writes by itself
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", text))
    names = {"pdia", "bsc", "hks", "harvard", "edu", "one", "narrow"}  # of the product, a site, a width
    assert set(words) <= names, "put it through _()"


def _tokens() -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", CSS))


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_letters_stand_out_from_their_ground() -> None:
    token = _tokens()
    grounds = ["paper", "sheet", "primary-wash", "accent-wash", "good-wash", "wrong-wash"]
    for ink in ("ink", "ink-soft", "primary", "accent", "wrong", "good"):
        for ground in grounds:
            assert contrast(token[ink], token[ground]) >= 4.5, f"{ink} on {ground}"
    for ground in ("paper", "sheet"):
        assert contrast(token["line-strong"], token[ground]) >= 3, "edges of fields must be seen"


def test_twelve_departments_have_colours_that_carry_white_letters() -> None:
    tones = re.findall(r"\.tone-\d+ \{ --tone: (#[0-9a-f]{6}); \}", CSS)
    assert len(set(tones)) == 12
    assert all(contrast(tone, "#ffffff") >= 4.5 for tone in tones)


def test_the_faces_named_in_the_sheet_are_there() -> None:
    named = re.findall(r'url\("\.\./([^"]+)"\)', CSS)
    assert len(named) == 6
    assert all((STATIC / name).is_file() for name in named)


def test_a_phone_fetches_little() -> None:
    """All styles of the screen; all scripts but those that a press or another's change fetches."""
    styles = [file for file in (STATIC / "css").glob("*.css") if file.name != "print.css"]
    later = {"idiomorph.js", "photo.js", "phrases.js", "copy.js"}
    for files in (styles, [file for file in (STATIC / "js").glob("*.js") if file.name not in later]):
        total = sum(len(brotli.compress(file.read_bytes())) for file in files)
        assert total < 14 * 1024, f"{total} bytes: {[file.name for file in files]}"


def test_modules_do_not_import_one_another() -> None:
    for file in (STATIC / "js").glob("*.js"):
        assert not re.search(r"^\s*import\b|\bimport\((?!main\.dataset\.)", file.read_text(encoding="utf-8"), re.M), (
            f"{file.name}: an import would miss the content hash in the address"
        )


def test_the_context_of_the_tests_is_what_the_layouts_need() -> None:
    for layout in ("layouts/base.html", "layouts/plain.html"):
        source = f'{{% extends "{layout}" %}}{{% block title %}}x{{% endblock %}}{{% block main %}}y{{% endblock %}}'
        assert "y" in templates().from_string(source).render(page_context(institute_name=""))
