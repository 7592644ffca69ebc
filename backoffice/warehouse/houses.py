"""Which warehouse a person works in: said in the address, remembered for the session."""

from django.db.models import Count
from django.http import HttpRequest

from fulfillment.models import Shipment, ShipmentStatus
from inventory.models import Warehouse


def houses() -> list[Warehouse]:
    """Warehouses that ship. One query."""
    return list(Warehouse.objects.filter(is_active=True))


def chosen_house(request: HttpRequest) -> Warehouse | None:
    """The warehouse named in the address or form, else the one named last, else the one with most work waiting."""
    named = request.GET.get("warehouse") or request.POST.get("warehouse")
    found = houses()
    if named and any(house.code == named for house in found):
        request.session["warehouse"] = named
    wanted = request.session.get("warehouse")
    known = next((house for house in found if house.code == wanted), None)
    return known or busiest(found)


def busiest(found: list[Warehouse]) -> Warehouse | None:
    """Where most shipments wait to be picked or packed; the first one when nothing waits anywhere. One query."""
    todo = (ShipmentStatus.WAITING, ShipmentStatus.RELEASED, ShipmentStatus.PICKED)
    counts = dict(
        Shipment.objects.filter(status__in=todo)
        .order_by()
        .values_list("warehouse")
        .annotate(n=Count("pk"))
        .values_list("warehouse", "n")
    )
    return max(found, key=lambda house: counts.get(house.pk, 0), default=None)
