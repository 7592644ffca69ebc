"""One search box: whatever a caller can say is looked for in every place where it could be.

A text is first read for what it may be (transaction number, telephone, e-mail, code, name) and only those places are
asked; each question uses an index and is limited, so a million orders cost no more than a thousand. Products are looked
for before a 13-digit number is called mistyped, since product codes have 13 digits too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

from accounting.models import Invoice
from core.numbering import MistypedNumber, NotATransactionNumber, parse_transaction_number
from fulfillment.models import Parcel
from shop.catalogue.models import Product
from shop.catalogue.searching import matching
from shop.customer.models import Customer
from shop.customer.registering import search_words
from shop.order.models import Order

#: How many of each kind are shown; more means: type more.
LIMIT = 8


@dataclass(frozen=True)
class Answer:
    """What was found, by kind. `number` says what the text is as a transaction number: "", known, unknown or mistyped."""

    text: str
    orders: list[Order] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)
    products: list[Product] = field(default_factory=list)
    number: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.orders or self.customers or self.parcels or self.invoices or self.products)

    @property
    def only_order(self) -> Order | None:
        """The one order this can be: when exactly one order and nothing else was found."""
        others = self.customers or self.parcels or self.invoices or self.products
        return self.orders[0] if len(self.orders) == 1 and not others else None


def search(text: str) -> Answer:
    """Look everywhere the text may belong. At most nine queries, each limited and on an index."""
    text = "".join(c for c in text if c.isprintable()).strip()[:100]
    if len(text) < 2:
        return Answer(text)
    digits = re.sub(r"\D", "", text)
    products = list(_products(text))
    number, state = _number(text)
    exact = list(_orders().filter(number=number)) if number else []
    if number:
        state = "known" if exact else "unknown"
    if products and state == "mistyped":
        state = ""
    found = Answer(
        text=text,
        orders=exact or _merge(_orders_by(text, digits)),
        customers=[] if exact else _merge(_customers_by(text, digits)),
        parcels=list(_parcels(text)),
        invoices=list(_invoices(text)),
        products=products,
        number=state,
    )
    return found


def _number(text: str) -> tuple[str, str]:
    try:
        return parse_transaction_number(text), ""
    except MistypedNumber:
        return "", "mistyped"
    except NotATransactionNumber:
        return "", ""


def _orders():
    return Order.objects.select_related("customer", "channel").order_by("-date_placed", "-pk")


def _looks_like_phone(text: str, digits: str) -> bool:
    return len(digits) >= 6 and not re.search(r"[^\d\s+().\-]", text)


def _phone_variants(digits: str) -> list[str]:
    """A national number begins with 0 where the stored one has a country code; the end is the same."""
    return [digits, *(code + digits[1:] for code in ("84", "66", "86", "57", "1", "44") if digits.startswith("0"))]


def _orders_by(text: str, digits: str) -> Iterator[Order]:
    if "@" in text:
        yield from _orders().filter(email__iexact=text)[:LIMIT]
    elif _looks_like_phone(text, digits):
        starts = Q()
        for variant in _phone_variants(digits):
            starts |= Q(phone_digits__startswith=variant)
        yield from _orders().filter(starts)[:LIMIT]
        if len(digits) < 13:
            yield from _orders().filter(number__startswith=digits)[:LIMIT]
    elif words := _name_query(text):
        yield from _orders().annotate(_v=SearchVector("search_text", config="simple")).filter(_v=words)[:LIMIT]


def _customers_by(text: str, digits: str) -> Iterator[Customer]:
    customers = Customer.objects.order_by("-pk")
    if "@" in text:
        yield from customers.filter(email__iexact=text)[:LIMIT]
    elif _looks_like_phone(text, digits):
        starts = Q()
        for variant in _phone_variants(digits):
            starts |= Q(phone_digits__startswith=variant)
        yield from customers.filter(starts)[:LIMIT]
    elif words := _name_query(text):
        yield from customers.annotate(_v=SearchVector("search_name", config="simple")).filter(_v=words)[:LIMIT]


def _name_query(text: str) -> SearchQuery | None:
    """Every word, each as a beginning: "thu ha tr" finds Trần Thu Hà."""
    words = re.findall(r"[a-z0-9]+", search_words(text))
    if not words:
        return None
    return SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")


def _products(text: str) -> Iterator[Product]:
    code = text.replace(" ", "")
    by_code = Q(sku__iexact=code) | Q(barcodes__code=re.sub(r"\D", "", text) or code)
    exact = list(Product.objects.filter(by_code).distinct()[:LIMIT])
    if exact:
        yield from exact
    elif "@" not in text and not re.fullmatch(r"[\d\s+().\-]+", text):
        yield from matching(Product.objects.order_by("title"), text)[:LIMIT]


def _parcels(text: str) -> Iterator[Parcel]:
    code = re.sub(r"[\s\-]", "", text).upper()
    if len(code) >= 6:
        parcels = Parcel.objects.select_related("shipment__order__channel")
        yield from parcels.filter(tracking_number__in={code, text.upper()})[:LIMIT]


def _invoices(text: str) -> Iterator[Invoice]:
    code = text.strip().upper()
    if len(code) >= 4 and re.search(r"\d", code):
        yield from Invoice.objects.select_related("order__channel").filter(number=code)[:LIMIT]


def _merge(rows: Iterator) -> list:
    """Without doubles, in the order found."""
    return list({row.pk: row for row in rows}.values())[:LIMIT]
