"""Settings from the environment, read once and checked before anything starts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pdia.kernel.paths import DEFAULT_INSTANCE

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class WrongSetting(Exception):
    """A setting that stops the start; its text is the one clear line to print."""


@dataclass(frozen=True)
class Settings:
    """What an installation may choose; the names of the variables are public (docs/settings.md)."""

    instance: Path
    database_url: str
    secret_key: str
    base_url: str = ""
    mail_url: str = ""
    demo: bool = False

    @property
    def secure(self) -> bool:
        """Cookies are Secure and HSTS is sent: everywhere but on plain HTTP on this machine."""
        return self.base_url.startswith("https://")


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environ` (default: the process's), or :class:`WrongSetting` with one clear line."""
    env = os.environ if environ is None else environ
    instance = Path(env.get("PDIA_INSTANCE") or DEFAULT_INSTANCE).resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise WrongSetting(f"PDIA_INSTANCE: cannot make the folder {instance} ({why.strerror}).") from why
    base_url = _checked_base_url(env.get("PDIA_BASE_URL", ""))
    demo = env.get("PDIA_DEMO", "") not in ("", "0", "no", "false")
    if demo and base_url and urlsplit(base_url).hostname not in LOOPBACK:
        raise WrongSetting(
            f"PDIA_DEMO: the demonstration has public passwords and serves only this machine, not {base_url}."
        )
    return Settings(
        instance=instance,
        database_url=_checked_database_url(env.get("PDIA_DATABASE_URL", ""), instance),
        secret_key=env.get("PDIA_SECRET_KEY") or _own_secret_key(instance),
        base_url=base_url,
        mail_url=_checked_mail_url(env.get("PDIA_MAIL_URL", "")),
        demo=demo,
    )


def _checked_base_url(url: str) -> str:
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise WrongSetting(f"PDIA_BASE_URL: {url!r} is not like https://pdia.example.in (no path behind it).")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise WrongSetting(f"PDIA_BASE_URL: {url!r} must be https; plain http serves only this machine.")
    return url.rstrip("/")


def _checked_database_url(url: str, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'pdia.sqlite3'}"
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise WrongSetting("PDIA_DATABASE_URL: only sqlite:///FILE and postgresql://... are known.")
    return url


def _checked_mail_url(url: str) -> str:
    if url and urlsplit(url).scheme not in ("smtp", "smtps"):
        raise WrongSetting("PDIA_MAIL_URL: use smtp://user:password@host:587 or smtps://...:465.")
    return url


def _own_secret_key(instance: Path) -> str:
    """The key made on the first run, readable by the owner alone."""
    file = instance / "secret-key"
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        key = file.read_text(encoding="ascii").strip()
        if len(key) < 32:
            raise WrongSetting(f"{file} is damaged; delete it and every person signs in again.") from None
        return key
    key = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(key)
    return key
