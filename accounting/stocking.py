"""Stock in the books: goods received and what counts and corrections changed, as inventory tells it."""

import datetime as dt
from decimal import Decimal

from accounting import recipes
from accounting.models import EntryKind, Role
from accounting.periods import day_of, open_day
from accounting.posting import is_booked, post_last
from core.access import Actor

#: Reasons of inventory that say: a refused or returned parcel is back on the shelf.
COMES_BACK = ("return",)


def book_receipt(*, receipt: str, value: Decimal, currency: str, at: dt.datetime, actor: Actor) -> None:
    """Goods came in, their supplier's invoice not yet. Once per receipt."""
    source = f"receipt:{receipt}"
    if not value or is_booked(source):
        return
    post_last(
        date=open_day(day_of(at)),
        kind=EntryKind.GOODS_RECEIPT,
        lines=recipes.goods_received(value=value, currency=currency),
        source_event=source,
        memo=receipt,
        actor=actor,
    )


def book_adjustment(*, movement_id: int, value: Decimal, currency: str, reason: str, at: dt.datetime, actor: Actor) -> None:
    """A count or correction; `value` is negative for a loss. Goods that came back leave goods in transit. Once per movement."""
    source = f"adjustment:{movement_id}"
    if not value or is_booked(source):
        return
    back = any(word in reason for word in COMES_BACK)
    post_last(
        date=open_day(day_of(at)),
        kind=EntryKind.STOCK_ADJUSTMENT,
        lines=recipes.adjusted(value=value, currency=currency, against=Role.IN_TRANSIT if back else Role.INVENTORY_ADJUSTMENT),
        source_event=source,
        memo=reason,
        actor=actor,
    )


def book_lost_on_the_way(*, shipment_id: int, value: Decimal, currency: str, at: dt.datetime, actor: Actor) -> None:
    """A return is closed and something did not come back: it leaves goods in transit as a loss. Once per shipment."""
    source = f"lost:{shipment_id}"
    if value <= 0 or is_booked(source):
        return
    post_last(
        date=open_day(day_of(at)),
        kind=EntryKind.STOCK_ADJUSTMENT,
        lines=recipes.lost_on_the_way(value=value, currency=currency),
        source_event=source,
        memo="lost",
        actor=actor,
    )
