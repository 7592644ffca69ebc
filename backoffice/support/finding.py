"""The one search box: a page with everything found, and the short list while typing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.access.http import staff
from core.dates import say
from core.numbers import say_phone
from core.templatetags.ui import NO_BREAK
from support.searching import Answer, search


@staff(GET="support.search")
def search_page(request: HttpRequest) -> HttpResponse:
    """Everything found, grouped; a text that can only be one order opens it."""
    answer = search(request.GET.get("q", ""))
    if answer.number == "known" and answer.only_order:
        return redirect(order_url(answer.only_order))
    context = {
        "title": _("Results for “%(text)s”") % {"text": answer.text} if answer.text else _("Search"),
        "crumbs": [{"title": _("Support")}],
        "query": answer.text,
        "answer": answer,
        "groups": groups(answer),
        "note": number_note(answer),
        "choose": len(answer.customers) > 1,
    }
    return render(request, "backoffice/support/search.html", context)


@staff(GET="support.search")
def suggest(request: HttpRequest) -> HttpResponse:
    answer = search(request.GET.get("q", ""))
    shown = [{**group, "hits": group["hits"][:4]} for group in groups(answer)]
    return render(request, "backoffice/parts/results.html", {"groups": shown, "query": answer.text})


def number_note(answer: Answer) -> str:
    """What to say about a text that reads like a transaction number."""
    if answer.number == "mistyped":
        return _("Check the number: a digit is wrong or two are swapped. It is not the number of any order.")
    if answer.number == "unknown":
        return _("This is a well-formed transaction number, but no order has it.")
    return ""


def order_url(order) -> str:
    return reverse("backoffice:order", args=[order.number])


def groups(answer: Answer) -> list[dict]:
    """Hits as `parts/results.html` wants them, without empty groups."""
    found = [
        (_("Customers"), [customer_hit(c) for c in answer.customers]),
        (_("Orders"), [order_hit(o) for o in answer.orders]),
        (_("Parcels"), [parcel_hit(p) for p in answer.parcels]),
        (_("Invoices"), [invoice_hit(i) for i in answer.invoices]),
        (_("Products"), [product_hit(p) for p in answer.products]),
    ]
    return [{"title": title, "hits": hits} for title, hits in found if hits]


def customer_hit(customer) -> dict:
    detail = " · ".join(part for part in (say_phone(customer.phone), customer.email) if part)
    return {"url": reverse("backoffice:customer", args=[customer.pk]), "icon": "user", "title": customer.name, "detail": detail}


def order_hit(order) -> dict:
    return {
        "url": order_url(order),
        "icon": "receipt",
        "number": order.number,
        "channel": order.channel,
        "detail": f"{order.contact_name}{NO_BREAK}· {order.get_status_display()}",
        "end": say(order.date_placed, "day"),
        "order": order,
    }


def parcel_hit(parcel) -> dict:
    order = parcel.shipment.order
    return {"url": order_url(order), "icon": "package", "title": parcel.tracking_number, "detail": order.contact_name}


def invoice_hit(invoice) -> dict:
    order = invoice.order
    return {"url": order_url(order), "icon": "file-invoice", "title": invoice.number, "detail": order.contact_name}


def product_hit(product) -> dict:
    url = reverse("backoffice:stock_card", args=[product.sku])
    return {"url": url, "icon": "box", "title": product.title, "detail": product.sku}
