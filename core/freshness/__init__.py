"""Whether what was made before still holds: a fingerprint of every change to what pages are made of.

fingerprint([STANDING, product])     one statement; another value after any change that was told about these scopes
standing("doors", read_doors)        from this process's memory for as long as nothing that stands has changed
catalogued("newest", read_newest)    the same, for as long as no product came, went or moved in a list either
remembered("prices", ids, read)      of each product, for as long as nothing was told about it
with one_moment(): ...               ask once for a whole request or transaction what stands

What a reader could get wrong: changes are told by triggers in the transaction that makes them, so a fingerprint sees exactly
what its own snapshot sees. It is no counter: two values can only be compared for being equal. See docs/freshness.md.
"""

from typing import TYPE_CHECKING

from core.lazy import attributes

#: What a company sets up and seldom changes: doors, markets, channels, categories, deliveries, ways to pay, tax rates.
STANDING = 0
#: Which products there are, where they stand in lists, and to whom they are shown.
CATALOGUE = -1
# Every positive scope is a product.

if TYPE_CHECKING:
    from core.freshness.folding import fold
    from core.freshness.telling import (
        catalogued,
        fingerprint,
        fingerprint_and_house,
        fingerprints,
        house,
        one_moment,
        remembered,
        same_moment,
        standing,
    )
else:
    __getattr__ = attributes(
        __name__,
        {
            "catalogued": "telling",
            "fingerprint": "telling",
            "fingerprints": "telling",
            "fingerprint_and_house": "telling",
            "fold": "folding",
            "house": "telling",
            "one_moment": "telling",
            "remembered": "telling",
            "same_moment": "telling",
            "standing": "telling",
        },
    )

__all__ = [
    "CATALOGUE",
    "STANDING",
    "catalogued",
    "fingerprint",
    "fingerprint_and_house",
    "fingerprints",
    "fold",
    "house",
    "one_moment",
    "remembered",
    "same_moment",
    "standing",
]
