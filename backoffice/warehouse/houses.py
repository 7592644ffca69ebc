"""Which warehouse a person works in: said in the address, remembered for the session."""

from django.http import HttpRequest

from inventory.models import Warehouse


def houses() -> list[Warehouse]:
    """Warehouses that ship. One query."""
    return list(Warehouse.objects.filter(is_active=True))


def chosen_house(request: HttpRequest) -> Warehouse | None:
    """The warehouse named in the address or form, else the one named last, else the first."""
    named = request.GET.get("warehouse") or request.POST.get("warehouse")
    found = houses()
    if named and any(house.code == named for house in found):
        request.session["warehouse"] = named
    wanted = request.session.get("warehouse")
    return next((house for house in found if house.code == wanted), found[0] if found else None)
