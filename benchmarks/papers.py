"""Invoices as PDF; run as a program with the house's settings; prints JSON.

`scripts N`: CPU milliseconds of a page with six lines of real product names, in each script, warm (the middle of N), and of
the very first one, for which the process that draws has to start. Counted are this process and that one.
`batch N`: N invoices drawn and kept by two processes; papers a second, and the memory that each takes, with its child that
draws, after every twentieth.
"""

import datetime
import json
import os
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from multiprocessing import get_context
from typing import Any

import django

from benchmarks.machine import cpu_of, memory_of

LANGUAGES = {"latin": "en", "vietnamese": "vi", "chinese": "zh-hans", "thai": "th"}
WARM = 3
LINES = 6
PROCESSES = 2
#: How often a batch looks at its memory.
LOOKS = 20


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


def titles_in(language: str) -> list[str]:
    """Names of products."""
    from shop.catalogue.models import Product

    column = f"title_{language.replace('-', '_')}"
    return [title or "–" for title in Product.objects.order_by("pk").values_list(column, flat=True)[:400]]


def drawing() -> list[int]:
    """This process and its child that draws."""
    from core.documents.rendering import _renderer

    child = _renderer().child
    return [os.getpid(), *([child.pid] if child else [])]


def scripts(times: int) -> dict[str, float]:
    """CPU milliseconds for each script, and for the very first page."""
    from core.documents import render_pdf

    found = {}
    for name, language in LANGUAGES.items():
        context = snapshot(titles_in(language)[:LINES])
        if not found:
            began = time.process_time()
            render_pdf("documents/invoice.html", context, language)
            found["the very first"] = (time.process_time() - began + cpu_of(drawing()[1:])) * 1000
        for _time in range(WARM):
            render_pdf("documents/invoice.html", context, language)
        taken = []
        for _time in range(times):
            before = cpu_of(drawing())
            render_pdf("documents/invoice.html", context, language)
            taken.append((cpu_of(drawing()) - before) * 1000)
        found[name] = statistics.median(taken)
    return found


def share_of_batch(place: int, papers: int) -> list[float]:
    """Draw and keep so many invoices, each with other goods and another number; megabytes after every twentieth."""
    django.setup()
    from core.documents import store
    from shop.catalogue.models import Product

    titles, subject = {language: titles_in(language) for language in LANGUAGES.values()}, Product.objects.order_by("pk").first()
    languages, samples = list(LANGUAGES.values()), []
    for count in range(papers):
        language = languages[count % len(languages)]
        names = titles[language]
        number = f"INV-{2000 + place}-{count:06}"
        goods = [names[(count * 7 + line) % len(names)] for line in range(1 + count % (2 * LINES))]
        told = {**snapshot(goods), "number": number}
        store(
            kind="measured", number=number, template="documents/invoice.html", snapshot=told, language=language, subject=subject
        )
        if (count + 1) % max(papers // LOOKS, 1) == 0:
            samples.append(memory_of(drawing()))
    return samples


def batch(papers: int) -> dict[str, Any]:
    """So many by two processes: papers a second, and the memory of the one that took most."""
    began = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        shares = [pool.submit(share_of_batch, place, papers // PROCESSES) for place in range(PROCESSES)]
        samples = max((share.result() for share in shares), key=max)
    early = samples[: max(len(samples) // 5, 1)]
    return {
        "papers": papers,
        "rate": papers / (time.perf_counter() - began),
        "memory after a fifth": early[-1],
        "memory at the end": samples[-1],
        "memory, most": max(samples),
    }


def main() -> None:
    """What is asked for."""
    what, number = sys.argv[1:]
    django.setup()
    sys.stdout.write(json.dumps({"scripts": scripts, "batch": batch}[what](int(number))))


if __name__ == "__main__":
    main()
