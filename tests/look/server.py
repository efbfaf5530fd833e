"""A server of the gallery's pages for browser tests, and a stand-in for the address that saves."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from pdia.kernel.headers import POLICY
from pdia.kernel.paths import STATIC

Answer = Callable[[Request], Response]


@dataclass
class Site:
    """Pages by path, what was posted in order, and how the next posts are answered."""

    pages: dict[str, Callable[[], str]] = field(default_factory=dict)
    posted: list[dict[str, list[str]]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Answer = lambda request: Response("", 204)
    url: str = ""

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        return self.respond(Request(environ))(environ, start)

    def respond(self, request: Request) -> Response:
        """A page, a static file, or whatever the test wants to answer."""
        if request.method == "POST":
            self.posted.append(request.form.to_dict(flat=False))
            self.paths.append(request.path)
            self.headers.append(dict(request.headers.items()))
            answer = self.answer(request)
            request.close()  # an uploaded file is a temporary one
        elif request.path.startswith("/static/"):
            file = STATIC / request.path.removeprefix("/static/")
            kind = mimetypes.guess_type(file.name)[0] or "font/woff2"
            answer = Response(file.read_bytes(), content_type=kind) if file.is_file() else Response("", 404)
        elif request.path in self.pages:
            answer = Response(self.pages[request.path](), content_type="text/html; charset=utf-8")
        else:
            answer = Response("<!doctype html><title>Elsewhere</title>", content_type="text/html; charset=utf-8")
        answer.headers["Content-Security-Policy"] = POLICY
        return answer


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """`site` on a free port of this machine, until the block ends."""
    server = make_server("127.0.0.1", 0, site, threaded=True, request_handler=_Quiet)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
