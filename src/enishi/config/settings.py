"""All settings, read from the environment; the default is production, and production is strict.

ENISHI_ENV       development | test | production (default)
DATABASE_URL     postgresql://…; `./dev` sets it to the private cluster
ENISHI_STATE     folder for the private cluster, keys of a development machine, mail log (default: .local)
ENISHI_HOSTS     host names served, separated by commas (production)
ENISHI_SECRET_KEY, ENISHI_DATA_KEYS   required in production; elsewhere made once and kept in ENISHI_STATE
ENISHI_DATA_KEYS_FILE   instead of ENISHI_DATA_KEYS: a private file all processes read, which `enishi keys rotate` may change
ENISHI_PROFILE   operator profile: `sample` (default), `md2`, or the path of a TOML file
ENISHI_BASE_URL  address that links in mails begin with
ENISHI_SHORT_LINKS   1 where the short host of the profile (`link_base`) leads here: links of societies are then printed on it
ENISHI_STORED_SUGGESTIONS, ENISHI_KEEP_RUNS_DAYS   how many pairs a night keeps with their reasons (500000), and how long (14)
ENISHI_BOUNCES   Maildir of mails that came back, read every ten minutes (none: `enishi bounces -` can be piped to)
ENISHI_BACKUP_FOLDER, ENISHI_BACKUP_KEYS   where nightly backups go, and the book of their keys (default: in ENISHI_STATE)
ENISHI_SMTP      smtp://user:password@host:port?tls=starttls; without it mail waits in the outbox (development keeps it there)
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import allauth
import django_htmx
from csp.constants import NONCE, NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from enishi.config.keys import data_keys, kept_secret

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
STATE = Path(os.environ.get("ENISHI_STATE", ROOT / ".local"))
ENV = os.environ.get("ENISHI_ENV", "production")
if ENV not in ("development", "test", "production"):
    raise SystemExit(f"ENISHI_ENV is {ENV!r}; expected development, test or production")
PRODUCTION = ENV == "production"
# Never a switch of its own: the demo sign-in page exists in development and nowhere else.
DEV_PAGES = ENV == "development"

DEBUG = False
SECRET_KEY = kept_secret("ENISHI_SECRET_KEY", STATE / "secret-key", make=not PRODUCTION)
DATA_KEYS = data_keys("ENISHI_DATA_KEYS", STATE / "data-key", make=not PRODUCTION)
ALLOWED_HOSTS = [h for h in os.environ.get("ENISHI_HOSTS", "").split(",") if h]
if not PRODUCTION:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS if PRODUCTION]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "enishi.common",
    "enishi.areas",
    "enishi.audit",
    "enishi.accounts",
    "enishi.notices",
    "enishi.institutions",
    "enishi.openings",
    "enishi.physicians",
    "enishi.matching",
    "enishi.candidacies",
    "enishi.relays",
    "enishi.visits",
    "enishi.aftercare",
    "enishi.outreach",
    "enishi.surveys",
    "enishi.merging",
    "enishi.referrals",
    "enishi.complaints",
    "enishi.keeping",
    "enishi.desk",
    "enishi.office",
    "enishi.research",
    "enishi.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "enishi.web.errors.KnownMethods",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "enishi.accounts.middleware.CurrentActor",
    "enishi.accounts.middleware.SecondFactor",
    "enishi.accounts.middleware.DenyByDefault",
    "enishi.web.typed_again.TypedAgain",
    "enishi.web.errors.NeverBlank",
    "enishi.web.errors.UnreadableText",
    "enishi.web.desk.presence.DeskPresence",
    "enishi.web.led_on.LedOn",
    "enishi.web.taken_out.RecordFiles",
]
ROOT_URLCONF = "enishi.config.urls"
# Addresses have no trailing slash, so patterns below a prefix begin with one.
SILENCED_SYSTEM_CHECKS = ["urls.W002"]
APPEND_SLASH = False
ASGI_APPLICATION = "enishi.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "enishi.web.context.page",
                "enishi.web.desk.presence.here",
            ],
            "builtins": ["enishi.web.templatetags.enishi"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]
FORM_RENDERER = "enishi.web.components.forms.Renderer"


def database(url: str) -> dict[str, object]:
    """Django's database settings from a libpq URI, socket folders included."""
    info = conninfo_to_dict(url)
    known = {"host", "port", "user", "password", "dbname"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": info.get("dbname", "enishi"),
        "USER": info.get("user", ""),
        "PASSWORD": info.get("password", ""),
        "HOST": info.get("host", ""),
        "PORT": str(info.get("port", "")),
        # Without the health check, requests fail after the database was restarted.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **{k: v for k, v in info.items() if k not in known},
            # The long-running processes keep a pool; a command or a test has one connection of its own. An attempt to
            # connect anew is given up soon, since it doubles its pauses and meanwhile whoever comes only waits for it.
            **(
                {"pool": {"min_size": 1, "max_size": 12, "timeout": 20, "reconnect_timeout": 3}}
                if os.environ.get("ENISHI_POOL")
                else {}
            ),
        },
        "TEST": {"TEMPLATE": "template0"},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///enishi"))}
# Rate limits must count over all processes, so the cache is a table too.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"},
    # What is the same for everybody and costly to draw, in each process: looking at a page writes to no database.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
