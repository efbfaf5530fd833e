"""Printing: a tagged PDF in four languages, closed to network and disk, and kept within its limits."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pdia.kernel.paths import STATIC
from pdia.reports.pdf import DrawingFailed, Limits, TooLong, asset, draw_in_child, render
from tests.reports.papers import facts_of, objects_of, pages_of, words_of
from tests.reports.sheets import LONG_STATEMENT, STATEMENTS, bones, draw

PARAGRAPHS = "".join(f'<p lang="{language}">{text}</p>' for language, text in STATEMENTS.items())
SECRET = "canary-5117"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "drawn.pdf"


# --- What comes out ---------------------------------------------------------------------------------


def test_it_is_a_tagged_a4_document_with_title_and_language(file: Path) -> None:
    file.write_bytes(render(f"<h1>Record</h1>{PARAGRAPHS}", title="Team record", language="en"))
    facts = facts_of(file)
    assert facts["Title"] == "Team record"
    assert facts["Tagged"] == "yes"
    assert facts["Page size"].startswith("595.276 x 841.89 pts (A4)")
    assert b"/Lang (en)" in objects_of(file)
    assert b"pdfuaid:part" in objects_of(file)


@pytest.mark.parametrize("language", ["en", "ml", "hi", "as"])
def test_its_words_are_found_again(language: str, file: Path) -> None:
    file.write_bytes(render(PARAGRAPHS, title="Words", language="en"))
    found = words_of(file)
    assert [word for word in STATEMENTS[language].split() if word not in found] == []


def test_a_whole_document_keeps_its_own_head(file: Path) -> None:
    page = "<!doctype html><html lang='hi'><head><title>अभिलेख</title></head><body><p>नमस्ते</p></body></html>"
    file.write_bytes(render(page, title="another", language="en"))
    assert facts_of(file)["Title"] == "अभिलेख"
    assert b"/Lang (hi)" in objects_of(file)


def test_the_foot_names_team_and_date_and_counts_the_pages(file: Path) -> None:
    body = (
        '<p class="running-team">Block 3 team</p><p class="running-date">22 November 2026</p>'
        '<h2 class="new-page">Second</h2><h2 class="new-page">Third</h2>'
    )
    file.write_bytes(render(body, title="Foot", language="en"))
    feet = [" ".join(word.text for word in page.words if word.top > 780) for page in pages_of(file)]
    assert feet == [f"Block 3 team · 22 November 2026 {number} / 3" for number in (1, 2, 3)]


def test_contents_name_the_page_of_each_part(file: Path) -> None:
    body = (
        '<nav class="contents"><ol><li><a href="#plan">Plan</a></li></ol></nav>'
        '<p class="new-page">Problem</p><h2 id="plan" class="new-page">Plan</h2>'
    )
    file.write_bytes(render(body, title="Contents", language="en"))
    first = [word.text for word in pages_of(file)[0].words]
    assert first[0] == "Plan"
    assert "3" in first[1:-3]


def test_a_portfolio_mixes_upright_pages_and_the_fish_on_its_side(file: Path) -> None:
    fish = draw("fishbone_a4", STATEMENTS["en"], bones(4, 8), "en", "Causes")
    file.write_bytes(render(f"<h1>Record</h1>{fish}<h2>Plan</h2>", title="Mixed", language="en"))
    assert [page.width > page.height for page in pages_of(file)] == [False, True, False]


# --- What a document may read -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "pdia-asset:../pyproject.toml",
        "pdia-asset:css/../../pyproject.toml",
        "pdia-asset:css/%2e%2e/%2e%2e/pyproject.toml",
        "pdia-asset:fonts/OFL-noto-sans-latin.txt",
        "pdia-asset:js/page.js",
        "pdia-asset:/etc/passwd",
        "pdia-asset:css/\0print.css",
        "pdia-asset:css",
        "PDIA-ASSET:css/print.css",
        "css/print.css",
    ],
)
def test_only_our_own_fonts_and_style_sheets_are_read(url: str) -> None:
    with pytest.raises(ValueError, match=r"may not read|null"):
        asset(url)


def test_our_own_style_sheet_is_read() -> None:
    assert asset("pdia-asset:css/print.css") == STATIC / "css" / "print.css"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server of this machine that writes down who asked for what."""
    asked: list[str] = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            """Say nothing on the console."""

    with http.server.HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_no_document_reaches_the_network_or_the_disk(
    listener: tuple[str, list[str]], file: Path, tmp_path: Path
) -> None:
    base, asked = listener
    canary = tmp_path / "canary.txt"
    canary.write_text(SECRET)
    vectors = "".join(
        f"""<link rel="stylesheet" href="{at}"><link rel="attachment" href="{at}"><img src="{at}" alt="">
        <style>@import url("{at}"); @font-face {{ font-family: x; src: url("{at}"), local("{at}") }}
        p {{ background: url("{at}"); font-family: x; list-style-image: url("{at}") }}
        p::after {{ content: url("{at}") }} @page {{ background: url("{at}") }}</style>
        <object data="{at}"></object><embed src="{at}"><a rel="attachment" href="{at}">a</a>
        <svg viewBox="0 0 9 9"><image href="{at}" width="9" height="9"/><use href="{at}#a"/></svg>"""
        for at in (f"{base}/x", canary.as_uri(), f"pdia-asset:{canary}", f"pdia-asset:../../{canary}")
    )
    hostile = f'<!doctype html><html><head><base href="{base}/"><title>x</title></head><body><p>{vectors}'
    for drawn in (render(hostile, title="x", language="en"), draw_in_child(hostile)):
        file.write_bytes(drawn)
        assert asked == []
        assert SECRET.encode() not in drawn
        assert not [word for word in words_of(file) if SECRET in word]
        assert subprocess.run(["pdfdetach", "-list", file], capture_output=True, check=True).stdout == (
            b"0 embedded files\n"
        )


