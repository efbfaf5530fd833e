"""Reading a PDF back with poppler: its words, where they lie, and the ink of its pages."""

from __future__ import annotations

import re
import subprocess
import zlib
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from PIL import Image, ImageOps

SIDES = ("xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True)
class Word:
    """A word found again in a PDF and its box, in points from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Sheet:
    """One page: its size in points and its words."""

    width: float
    height: float
    words: list[Word]


def pages_of(file: Path) -> list[Sheet]:
    """Every page with its words and their boxes."""
    tree = html.fromstring(_run("pdftotext", "-bbox", str(file), "-").decode())
    return [
        Sheet(
            float(page.get("width", "0")),
            float(page.get("height", "0")),
            [
                Word(
                    node.text or "",
                    *(float(node.get(side, "0")) for side in ("xmin", "ymin", "xmax", "ymax")),
                )
                for node in page.iter("word")
            ],
        )
        for page in tree.iter("page")
    ]


def words_of(file: Path) -> list[str]:
    """The words of the whole file as a person would copy them, in the order of the text."""
    return _run("pdftotext", "-raw", str(file), "-").decode().split()


def facts_of(file: Path) -> dict[str, str]:
    """What pdfinfo says: Title, Tagged, Pages, Page size ..."""
    lines = _run("pdfinfo", str(file)).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def objects_of(file: Path) -> bytes:
    """The objects of the file unpacked, as far as they are packed."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file.read_bytes(), re.DOTALL)
    return b"\n".join(zlib.decompress(each) for each in packed if each[:1] == b"x")


def picture_of(file: Path, folder: Path, page: int = 1, dots: int = 100) -> Image.Image:
    """A page as a grey picture."""
    _run(
        "pdftoppm",
        "-r",
        str(dots),
        "-f",
        str(page),
        "-l",
        str(page),
        "-gray",
        "-singlefile",
        str(file),
        f"{folder}/page",
    )
    with Image.open(folder / "page.pgm") as picture:
        return picture.copy()


def ink_width(picture: Image.Image) -> int:
    """From the first to the last dark column, in dots."""
    box = ImageOps.invert(picture).getbbox()
    return box[2] - box[0] if box else 0


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout
