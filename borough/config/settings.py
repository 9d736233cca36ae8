"""Django's settings, derived from the typed environment. Nothing here reads a variable itself."""

from typing import Any

from django.urls import reverse_lazy

from .database import embedded_server
from .environment import environment

environment.refuse_unsafe()

SECRET_KEY = environment.key()
DEBUG = False  # the same pages for everyone who develops, tests and runs
ALLOWED_HOSTS = list(environment.hosts)
ROOT_URLCONF = "borough.config.urls"
WSGI_APPLICATION = "borough.config.wsgi.application"

INSTALLED_APPS = [
    "borough.public",
    "borough.staff",
    "borough.residents",
    "borough.residents.search",
    # The mechanisms, highest first: each may use only those below it.
    "borough.platform.feeds",
    "borough.platform.privacy",
    "borough.platform.access",
    "borough.platform.audit",
    "borough.ui",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
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
    "allauth.account.middleware.AccountMiddleware",
    # Last, so that whatever came before, no view runs that no policy allows to this actor for this purpose.
    "borough.platform.access.middleware.AccessMiddleware",
    "borough.platform.privacy.middleware.PurposeMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "borough.ui.context.page",
                "borough.platform.privacy.context.purpose_banner",
            ],
        },
    }
]
FORM_RENDERER = "borough.ui.forms.renderer.Renderer"


def database_url() -> str:
    """Where this installation's data lies: DATABASE_URL, else a database of the embedded server."""
    return environment.database_url or embedded_server(environment.data_dir).url(environment.borough_name)


def _database(url: str) -> dict[str, Any]:
    import psycopg

    given = psycopg.conninfo.conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", "borough"),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": given,
    }


DATABASES = {"default": _database(database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("staff:home")
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"  # what people read; the database keeps UTC
USE_TZ = True

# What the design system shows of this installation.
THEME, COUNCIL, DEMO, TILE_URL = (
    environment.theme,
    environment.council,
    environment.demo,
    environment.tile_url,
)

STATIC_URL = "/static/"
STATIC_ROOT = environment.data_dir / "static"
FEEDS_FOLDER = environment.data_dir / "feeds"  # the files as they came
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.production
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "borough.ui.views.lost_token"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if environment.production else 0
SECURE_SSL_REDIRECT = environment.production
