"""A person who saves without pause: one field of the problem and one of a round's log, in turns.

Each text carries a number that only rises. What the site has acknowledged is noted at once; what was
sent and never answered may or may not be saved, and is sent once more, as the page's script does.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PATIENCE = 15.0


@dataclass
class Tally:
    """What became of the saves of one person."""

    ok: int = 0
    failed: int = 0
    unknown: int = 0
    answers: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """One field that one person alone writes: where, which, and whether as the script does."""

    path: str
    name: str
    auto: bool


class Writer:
    """One browser. `acknowledged` is read by the main thread while this one writes."""

    def __init__(self, number: int, port: int, cookie: str, tasks: list[Task], over: threading.Event) -> None:
        self.number, self.port, self.cookie, self.tasks, self.over = number, port, cookie, tasks, over
        self.tally = Tally()
        self.acknowledged: dict[Task, int] = dict.fromkeys(tasks, 0)
        self.sent: dict[Task, int] = dict.fromkeys(tasks, 0)
        self.refused: list[str] = []
        self._connection: http.client.HTTPConnection | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)

    def text(self, number: int) -> str:
        """What is saved as the `number`-th text."""
        return f"writer {self.number} wrote {number}"

    def _run(self) -> None:
        forms: dict[Task, tuple[str, str]] = {}
        turn = 0
        while not self.over.is_set():
            task = self.tasks[turn % len(self.tasks)]
            try:
                if task not in forms:
                    forms[task] = self._look(task)
                token, base = forms.pop(task)
                saved = self._save(task, token, base)
                if saved is not None:
                    turn += 1
                if saved and task.auto:
                    forms[task] = (token, saved)  # the page stays open; after the button it is read anew
            except (OSError, http.client.HTTPException):
                self._hang_up()
                forms.clear()
                self.over.wait(0.05)
        self._hang_up()

    def _look(self, task: Task) -> tuple[str, str]:
        """Open the page: the token, and the revision that the field's form carries."""
        status, body = self._ask("GET", task.path)
        token = TOKEN.search(body)
        if status != 200 or token is None:
            raise http.client.HTTPException(f"{task.path} answers {status}")
        base = re.search(rf'name="{re.escape(task.name)}\.base" value="(\d+)"', body)
        return token[1], base[1] if base else "0"

    def _save(self, task: Task, token: str, base: str) -> str | None:
        """Send the next text, or once more the one that was never answered: its new revision, None if refused."""
        if self.sent[task] == self.acknowledged[task]:
            self.sent[task] += 1
        number = self.sent[task]
        form = urlencode({task.name: self.text(number), f"{task.name}.base": base, "csrf_token": token})
        try:
            status, body = self._ask("POST", task.path, form, auto=task.auto)
        except (OSError, http.client.HTTPException):
            self.tally.unknown += 1
            raise
        self.tally.answers[status] = self.tally.answers.get(status, 0) + 1
        if status == (200 if task.auto else 303):
            self.acknowledged[task] = number
            self.tally.ok += 1
            return str(json.loads(body)["saved"][task.name]["base"]) if task.auto else ""
        self.tally.failed += 1
        self.refused.append(f"{status} {task.path} {task.name}: {body[:200]!r}")
        return None

    def _ask(self, method: str, path: str, form: str = "", *, auto: bool = False) -> tuple[int, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"pdia={self.cookie}"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if auto:
            headers |= {"X-Autosave": "1", "Accept": "application/json"}
        self._connection.request(method, path, body=form or None, headers=headers)
        answer = self._connection.getresponse()
        for kept in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = kept.partition(";")[0].partition("=")
            if name == "pdia":
                self.cookie = value
        return answer.status, answer.read().decode("utf-8", errors="replace")

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
