"""Part ``serving``: requests a second with two processes, and answers while slow phones drip a form."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.bench.site import Served, served
from tests.bench.states import CONVENOR, State, close, cookie_of, tell, token_for
from tests.bench.timing import Times, calibrate, ms, print_table

PROCESSES = 2
CONNECTIONS = 8
SECONDS = 6.0
PHONES = 40
DRIP_EVERY = 0.5
READ_EVERY = 0.05


def measure_serving(kind: str, state: State) -> None:
    """Load the two processes with readers; then let phones drip while one reader goes on."""
    app = state.app()
    try:
        cookie = cookie_of(app, token_for(app.extensions["pdia_database"], CONVENOR))
    finally:
        close(app)
    tell(f"{kind}: serving with {PROCESSES} processes")
    speed = Times()
    for _ in range(20):
        speed.take(calibrate)
    base = f"/cycles/{state.cycle}"
    rows = []
    with served(state.environment, PROCESSES) as site:
        for name, path in (
            ("problem", f"{base}/problem"),
            ("fishbone", f"{base}/fishbone"),
            ("log", f"{base}/iterations/{state.round}/log"),
            ("desk", "/"),
            ("health", "/healthz"),
        ):
            rows.append((name, *_load(site, path, cookie)))
        heads = ["page", "requests/s", "ms", "p95", "failed"]
        title = f"{kind}: {PROCESSES} processes, {CONNECTIONS} connections, {SECONDS:g} s each"
        print_table(f"{title}; calibration {ms(speed.median)} ms", heads, rows)
    with served(state.environment, 1) as site:
        _print_drip(kind, site, f"{base}/problem", cookie)


def _load(site: Served, path: str, cookie: str) -> tuple[str, str, str, int]:
    """Every connection asks again as soon as it is answered."""
    until = time.monotonic() + SECONDS
    results: list[Times] = [Times() for _ in range(CONNECTIONS)]
    failed = [0] * CONNECTIONS

    def ask(number: int) -> None:
        with reader(site.port, path, cookie) as get:
            while time.monotonic() < until:
                before = time.perf_counter()
                if get():
                    results[number].taken.append((time.perf_counter() - before) * 1000)
                else:
                    failed[number] += 1

    began = time.monotonic()
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    all_times = Times([one for result in results for one in result.taken])
    a_second = len(all_times.taken) / (time.monotonic() - began)
    return f"{a_second:.0f}", ms(all_times.median), ms(all_times.p95), sum(failed)


@contextmanager
def reader(port: int, path: str, cookie: str) -> Iterator[Callable[[], bool]]:
    """One kept connection; each call fetches the page and tells whether it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get() -> bool:
        try:
            connection.request("GET", path, headers={"Cookie": f"pdia={cookie}"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return False
        return answer.status == 200

    try:
        yield get
    finally:
        connection.close()


# --- Slow phones ----------------------------------------------------------------------------------


def _print_drip(kind: str, site: Served, path: str, cookie: str) -> None:
    with reader(site.port, path, cookie) as get:
        get()
        alone = _read_for(get)
        with _dripping(site.port, path, cookie) as phones:
            time.sleep(1)
            beside = _read_for(get)
            still = sum(phone.is_alive() for phone in phones)
    rows = [
        ("nobody else", len(alone[0].taken), alone[1], ms(alone[0].median), ms(alone[0].p95)),
        (f"{still} phones dripping", len(beside[0].taken), beside[1], ms(beside[0].median), ms(beside[0].p95)),
    ]
    title = f"{kind}: one process, one reader for {SECONDS:g} s, while {PHONES} phones send a form a byte at a time"
    print_table(title, ["beside", "answered", "failed", "ms", "p95"], rows)


def _read_for(get: Callable[[], bool]) -> tuple[Times, int]:
    taken, failed, until = Times(), 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.perf_counter()
        if get():
            taken.taken.append((time.perf_counter() - began) * 1000)
        else:
            failed += 1
        time.sleep(READ_EVERY)
    return taken, failed


@contextmanager
def _dripping(port: int, path: str, cookie: str) -> Iterator[list[threading.Thread]]:
    """Phones that begin a form and send a byte of it now and then, until the block ends."""
    over = threading.Event()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: pdia={cookie}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\nwhy="
    ).encode()

    def drip() -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as phone:
            phone.sendall(head)
            while not over.wait(DRIP_EVERY):
                try:
                    phone.sendall(b"a")
                except OSError:  # the server has had enough of it
                    return

    phones = [threading.Thread(target=drip, daemon=True) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    try:
        yield phones
    finally:
        over.set()
        for phone in phones:
            phone.join(5)
