"""Who sold to whom, frozen at the moment of issue. Invoices read these, never the living records."""

from typing import Any

from accounting.models import Company
from shop.order.models import Order


def seller(company: Company) -> dict[str, str]:
    return {
        "name": company.name,
        "logo_line": company.logo_line,
        "address": company.address,
        "tax_number": company.tax_number,
        "phone": company.phone,
        "bank": company.bank,
    }


def buyer(order: Order) -> dict[str, Any]:
    """The company or person who owes: what they gave for billing, else the customer of the order."""
    billing = order.billing_address
    customer = order.customer
    if billing is not None:
        return {
            "name": billing.company or billing.first_name or customer.name,
            "contact": billing.first_name if billing.company else "",
            "lines": _address_lines(billing),
            "tax_number": billing.tax_number or customer.tax_number,
            "reference": order.buyer_reference,
        }
    address = order.shipping_address
    return {
        "name": customer.name or order.contact_name,
        "contact": order.contact_name if order.contact_name != customer.name else "",
        "lines": _address_lines(address) if address is not None else [],
        "tax_number": customer.tax_number,
        "reference": order.buyer_reference,
    }


def recipient(order: Order) -> dict[str, Any]:
    """Where the goods went; empty for what is not shipped."""
    address = order.shipping_address
    if address is None:
        return {}
    return {
        "name": address.first_name,
        "lines": _address_lines(address),
        "phone": str(address.phone_number or order.phone or ""),
    }


def _address_lines(address: Any) -> list[str]:
    town = " ".join(part for part in (address.postcode, address.line4) if part)
    parts = [address.line1, address.line2, ", ".join(part for part in (address.state, town) if part)]
    return [part for part in [*parts, address.country.printable_name] if part]
