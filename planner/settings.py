"""Every setting, read from the environment. `.env.example` names each variable."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from core import env
from planner.document_settings import document_limits, document_storage

BASE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE / ".data")))

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
HTTPS_ONLY = env.flag("HTTPS_ONLY")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS_ONLY else 0
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # probes ask from inside, without TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS_ONLY else None
# Two checkouts on one host differ by port only, and cookies ignore ports.
SESSION_COOKIE_NAME = env.text("SESSION_COOKIE_NAME", "sessionid")
CSRF_COOKIE_NAME = env.text("CSRF_COOKIE_NAME", "csrftoken")

OUR_APPS = [
    "core",
    "audit",
    "jobs",
    "accounts",
    "zones",
    "sanctions",
    "terms",
    "roadmaps",
    "documents",
    "life",
    "talk",
    "projects",
    "scenarios",
    "search",
    "supply",
    "screening",
    "parties",
    "ranges",
    "law",
    "atlas",
    "permits",
    "trade",
    "lint",
    "approvals",
    "drafts",
    "courier",
    "diligence",
    "reports",
    "sharing",
    "planner",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    *OUR_APPS,
]
MIDDLEWARE = [
    "planner.recording.RequestNameMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "planner.refusals.RefusalMiddleware",
    "planner.access.AccessMiddleware",
    "planner.recording.RecordingMiddleware",
]
ROOT_URLCONF = "planner.urls"
WSGI_APPLICATION = "planner.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "planner.context.shell",
            ],
            "builtins": ["core.templatetags.ui"],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    options: dict[str, object] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {**query, **options},
        "CONN_HEALTH_CHECKS": True,  # a restarted database costs no request
        "TEST": {"NAME": env.text("TEST_DATABASE", "test_planner")},
    }


DATABASES = {"default": _database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
BROKER_URL = env.text("BROKER_URL")

# Without a server of its own, mail is written to the log.
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "planner@localhost")

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "roadmaps:plans"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [BASE / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "planner.static_files.GzippedFiles"
    },
    "documents": document_storage(DATA_DIR),
}
DOCUMENT_BYTES, PLAN_DOCUMENT_BYTES = document_limits()
# Either names a scanner; without one no file is scanned, and pages say so.
SCAN_COMMAND = env.text("SCAN_COMMAND", "")
SCAN_CLAMD = env.text("SCAN_CLAMD", "")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.authentication.TokenScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "planner.api.Pages",
    "DEFAULT_FILTER_BACKENDS": ["planner.api.Filters"],
    "DEFAULT_SCHEMA_CLASS": "planner.api_schema.Described",
    "EXCEPTION_HANDLER": "planner.refusals.api_exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Inter-Korean industrial cooperation planner",
    "DESCRIPTION": (
        "Staged roadmaps in which every date can say why. Reading and writing plans: lists filter "
        "by `plan`, every write is an edit of the plan and makes a revision, refusals are "
        "`application/problem+json` with a sentence in Korean and English. "
        "A planning aid, not legal advice."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "SubmissionVerbEnum": "approvals.models.submission.Verb",
        "ShareLinkKindEnum": "sharing.models.ShareLink.Kind",
        "MeasureDirectionEnum": "sanctions.models.Direction",
        "ProposalKindEnum": "sanctions.models.MeasureProposal.Kind",
        "ConfirmationStateEnum": "screening.desk_schema.STATES",
        "CourseStateEnum": "screening.regime_api.STATES",
        "PackageSortEnum": "courier.models.Sort",
        "RoleEnum": "roadmaps.models.Role",
        "GivenRoleEnum": "roadmaps.member_api_schema.GIVEN",
        "PartRoleEnum": "roadmaps.models.Grant.GrantRole",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "planner.api_schema.add_components",
        "planner.api_schema.only_json_problems",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
