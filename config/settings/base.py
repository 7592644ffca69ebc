"""The ground: cache, templates, files, mail, logs."""

from config.settings.env import BASE_DIR, RUN_DIR, env, secret

DEBUG = env("STOREHOUSE_DEBUG")
#: The demonstration company: shows its sign-ins and the sandbox's controls.
DEMO = env("STOREHOUSE_DEMO")
SECRET_KEY = secret("STOREHOUSE_SECRET_KEY")
#: Key of the permutation behind transaction numbers. Losing it makes no number invalid, but new ones may collide.
STOREHOUSE_NUMBER_KEY = secret("STOREHOUSE_NUMBER_KEY")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
#: Kept pages and small facts; messages may have a Redis of their own (docs/scaling.md).
CACHE_URL = env.str("STOREHOUSE_CACHE_URL", default=REDIS_URL)
CACHES = {"default": {"BACKEND": "core.cache.FailOpenRedisCache", "LOCATION": CACHE_URL, "KEY_PREFIX": "storehouse"}}
# Sessions live in PostgreSQL, so that orders are taken while Redis is down.
SESSION_ENGINE = "core.sessions"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "core.context.look",
                "backoffice.shell.context.frame",
                "shop.storefront.frame.frame",
            ],
            "builtins": [f"core.templatetags.{name}" for name in ("money", "ui", "dates", "numbers")],
        },
    }
]

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = RUN_DIR / "static"
STATICFILES_DIRS = [("", BASE_DIR / "build" / "assets")] if (BASE_DIR / "build" / "assets").exists() else []
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("STOREHOUSE_MEDIA", default=str(RUN_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.storage.StaticStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Four slashes in all, or the folder would be one below wherever the process stands.
EMAIL_CONFIG = env.email("EMAIL_URL", default=f"filemail:///{RUN_DIR}/mail")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 5
#: Where mail goes; on a demonstration it is kept on the way, to be read at /mail/.
MAIL_GOES_TO = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "shop.storefront.mail_keeping.KeepingBackend" if DEMO else MAIL_GOES_TO
#: Scheme and host of the shop where a mail cannot know the door (doors with a host name of their own say it themselves).
STOREHOUSE_ORIGIN = env.str("STOREHOUSE_ORIGIN", default="http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("STOREHOUSE_FROM_EMAIL", default="Lantern & Leaf <shop@lantern.example>")

#: Minutes that people are asked to wait, while the house is closed on every machine; 0: open. See core.maintenance.
MAINTENANCE = env.int("STOREHOUSE_MAINTENANCE", default=0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}, "axes": {"level": "WARNING"}},
}
