"""The factory: one application from settings, always put together in the same order."""

from __future__ import annotations

from flask import Flask, g, get_flashed_messages, jsonify, request, url_for
from flask import session as browser
from flask_login import current_user
from jinja2 import StrictUndefined
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from pdia.access.actor import Actor
from pdia.access.guard import find_actor, public
from pdia.accounts import views as accounts_views
from pdia.accounts.rules import SHARED_IDLE
from pdia.accounts.signin import User, hold_for_current, set_up_sign_in
from pdia.cohorts import views as cohorts_views
from pdia.cycles import files as cycles_files
from pdia.cycles import live as cycles_live
from pdia.cycles import views as cycles_views
from pdia.directory import views as directory_views
from pdia.enrolment import views as enrolment_views
from pdia.forming import views as forming_views
from pdia.insights import views as insights_views
from pdia.kernel.addresses import set_up_addresses
from pdia.kernel.compress import MaskedCSRF, set_up_compression
from pdia.kernel.db import READING, Database
from pdia.kernel.errors import set_up_errors
from pdia.kernel.headers import set_up_headers
from pdia.kernel.i18n import LANGUAGES, set_up_languages
from pdia.kernel.jobs import Waker
from pdia.kernel.markdown import rendered
from pdia.kernel.once import new_key
from pdia.kernel.paths import STATIC, TEMPLATES
from pdia.kernel.settings import Settings, read_settings
from pdia.kernel.static import asset
from pdia.mentoring import views as mentoring_views
from pdia.notices import views as notices_views
from pdia.outreach import views as outreach_views
from pdia.phrases import views as phrases_views
from pdia.reports import views as reports_views
from pdia.stages import registry
from pdia.teams import views as teams_views
from pdia.teams.actors import load_actor
from pdia.threads import views as threads_views
from pdia.threads.furniture import talk_on
from pdia.translating import views as translating_views
from pdia.translating.shown import translates, translations_on

LARGEST_BODY = 25 * 1024 * 1024
LARGEST_TEXT = 4 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """A new application; without `settings` those of the environment."""
    settings = settings or read_settings()
    app = Flask("pdia", template_folder=str(TEMPLATES), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_TEXT,
        PERMANENT_SESSION_LIFETIME=30 * 24 * 3600,
        SESSION_COOKIE_NAME="__Host-pdia" if settings.secure else "pdia",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # the default hour swallows long forms
        WTF_CSRF_SSL_STRICT=False,  # Origin is checked by SameSite; some office proxies strip the referrer
    )
    app.extensions["pdia_settings"] = settings
    set_up_addresses(app)
    if settings.secure:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    _set_up_database(app, settings)
    set_up_languages(app, _wanted_language)
    set_up_headers(app, secure=settings.secure)
    MaskedCSRF(app)
    set_up_compression(app)
    set_up_sign_in(app)
    app.extensions["pdia_actor"] = _actor_of
    app.extensions["pdia_hold"] = hold_for_current
    set_up_errors(app, hold_for_current)
    _set_up_pages(app, settings)
    for blueprint in (
        accounts_views.bp,
        directory_views.bp,
        cohorts_views.bp,
        teams_views.bp,
        enrolment_views.bp,
        forming_views.bp,
        cycles_views.bp,
        cycles_files.bp,
        notices_views.bp,
        cycles_live.bp,
        *registry.blueprints(),
        threads_views.bp,
        outreach_views.bp,
        translating_views.bp,
        phrases_views.bp,
        mentoring_views.bp,
        reports_views.bp,
        insights_views.bp,
    ):
        app.register_blueprint(blueprint)
    _set_up_health(app)
    app.wsgi_app = WhiteNoise(app.wsgi_app, root=str(STATIC), prefix="static/", max_age=31536000)  # type: ignore[method-assign]
    return app


def _set_up_database(app: Flask, settings: Settings) -> None:
    app.extensions["pdia_database"] = Database(settings.database_url)
    waker: list[Waker] = []

    def get_waker() -> Waker:
        """Made when it is first wanted: most processes never promise a job."""
        if not waker:
            now: Settings = app.extensions["pdia_settings"]
            waker.append(Waker(app, now.database_url, now.instance / "jobs.sqlite3"))
        return waker[0]

    app.extensions["pdia_waker"] = get_waker
    app.extensions["pdia_wakers"] = waker

    @app.before_request
    def _open() -> None:
        if request.endpoint == "health":
            return
        database: Database = app.extensions["pdia_database"]
        scope = database.scope(write=request.method not in READING)
        g.scope = scope
        opened = scope.__enter__()
        if request.method == "POST":
            request.form  # noqa: B018  parsed before the first statement begins the writing transaction

        @event.listens_for(opened, "after_commit")
        def _wake(done: Session) -> None:
            if done.info.pop("promised", False):
                get_waker().wake()

    @app.teardown_request
    def _close(_error: BaseException | None) -> None:
        scope = g.pop("scope", None)
        if scope is not None:
            scope.__exit__(None, None, None)


def _actor_of(user: User) -> Actor:
    return load_actor(user.account, user.account.institute.zone, own_device=user.own_device)


def _wanted_language() -> str | None:
    asked = browser.get("language")
    if asked:
        return str(asked)
    if "scope" in g and current_user.is_authenticated:
        return str(current_user.account.language)
    return None


def _set_up_pages(app: Flask, settings: Settings) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["markdown"] = rendered
    app.jinja_env.globals.update(
        asset=asset,
        new_key=new_key,
        translations_on=translations_on,
        translates=translates,
        locale_code=_page_language,
        talk_on=talk_on,
    )

    @app.context_processor
    def _everywhere() -> dict[str, object]:
        who = find_actor() if "scope" in g else None
        return {
            "actor": who,
            "locale": _page_language(),
            "languages": list(LANGUAGES.items()),
            # A page fetched by together.js is not what the person opened: the message waits for that.
            "messages": [] if request.headers.get("X-Live") else get_flashed_messages(with_categories=True),
            "held_count": current_user.held_count if who else 0,
            "notice_count": current_user.notice_count if who else 0,
            "desk_url": url_for("insights.desk"),
            "demo": settings.demo,
            "institute_name": g.get("institute_name", ""),
            "idle_seconds": int(SHARED_IDLE.total_seconds()) if who and not who.own_device else 0,
        }


def _page_language() -> str:
    from flask_babel import get_locale

    return str(get_locale() or "en")


def _set_up_health(app: Flask) -> None:
    @app.get("/healthz")
    @public
    def health() -> object:
        """Whether the database answers: 200 or 503, for monitors; never more than that."""
        database: Database = app.extensions["pdia_database"]
        return (jsonify(status="ok"), 200) if database.answers() else (jsonify(status="database"), 503)
