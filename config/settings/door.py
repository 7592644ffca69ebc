"""The door: who may come in, and what a page may load."""

from csp.constants import NONE, SELF

from config.settings.env import env

ALLOWED_HOSTS = env("STOREHOUSE_HOSTS")
CSRF_TRUSTED_ORIGINS = env("STOREHOUSE_TRUSTED_ORIGINS")

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "customer:login"
LOGIN_REDIRECT_URL = "/"
STAFF_LOGIN_URL = "backoffice:sign_in"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "backoffice.shell.passwords.StaffPasswordValidator"},
]

#: Seconds a staff session lives without a page being asked for, and at the most.
STAFF_SESSION_IDLE = env.int("STOREHOUSE_STAFF_IDLE", default=60 * 60)
STAFF_SESSION_ABSOLUTE = env.int("STOREHOUSE_STAFF_SESSION", default=12 * 60 * 60)

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "email"
AXES_VERBOSE = False
# Each face answers a pause in its own words (429).
AXES_LOCKOUT_CALLABLE = "config.refusals.too_many_tries"
CSRF_FAILURE_VIEW = "config.refusals.csrf_failed"

HTTPS = env("STOREHOUSE_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
