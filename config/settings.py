"""Settings of a Parley site. Each environment variable is read strictly: a wrong one stops the start with advice."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError
from whitenoise.compress import Compressor

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
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_countries",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
CACHES = {
    "default": read(
        lambda name, default: cache_from(env.str(name, default)),
        "REDIS_URL",
        "",
        "Use redis://host:6379/0, or leave REDIS_URL out to keep the cache in memory.",
    )
}

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
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "en"
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

# A statement may be a book of five million letters, typed or pasted, and its page may hold hundreds of points.
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

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
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
