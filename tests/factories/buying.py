"""Suppliers, what they sell us, and purchase orders at every stage. Made by the public jobs."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from core import clock
from inventory.buying.ordering import Wanted, draft_purchase_order, send_purchase_order
from inventory.buying.suppliers import list_product, save_supplier, set_price
from inventory.models import Forecast, PurchaseOrder, Supplier, SupplierProduct, Warehouse
from shop.catalogue.models import Product
from tests.factories import shop
from tests.factories import warehouse as make

ACTOR = shop.ACTOR
_numbers = count(1)


def supplier(**values) -> Supplier:
    """A grower who brings tea a week after the order."""
    code = values.pop("code", f"grower-{next(_numbers)}")
    defaults = {"name": "Suối Giàng Growers", "email": "orders@growers.example.vn", "lead_time_days": 7}
    return save_supplier(actor=ACTOR, code=code, **{**defaults, **values})


def listed(product: Product, of: Supplier | None = None, prices: dict[int, int | str] | None = None, **terms) -> SupplierProduct:
    """The supplier sells us the product, at 40,000 a piece unless `prices` (from so many pieces on) says otherwise."""
    row = list_product(actor=ACTOR, supplier=of or supplier(), product=product, **terms)
    for pieces, price in (prices or {1: 40_000}).items():
        set_price(actor=ACTOR, supplier_product=row, from_quantity=pieces, unit_price=Decimal(price))
    return row


def product_bought(stock: int = 0, of: Supplier | None = None, prices: dict[int, int | str] | None = None, **terms) -> Product:
    """A product with a barcode that a supplier sells us."""
    product = make.product_in_stock(stock)
    listed(product, of, prices, **terms)
    return product


def foreseen(product: Product, a_day: float = 6.0, spread: float = 3.0) -> Forecast:
    """A forecast of all channels together, as a night would have written it."""
    return Forecast.objects.create(
        product=product, pool=product.stockrecords.get().partner, method="smoothing", reason="untested", level=a_day,
        pattern=[1.0] * 7, a_day=a_day, spread=spread, days=91, first_day=clock.today() - timedelta(days=91),
    )  # fmt: skip


def drafted(*products: Product, quantity: int = 10, of: Supplier | None = None, at: Warehouse | None = None) -> PurchaseOrder:
    """A draft over so many of each product, by default at the supplier of the first."""
    of = of or products[0].suppliers.get().supplier
    lines = [Wanted(product.pk, quantity) for product in products]
    return draft_purchase_order(supplier=of, warehouse=at or make.warehouse(), lines=lines, actor=ACTOR)


def sent(*products: Product, **values) -> PurchaseOrder:
    return send_purchase_order(order=drafted(*products, **values), actor=ACTOR)