# --- Limits -----------------------------------------------------------------------------------------


def test_a_child_draws_the_same_and_can_be_asked_from_threads() -> None:
    drawn: list[bytes] = []

    def one() -> None:
        drawn.append(draw_in_child(PARAGRAPHS, title="From a thread", language="en"))

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [pdf[:5] for pdf in drawn] == [b"%PDF-"] * 3


def test_too_many_pages_are_refused() -> None:
    body = '<p class="new-page">a</p>' * 4
    assert draw_in_child(body, Limits(pages=5)).startswith(b"%PDF-")
    with pytest.raises(TooLong) as refused:
        draw_in_child(body, Limits(pages=2))
    assert refused.value.limit == "pages"


def test_render_takes_a_limit_of_pages_too() -> None:
    with pytest.raises(TooLong):
        render('<p class="new-page">a</p>' * 4, title="x", language="en", most_pages=2)


@pytest.mark.parametrize("limits", [Limits(processor=1), Limits(clock=0.5)])
def test_too_much_time_is_refused(limits: Limits) -> None:
    with pytest.raises(TooLong) as refused:
        draw_in_child(f"<p>{LONG_STATEMENT}</p>" * 5_000, limits)
    assert refused.value.limit == "time"


def test_a_child_out_of_memory_ends_alone() -> None:
    with pytest.raises((TooLong, DrawingFailed)):
        draw_in_child(PARAGRAPHS, Limits(memory=120 * 1024 * 1024))
    assert draw_in_child(PARAGRAPHS).startswith(b"%PDF-")


def test_what_cannot_be_drawn_says_so_and_the_next_one_is_drawn() -> None:
    with pytest.raises(DrawingFailed, match="UnicodeEncodeError"):
        draw_in_child("<p>\ud800</p>")
    assert draw_in_child("<p>well</p>").startswith(b"%PDF-")


def test_the_web_process_does_not_import_weasyprint() -> None:
    program = "import pdia.reports.pdf, sys; sys.exit('weasyprint' in sys.modules or 'fontTools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
