"""Photos and papers: known by their content, stripped of position, never run, never another team's."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.world import Browser, Page, World

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def _photo(size: tuple[int, int] = (2400, 1800), *, where: bool = False, kind: str = "JPEG") -> bytes:
    picture, out = Image.new("RGB", size, "teal"), io.BytesIO()
    exif = Image.Exif()
    if where:
        exif.get_ifd(0x8825)[2] = (10.0, 31.0, 0.0)  # GPS latitude
        exif[0x010F] = "CANARYPHONE"
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def _send(browser: Browser, world: World, data: bytes, name: str, **more: str) -> Page:
    """Send a file as a browser does; written out by hand, for the test client leaves its temporary files open."""
    fields = {"csrf_token": browser.csrf(), "caption": "Flip-chart", **more}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()]
    parts.append(f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    body = "".join(parts).encode() + data + b"\r\n--b--\r\n"
    path = f"/cycles/{world.cast.cycle}/files/problem/new"
    return browser.send(path, body, "multipart/form-data; boundary=b")


def _stored(world: World) -> list[Path]:
    folder = world.app.extensions["pdia_settings"].instance / "files"
    return [file for file in folder.rglob("*") if file.is_file()] if folder.exists() else []


def test_a_photo_is_shrunk_and_loses_its_position(world: World) -> None:
    anil = world.browser("convenor")
    sent = _send(anil, world, _photo(where=True), "IMG_1.JPG", about="problem.statement")
    assert sent.status == 303, sent.text
    [file] = _stored(world)
    data = file.read_bytes()
    assert b"CANARYPHONE" not in data
    with Image.open(io.BytesIO(data)) as picture:
        assert max(picture.size) <= 1600
        assert not picture.getexif()
    page = anil.follow(sent)
    assert "Flip-chart" in page.text
    assert "What is the problem?" in page.text
    [link] = [a for a in page.tree.xpath("//section[@id='files']//a/@href") if "/files/" in a and "new" not in a]
    got = world.browser("mentor").get(str(link))
    assert got.status == 200
    assert got.response.headers["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_kept_as_it_is(world: World) -> None:
    assert _send(world.browser("convenor"), world, PDF, "order.pdf").status == 303
    [file] = _stored(world)
    assert file.read_bytes() == PDF


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "empty.jpg", "Choose a photo"),
        (b"<svg onload=alert(1)>", "x.jpg", "neither a photo nor a PDF"),
        (b"<html><script>alert(1)</script>", "x.pdf", "neither a photo nor a PDF"),
        (b"\xff\xd8\xff\xe0 not a photo", "x.jpg", "cannot be opened"),
        (_photo((300, 300))[:900], "cut.jpg", "cannot be opened"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "big.pdf", "larger than 10 megabytes"),
    ],
)
def test_anything_else_is_refused_and_the_caption_kept(sqlite_world: World, data: bytes, name: str, says: str) -> None:
    answer = _send(sqlite_world.browser("convenor"), sqlite_world, data, name)
    assert answer.status == 422
    assert says in answer.text
    assert answer.tree.xpath("//input[@name='caption']/@value") == ["Flip-chart"]
    assert not _stored(sqlite_world)


def test_a_pdf_renamed_to_jpg_is_a_pdf(world: World) -> None:
    assert _send(world.browser("convenor"), world, PDF, "photo.jpg").status == 303


def test_a_twenty_megabyte_photo_is_taken_and_made_small(sqlite_world: World) -> None:
    photo = _photo((3000, 3000))
    padded = photo + b"\x00" * (20 * 1024 * 1024 - len(photo))
    assert _send(sqlite_world.browser("convenor"), sqlite_world, padded, "IMG.jpg").status == 303
    [file] = _stored(sqlite_world)
    assert file.stat().st_size < 600_000


def test_more_than_can_be_sent_is_a_plain_page(sqlite_world: World) -> None:
    answer = _send(sqlite_world.browser("convenor"), sqlite_world, b"x" * (26 * 1024 * 1024), "IMG.jpg")
    assert answer.status == 413
    assert "still in the form" in answer.text


def test_strangers_get_nothing(world: World) -> None:
    _send(world.browser("convenor"), world, PDF, "order.pdf")
    for login in ("other", "stranger", "removed", "authoriser", "admin"):
        assert world.browser(login).get(f"/cycles/{world.cast.cycle}/files/1").status == 404, login
    other = world.browser("other")
    assert other.get(f"/cycles/{world.cast.other_cycle}/files/1").status == 404, "not through the own cycle either"


def test_taken_away_and_put_back(world: World) -> None:
    anil = world.browser("convenor")
    page = anil.follow(_send(anil, world, PDF, "order.pdf"))
    page = anil.follow(page.press("/strike"))
    assert page.tree.xpath("//section[@id='files']//s")
    page = anil.follow(page.press("/strike"))
    assert not page.tree.xpath("//section[@id='files']//s")
