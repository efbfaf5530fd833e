"""The parent of the web process under torture: pdia's own supervisor, only less patient.

A process of its own, for the supervisor owns the signals of the process that it runs in.
"""

from __future__ import annotations

import socket
import sys

from pdia.commands.supervise import Part, Patience, Supervisor

SOON = Patience(to_finish=10, first_pause=0.05, longest_pause=0.05)


def main() -> None:
    """Keep ``pdia serve-web`` alive on the socket whose number is the only argument."""
    listener = socket.socket(fileno=int(sys.argv[1]))
    command = [sys.executable, "-m", "pdia", "serve-web", "--fd", sys.argv[1]]
    sys.exit(Supervisor([Part("web", command, listener)], patience=SOON, say=lambda _text: None).run())


if __name__ == "__main__":
    main()
