"""The lists of quotas and of what they decided."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backoffice.listing import ChoiceFilter, Column, DayFilter, Export, FoundFilter, Listing, Sort, View
from backoffice.settings.listing import Cell, SettingsList
from core import clock
from core.dates import say
from core.numbers import say_number
from core.templatetags.ui import channel_badge
from shop.channels.models import Channel
from shop.partner.models import Partner, StockRecord
from shop.quota.models import Contest, Outcome, Quota
from shop.quota.taking import shared_out


def channels() -> list[tuple[str, str]]:
    return [(str(channel.pk), f"{channel.prefix} {channel.name}") for channel in Channel.objects.all()]


def pools() -> list[tuple[str, str]]:
    return [(str(pool.pk), pool.name) for pool in Partner.objects.order_by("name")]


def scope_of(row: Quota) -> str:
    """Of what the pieces are, in words."""
    if row.product:
        return f"{row.product.sku} {row.product.get_title()}"
    return row.category.full_name if row.category else _("Every product")


def kept_by(row: Quota) -> str:
    if row.share is not None:
        return f"{row.share} %"
    return ngettext("%(n)s piece", "%(n)s pieces", row.units or 0) % {"n": say_number(row.units or 0)}


class StateFilter(ChoiceFilter):
    """Quotas that hold now, that are to come, or that are over."""

    def apply(self, rows: QuerySet, value: str) -> QuerySet:
        now = clock.now()
        over = Q(ends_at__lte=now) | Q(ends_at=F("starts_at"))
        if value == "over":
            return rows.filter(over)
        return (
            rows.exclude(over).filter(starts_at__gt=now) if value == "to_come" else rows.exclude(over).filter(starts_at__lte=now)
        )


STATES = (
    ("now", gettext_lazy("Holds now")),
    ("to_come", gettext_lazy("To come")),
    ("over", gettext_lazy("Over")),
)


class Quotas(SettingsList):
    name, caption, opens = "quotas", gettext_lazy("Quotas"), "quota"
    sorts = {
        "starts": Sort(gettext_lazy("Begins"), "starts_at", descending=True),
        "rank": Sort(gettext_lazy("Rank"), "rank"),
    }
    filters = (
        StateFilter("state", gettext_lazy("State"), lambda: list(STATES)),
        ChoiceFilter("channel", gettext_lazy("Kept for"), channels, field="channel"),
        ChoiceFilter("pool", gettext_lazy("Stock pool"), pools, field="pool"),
    )
    views = (View(gettext_lazy("All"), {}), View(gettext_lazy("Holds now"), {"state": "now"}))
    cells = (
        Cell(gettext_lazy("Kept for"), lambda row: row.channel.name, shown=lambda row: channel_badge(row.channel)),
        Cell(gettext_lazy("Of what"), scope_of),
        Cell(gettext_lazy("Stock pool"), lambda row: row.pool.name),
        Cell(gettext_lazy("Kept"), kept_by, num=True),
        Cell(gettext_lazy("Taken"), lambda row: row.taken, num=True),
        Cell(gettext_lazy("Rank"), lambda row: row.rank, num=True),
        Cell(gettext_lazy("Begins"), lambda row: row.starts_at),
        Cell(gettext_lazy("Ends"), lambda row: row.ends_at),
    )
    empty_head = gettext_lazy("No quota yet")
    empty_text = gettext_lazy("Without one, whoever comes first gets the last pieces. A quota keeps some of them for a channel.")

    def queryset(self) -> QuerySet:
        taken = Coalesce(Sum("uses__taken"), 0)
        return Quota.objects.select_related("pool", "channel", "product", "category").annotate(taken=taken)


class Contests(Listing):
    """What quotas decided: who asked, who was refused or borrowed, by whose pieces."""

    name = "contests"
    caption = gettext_lazy("Contested decisions")
    sorts = {"at": Sort(gettext_lazy("When"), "at", descending=True)}
    filters = (
        FoundFilter("sku", gettext_lazy("Item number"), find=lambda value: Q(product__sku__istartswith=value)),
        ChoiceFilter("channel", gettext_lazy("Asked by"), channels, field="channel"),
        ChoiceFilter("outcome", gettext_lazy("Outcome"), Outcome.choices, field="outcome"),
        DayFilter("at", gettext_lazy("Day"), field="at"),
    )
    columns = (
        Column(gettext_lazy("When"), sort="at"),
        Column(gettext_lazy("Product")),
        Column(gettext_lazy("Asked by")),
        Column(gettext_lazy("Outcome")),
        Column(gettext_lazy("What was decided")),
    )
    row_template = "backoffice/warehouse/contest_row.html"
    empty_head = gettext_lazy("No quota had to decide yet")
    empty_text = gettext_lazy("A row appears when pieces were there and a quota kept them for another channel, or lent them.")
    empty_kind = "done"
    exports = (
        Export("at", lambda row: row.at),
        Export("item", lambda row: row.product.sku),
        Export("pool", lambda row: row.pool.name),
        Export("channel", lambda row: row.channel.name),
        Export("outcome", lambda row: row.outcome),
        Export("wanted", lambda row: row.wanted),
        Export("free", lambda row: row.free),
        Export("reach", lambda row: row.reach),
        Export("order", lambda row: row.order.number if row.order else ""),
        Export("decided", lambda row: told(row, {one.pk: one.name for one in Channel.objects.all()})),
    )

    def queryset(self) -> QuerySet:
        return Contest.objects.select_related("product", "channel", "pool", "order__channel")

    @cached_property
    def names(self) -> dict[int, str]:
        return {channel.pk: channel.name for channel in Channel.objects.all()}

    def decorate(self, rows: list[Any]) -> list[Any]:
        for row in rows:
            row.said = told(row, self.names)
        return rows


def told(row: Contest, names: dict[int, str]) -> str:
    """A decision as a sentence: whose pieces, how many, until when."""
    parts = [_one(rule, names) for rule in row.rules]
    if row.outcome == Outcome.BORROWED:
        said = _("%(wanted)s asked for, borrowed: %(parts)s.")
    else:
        said = _("%(wanted)s asked for, %(reach)s could be had of %(free)s: %(parts)s.")
    figures = {"wanted": row.wanted, "reach": row.reach, "free": row.free}
    return said % {**{name: say_number(value) for name, value in figures.items()}, "parts": ", ".join(parts)}


def _one(rule: dict[str, Any], names: dict[int, str]) -> str:
    facts = {"n": say_number(rule["pieces"]), "channel": names.get(rule["channel"], "–")}
    if not rule["until"]:
        return _("%(n)s of %(channel)s") % facts
    return _("%(n)s of %(channel)s, kept until %(until)s") % {**facts, "until": say(datetime.fromisoformat(rule["until"]))}


def shares_of(records: Iterable[StockRecord]) -> list[dict[str, Any]]:
    """Of a product under a quota: how far each channel reaches in each pool, and what is kept for it. Nothing elsewhere."""
    found = []
    for record in records:
        selling = Channel.objects.filter(in_markets__pool=record.partner_id).distinct()
        reaches = shared_out(record, [channel.pk for channel in selling])
        found += [
            {"channel": channel, "pool": record.partner.name, "reach": reaches[channel.pk].total,
             "own": sum(pieces for _quota, pieces in reaches[channel.pk].own)}
            for channel in selling
            if reaches
        ]  # fmt: skip
    return found
