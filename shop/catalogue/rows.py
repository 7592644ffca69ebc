"""Products as rows of baskets, lists and papers: without the texts that only their own page shows.

A product has a column for each text in each language. Whoever wants its name and its SKU should not carry them all.
"""

from functools import cache

from shop.catalogue.models import Product

#: What only the product's own page, the search and the search engines read.
_ON_ITS_PAGE = ("description", "meta_title", "meta_description", "brewing", "keywords", "search_tokens")


@cache
def page_texts(prefix: str = "") -> tuple[str, ...]:
    """The columns to `defer` where products come as rows; `prefix` is the way to them (`product__`)."""
    names = [field.name for field in Product._meta.concrete_fields]
    return tuple(f"{prefix}{name}" for name in names if name.startswith(_ON_ITS_PAGE))
