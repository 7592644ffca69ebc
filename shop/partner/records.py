"""Opening stock records: a product gets one in a pool the first time that pool has to count it."""

from collections.abc import Iterable

from shop.catalogue.models import Product
from shop.partner.models import StockRecord


def ensure_records(pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The stock record of each (pool, product), opened with all counters at zero where there was none.

    One query when all exist, three otherwise.
    """
    wanted = set(pairs)
    found = _find(wanted)
    missing = sorted(wanted - found.keys())
    if missing:
        skus = dict(Product.objects.filter(pk__in={product for _pool, product in missing}).values_list("pk", "sku"))
        StockRecord.objects.bulk_create(
            [StockRecord(partner_id=pool, product_id=product, partner_sku=skus[product]) for pool, product in missing],
            ignore_conflicts=True,
        )
        found = _find(wanted)
    return found


def _find(pairs: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    rows = StockRecord.objects.filter(
        partner_id__in={pool for pool, _product in pairs}, product_id__in={product for _pool, product in pairs}
    ).values_list("partner_id", "product_id", "pk")
    return {(pool, product): pk for pool, product, pk in rows if (pool, product) in pairs}
