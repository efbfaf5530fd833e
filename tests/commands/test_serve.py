"""The web child of ``pdia serve``: it ends what it has begun, and says clearly why it cannot start."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pdia.commands.serve import address_of, listen, serve, serve_web, worker
from pdia.kernel.settings import read_settings

# Answers after a while; the request's body is a number of seconds.
SLOW_SITE = """
import socket, sys, time
from pathlib import Path
from pdia.commands.serve import run_web
from pdia.kernel.settings import read_settings

def app(environ, respond):
    body = environ["wsgi.input"].read()
    Path(sys.argv[2]).touch()
    time.sleep(float(body or 0))
    respond("200 OK", [("Content-Type", "text/plain")])
    return [environ["REMOTE_ADDR"].encode(), b" ", environ["wsgi.url_scheme"].encode(), b" ", b"x" * 300_000]

run_web(app, socket.socket(fileno=int(sys.argv[1])), read_settings())
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket on a free port of this machine."""
    with listen("127.0.0.1", 0) as opened:
        yield opened


def site(listener: socket.socket, mark: Path, **environ: str) -> subprocess.Popen[bytes]:
    """The slow site on `listener`; it touches `mark` when a request has reached it."""
    command = [sys.executable, "-c", SLOW_SITE, str(listener.fileno()), str(mark)]
    return subprocess.Popen(command, pass_fds=(listener.fileno(),), env={"PDIA_INSTANCE": str(mark.parent), **environ})


def test_a_stop_lets_a_request_finish_and_takes_no_new_one(listener: socket.socket, tmp_path: Path) -> None:
    port = listener.getsockname()[1]
    process = site(listener, tmp_path / "reached")
    listener.close()
    answers: list[bytes] = []

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("POST", "/", body="1.5")
        answers.append(connection.getresponse().read())

    asking = threading.Thread(target=ask)
    asking.start()
    while not (tmp_path / "reached").exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    asking.join(timeout=20)

    assert process.wait(timeout=20) == 0
    assert [len(answer) for answer in answers] == [len("127.0.0.1 http ") + 300_000]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_an_idle_connection_does_not_hold_up_a_stop(listener: socket.socket, tmp_path: Path) -> None:
    process = site(listener, tmp_path / "reached")
    connection = HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=20)
    connection.request("GET", "/")
    connection.getresponse().read()

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=10) == 0


@pytest.mark.parametrize(
    ("base_url", "seen"),
    [
        pytest.param("", b"127.0.0.1 http", id="without a proxy nobody may claim an address"),
        pytest.param("https://pdia.example.in", b"203.0.113.9 https", id="behind one, the proxy is believed"),
    ],
)
def test_who_the_visitor_is(listener: socket.socket, tmp_path: Path, base_url: str, seen: bytes) -> None:
    process = site(listener, tmp_path / "reached", PDIA_BASE_URL=base_url)
    connection = HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=20)
    connection.request("GET", "/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})

    answer = connection.getresponse().read()

    process.terminate()
    assert answer.startswith(seen + b" ")
    assert process.wait(timeout=10) == 0


def test_a_busy_port_is_one_clear_line(listener: socket.socket, tmp_path: Path) -> None:
    port = listener.getsockname()[1]
    environ = {"PDIA_INSTANCE": str(tmp_path), "PORT": str(port)}

    result = CliRunner().invoke(serve, env=environ)

    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"Error: Port {port} is in use by another program. Choose another one, as in PORT={port + 1}."
    ]


@pytest.mark.parametrize(
    ("arguments", "environ", "remedy"),
    [
        pytest.param([], {"PDIA_BASE_URL": "pdia.example.in"}, "PDIA_BASE_URL", id="a wrong setting"),
        pytest.param(["--host", "0.0.0.0"], {}, "https address", id="a network without https"),
        pytest.param(["--host", "0.0.0.0", "--demo"], {}, "public passwords", id="the demonstration"),
        pytest.param(["--host", "203.0.113.9"], {"PDIA_BASE_URL": "https://a.in"}, "Cannot listen", id="no such"),
    ],
)
def test_what_stops_the_start(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    environ: dict[str, str],
    remedy: str,
) -> None:
    monkeypatch.setenv("PDIA_DEMO", "")  # put back afterwards: --demo sets it

    result = CliRunner().invoke(serve, arguments, env={"PDIA_INSTANCE": str(tmp_path), **environ})

    assert result.exit_code == 1
    assert remedy in result.output
    assert len(result.output.splitlines()) == 1


def test_the_address_is_the_one_people_use(listener: socket.socket, tmp_path: Path) -> None:
    port = listener.getsockname()[1]
    here = read_settings({"PDIA_INSTANCE": str(tmp_path)})
    there = read_settings({"PDIA_INSTANCE": str(tmp_path), "PDIA_BASE_URL": "https://pdia.example.in"})

    assert address_of(listener, here) == f"http://127.0.0.1:{port}"
    assert address_of(listener, there) == "https://pdia.example.in"


def test_the_commands_explain_themselves() -> None:
    for command in (serve, serve_web, worker):
        assert isinstance(command, click.Command)
        assert CliRunner().invoke(command, ["--help"]).exit_code == 0
