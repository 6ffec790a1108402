"""Django's settings; what an office may choose comes from the environment (docs/deployment.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from quanheng.web.database import DATABASE_SETTING, database
from quanheng.web.home import folder, secret_key

HOME = folder()
_HERE = Path(__file__).parent

SECRET_KEY = os.environ.get("QUANHENG_SECRET_KEY") or secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("QUANHENG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("QUANHENG_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("QUANHENG_HTTPS") == "1"

OURS = [
    "units",
    "events",
    "files",
    "jobs",
    "documents",
    "campaigns",
    "departments",
    "ledgers",
    "rectification",
    "disclosure",
    "api",
]
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_q",
    "ninja",
    "simple_history",
    "quanheng.web",
    *(f"quanheng.web.{name}" for name in OURS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "quanheng.web.units.entry.EntryMiddleware",
    # A page is for who has signed in unless it says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "quanheng.web.refusals.MethodMiddleware",
]
ROOT_URLCONF = "quanheng.web.urls"
WSGI_APPLICATION = "quanheng.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quanheng.web.frame.frame",
            ],
            "builtins": ["quanheng.web.templatetags.shown"],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {"default": database(os.environ.get(DATABASE_SETTING, ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_RULES = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator"},
    {"NAME": "quanheng.web.units.entry.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": f"{_RULES}.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "quanheng.web.units.entry.NoSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_FORMS = {
    "login": "quanheng.web.units.entry.LoginForm",
    "reauthenticate": "quanheng.web.units.entry.AgainForm",
}
ACCOUNT_SESSION_REMEMBER = False  # several people share the machines of an office
ACCOUNT_EMAIL_VERIFICATION = "none"
# False, for {} keeps those of the library: an office behind one address has more than 30 sign-ins a minute.
# Axes locks out, by name and address; two counters would contradict each other.
ACCOUNT_RATE_LIMITS = False
MFA_TOTP_ISSUER = "权衡"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "quanheng.web.units.entry.address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

# No mail leaves an office's server: what the libraries would send must not fail on a mail server that is not there.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]  # with more, a browser that asks for English gets a page half English
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("report", _HERE.parent / "report" / "templates" / "shared")]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # answers of long ledgers, for the server and the worker alike (web/ledgers/answers.py)
    "answers": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "made" / "answers",
        "OPTIONS": {"MAX_ENTRIES": 3000},
    },
}
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "made"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_LIMIT = 64 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an indicator table of 500 rows and 20 columns
FILE_UPLOAD_TEMP_DIR = None

Q_CLUSTER = {
    "name": "quanheng",
    "label": "后台任务",
    "orm": "default",
    "workers": int(os.environ.get("QUANHENG_WORKERS", "2")),
    "timeout": 1800,
    # A job whose worker was killed is given out again after this; it must be longer than the timeout.
    "retry": 1860,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    # Files of strangers are read in processes apart, and a daemon may not have any.
    "daemonize_workers": False,
    "poll": 0.3,
    "save_limit": 500,
    "sync": os.environ.get("QUANHENG_SYNC") == "1",
}

CSRF_FAILURE_VIEW = "quanheng.web.refusals.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "file": {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": HOME / "log" / "quanheng.log",
            "maxBytes": 5_000_000,
            "backupCount": 5,
            "formatter": "line",
            "encoding": "utf-8",
            "delay": True,
        }
    },
    "root": {"handlers": ["file"], "level": "INFO"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
