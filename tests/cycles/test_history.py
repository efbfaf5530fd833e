"""The history of a cycle, as people read it."""

from __future__ import annotations

from tests.world import World


def test_what_was_chosen_is_told_in_words(world: World) -> None:
    cycle = f"/cycles/{world.cast.cycle}"
    browser = world.browser("convenor")
    browser.get(f"{cycle}/fishbone").submit("/fishbone/causes", text="Nobody keeps the list")
    page = browser.get(f"{cycle}/fishbone")
    address = page.tree.xpath("//a[contains(@href, '/fishbone/causes/')]/@href")[0].split("#")[0]
    assert browser.get(address).submit(address.split("?")[0], how_known="assumption").status == 303
    assert browser.get(f"{cycle}/fishbone").press("/ready").status == 303
    history = browser.get(f"{cycle}/history")
    entries = [entry.text_content() for entry in history.tree.find_class("entry")]
    assert any("We assume it" in entry for entry in entries), entries
    assert any("ready" in entry for entry in entries), entries
    versions = browser.get(history.tree.xpath("//a[contains(@href, 'how_known')]/@href")[0])
    assert versions.tree.find_class("entry")[0].find_class("text")[0].text_content() == "We assume it"
