"""Pages travel compressed: on a weak line this matters more than anything else we do.

A page that mixes a secret with what somebody else wrote must not be compressed as it is, for the
size would give the secret away letter by letter (BREACH); so tokens are masked anew each time.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import secrets

import brotli
from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect, generate_csrf

SMALLEST = 600
KINDS = {"text/html", "application/json"}


class MaskedCSRF(CSRFProtect):
    """Flask-WTF's protection; the token it reads was masked by :func:`masked_token`."""

    def init_app(self, app: Flask) -> None:
        """Protect `app`, and give its templates the masked token instead of the bare one."""
        super().init_app(app)
        app.jinja_env.globals["csrf_token"] = masked_token
        app.context_processor(lambda: {"csrf_token": masked_token})

    def _get_csrf_token(self) -> str | None:
        token: str | None = super()._get_csrf_token()
        return _unmasked(token)


def masked_token() -> str:
    """The token for this browser under a fresh mask: no two pages carry the same letters."""
    token = generate_csrf().encode()
    mask = secrets.token_bytes(len(token))
    return base64.urlsafe_b64encode(mask + _xor(token, mask)).decode()


def _unmasked(masked: str | None) -> str | None:
    try:
        raw = base64.urlsafe_b64decode(masked or "")
        half = len(raw) // 2
        return _xor(raw[half:], raw[:half]).decode()
    except (binascii.Error, ValueError):
        return masked


def _xor(first: bytes, second: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def set_up_compression(app: Flask) -> None:
    """Compress pages for browsers that say they understand it; brotli before gzip."""

    @app.after_request
    def _compress(answer: Response) -> Response:
        if answer.mimetype not in KINDS or answer.direct_passthrough or "Content-Encoding" in answer.headers:
            return answer
        answer.vary.add("Accept-Encoding")
        body = answer.get_data()
        if len(body) < SMALLEST:
            return answer
        if request.accept_encodings["br"]:
            answer.set_data(brotli.compress(body, quality=4))
            answer.headers["Content-Encoding"] = "br"
        elif request.accept_encodings["gzip"]:
            answer.set_data(gzip.compress(body, compresslevel=6))
            answer.headers["Content-Encoding"] = "gzip"
        return answer
