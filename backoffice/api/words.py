"""What is wrong with a field of a body, as a sentence; those of a branch's file where they say the same."""

from typing import Any

from django.utils.translation import gettext as _

from backoffice.support.branch_words import sentence as of_a_file
from support.order_files import Fault


def sentence(code: str, data: dict[str, Any]) -> str:
    sentences = {
        "not_an_object": _("An object is needed here."),
        "not_a_text": _("A text is needed here."),
        "unknown_field": _("There is no such field."),
        "bad_lines": _("Between 1 and %(most)s lines, please.") % {"most": 100, **data},
        "out_of_stock": _("Only %(available)s can be promised now.") % {"available": 0, **data},
        "account_needed": _("This channel sells to trade accounts only; make a key for an account."),
    }
    return sentences.get(code) or of_a_file(Fault(0, "", code, data))
