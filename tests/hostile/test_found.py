"""Before anything is attacked: that every form of the application was found."""

from __future__ import annotations

from tests.hostile.town import Town

# Addresses without a form of their own on a page of an open cycle.
FORMLESS = {
    "accounts.stay",  # the script of a shared device presses it
    "cycles.resume",  # on a paused cycle only; tests/hostile/test_states.py presses it
}


def test_every_address_that_writes_has_a_form_that_was_found(sqlite_built: Town) -> None:
    writing = {rule.endpoint for rule in sqlite_built.world.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    found = {kind.split(":")[0] for kind in sqlite_built.sheets}
    assert not writing - found - FORMLESS, f"no page carries a form for {sorted(writing - found - FORMLESS)}"
