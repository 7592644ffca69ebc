"""Opening channels, markets and doors. A channel added here carries orders at once: no code knows any channel by name."""

from django.db import connection, transaction
from django.db.models import Q

from core import audit
from core.access import Actor
from core.errors import DomainError
from core.numbering import ensure_transaction_series
from shop.channels.models import Channel, ChannelMarket, Door, DoorKind, Market
from shop.partner.models import Partner


class PrefixTaken(DomainError):
    """The prefix, or one that it begins with or that begins with it, belongs to another channel."""

    code = "prefix_taken"


class PrefixFixed(DomainError):
    """Transaction numbers were drawn with this prefix; it can never change."""

    code = "prefix_fixed"


def save_market(*, actor: Actor, code: str, **values) -> Market:
    """Create or change a market, found by its code. Names are `name_en`, `name_vi`, ..."""
    with transaction.atomic():
        market, created = Market.objects.update_or_create(code=code, defaults=values)
        audit.record(actor=actor, action="market.created" if created else "market.changed", subject=market)
    return market


def open_channel(*, actor: Actor, code: str, prefix: str, **values) -> Channel:
    """Create a channel with its own series of transaction numbers. Names are `name_en`, `name_vi`, ...

    Raises:
        PrefixTaken: prefixes must be prefix-free, or a number could be read as two channels'.
    """
    with transaction.atomic():
        _lock_prefixes()
        _refuse_taken_prefix(prefix)
        channel = Channel(code=code, prefix=prefix, **values)
        channel.full_clean()
        channel.save()
        ensure_transaction_series(prefix)
        audit.record(actor=actor, action="channel.opened", subject=channel, prefix=prefix)
    return channel


def change_channel(*, actor: Actor, channel: Channel, **values) -> Channel:
    """Change a channel; its prefix only until the first number was drawn.

    Raises:
        PrefixFixed: a number carries the old prefix already.
        PrefixTaken: see `open_channel`.
    """
    with transaction.atomic():
        _lock_prefixes()
        channel = Channel.objects.select_for_update().get(pk=channel.pk)
        prefix = values.get("prefix", channel.prefix)
        if prefix != channel.prefix:
            if channel.first_number_drawn_at:
                raise PrefixFixed(prefix=channel.prefix)
            _refuse_taken_prefix(prefix, besides=channel.pk)
        for name, value in values.items():
            setattr(channel, name, value)
        channel.full_clean()
        channel.save()
        ensure_transaction_series(channel.prefix)
        audit.record(actor=actor, action="channel.changed", subject=channel, fields=sorted(values))
    return channel


def enter_market(
    *,
    actor: Actor,
    channel: Channel,
    market: Market,
    pool: Partner,
    copy_assortment_from: ChannelMarket | None = None,
    **values,
) -> ChannelMarket:
    """Sell through a channel in a market, out of a stock pool; optionally begin with another channel's assortment."""
    from shop.catalogue.models import AssortmentItem

    with transaction.atomic():
        entered, created = ChannelMarket.objects.update_or_create(
            channel=channel, market=market, defaults={"pool": pool, **values}
        )
        if copy_assortment_from is not None:
            items = AssortmentItem.objects.filter(channel_market=copy_assortment_from).values_list("product_id", flat=True)
            AssortmentItem.objects.bulk_create(
                [AssortmentItem(channel_market=entered, product_id=pk) for pk in items], ignore_conflicts=True
            )
        action = "channel.entered_market" if created else "channel.changed_in_market"
        audit.record(actor=actor, action=action, subject=entered)
    return entered


def open_door(*, actor: Actor, code: str, kind: str, channel_market: ChannelMarket, value: str = "", **values) -> Door:
    """Create or change a door, found by its code."""
    with transaction.atomic():
        if kind in (DoorKind.HOST, DoorKind.PATH):
            value = value.strip().lower()
        defaults = {"kind": kind, "value": value, "channel_market": channel_market, "name": code, **values}
        door = Door.objects.filter(code=code).first() or Door(code=code)
        for field, given in defaults.items():
            setattr(door, field, given)
        door.full_clean()
        door.save()
        audit.record(actor=actor, action="door.opened", subject=door)
    return door


def save_pool(*, actor: Actor, code: str, name: str = "", **names: str | None) -> Partner:
    """Create or rename a stock pool: `name` in English, or `names` as name_en, name_vi, ..."""
    with transaction.atomic():
        pool, _created = Partner.objects.update_or_create(code=code, defaults=names or {"name_en": name})
        audit.record(actor=actor, action="pool.saved", subject=pool)
    return pool


def _lock_prefixes() -> None:
    """Two people opening channels at once must see each other's prefix."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('channel prefixes'))")


def _refuse_taken_prefix(prefix: str, besides: int | None = None) -> None:
    clash = Q(prefix=prefix) | Q(prefix__startswith=prefix)
    if len(prefix) > 1:
        clash |= Q(prefix=prefix[0])
    taken = Channel.objects.filter(clash).exclude(pk=besides).first()
    if taken:
        raise PrefixTaken(prefix=prefix, channel=taken.name, taken=taken.prefix)
