"""What a banking app reads from a QR code: VietQR (EMVCo) for accounts in Vietnam, the EPC's text elsewhere.

The code holds amount and reference, so that nobody types them. VietQR needs the bank's six-digit number (`bin`) and a bare
account number; without them the code holds plain lines, which a person can still read.
"""

import re
from typing import Any

from core.money import Money, round_amount


def transfer_code(account: dict[str, Any], amount: Money, reference: str) -> str:
    """The text behind the QR code of a transfer."""
    number = re.sub(r"\D", "", str(account.get("account", account.get("number", ""))))
    bank = str(account.get("bin", ""))
    if amount.currency == "VND" and number and re.fullmatch(r"\d{6}", bank):
        return _viet_qr(bank, number, amount, reference)
    holder = str(account.get("name", account.get("holder", "")))
    return "\n".join([holder, str(account.get("bank", "")), number, f"{amount.currency} {_plain(amount)}", reference])


def _plain(amount: Money) -> str:
    return f"{round_amount(amount.amount, amount.currency):f}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def _viet_qr(bank: str, number: str, amount: Money, reference: str) -> str:
    """EMVCo merchant-presented code with NAPAS's application (A000000727, service QRIBFTTA)."""
    beneficiary = _field("00", bank) + _field("01", number)
    napas = _field("00", "A000000727") + _field("01", beneficiary) + _field("02", "QRIBFTTA")
    text = (
        _field("00", "01")
        + _field("01", "12")
        + _field("38", napas)
        + _field("53", "704")
        + _field("54", _plain(amount))
        + _field("58", "VN")
        + _field("62", _field("08", reference))
        + "6304"
    )
    return f"{text}{_checksum(text):04X}"


def _checksum(text: str) -> int:
    """CRC-16/CCITT-FALSE, as the standard asks."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1 & 0xFFFF
    return crc
