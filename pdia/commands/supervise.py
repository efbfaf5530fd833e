"""The small parent of ``pdia serve``: it starts the parts of the site and keeps them running.

A part that dies is started again, soon the first time and then after growing pauses, so that
a part which cannot live does not eat the machine. A signal to stop goes to every part; each may
finish what it has in hand. Nothing a part started outlives it, and no part outlives the parent.

The signals are blocked and waited for rather than handled: the loop below is the only place
where anything happens, so nothing can be interrupted half-way.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

_STOP = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})
_WATCHED = _STOP | {signal.SIGCHLD}
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass
class Part:
    """One child: its name for people, its command, and the socket it is handed, if any."""

    name: str
    command: Sequence[str]
    listener: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=0.0, init=False)
    due: float | None = field(default=None, init=False)


@dataclass(frozen=True)
class Patience:
    """How long the parent waits, in seconds."""

    to_finish: float = 35.0
    """For the parts to end after the signal to stop; a little more than they allow themselves."""
    first_pause: float = 0.5
    longest_pause: float = 30.0
    settled: float = 60.0
    """A part that ran this long is sound again: its next death counts as the first."""


class Supervisor:
    """Runs `parts` until a signal to stop; the signals belong to it while :meth:`run` runs."""

    def __init__(
        self,
        parts: Iterable[Part],
        *,
        patience: Patience | None = None,
        say: Callable[[str], None] = print,
    ) -> None:
        self._parts = list(parts)
        self._patience = patience or Patience()
        self._say = say
        self._mask_before: set[signal.Signals | int] = set()

    def run(self) -> int:
        """Start all, keep them running, stop them on a signal: 0, or 1 if one had to be killed."""
        self._mask_before = set(signal.pthread_sigmask(signal.SIG_BLOCK, _WATCHED))
        try:
            for part in self._parts:
                self._start(part)
            while not self._told_to_stop(self._seconds_to_next_start()):
                self._tend()
            return self._stop()
        finally:
            for part in self._parts:
                _kill_group(part)
            signal.pthread_sigmask(signal.SIG_SETMASK, self._mask_before)

    def _told_to_stop(self, seconds: float) -> bool:
        """Sleep until a signal or for `seconds`; whether the signal was one to stop."""
        got = signal.sigtimedwait(_WATCHED, max(0.0, seconds))
        return got is not None and got.si_signo in _STOP

    def _seconds_to_next_start(self) -> float:
        due = [part.due for part in self._parts if part.due is not None]
        return min(due) - time.monotonic() if due else 3600.0

    def _start(self, part: Part) -> None:
        part.started, part.due = time.monotonic(), None
        try:
            part.process = subprocess.Popen(
                part.command,
                pass_fds=() if part.listener is None else (part.listener.fileno(),),
                stdin=subprocess.DEVNULL,
                # A group of its own: Ctrl+C reaches the parent alone, and a whole group can be ended.
                process_group=0,
                # Safe here: this process has a single thread.
                preexec_fn=_Settle(os.getpid(), self._mask_before),
            )
        except OSError as why:
            self._plan_restart(part, f"{part.name} could not be started ({why.strerror})")

    def _tend(self) -> None:
        """Notice the dead; start those whose pause is over."""
        for part in self._parts:
            if part.process is not None and part.process.poll() is not None:
                status = part.process.returncode
                _kill_group(part)
                part.process = None
                self._plan_restart(part, f"{part.name} ended ({_ended_how(status)})")
            if part.due is not None and part.due <= time.monotonic():
                self._start(part)

    def _plan_restart(self, part: Part, what: str) -> None:
        now = time.monotonic()
        if part.pause == 0.0 or now - part.started >= self._patience.settled:
            part.pause = self._patience.first_pause
        else:
            part.pause = min(part.pause * 2, self._patience.longest_pause)
        part.due = now + part.pause
        self._say(f"{what}; it starts again in {part.pause:g} s.")

    def _stop(self) -> int:
        """Ask every part to end and wait; what outlasts our patience, or a second signal, is killed."""
        for part in self._parts:
            if part.listener is not None:
                part.listener.close()  # from here on the port refuses instead of letting people wait
            if part.process is not None:
                part.process.terminate()
        deadline = time.monotonic() + self._patience.to_finish
        while alive := [part for part in self._parts if part.process and part.process.poll() is None]:
            left = deadline - time.monotonic()
            if left <= 0 or self._told_to_stop(left):
                names = ", ".join(part.name for part in alive)
                self._say(f"Not finished in time and ended by force: {names}.")
                return 1
        return 0


class _Settle:
    """What a new child does before it becomes its program."""

    def __init__(self, parent: int, mask: set[signal.Signals | int]) -> None:
        self.parent, self.mask = parent, mask

    def __call__(self) -> None:
        if _LIBC is not None:
            # Should the parent be killed outright, the child is told to end.
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != self.parent:
            os._exit(1)  # the parent died before the line above took effect
        signal.pthread_sigmask(signal.SIG_SETMASK, self.mask)


def end_with_parent() -> None:
    """For a forked child of ours that goes on running this code: end when the parent is gone."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def _kill_group(part: Part) -> None:
    """End `part`, if it still lives, and whatever it left behind in its group."""
    if part.process is None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(part.process.pid, signal.SIGKILL)
    part.process.wait()


def _ended_how(status: int) -> str:
    return f"exit code {status}" if status >= 0 else f"signal {signal.Signals(-status).name}"
