"""CPU time of an invoice as PDF, warm: run as a program with the house's settings; prints JSON, milliseconds per language.

Counted are this process and the child that draws, for a page with six lines of real product names.
"""

import datetime
import json
import os
import sys
from decimal import Decimal
from typing import Any

import django

from benchmarks.machine import cpu_of_group

LANGUAGES = {"latin": "en", "vietnamese": "vi", "chinese": "zh-hans", "thai": "th"}
WARM = 3


def snapshot(titles: list[str]) -> dict[str, Any]:
    """What the paper shows, with the same amounts for every language."""
    line = {"detail": "LL-1104", "quantity": 2, "unit_price": Decimal(108_000), "discount": "", "tax_rate": Decimal("0.08")}
    address = {"name": "Nguyễn Thị Hạnh", "lines": ["12 Hàng Bạc", "Hoàn Kiếm", "Hà Nội"], "phone": "+84901234567"}
    seller = {"name": "Lantern & Leaf", "address": "1 Phố Chè", "tax_number": "0100100100", "phone": "", "bank": ""}
    return {
        "number": "INV-2026-000042",
        "date": datetime.date(2026, 6, 1),
        "dispatched_on": datetime.date(2026, 6, 1),
        "due_on": datetime.date(2026, 6, 1),
        "currency": "VND",
        "order_number": "6418209351744",
        "channel": "Consumer",
        "seller": seller,
        "buyer": address,
        "delivered_to": address,
        "taxes": [{"code": "VAT8", "rate": Decimal("0.08"), "base": Decimal(1_200_000), "tax": Decimal(96_000)}],
        "total_excl_tax": Decimal(1_200_000),
        "total_tax": Decimal(96_000),
        "total_incl_tax": Decimal(1_296_000),
        "entry": "",
        "payment_kind": "cod",
        "payment_reference": "",
        "deposit_used": Decimal(0),
        "left_to_pay": Decimal(1_296_000),
        "paid": False,
        "part_paid": False,
        "pay_by_transfer": False,
        "prices_include_tax": True,
        "lines": [{**line, "title": title, "amount": Decimal(216_000)} for title in titles],
    }


def main() -> None:
    """Draw each language's page so many times."""
    times = int(sys.argv[1])
    django.setup()
    from core.documents import render_pdf
    from shop.catalogue.models import Product

    found = {}
    for name, language in LANGUAGES.items():
        column = f"title_{language.replace('-', '_')}"
        titles = list(Product.objects.order_by("pk").values_list(column, flat=True)[:6])
        context = snapshot([title or "–" for title in titles])
        for _time in range(WARM):
            render_pdf("documents/invoice.html", context, language)
        before = cpu_of_group(os.getpgrp())
        for _time in range(times):
            render_pdf("documents/invoice.html", context, language)
        found[name] = (cpu_of_group(os.getpgrp()) - before) / times * 1000
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
