"""Before anything is attacked: that every form of the application was found."""

from __future__ import annotations

from tests.hostile.town import Town


def test_every_address_that_writes_has_a_form_that_was_found(sqlite_built: Town) -> None:
    rules = sqlite_built.world.app.url_map.iter_rules()
    writing = {rule.endpoint for rule in rules if "POST" in (rule.methods or ())}
    missing = writing - {kind.split(":")[0] for kind in sqlite_built.sheets}
    assert not missing, f"no page carries a form for {sorted(missing)}: put what it needs into tests/hostile/ground.py"
