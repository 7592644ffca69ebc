"""Why something was credited, in words: codes of the house and of carriers. What a person typed is kept as it is."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "refused": _("The parcel was refused."),
    "refund": _("Money was returned."),
    "refused_at_the_door": _("Refused at the door"),
    "not_at_home": _("Nobody was at home"),
    "address_unknown": _("The address was not found"),
}


def in_words(reason: str) -> str:
    """A reason in the active language."""
    return str(WORDS.get(reason, reason))
