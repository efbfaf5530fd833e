"""The one file that prints: HTML in, a tagged A4 PDF out, in this process or in a child with limits.

WeasyPrint is imported only when something is drawn, so the web process never pays for it; and what
is drawn can read nothing but our own fonts and style sheets. Whoever may see the page that is printed
is decided by the caller.
"""

from __future__ import annotations

import atexit
import gc
import logging
import multiprocessing
import os
import resource
import signal
import tempfile
import threading
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pdia.kernel.paths import STATIC

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

ASSETS = {"fonts": (".woff2",), "css": (".css",)}  # all that a document may ask for, under static/
SCHEME = "pdia-asset"
SHEET = "css/print.css"
MOST_BYTES = 64 * 1024 * 1024
# How a child at its limits ends: by the kernel for time; for memory, GLib gives up in one of two ways.
ENDED_BY = {-signal.SIGXCPU: "time", -signal.SIGTRAP: "memory", -signal.SIGABRT: "memory"}

log = logging.getLogger(__name__)
_drawing = threading.Lock()  # Pango's font map is shared between documents and is not made for two at once


class TooLong(Exception):
    """The document passed one of its limits; `limit` is "pages", "time" or "memory"."""

    def __init__(self, limit: str) -> None:
        super().__init__(f"The document is too long to be drawn (limit: {limit}).")
        self.limit = limit


class DrawingFailed(Exception):
    """The drawing itself went wrong; the text is for the log and not for a page."""


@dataclass(frozen=True)
class Limits:
    """What one document may take: pages, seconds of processor and by the clock, bytes of address space."""

    pages: int = 200
    processor: int = 20
    clock: float = 30.0
    memory: int = 512 * 1024 * 1024


def render(html: str, *, title: str, language: str, most_pages: int | None = None) -> bytes:
    """The PDF of `html`, drawn here and now: a whole document, or what stands in its body.

    A whole document keeps its own head and language. Fonts and style sheet are prepared once a process.
    """
    with _drawing:
        fonts, sheet = _prepared()
        return _draw(_document(html, title, language), fonts, sheet, most_pages)


def draw_in_child(html: str, limits: Limits | None = None, *, title: str = "", language: str = "en") -> bytes:
    """The same, in a child process that ends with this document: for anything a person may have written.

    Raises TooLong or DrawingFailed. Jobs call this from threads, and a fork from a process with threads
    may copy a lock that nobody will ever open; so the fork is left to Python's fork server, a small process
    without threads that has imported WeasyPrint and read the fonts (`pdia.reports.warm`) but never touched
    Pango, whose own threads would not live on in a child either.
    """
    limits = limits or Limits()
    reader, writer = _server().Pipe(duplex=False)
    with tempfile.TemporaryDirectory(prefix="pdia-pdf-") as folder:
        child = _server().Process(
            target=_draw_for_parent,
            args=(writer, _document(html, title, language), limits, folder),
            daemon=True,
        )
        child.start()
        writer.close()  # or the reader would wait for ever for a child that has died
        try:
            return _answer(reader, child, limits)
        finally:
            reader.close()
            child.join(1)
            if child.is_alive():
                child.kill()
                child.join()
            child.close()


def _answer(reader: Connection, child: Any, limits: Limits) -> bytes:
    """What the child sends: a letter that says what it is, then the PDF, a limit or what went wrong."""
    if not reader.poll(limits.clock):
        child.kill()
        raise TooLong("time")
    try:
        answer = reader.recv_bytes(MOST_BYTES)
    except EOFError:
        child.join(5)
        if child.exitcode in ENDED_BY:
            raise TooLong(ENDED_BY[child.exitcode]) from None
        raise DrawingFailed(f"The drawing process ended with {child.exitcode}.") from None
    except OSError:
        raise TooLong("memory") from None  # a file beyond MOST_BYTES
    kind, body = answer[:1], answer[1:]
    if kind == b"P":
        return body
    if kind == b"L":
        raise TooLong(body.decode())
    raise DrawingFailed(body.decode(errors="replace"))


def _draw_for_parent(writer: Connection, html: str, limits: Limits, folder: str) -> None:
    """In the child: take the limits on, draw, send the answer; whatever goes wrong goes into the pipe."""
    os.nice(10)  # pages come first
    gc.disable()  # this process ends with the document: tidying up would be a tenth of its time
    tempfile.tempdir = folder  # the parent removes it, whatever becomes of us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.processor, limits.processor + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    try:
        kind, body = b"P", _draw(html, *_prepare(), limits.pages)
    except TooLong as long:
        kind, body = b"L", long.limit.encode()
    except MemoryError:
        kind, body = b"L", b"memory"
    except Exception as why:  # whatever it is, the parent shall hear of it
        kind, body = b"F", f"{type(why).__name__}: {why}"[:500].encode()
    writer.send_bytes(kind + body)
    writer.close()


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pdia.reports.warm"])
    return context


# --- Drawing ----------------------------------------------------------------------------------------


def warm_up() -> None:
    """Import WeasyPrint, repaired, and unpack the fonts; no Pango yet (see draw_in_child)."""
    import weasyprint  # noqa: F401

    from pdia.reports import shaping

    shaping.repair()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # every refused address would be a line
    for font in (STATIC / "fonts").glob("*.woff2"):
        _read(font)


def _prepare() -> tuple[Any, Any]:
    """A font configuration with our faces, and the style sheet that names them."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    warm_up()
    fonts = FontConfiguration()
    return fonts, CSS(url=f"{SCHEME}:{SHEET}", font_config=fonts, url_fetcher=_fetcher())


@cache
def _prepared() -> tuple[Any, Any]:
    atexit.register(_prepared.cache_clear)  # while WeasyPrint can still remove its folder of fonts
    return _prepare()


def _draw(html: str, fonts: Any, sheet: Any, most_pages: int | None) -> bytes:
    from weasyprint import HTML

    source = HTML(string=html, base_url=f"{SCHEME}:", url_fetcher=_fetcher())
    document = source.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    if most_pages is not None and len(document.pages) > most_pages:
        raise TooLong("pages")
    drawn: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return drawn


def _document(html: str, title: str, language: str) -> str:
    if html.lstrip()[:200].lower().startswith(("<!doctype", "<html")):
        return html
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{html}</body></html>"
    )


# --- What a document may read -----------------------------------------------------------------------


@cache
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):
        """No network and no disk but our own fonts and style sheets; no `data:` either."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols={SCHEME}, allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            file = asset(url)
            kind = "text/css; charset=utf-8" if file.suffix == ".css" else "font/woff2"
            return URLFetcherResponse(url, _read(file), {"Content-Type": kind})

    return Closed()


def asset(url: str) -> Path:
    """The file that an address in a document means, or ValueError: only fonts and style sheets of ours."""
    scheme, _, name = url.partition(":")
    folder = name.lstrip("/").partition("/")[0]
    if scheme != SCHEME or folder not in ASSETS:
        raise ValueError(f"A document may not read {url[:200]}")
    root = (STATIC / folder).resolve()
    file = (STATIC / name.lstrip("/")).resolve()
    if not file.is_relative_to(root) or file.suffix not in ASSETS[folder] or not file.is_file():
        raise ValueError(f"A document may not read {url[:200]}")
    return file


@cache
def _read(file: Path) -> bytes:
    """A font or style sheet as WeasyPrint wants it; fonts are unpacked once, not once a document."""
    content = file.read_bytes()
    if file.suffix != ".woff2":
        return content
    from fontTools.ttLib import woff2

    unpacked = BytesIO()
    woff2.decompress(BytesIO(content), unpacked)
    return unpacked.getvalue()
