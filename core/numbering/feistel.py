"""A keyed permutation of 0 … size-1: consecutive numbers go in, numbers in no visible order come out, none twice.

A balanced Feistel network over the next even number of bits, walked again while the result is outside the range
(cycle walking), which keeps it a permutation of exactly that range.
"""

import hashlib
import hmac

ROUNDS = 10


def permute(value: int, *, size: int, key: bytes) -> int:
    """The image of `value` among 0 … size-1 under the permutation that `key` chooses."""
    if not 0 <= value < size:
        raise ValueError(f"{value} is not among 0 … {size - 1}.")
    half_bits = ((size - 1).bit_length() + 1) // 2
    image = _network(value, half_bits, key)
    while image >= size:
        image = _network(image, half_bits, key)
    return image


def _network(value: int, half_bits: int, key: bytes) -> int:
    mask = (1 << half_bits) - 1
    left, right = value >> half_bits, value & mask
    for turn in range(ROUNDS):
        digest = hmac.digest(key, bytes([turn]) + right.to_bytes(8, "big"), hashlib.sha256)
        left, right = right, left ^ (int.from_bytes(digest[:8], "big") & mask)
    return (left << half_bits) | right
