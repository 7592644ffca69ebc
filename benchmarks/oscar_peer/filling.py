"""Fills the Oscar peer: 10,000 products in 20 categories, each with a price and more stock than any run sells, and a customer."""

import django


def fill(products: int, categories: int, password: str) -> None:
    """Migrate and fill an empty database."""
    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from oscar.apps.address.models import Country
    from oscar.apps.analytics.models import ProductRecord
    from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass
    from oscar.apps.partner.models import Partner, StockRecord

    call_command("migrate", interactive=False, verbosity=0)
    names = {"printable_name": "Viet Nam", "name": "VIET NAM", "iso_3166_1_a3": "VNM", "iso_3166_1_numeric": "704"}
    Country.objects.create(iso_3166_1_a2="VN", is_shipping_country=True, **names)
    # A second one: with one alone Oscar leaves the field out.
    names = {"printable_name": "Thailand", "name": "THAILAND", "iso_3166_1_a3": "THA", "iso_3166_1_numeric": "764"}
    Country.objects.create(iso_3166_1_a2="TH", is_shipping_country=True, **names)
    shelves = [
        Category.objects.add_root({"name": f"Shelf {number:02}", "slug": f"shelf-{number:02}"})
        for number in range(1, categories + 1)
    ]
    kind = ProductClass.objects.create(name="Tea", slug="tea", requires_shipping=True, track_stock=True)
    made = Product.objects.bulk_create(
        Product(
            product_class=kind,
            title=f"Oolong {number:05}",
            slug=f"oolong-{number:05}",
            upc=f"T{number:06}",
            description="Rolled by hand in spring, roasted twice over charcoal; it smells of orchid and toasted rice. " * 4,
        )
        for number in range(1, products + 1)
    )
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=shelves[number % categories]) for number, product in enumerate(made)
    )
    partner = Partner.objects.create(name="Main", code="main")
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=partner,
            partner_sku=product.upc,
            price=10 + number % 90,
            num_in_stock=50 if number < 100 else 1_000_000,
        )
        for number, product in enumerate(made)
    )
    # Two visitors who are the first to see a product would make Oscar's counter answer 500.
    ProductRecord.objects.bulk_create(ProductRecord(product=product) for product in made)
    get_user_model().objects.create_user("buyer", "buyer@example.com", password)


if __name__ == "__main__":
    import os
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.oscar_peer.settings")
    fill(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
