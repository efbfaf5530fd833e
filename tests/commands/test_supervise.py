"""The parent of ``pdia serve``, tried with tiny children, as a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SUPERVISE = """
import json, sys
from pdia.commands.supervise import Part, Patience, Supervisor
parts = [Part(name, command) for name, command in json.loads(sys.argv[1]).items()]
patience = Patience(to_finish=float(sys.argv[2]), first_pause=0.05, longest_pause=0.4)
sys.exit(Supervisor(parts, patience=patience, say=lambda text: print(text, flush=True)).run())
"""
# Each child writes its process id down, one line a start.
LIVES = "import os, sys, time; print(os.getpid(), file=open(sys.argv[1], 'a')); time.sleep(60)"
FALLS = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'a')); sys.exit(3)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVES
FINISHES = (
    "import os, signal, sys, time\n"
    "def stop(*_):\n"
    "    time.sleep(0.5); print('finished', file=open(sys.argv[1], 'a')); sys.exit(0)\n"
    "signal.signal(signal.SIGTERM, stop)\n"
    "print(os.getpid(), file=open(sys.argv[1], 'a'))\n"
    "time.sleep(60)"
)
HAS_A_CHILD = (
    "import os, subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "print(child.pid, file=open(sys.argv[1], 'a'))\n"
    "time.sleep(60)"
)

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start a supervisor over the given children (name -> program), each writing to its own file."""
    running: list[subprocess.Popen[str]] = []

    def begin(patience: float = 10, **children: str) -> subprocess.Popen[str]:
        commands = {name: [sys.executable, "-c", code, str(tmp_path / name)] for name, code in children.items()}
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE, json.dumps(commands), str(patience)],
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()


def lines(file: Path, at_least: int = 1) -> list[str]:
    """The lines of `file`, once there are enough of them."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = file.read_text().splitlines() if file.exists() else []
        if len(found) >= at_least:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{file.name} did not start {at_least} times")


def is_alive(pid: int) -> bool:
    """Whether the process still runs (a zombie nobody has reaped yet does not)."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone(pid: int) -> bool:
    """Whether the process ends within a few seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not is_alive(pid):
            return True
        time.sleep(0.02)
    return False


def test_a_killed_part_starts_again_and_the_other_goes_on(start: Start, tmp_path: Path) -> None:
    supervisor = start(web=LIVES, worker=LIVES)
    first, other = int(lines(tmp_path / "web")[0]), int(lines(tmp_path / "worker")[0])

    os.kill(first, signal.SIGKILL)

    second = int(lines(tmp_path / "web", 2)[1])
    assert second != first
    assert is_alive(second)
    assert is_alive(other)
    supervisor.terminate()
    said, _ = supervisor.communicate(timeout=20)
    assert "web ended (signal SIGKILL)" in said
    assert len(lines(tmp_path / "worker")) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_ends_every_part_with_exit_code_0(start: Start, tmp_path: Path, how: signal.Signals) -> None:
    supervisor = start(web=LIVES, worker=LIVES)
    pids = [int(lines(tmp_path / name)[0]) for name in ("web", "worker")]

    supervisor.send_signal(how)

    assert supervisor.wait(timeout=20) == 0
    assert all(gone(pid) for pid in pids)


def test_a_part_may_finish_what_it_has_in_hand(start: Start, tmp_path: Path) -> None:
    supervisor = start(web=FINISHES)
    lines(tmp_path / "web")

    supervisor.terminate()

    assert supervisor.wait(timeout=20) == 0
    assert lines(tmp_path / "web")[-1] == "finished"


def test_a_part_that_will_not_end_is_ended_by_force(start: Start, tmp_path: Path) -> None:
    supervisor = start(patience=0.3, web=STUBBORN)
    pid = int(lines(tmp_path / "web")[0])

    supervisor.terminate()

    said, _ = supervisor.communicate(timeout=20)
    assert supervisor.returncode == 1
    assert "ended by force: web" in said
    assert gone(pid)


def test_a_second_signal_does_not_wait(start: Start, tmp_path: Path) -> None:
    supervisor = start(patience=60, web=STUBBORN)
    pid = int(lines(tmp_path / "web")[0])

    supervisor.terminate()
    time.sleep(0.3)
    supervisor.send_signal(signal.SIGINT)

    assert supervisor.wait(timeout=20) == 1
    assert gone(pid)


def test_a_part_that_cannot_live_waits_longer_each_time(start: Start, tmp_path: Path) -> None:
    supervisor = start(web=FALLS)
    lines(tmp_path / "web", 6)
    supervisor.terminate()

    said, _ = supervisor.communicate(timeout=20)

    pauses = [float(pause) for pause in re.findall(r"exit code 3\); it starts again in ([\d.]+) s", said)]
    assert pauses[:5] == [0.05, 0.1, 0.2, 0.4, 0.4]
    assert supervisor.returncode == 0


def test_a_program_that_is_missing_is_said_and_tried_again(start: Start, tmp_path: Path) -> None:
    commands = json.dumps({"web": [str(tmp_path / "nowhere")]})
    supervisor = subprocess.Popen(
        [sys.executable, "-u", "-c", SUPERVISE, commands, "5"], stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout is not None
    said = [supervisor.stdout.readline() for _again in range(2)]  # waits however slow the machine is
    supervisor.terminate()

    supervisor.communicate(timeout=20)

    assert all("web could not be started (No such file or directory)" in line for line in said)
    assert supervisor.returncode == 0


def test_a_killed_parent_leaves_no_orphan(start: Start, tmp_path: Path) -> None:
    supervisor = start(web=LIVES, worker=LIVES)
    pids = [int(lines(tmp_path / name)[0]) for name in ("web", "worker")]

    supervisor.kill()

    assert all(gone(pid) for pid in pids)


def test_what_a_part_started_goes_with_it(start: Start, tmp_path: Path) -> None:
    supervisor = start(worker=HAS_A_CHILD)
    grandchild = int(lines(tmp_path / "worker")[0])

    supervisor.terminate()

    assert supervisor.wait(timeout=20) == 0
    assert gone(grandchild)
