"""Words a product is found by: accent-folded words, and bigrams for scripts without spaces.

The embedded PostgreSQL has no extensions, so folding happens here, once on saving and once on the query, with the same function.
"""

import re

from anyascii import anyascii
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet
from django.utils.html import strip_tags
from modeltranslation.utils import build_localized_fieldname

from shop.catalogue.models import Product

LANGUAGES = ("en", "vi", "zh_hans", "th", "es")
#: Han, Thai, kana: written without spaces between words.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+")


def tokens(text: str) -> list[str]:
    """`Trà ô long 乌龙茶` becomes `["tra", "o", "long", "乌龙", "龙茶"]`."""
    found: list[str] = []
    for run in UNSPACED.findall(text):
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    rest = anyascii(UNSPACED.sub(" ", text)).lower()
    return re.findall(r"[a-z0-9]+", rest) + found


def product_tokens(product: Product) -> str:
    """All words of a product in every language, its codes included."""
    texts = [product.sku, product.sku.replace("-", ""), product.grower, product.origin, product.family, product.liquor]
    for field in ("title", "subtitle", "description", "keywords", "region"):
        texts += [strip_tags(getattr(product, build_localized_fieldname(field, language), "") or "") for language in LANGUAGES]
    return " ".join(dict.fromkeys(tokens(" ".join(texts))))


def matching(products: QuerySet[Product], text: str) -> QuerySet[Product]:
    """Products that have every word, the last one as a beginning ("lotus gre" finds lotus green). No query is run here."""
    words = tokens(text)
    if not words:
        return products.none()
    raw = " & ".join([f"'{word}'" for word in words[:-1]] + [f"'{words[-1]}':*"])
    vector = SearchVector("search_tokens", config="simple")
    return products.annotate(_words=vector).filter(_words=SearchQuery(raw, config="simple", search_type="raw"))
