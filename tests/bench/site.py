"""Real server processes for a measurement: ``pdia serve-web`` on a socket of our own, only on this machine."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

START_SECONDS = 60.0


@dataclass
class Served:
    """Where the processes listen, and the processes."""

    port: int
    processes: list[subprocess.Popen[bytes]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(environment: Mapping[str, str], processes: int = 1) -> Iterator[Served]:
    """So many processes of the site on one socket, answering; ended afterwards whatever happens."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        fd = listener.fileno()
        command = [sys.executable, "-m", "pdia", "serve-web", "--fd", str(fd)]
        env = {**os.environ, **environment}
        children = [
            subprocess.Popen(command, pass_fds=(fd,), env=env, stdin=subprocess.DEVNULL) for _ in range(processes)
        ]
        try:
            site = Served(listener.getsockname()[1], children)
            wait_for(site.port, [child.pid for child in children])
            yield site
        finally:
            for child in children:
                child.terminate()
            for child in children:
                try:
                    child.wait(15)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()


def wait_for(port: int, pids: list[int], seconds: float = START_SECONDS) -> None:
    """Return once ``/healthz`` has answered a few times for each process."""
    deadline = time.monotonic() + seconds
    good = 0
    while good < 3 * len(pids):
        if time.monotonic() > deadline:
            raise RuntimeError("the site did not start in time")
        good += is_healthy(port)
        time.sleep(0.05)


def is_healthy(port: int, seconds: float = 5.0) -> bool:
    """Whether the site answers at the moment."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
