"""Django's settings, derived from the typed environment. Nothing here reads a variable itself."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse_lazy

from .database import embedded_server
from .environment import environment
from .hosts import ports, without_port
from .logs import configuration

environment.refuse_unsafe()

SECRET_KEY = environment.key()
DEBUG = False  # the same pages for everyone who develops, tests and runs
ALLOWED_HOSTS = [without_port(host) for host in environment.hosts]
HOST_PORTS = ports(environment.hosts, environment.port)
ROOT_URLCONF = "borough.config.urls"
WSGI_APPLICATION = "borough.config.wsgi.application"

INSTALLED_APPS = [
    "borough.public",
    "borough.staff",
    "borough.residents",
    "borough.residents.search",
    "borough.residents.shield",
    "borough.residents.findings",
    # The mechanisms, highest first: each may use only those below it.
    "borough.platform.places",
    "borough.platform.gazetteer",
    "borough.platform.registers",
    "borough.platform.feeds",
    "borough.platform.privacy",
    "borough.platform.misuse",
    "borough.platform.correspondence",
    "borough.platform.access",
    "borough.platform.audit",
    "borough.ui",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
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
    "borough.config.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "borough.config.hosts.KnownPort",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "borough.config.requests.NoStore",
    "borough.platform.access.sessions.SessionLimits",
    "borough.platform.gazetteer.limits.NumbersLimited",
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
AUTHENTICATION_BACKENDS = ["borough.platform.access.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = reverse_lazy("staff:home")
ACCOUNT_ADAPTER = "borough.platform.access.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators open accounts; nobody signs up
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, or earlier: access/sessions.py
ACCOUNT_LOGOUT_REDIRECT_URL = reverse_lazy("public:home")
ALLAUTH_TRUSTED_PROXY_COUNT = environment.proxies
ACCOUNT_FORMS = {
    "login": "borough.platform.access.forms.SignInForm",
    "change_password": "borough.platform.access.forms.PasswordForm",
    "reset_password_from_key": "borough.platform.access.forms.FirstPasswordForm",
}
MFA_ADAPTER = "borough.platform.access.adapters.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "borough.platform.access.forms.CodeForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator wrote the address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # telephones' clocks differ by up to half a minute
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey stands for both factors
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.production  # http://localhost
# Shared by all processes: rate limits and used security codes must be.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"  # what people read; the database keeps UTC
USE_TZ = True

DATA_DIR = environment.data_dir

# What the design system shows of this installation.
THEME = environment.theme
COUNCIL = environment.council
CONTACT = environment.contact
DEMO = environment.demo
TILE_URL = environment.tile_url

MAIL_SERVER = environment.mail_server
MAIL_FROM = environment.mail_from

STATIC_URL = "/static/"
STATIC_ROOT = environment.data_dir / "static"
FILE_UPLOAD_HANDLERS = [
    "borough.platform.feeds.uploading.LimitedUpload",  # turns away what is larger than any feed may be
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FEEDS_FOLDER = environment.data_dir / "feeds"  # the files as they came
INDEX_FOLDER = environment.data_dir / "index" / environment.borough_name  # what linkage keeps of the records
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def tile_servers(url: str) -> list[str]:
    """The origin of the map tiles, as the content security policy names it."""
    parts = urlsplit(url.replace("{s}", "*"))
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "img-src": ["'self'", "data:", *tile_servers(environment.tile_url)],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.production
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "borough.ui.views.lost_token"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if environment.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.production
SECURE_SSL_REDIRECT = environment.production
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$"]  # asked by machines inside the network
LOGGING = configuration(production=environment.production)
