"""What people type into a list without an end, as conditions that indexes know: never a word somewhere within another."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q

from core.numbering import numbers_like
from shop.catalogue.models import Product
from shop.customer.models import Customer
from shop.customer.registering import search_words
from shop.order.models import Order

#: More orders or customers than this fit no list; the rest is found by typing more.
MOST = 300


def in_journal(text: str) -> Q:
    """Entries by number, by how their memo begins, or by order. Two queries."""
    return _numbered("journal", text) | Q(memo__startswith=text.upper()) | Q(order__in=orders_like(text))


def in_invoices(text: str) -> Q:
    """Invoices by number, order or customer. Three queries."""
    return _numbered("invoice", text) | Q(order__in=orders_like(text)) | Q(customer__in=customers_like(text))


def in_shipments(text: str) -> Q:
    """Shipments by number or by order. One query."""
    return Q(number__startswith=text.upper()) | Q(order__in=orders_like(text))


def of_product(text: str) -> Q:
    """Rows of the product with this item number. One query."""
    return Q(product__in=list(Product.objects.filter(sku__iexact=text).values_list("pk", flat=True)))


def _numbered(series: str, text: str) -> Q:
    """Numbers that begin so; or "23" for the twenty-third of each year."""
    return Q(number__in=numbers_like(series, text)) | Q(number__startswith=text.upper())


def orders_like(text: str) -> list[int]:
    """Orders whose transaction number begins so, however it is typed. One query; none for a text that is no number."""
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits.isdecimal() or len(digits) < 4:
        return []
    return list(Order.objects.filter(number__startswith=digits).order_by().values_list("pk", flat=True)[:MOST])


def customers_like(text: str) -> list[int]:
    """Customers whose name has every word, each as a beginning. One query; none without a letter."""
    words = re.findall(r"[a-z0-9]+", search_words(text))
    if not re.search("[a-z]", " ".join(words)):
        return []
    query = SearchQuery(" & ".join(f"'{word}':*" for word in words), config="simple", search_type="raw")
    found = Customer.objects.annotate(_v=SearchVector("search_name", config="simple")).filter(_v=query)
    return list(found.order_by("-pk").values_list("pk", flat=True)[:MOST])
