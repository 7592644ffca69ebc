"""Orders: the list, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from backoffice.listing import render_list
from backoffice.orders.listing import Orders
from core.access.http import staff
from shop.order.models import Order


@staff(GET="orders.view")
def orders(request: HttpRequest) -> HttpResponse:
    return render_list(
        request,
        Orders(request),
        title=_("Orders"),
        sub=_("Filters live in the address: send the link and a colleague sees the same list."),
    )


@staff(GET="orders.view")
def order(request: HttpRequest, number: str) -> HttpResponse:
    found = get_object_or_404(Order.objects.select_related("channel", "market"), number=number)
    return render(request, "backoffice/orders/order.html", {"order": found})
