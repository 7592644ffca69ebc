"""What a changed setting leads to, in sentences with counts: shown before it is saved. Every answer is at most two queries."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.dates import say
from shop.basket.models import Basket
from shop.channels.models import Channel, ChannelMarket, Door, Market, RevenuePolicy, TaxDisplay
from shop.payment.capturing import TAKES_MONEY
from shop.payment.models import Payment, PaymentMethod
from shop.pricing.models import PriceList, TaxRate

Word = str | Promise


def open_baskets(**where: Any) -> str:
    """How many baskets are being filled there, in words."""
    count = Basket.objects.filter(status="Open", lines__isnull=False, **where).distinct().count()
    return ngettext("%(n)s open basket", "%(n)s open baskets", count) % {"n": count}


def of_channel(subject: Channel, after: dict[str, Any]) -> Iterator[Word]:
    if after["prefix"] != subject.prefix:
        yield _("Transaction numbers begin with %(prefix)s from the next order on; the first one fixes it for good.") % {
            "prefix": after["prefix"]
        }
    if after["tax_display"] != subject.tax_display:
        baskets = open_baskets(channel_market__channel=subject)
        shown = TaxDisplay(after["tax_display"]).label
        yield _("Customers are shown “%(shown)s” at once; %(baskets)s ask again before they are placed.") % {
            "shown": shown,
            "baskets": baskets,
        }
    if after["is_trade"] != subject.is_trade:
        if after["is_trade"]:
            yield _("Whoever has no trade account can no longer buy here.")
        else:
            yield _("Everybody who comes through its doors can buy here, without a trade account.")


def of_market(subject: Market, after: dict[str, Any]) -> Iterator[Word]:
    if after["currency"] != subject.currency:
        lists = PriceList.objects.filter(channel_market__market=subject, currency=subject.currency).count()
        yield ngettext(
            "Amounts are not converted: %(n)s price list stays in %(currency)s and is no longer used here.",
            "Amounts are not converted: %(n)s price lists stay in %(currency)s and are no longer used here.",
            lists,
        ) % {"n": lists, "currency": subject.currency}
    if after["tax_regime"] != subject.tax_regime:
        rates = TaxRate.objects.filter(regime=after["tax_regime"], valid_from__lte=clock.today()).count()
        yield ngettext(
            "Orders are taxed by the regime %(regime)s from now on, which has %(n)s rate; invoices issued keep theirs.",
            "Orders are taxed by the regime %(regime)s from now on, which has %(n)s rates; invoices issued keep theirs.",
            rates,
        ) % {"n": rates, "regime": after["tax_regime"]}
    if after["revenue_policy"] != subject.revenue_policy:
        policy = str(RevenuePolicy(after["revenue_policy"]).label).lower()
        yield _("What is dispatched from now on is invoiced %(policy)s; what has left keeps its way.") % {"policy": policy}


def of_place(subject: ChannelMarket, after: dict[str, Any]) -> Iterator[Word]:
    if after["is_open"] != subject.is_open:
        doors, baskets = subject.doors.filter(is_open=True).count(), open_baskets(channel_market=subject)
        if after["is_open"]:
            yield ngettext(
                "Customers can buy here at once, through %(n)s open door.",
                "Customers can buy here at once, through %(n)s open doors.",
                doors,
            ) % {"n": doors}
        else:
            yield ngettext(
                "%(n)s door leads nowhere at once; %(baskets)s cannot be placed until it opens again. Orders go on.",
                "%(n)s doors lead nowhere at once; %(baskets)s cannot be placed until it opens again. Orders go on.",
                doors,
            ) % {"n": doors, "baskets": baskets}
    if after["pool"] != subject.pool:
        yield _("New orders draw on the units of %(pool)s; orders placed keep what was promised to them.") % {
            "pool": after["pool"]
        }


def of_door(subject: Door, after: dict[str, Any]) -> Iterator[Word]:
    if after["is_open"] != subject.is_open:
        yield (
            _("Who comes this way is let in at once.")
            if after["is_open"]
            else _("Who comes this way goes through the door for everybody else, where there is one.")
        )
    if after["value"] != subject.value or after["kind"] != subject.kind:
        yield _("Links and bookmarks with the old host or path no longer lead here.")
    if after["channel_market"] != subject.channel_market:
        baskets = open_baskets(channel_market=subject.channel_market)
        yield _("Who comes this way buys through %(place)s from now on; of %(old)s, %(baskets)s wait behind.") % {
            "place": after["channel_market"],
            "old": subject.channel_market,
            "baskets": baskets,
        }


def of_method(subject: PaymentMethod, after: dict[str, Any]) -> Iterator[Word]:
    waiting = Payment.objects.filter(method=subject, state__in=TAKES_MONEY)
    if after.get("bank_account", subject.bank_account) != subject.bank_account:
        count = waiting.count()
        yield ngettext(
            "%(n)s unpaid order shows the new account and its code to scan at once; mail that went out shows the old one.",
            "%(n)s unpaid orders show the new account and its code to scan at once; mail that went out shows the old one.",
            count,
        ) % {"n": count}
    if after["is_active"] != subject.is_active:
        if after["is_active"]:
            yield _("It is offered at the next checkout.")
        else:
            count = waiting.count()
            yield ngettext(
                "It is offered no more; %(n)s unpaid order keeps it.",
                "It is offered no more; %(n)s unpaid orders keep it.",
                count,
            ) % {"n": count}
    if after["kind"] != subject.kind:
        yield _("Orders are paid another way from now on; payments that wait keep theirs.")


def of_rate(subject: TaxRate, after: dict[str, Any]) -> Iterator[Word]:
    if after["percent"] / 100 != subject.rate and subject.valid_from <= clock.today():
        yield _(
            "This rate holds already: prices and baskets are taxed anew at once. Orders placed and invoices issued keep theirs."
        )
    if after["valid_from"] != subject.valid_from:
        yield _("Another day begins another rate; the one of %(day)s stays.") % {"day": say(subject.valid_from, "day")}
