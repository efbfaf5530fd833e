"""Files that people send: known by their content, stripped, stored under the hash of what they hold.

A photo is drawn anew, so that nothing of the sent file but the picture itself is kept: no position,
no camera, no trailing bytes. A PDF is kept as it is and only ever sent as an attachment.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pdia.kernel.words import N_, Refusal

LONGEST_SIDE = 1600
MOST_PIXELS = 80_000_000
MOST_PDF = 10 * 1024 * 1024
MOST_PHOTO = 24 * 1024 * 1024
NO_FILE = N_("Choose a photo or a PDF first.")
STRANGE = N_(
    "This file is neither a photo nor a PDF, whatever its name says. Take a photo of the paper, or save it as PDF."
)
TOO_BIG = N_("This PDF is larger than 10 megabytes. Send the pages that matter, or a photo of them.")
TOO_LARGE_PHOTO = N_("This photo is too large. Send a smaller one, or a screenshot of it.")
BROKEN = N_("This photo cannot be opened. Take it again, or choose another.")


@dataclass(frozen=True)
class Kept:
    """A stored file: its content's hash, kind and size in bytes."""

    sha: str
    mime: str
    size: int


def keep_file(stream: IO[bytes], folder: Path) -> Kept:
    """Check, strip and store what was sent under `folder`; raises :class:`Refusal` for anything else."""
    data = stream.read(MOST_PHOTO + 1)
    if not data:
        raise Refusal(NO_FILE, field="file")
    if data[:5] == b"%PDF-":
        if len(data) > MOST_PDF:
            raise Refusal(TOO_BIG, field="file")
        mime = "application/pdf"
    else:
        if len(data) > MOST_PHOTO:
            raise Refusal(TOO_LARGE_PHOTO, field="file")
        data, mime = _redrawn(data), "image/jpeg"
    sha = hashlib.sha256(data).hexdigest()
    _write(path_of(folder, sha), data)
    return Kept(sha=sha, mime=mime, size=len(data))


def path_of(folder: Path, sha: str) -> Path:
    """Where the file with this hash lies."""
    return folder / sha[:2] / sha


def _redrawn(data: bytes) -> bytes:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is loaded, switches this on for everybody
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal(TOO_LARGE_PHOTO, field="file")
            picture.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn = io.BytesIO()
            Image.frombytes("RGB", upright.size, upright.tobytes()).save(drawn, "JPEG", quality=80)
            return drawn.getvalue()
    except UnidentifiedImageError:
        raise Refusal(STRANGE, field="file") from None
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise Refusal(BROKEN, field="file") from None


def _write(file: Path, data: bytes) -> None:
    """Put the file in its place whole or not at all."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    Path(name).replace(file)
