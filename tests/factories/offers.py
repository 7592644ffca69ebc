"""Offers and vouchers as an administrator makes them."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from core import clock
from core.access import Actor
from shop.channels.models import ChannelMarket
from shop.offer.editing import save_offer, save_voucher
from shop.offer.models import Benefit, ConditionalOffer
from shop.voucher.models import Voucher
from tests.factories import shop

ACTOR = Actor.system("test")
_numbers = count(1)


def offer(
    at: ChannelMarket | None = None, per_cent: int | str | None = 7, amount: int | None = None, **values
) -> ConditionalOffer:
    """7 per cent off everything, for everybody, unless the test says otherwise."""
    number = next(_numbers)
    return save_offer(
        actor=ACTOR,
        name=f"Offer {number}",
        title_en=f"Lantern week {number}",
        channel_market=at or shop.channel_market(),
        kind=Benefit.FIXED if amount else Benefit.PERCENTAGE,
        value=Decimal(amount or per_cent or 0),
        **values,
    )


def voucher(
    at: ChannelMarket | None = None,
    code: str = "LANTERN",
    usage: str = Voucher.MULTI_USE,
    begins: int = -1,
    ends: int = 30,
    **values,
) -> Voucher:
    """A voucher that opens an offer of its own; `begins` and `ends` in days from now."""
    opened = offer(at, needs_voucher=True, **values)
    now = clock.now()
    return save_voucher(
        actor=ACTOR,
        code=code,
        name=f"Voucher {code}",
        offer=opened,
        usage=usage,
        starts=now + timedelta(days=begins),
        ends=now + timedelta(days=ends),
    )
