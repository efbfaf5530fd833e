"""Text of every kind, thought up by a machine: thirty tries for each form that takes any."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hostile.forms import Sheet
from tests.hostile.town import Town

JOINERS = st.text(alphabet="കർന്‍ൻമയറ്\u200c\u200d क्षेत्र ज্ৰ\u0d4d\u094d", max_size=40)
MARKS = st.text(alphabet=st.characters(categories=["Mn", "Cf", "Zs", "Cc"]), max_size=30)
ANYTHING = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
RAW = st.binary(max_size=80)
BROAD = st.one_of(ANYTHING, JOINERS, MARKS, RAW, st.builds(lambda a, b: a * b, ANYTHING, st.integers(1, 60)))
TRIES = 30


def _attack(town: Town, sheet: Sheet) -> str:
    """What the machine found against one form, or nothing."""

    @settings(max_examples=TRIES, deadline=None, database=None, derandomize=True)
    @given(value=BROAD)
    def once(value: str | bytes) -> None:
        pairs = sheet.with_texts(value)
        found = town.judge(f"{sheet} with {value!r}", town.post(sheet, pairs), pairs)
        assert not found, "\n".join(found)

    try:
        once()
    except AssertionError as failed:
        return str(failed)
    return ""


def test_any_text_is_kept_or_refused(sqlite_town: Town) -> None:
    """Nothing is put back between two tries: what one leaves behind is the ground of the next."""
    found = [_attack(sqlite_town, sheet) for sheet in sqlite_town.sheets.values() if sheet.texts]
    assert not any(found), "\n".join(filter(None, found))


def test_what_is_saved_comes_back_as_it_was(sqlite_town: Town) -> None:
    """Save, show and save again changes nothing more: cleaning is done once."""
    town = sqlite_town
    sheet = town.sheets["problem.save"]

    @settings(max_examples=TRIES, deadline=None, database=None, derandomize=True)
    @given(value=st.one_of(ANYTHING, JOINERS))
    def attack(value: str) -> None:
        town.restore()
        if town.post(sheet, sheet.with_value("why", value)).status_code != 303:
            return
        with town.world.database.engine.connect() as connection:
            [stored] = connection.exec_driver_sql(
                f"SELECT why FROM problem WHERE cycle_id = {town.world.cast.cycle}"
            ).scalars()
        assert "\u200d" not in value or "\u200d" in stored, "joiners are kept"
        assert stored == unicodedata.normalize("NFC", stored).strip()
        assert not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in stored)

    attack()
