"""Addresses as countries write them: Oscar's post-code patterns are wrong for Vietnam, and not every name has two parts."""

from oscar.apps.address.abstract_models import AbstractUserAddress


class UserAddress(AbstractUserAddress):
    """Oscar's address book of a login; ours hangs on the customer (`customer.CustomerAddress`)."""

    POSTCODE_REQUIRED = False
    POSTCODES_REGEX = {**AbstractUserAddress.POSTCODES_REGEX, "VN": r"^[0-9]{5,6}$"}


from oscar.apps.address.models import *  # noqa: E402, F403