DRAWINGS_AN_HOUR = {"opening_print": 120, "sitemap": 20, "calendar": 240}
"""How often one address may have a document drawn anew by one process; what is kept already costs nothing and is not counted."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    PACKAGE / "web" / "static",
    # Only these folders of the libraries: collecting whole packages takes minutes.
    ("mfa/js", Path(allauth.__file__).parent / "mfa" / "static" / "mfa" / "js"),
    ("account/js", Path(allauth.__file__).parent / "account" / "static" / "account" / "js"),
    ("django_htmx", Path(django_htmx.__file__).parent / "static" / "django_htmx"),
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = not PRODUCTION

# -- people ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/home"
ACCOUNT_ADAPTER = "enishi.notices.sign_in.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # a sign-in code proves the address each time
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
_FORMS = "enishi.web.components.sign_in."
# Sign-in has limits of its own; a call back may be asked for this often from one address. Codes that prove another mail
# address are counted by account and by the address written to, on whatever device; wrong codes by account.
ACCOUNT_RATE_LIMITS = {
    "callback": "10/h/ip",
    "complaint": "10/h/ip",
    "reader": "20/h/ip",
    "survey": "20/h/ip",
    "typed": "60/h/ip",
    "code": "60/h/ip",
    "paper_code": "120/h/ip",
    "application": "10/h/ip",
    "registration": "30/h/ip",
    "mail_change": "5/h/user,3/h/key",
    "mail_change_code": "10/h/user",
}
# Behind a proxy every request comes from the proxy: without this all visitors would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("ENISHI_PROXIES", "1" if PRODUCTION and os.environ.get("ENISHI_PLAIN_HTTP") != "1" else "0")
)
ACCOUNT_FORMS = {"request_login_code": _FORMS + "MailCodeRequest", "confirm_login_code": _FORMS + "MailCode"}
MFA_FORMS = {
    "authenticate": _FORMS + "SecondFactorCode",
    "reauthenticate": _FORMS + "SecondFactorAgain",
    "activate_totp": _FORMS + "StartApp",
    "add_webauthn": _FORMS + "AddKey",
    "edit_webauthn": _FORMS + "RenameKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Enishi"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SESSION_ENGINE = "enishi.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # until the browser is closed: whoever only reads keeps nothing of us
CSRF_FAILURE_VIEW = "enishi.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- safety ---------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
# What people send (a copy of a licence) never touches a disk in the clear.
FILE_UPLOAD_HANDLERS = ["enishi.common.uploads.MemoryOnly"]
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = os.environ.get("ENISHI_PLAIN_HTTP") != "1"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
    SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0

# -- mail and jobs --------------------------------------------------------------------------------
SMTP_URL = os.environ.get("ENISHI_SMTP", "")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if SMTP_URL:
    _smtp = urlsplit(SMTP_URL)
    EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "127.0.0.1", _smtp.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_smtp.username or ""), unquote(_smtp.password or "")
    EMAIL_USE_TLS = parse_qs(_smtp.query).get("tls") == ["starttls"]
    EMAIL_TIMEOUT = 20
# The Maildir to which mails come back (the address mails are sent from), for `notices.bounces`; "" reads none.
BOUNCES = os.environ.get("ENISHI_BOUNCES", "")
PROCRASTINATE_IMPORT_PATHS = [
    "enishi.visits.jobs",
    "enishi.aftercare.jobs",
    "enishi.notices.jobs",
    "enishi.institutions.jobs",
    "enishi.physicians.jobs",
    "enishi.candidacies.matching_jobs",
    "enishi.candidacies.freshness_jobs",
    "enishi.candidacies.digest_jobs",
    "enishi.relays.jobs",
    "enishi.merging.jobs",
    "enishi.keeping.jobs",
    "enishi.keeping.proof_jobs",
    "enishi.desk.jobs",
    "enishi.openings.jobs",
    "enishi.referrals.jobs",
    "enishi.physicians.search_jobs",
    "enishi.research.jobs",
    "enishi.office.jobs",
    "enishi.outreach.jobs",
]

# Pictures beside links (`web.public.cards`), drawn once and kept.
CARDS_FOLDER = STATE / "cards"

# -- matching -------------------------------------------------------------------------------------
MARKET_FOLDER = STATE / "market"
# Pairs kept with their reasons by a whole run; lists of a larger market are kept less far down.
STORED_SUGGESTIONS = int(os.environ.get("ENISHI_STORED_SUGGESTIONS", "500000"))
KEEP_RUNS_DAYS = int(os.environ.get("ENISHI_KEEP_RUNS_DAYS", "14"))

# -- backups --------------------------------------------------------------------------------------
# Without a folder no nightly backup is made: a managed PostgreSQL makes its own.
BACKUP_FOLDER = os.environ.get("ENISHI_BACKUP_FOLDER", "")
BACKUP_KEYS = Path(os.environ.get("ENISHI_BACKUP_KEYS", STATE / "backup-keys.json"))

PROFILE = os.environ.get("ENISHI_PROFILE", "sample")
BASE_URL = os.environ.get("ENISHI_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
SHORT_LINKS = os.environ.get("ENISHI_SHORT_LINKS") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "enishi": {"level": "INFO"},
        # Django's mailing of tracebacks to admins would carry personal data; errors go to the log without request data.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
