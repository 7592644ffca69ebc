"""Oscar's settings, only where they differ, each with the trap it closes."""

from oscar.defaults import *  # noqa: F403

OSCAR_SHOP_NAME = "Lantern & Leaf"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_SLUG_FUNCTION = "core.slugs.slugify"
OSCAR_ALLOW_ANON_CHECKOUT = True
# Otherwise the checkout tells a stranger which addresses have an account.
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
# Alert mail would be sent inside the placing transaction.
OSCAR_EAGER_ALERTS = False
# Oscar raises while deleting a picture when no thumbnailer is installed.
OSCAR_DELETE_IMAGE_FILES = False
OSCAR_THUMBNAILER = None
OSCAR_SEND_REGISTRATION_EMAIL = False
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "country")
OSCAR_MODERATE_REVIEWS = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 100_000

HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
