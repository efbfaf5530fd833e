"""The command line: ``pdia``, also ``python -m pdia``."""

from __future__ import annotations

import click

from pdia.commands.admin import admin
from pdia.commands.demo import demo
from pdia.commands.schema import migrate
from pdia.commands.serve import serve, serve_web, worker


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pdia")
def main() -> None:
    """Run, fill and look after a pdia installation."""


for command in (admin, demo, migrate, serve, serve_web, worker):
    main.add_command(command)
