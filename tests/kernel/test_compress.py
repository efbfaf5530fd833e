"""Pages travel compressed, and no two of them carry the same token."""

from __future__ import annotations

import gzip
import re

import brotli

from tests.world import World

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def test_pages_are_compressed_for_those_who_understand_it(sqlite_world: World) -> None:
    client = sqlite_world.browser("convenor").client
    plain = client.get("/account").data
    packed = client.get("/account", headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"My account" in brotli.decompress(packed.data)
    assert len(packed.data) < len(plain) / 2
    zipped = client.get("/account", headers={"Accept-Encoding": "gzip"})
    assert b"My account" in gzip.decompress(zipped.data)
    refused = client.get("/account", headers={"Accept-Encoding": "br;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_tokens_are_masked_anew_and_still_good(sqlite_world: World) -> None:
    browser = sqlite_world.browser("convenor")
    tokens = TOKEN.findall(browser.client.get("/account").get_data(as_text=True))
    assert len(tokens) == len(set(tokens)) > 1
    for token in tokens[:2]:
        assert browser.post("/account/stay", {"csrf_token": token}).status == 200
    for bad in ("", "x", "ZZZZ", tokens[0][:-4], "൧൨"):
        assert browser.post("/account/stay", {"csrf_token": bad}).status == 400
