"""What an invoice charges: the share of each order line that left, and what is charged once per order.

The side on which prices were stated, and the tax, are shared out by cumulative quantity, so that the parts of an order
add up to the order's own totals to the last unit, in whatever portions it was shipped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db.models import Sum
from django.utils.translation import gettext as _

from accounting.models import ChargeKind, InvoiceLine
from accounting.recipes import Charge
from core.languages import speaking
from core.money import round_amount
from shop.order.models import Line, Order


class Taxed(Protocol):
    """Anything with an amount under a tax code."""

    @property
    def tax_code(self) -> str: ...

    @property
    def tax_rate(self) -> Decimal: ...

    @property
    def excl_tax(self) -> Decimal: ...

    @property
    def tax(self) -> Decimal: ...


@dataclass(frozen=True)
class LineToInvoice:
    """One line of an invoice to be. `discount` is what offers took off already, on the stated side."""

    kind: str
    order_line_id: int | None
    sku: str
    title: str
    quantity: int
    unit_price: Decimal
    tax_code: str
    tax_rate: Decimal
    excl_tax: Decimal
    tax: Decimal
    discount: Decimal = Decimal(0)

    @property
    def incl_tax(self) -> Decimal:
        return self.excl_tax + self.tax


def cumulative_share(whole: Decimal, before: int, now: int, of: int, currency: str) -> Decimal:
    """The part of `whole` that `now` pieces out of `of` carry after `before` were charged; all parts add up exactly."""
    return round_amount(whole * (before + now) / of, currency) - round_amount(whole * before / of, currency)


def invoiced_quantities(order: Order) -> dict[int, int]:
    """Pieces of each order line that invoices already charge. One query."""
    rows = InvoiceLine.objects.filter(invoice__order=order, order_line__isnull=False).values_list("order_line_id")
    return dict(rows.annotate(pieces=Sum("quantity")))


def goods(order: Order, quantities: Sequence[tuple[int, int]]) -> list[LineToInvoice]:
    """The lines that left, by (order line id, quantity); pieces invoiced before are not charged again."""
    before = invoiced_quantities(order)
    lines = {line.pk: line for line in order.lines.all()}
    charged = []
    for line_id, quantity in quantities:
        line = lines[line_id]
        now = min(quantity, line.quantity - before.get(line_id, 0))
        if now > 0:
            charged.append(_share_of(order, line, before.get(line_id, 0), now, ChargeKind.GOODS))
    return charged


def services(order: Order) -> list[LineToInvoice]:
    """Lines that nobody ships, as far as they are not invoiced yet."""
    before = invoiced_quantities(order)
    waiting = [
        (line, before.get(line.pk, 0), line.open_quantity - before.get(line.pk, 0))
        for line in order.lines.all()
        if not line.requires_shipping
    ]
    return [_share_of(order, line, done, now, ChargeKind.SERVICE) for line, done, now in waiting if now > 0]


def once_per_order(order: Order) -> list[LineToInvoice]:
    """Delivery and the fee of the way to pay: on the first invoice of the order only."""
    if order.invoices.exists():
        return []
    with speaking(order.language):
        delivery = _single(
            order,
            ChargeKind.DELIVERY,
            order.shipping_method or _("Delivery"),
            (order.shipping_excl_tax, order.shipping_incl_tax),
            (order.shipping_tax_code or "", order.shipping_tax_rate),
        )
        fee = _single(
            order,
            ChargeKind.FEE,
            _("Payment fee"),
            (order.fee_excl_tax, order.fee_incl_tax),
            (order.fee_tax_code, order.fee_tax_rate),
        )
    return [line for line in (delivery, fee) if line.incl_tax]


def _share_of(order: Order, line: Line, before: int, now: int, kind: str) -> LineToInvoice:
    stated = line.line_price_incl_tax if order.prices_include_tax else line.line_price_excl_tax
    all_tax = line.line_price_incl_tax - line.line_price_excl_tax
    part = cumulative_share(stated, before, now, line.quantity, order.currency)
    tax = cumulative_share(all_tax, before, now, line.quantity, order.currency)
    undiscounted = (
        line.line_price_before_discounts_incl_tax if order.prices_include_tax else line.line_price_before_discounts_excl_tax
    )
    return LineToInvoice(
        kind=kind,
        order_line_id=line.pk,
        sku=line.sku,
        title=line.title,
        quantity=now,
        unit_price=line.unit_price_incl_tax if order.prices_include_tax else line.unit_price_excl_tax,
        tax_code=line.tax_code or "",
        tax_rate=line.tax_rate,
        excl_tax=part - tax if order.prices_include_tax else part,
        tax=tax,
        discount=cumulative_share(undiscounted - stated, before, now, line.quantity, order.currency),
    )


def _single(order: Order, kind: str, title: str, amounts: tuple[Decimal, Decimal], tax: tuple[str, Decimal]) -> LineToInvoice:
    excl, incl = amounts
    price = incl if order.prices_include_tax else excl
    return LineToInvoice(kind, None, "", title, 1, price, tax[0], tax[1], excl, incl - excl)


def breakdown(lines: Sequence[Taxed]) -> list[dict[str, str]]:
    """Base and tax by code and rate, as an invoice or a credit note shows it; its sums are the paper's own."""
    sums: dict[tuple[str, Decimal], tuple[Decimal, Decimal]] = {}
    for line in lines:
        base, tax = sums.get((line.tax_code, line.tax_rate), (Decimal(0), Decimal(0)))
        sums[line.tax_code, line.tax_rate] = (base + line.excl_tax, tax + line.tax)
    return [
        {"code": code, "rate": str(rate.normalize()), "base": str(base), "tax": str(tax)}
        for (code, rate), (base, tax) in sorted(sums.items(), key=lambda one: (one[0][1], one[0][0]))
    ]


def by_kind(lines: Sequence[LineToInvoice]) -> list[Charge]:
    """What the journal needs of them."""
    return [Charge(line.kind, line.excl_tax, line.tax) for line in lines]
