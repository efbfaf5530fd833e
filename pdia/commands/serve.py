"""``pdia serve``: the web site and one worker on this machine, as children of one small parent.

``serve-web`` and ``worker`` are the two children. ``worker`` is also run by itself, by states
that serve the pages with gunicorn behind nginx on several machines.
"""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import signal
import socket
import sys
import time
from typing import Any
from urllib.parse import urlsplit

import click

from pdia.commands.supervise import Part, Supervisor, end_with_parent
from pdia.kernel.settings import LOOPBACK, Settings, WrongSetting, read_settings

DRAIN_SECONDS = 30.0
LARGEST_BODY = 25 * 1024 * 1024
BACKLOG = 1024


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    envvar="PORT",
    show_default=True,
    show_envvar=True,
    help="Port to listen on; 0 takes any free one.",
)
@click.option("--demo", is_flag=True, help="Prepare the database and, if it is empty, the demonstration.")
@click.pass_context
def serve(context: click.Context, host: str, port: int, demo: bool) -> None:
    """Serve the site and do its background work, until Ctrl+C or SIGTERM."""
    if demo:
        os.environ["PDIA_DEMO"] = "1"  # for this process and its children
    settings = _settings()
    _check_reach(host, settings)
    listener = listen(host, port)
    if demo:
        _prepare(context.find_root().command)
    click.echo(f"pdia is at {address_of(listener, settings)} (Ctrl+C stops it).")
    pdia = (sys.executable, "-m", "pdia")
    parts = [
        Part("web", [*pdia, "serve-web", "--fd", str(listener.fileno())], listener),
        Part("worker", [*pdia, "worker"]),
    ]
    sys.exit(Supervisor(parts, say=_say).run())


@click.command("serve-web", hidden=True)
@click.option("--fd", type=click.IntRange(0), required=True, help="Number of the listening socket.")
def serve_web(fd: int) -> None:
    """Answer requests on a socket that `serve` has opened."""
    from pdia.app import create_app

    run_web(create_app(), socket.socket(fileno=fd), _settings())


@click.command()
def worker() -> None:
    """Do the background work: mail, PDF, exports, digests."""
    from pdia.app import create_app
    from pdia.kernel.jobs import consume

    consume(create_app())


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, or one clear line why there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as why:
        if why.errno == errno.EADDRINUSE:
            text = f"Port {port} is in use by another program. Choose another one, as in PORT={port + 1}."
        else:
            text = f"Cannot listen on {host}, port {port}: {why.strerror}."
        raise click.ClickException(text) from why


def address_of(listener: socket.socket, settings: Settings) -> str:
    """What to type into the browser."""
    host, port = listener.getsockname()[:2]
    return settings.base_url or f"http://{f'[{host}]' if ':' in host else host}:{port}"


def run_web(app: Any, listener: socket.socket, settings: Settings) -> None:
    """Serve the WSGI `app` on `listener` until SIGTERM or SIGINT, then finish what was begun."""
    from waitress.server import create_server

    # Otherwise one line for every request that waits a moment for a thread.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(
        app,
        sockets=[listener],
        threads=8,
        backlog=BACKLOG,
        # Browsers keep several idle connections each: many must fit, and idle ones go soon.
        connection_limit=800,
        asyncore_use_poll=True,
        channel_timeout=75,
        cleanup_interval=15,
        max_request_body_size=LARGEST_BODY,
        ident=None,
        **_behind_proxy(settings),
    )
    stopping = False

    def stop(_signal: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True
        server.pull_trigger()  # wakes the loop below

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        _turn(server, 60.0)
    drain(server, DRAIN_SECONDS)


def drain(server: Any, seconds: float) -> None:
    """Accept nothing new; let requests that have begun come to their end, for at most `seconds`."""
    server.del_channel()
    server.socket.close()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        channels = list(server.active_channels.values())
        if not any(c.requests or c.request or c.total_outbufs_len for c in channels):
            break
        _turn(server, 0.1)
    server.task_dispatcher.shutdown(timeout=1)
    server.trigger.close()


def _turn(server: Any, seconds: float) -> None:
    """One turn of the server's loop: wait for the network at most `seconds`, then deal with it."""
    server.asyncore.loop(timeout=seconds, use_poll=True, map=server._map, count=1)


def _behind_proxy(settings: Settings) -> dict[str, Any]:
    """An https site has a proxy before it on this machine: believe that one about the visitor's address."""
    if not settings.secure:
        return {}
    return {
        "url_scheme": urlsplit(settings.base_url).scheme,
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-for"},
    }


def _settings() -> Settings:
    try:
        return read_settings()
    except WrongSetting as why:
        raise click.ClickException(str(why)) from why


def _check_reach(host: str, settings: Settings) -> None:
    """Passwords never cross a network in the clear, and the demonstration never leaves the machine."""
    if host in LOOPBACK:
        return
    if settings.demo:
        raise click.ClickException("The demonstration has public passwords and serves only this machine.")
    if not settings.secure:
        raise click.ClickException(f"To listen on {host}, set PDIA_BASE_URL to the site's https address.")


def _prepare(group: click.Command) -> None:
    """Migrate, and load the demonstration into an empty database.

    In a fork, so that what this needs of memory is given back before the serving begins.
    """
    fork = multiprocessing.get_context("fork").Process(target=_run_in_turn, args=(group,))
    fork.start()
    fork.join()
    if fork.exitcode:
        raise SystemExit(1)


def _run_in_turn(group: click.Command) -> None:
    end_with_parent()
    for arguments in (["migrate"], ["demo", "--if-empty"]):
        try:
            group.main(arguments, prog_name="pdia")
        except SystemExit as end:
            if end.code:
                raise


def _say(text: str) -> None:
    click.echo(f"pdia: {text}", err=True)
