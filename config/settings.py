"""Settings of a Parley site. Each environment variable is read strictly: a wrong one stops the start with advice."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError
from whitenoise.compress import Compressor

from config.audit_head import head_beside
from config.caches import cache_from
from config.databases import database_from
from config.secrets import secret_key_from

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()
# Where everything that is not code is kept: the database, uploads, briefs, the key.
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var"))).absolute()


def read(reader, name, default, advice):
    """The environment variable `name` through `reader`, or a refusal to start that says what to set."""
    try:
        return reader(name, default)
    except (EnvError, OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name} is not usable ({error}). {advice}") from error


DEBUG = read(env.bool, "DEBUG", False, "Set DEBUG to true or false.")
ALLOWED_HOSTS = read(
    env.list, "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], "Set ALLOWED_HOSTS to host names, comma separated."
)
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is *, which lets anyone name the site: set it to the host names it answers to."
    )
CSRF_TRUSTED_ORIGINS = read(
    env.list, "CSRF_TRUSTED_ORIGINS", [], "Set CSRF_TRUSTED_ORIGINS to origins such as https://parley.example."
)
SECRET_KEY = read(
    lambda name, default: secret_key_from(env.str(name, default), VAR_DIR),
    "SECRET_KEY",
    "",
    f"Make the folder {VAR_DIR} writable, or set SECRET_KEY to a long random text.",
)

INSTALLED_APPS = [
    "briefs",
    "tracking",
    "events",
    "statements",
    "talks",
    "records",
    "config.workbench.WorkbenchConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_countries",
    "simple_history",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "records.web_headers.WebHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "records.sign_in.origin.OwnOrigin",
    "records.post_size.PostSize",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "records.sign_in.gate.SecondFactorGate",
    "simple_history.middleware.HistoryRequestMiddleware",
    "records.database_guard.DatabaseGuard",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
# Our templates may override those of form widgets.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": read(
        lambda name, default: database_from(env.dj_db_url(name, default)),
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'parley.sqlite3'}",
        "Use postgres://user:password@host:5432/name or sqlite:////absolute/path.sqlite3.",
    )
}
AUDIT_HEAD = head_beside(DATABASES["default"], VAR_DIR, env.str("AUDIT_HEAD", ""))
CACHES = {
    "default": read(
        lambda name, default: cache_from(env.str(name, default)),
        "REDIS_URL",
        "",
        "Use redis://host:6379/0, or leave REDIS_URL out to keep the cache in the database.",
    ),
    # How many rows a list has; each process may count for itself.
    "counts": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "counts"},
    # Chapters of briefs as they were drawn, texts of every level: for the owner of the site alone (docs/operations.md).
    "chapters": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "chapters"),
        "TIMEOUT": 30 * 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 5_000},
    },
}

# Work that no page waits for. Its queue lies in the database, beside what it is about.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
# Whether the server starts a worker for it, or somebody else does: manage.py issue_editions.
EDITION_WORKER = read(
    env.bool,
    "EDITION_WORKER",
    True,
    "Set EDITION_WORKER to false when “manage.py issue_editions” runs as a service of its own, else to true.",
)

AUTH_USER_MODEL = "records.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "home"

# Sign-in, through django-allauth (records/sign_in). Accounts are made by administrators; there is no e-mail.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "records.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False
# Wrong tries for one account from one address, then all tries from that address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip", "login": "60/5m/ip"}
MFA_ADAPTER = "records.sign_in.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "records.sign_in.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "records.sign_in.passkeys.PasskeyForm",
    "login_webauthn": "records.sign_in.passkeys.PasskeyLoginForm",
    "reauthenticate_webauthn": "records.sign_in.passkeys.PasskeyAgainForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# How many proxies of the operator's own stand in front, each adding to X-Forwarded-For.
PROXIES = read(env.int, "PROXIES", 0, "Set PROXIES to the number of proxies in front of Parley, 0 for none.")
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Whether one person may publish their own assessments; a team of two or more leaves it off.
ONE_PERSON_TEAM = read(
    env.bool,
    "PARLEY_ONE_PERSON_TEAM",
    False,
    "Set PARLEY_ONE_PERSON_TEAM to true when nobody else is there to publish an assessment, else to false.",
)

# The site speaks English. Briefs are printed in these languages (briefs/languages.py), whatever a browser asks for.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fa", "Persian"), ("prs", "Dari")]
LANGUAGES_BIDI = ["fa", "prs"]
LANG_INFO["prs"] = {"bidi": True, "code": "prs", "name": "Dari", "name_local": "دری"}
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The briefs' fonts are large, and every start would spend ten seconds on pressing them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "ttf")
MEDIA_ROOT = VAR_DIR / "media"

# A statement may be a book of five million letters, typed or pasted, and its page may hold thousands of points, each
# perhaps with a file. What bounds them is the length of what is sent (records/post_size.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = None
DATA_UPLOAD_MAX_NUMBER_FILES = None

# The largest dataset that may be uploaded, in bytes.
IMPORT_MOST = (
    1024
    * 1024
    * read(
        env.int, "IMPORT_MOST", 2048, "Set IMPORT_MOST to the largest file of a dataset that may be uploaded, in MB."
    )
)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# The token stands in every form; no script reads it from the cookie.
CSRF_COOKIE_HTTPONLY = True

# Whether readers come over https, through a proxy that says so in X-Forwarded-Proto.
TLS = read(env.bool, "TLS", False, "Set TLS to true when a proxy in front of Parley speaks https, else to false.")
if TLS and DEBUG:
    raise ImproperlyConfigured(
        "DEBUG is true on a site served over TLS: its error pages would tell everything. Set it to false."
    )
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
# Whatever watches the site asks it directly.
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
if TLS:
    # No other host, and no page served without TLS, can set a cookie of such a name.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
