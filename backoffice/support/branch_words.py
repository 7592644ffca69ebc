"""Words about a branch's file: why it is refused, what is wrong in a row, and which codes it may name."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.support import refusals
from shop.channels.models import Door
from shop.payment.models import PaymentMethod
from shop.payment.offering import CARRIED_KINDS
from shop.shipping.models import DeliveryOption
from support import order_files
from support.order_files import Fault, OrderFileRefused

#: What each column holds, for the page beside the form.
COLUMNS: dict[str, str | Promise] = {
    "reference": gettext_lazy("The branch's own number of the order. Rows with the same one are one order."),
    "name": gettext_lazy("Who buys."),
    "phone": gettext_lazy("As in the branch's country, or with +84 in front."),
    "email": gettext_lazy("May be empty."),
    "sku": gettext_lazy("Item number. One row for each product."),
    "quantity": gettext_lazy("Pieces, 1 to 99,999."),
    "line1": gettext_lazy("Street and number. Needed when something is to be delivered."),
    "line2": gettext_lazy("Flat, building. May be empty."),
    "district": gettext_lazy("District or state. May be empty."),
    "city": gettext_lazy("City or province."),
    "postcode": gettext_lazy("May be empty where there is none."),
    "country": gettext_lazy("Two letters, such as VN. Empty: the branch's country."),
    "delivery": gettext_lazy("Code of the delivery, from the list below."),
    "payment": gettext_lazy("Code of the way to pay, from the list below."),
}


def why_refused(refusal: OrderFileRefused) -> str:
    """Why a file cannot be read at all, and what to do."""
    sentences = {
        "empty": _("The file holds no orders."),
        "too_big": _("The file is larger than %(size)s kB. Split it.") % {"size": order_files.MOST_BYTES // 1024},
        "spreadsheet": _("This is a workbook. Save it as CSV (UTF-8) and send that."),
        "not_text": _("This is no CSV file in UTF-8. Save it as CSV (UTF-8) and send it again."),
        "head": _("The first row does not hold the columns of the template. Take the template and keep its first row."),
        "too_many_rows": _("The file holds more than %(most)s rows. Split it.") % {"most": order_files.MOST_ROWS},
    }
    return sentences[refusal.data["why"]]


def sentence(fault: Fault) -> str:
    """What is wrong in a row, and what to do."""
    sentences = {
        "formula": _("A cell begins like a formula. Write plain text."),
        "odd_letters": _("A cell holds letters that cannot be seen. Type it again."),
        "too_long": _("This is too long."),
        "too_many_cells": _("The row has more cells than the first row has columns."),
        "missing": _("This is needed."),
        "bad_quantity": _("Between 1 and 99,999 pieces, please."),
        "differs": _("This is different from the order's first row. One reference is one order of one customer."),
        "sku_twice": _("This product stands in the order twice. Add the pieces up in one row."),
        "reference_taken": _("The branch used this reference before, for another order: %(number)s.")
        % {"number": "", **fault.data},
        "unknown_sku": _("The branch sells nothing with this item number."),
        "phone_not_understood": _("This is no telephone number there. Write it like 090 123 4567 or +84 90 123 4567."),
        "not_an_email": _("This is no e-mail address."),
        "out_of_stock": _("Only %(available)s can be promised now, with the orders above in the file counted.")
        % {"available": 0, **fault.data},
    }
    return sentences.get(fault.code) or refusals.sentence(fault.code)


def choices_at(doors: list[Door]) -> list[dict]:
    """The codes of deliveries and ways to pay, market by market. Two queries."""
    places = {door.channel_market_id: door.channel_market for door in doors}.values()
    markets = [place.market_id for place in places]
    options = list(DeliveryOption.objects.filter(market__in=markets, is_active=True, for_trade=False))
    methods = PaymentMethod.objects.filter(is_active=True, kind__in=CARRIED_KINDS).prefetch_related("channels")
    methods = list(methods.filter(market__in=markets).order_by("position", "pk"))
    return [
        {
            "market": place.market,
            "deliveries": [one for one in options if one.market_id == place.market_id],
            "methods": [
                one
                for one in methods
                if one.market_id == place.market_id and place.channel_id in [channel.pk for channel in one.channels.all()]
            ],
        }
        for place in places
    ]
