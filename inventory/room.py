"""How much a location holds, how full it is, and what would not fit: told, never refused, for the hand on the floor knows better.

A location holds so many pieces, or so many litres of products whose size is known; the one that is full first is what counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from typing import Any

from django.db import transaction
from django.db.models import DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from core import audit
from core.access import Actor
from core.errors import DomainError
from inventory.models import Location
from shop.catalogue.models import Product

#: Cubic millimetres in a litre.
LITRE = 1_000_000
_WHOLE = DecimalField(max_digits=40, decimal_places=0)


class HoldsNothing(DomainError):
    """A location that is in use holds at least one piece and one litre; empty means that nobody knows. Nothing was changed."""

    code = "holds_nothing"


@dataclass(frozen=True)
class Room:
    """What lies at a location beside what it holds; `litres` are of pieces whose size is known, the others are `unmeasured`."""

    code: str
    pieces: int
    litres: Decimal
    unmeasured: int
    capacity_pieces: int | None
    capacity_litres: int | None

    @property
    def percent(self) -> int | None:
        """How full it is, rounded up; None where nobody said what it holds, or no size of what lies there is known."""
        shares = []
        if self.capacity_pieces:
            shares.append(Decimal(100 * self.pieces) / self.capacity_pieces)
        if self.capacity_litres and self.unmeasured < max(self.pieces, 1):
            shares.append(100 * self.litres / self.capacity_litres)
        return int(max(shares).to_integral_value(ROUND_CEILING)) if shares else None

    @property
    def is_overfull(self) -> bool:
        return (self.percent or 0) > 100

    def with_more(self, pieces: int, cubic_mm: int) -> "Room":
        """The same with pieces of one product added, whose size is nothing where it is not known."""
        return replace(
            self,
            pieces=self.pieces + pieces,
            litres=self.litres + Decimal(pieces * cubic_mm) / LITRE,
            unmeasured=self.unmeasured + (0 if cubic_mm else pieces),
        )


def with_contents(places: QuerySet[Location]) -> QuerySet[Location]:
    """Locations with what `room_of` wants to know, in the same query."""
    sides = [Cast(f"levels__product__{side}_mm", _WHOLE) for side in ("length", "width", "height")]
    cubic = ExpressionWrapper(F("levels__on_hand") * sides[0] * sides[1] * sides[2], output_field=_WHOLE)
    unknown = Q(levels__product__length_mm=0) | Q(levels__product__width_mm=0) | Q(levels__product__height_mm=0)
    return places.annotate(
        pieces=Coalesce(Sum("levels__on_hand"), 0),
        cubic_mm=Coalesce(Sum(cubic, output_field=_WHOLE), Decimal(0), output_field=_WHOLE),
        unmeasured=Coalesce(Sum("levels__on_hand", filter=unknown), 0),
    )


def room_of(place: Any) -> Room:
    """The room of a location that came out of `with_contents`."""
    litres = Decimal(place.cubic_mm) / LITRE
    return Room(place.code, place.pieces, litres, place.unmeasured, place.capacity_pieces, place.capacity_litres)


def rooms_of(location_ids: Iterable[int]) -> dict[int, Room]:
    """One query."""
    return {place.pk: room_of(place) for place in with_contents(Location.objects.filter(pk__in=set(location_ids)))}


def overfull(location_ids: Iterable[int]) -> list[Room]:
    """Those of these locations in which more lies than they hold. One query, none for none."""
    wanted = set(location_ids)
    if not wanted:
        return []
    return sorted((room for room in rooms_of(wanted).values() if room.is_overfull), key=lambda room: room.code)


def do_not_fit(wanted: Sequence[tuple[int, int, int]]) -> list[bool]:
    """Of each (product, location, pieces): whether it would not fit there beside what lies there now. Two queries."""
    if not wanted:
        return []
    rooms = rooms_of(location for _product, location, _pieces in wanted)
    sizes = Product.objects.filter(pk__in={product for product, _location, _pieces in wanted})
    cubic = {pk: length * width * height for pk, length, width, height in _sides(sizes)}
    return [rooms[location].with_more(pieces, cubic[product]).is_overfull for product, location, pieces in wanted]


def _sides(products: QuerySet[Product]) -> Iterable[tuple[int, int, int, int]]:
    return products.values_list("pk", "length_mm", "width_mm", "height_mm")


def say_what_it_holds(
    *, location: Location, pieces: int | None, litres: int | None, actor: Actor, whole_zone: bool = False
) -> int:
    """How much a location holds (None: nobody knows), or with `whole_zone` each of its zone. Returns how many were changed.

    Raises:
        HoldsNothing
    """
    if any(value is not None and value < 1 for value in (pieces, litres)):
        raise HoldsNothing(location=location.code)
    with transaction.atomic():
        places = Location.objects.filter(zone=location.zone_id) if whole_zone else Location.objects.filter(pk=location.pk)
        changed = places.update(capacity_pieces=pieces, capacity_litres=litres)
        audit.record(
            actor=actor,
            action="warehouse.capacity_said",
            subject=location,
            pieces=pieces,
            litres=litres,
            locations=changed,
        )
    return changed
