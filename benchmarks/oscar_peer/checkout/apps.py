"""Oscar finds the views beside this."""

from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig


class CheckoutConfig(OscarCheckoutConfig):
    """The checkout with an offline payment."""

    name = "benchmarks.oscar_peer.checkout"
