"""A file as a branch sends it."""

import csv
import io

from support import order_files

SAID = {
    "reference": "HB-1", "name": "Trần Thu Hà", "phone": "0912 047 718", "email": "ha@example.vn", "quantity": "2",
    "line1": "14 Quán Thánh", "city": "Hà Nội", "postcode": "11114", "country": "VN",
    "delivery": "standard-vietnam-branch", "payment": "transfer-vietnam",
}  # fmt: skip


def file_of(*rows: dict[str, str], separator: str = ",") -> bytes:
    """A row for each mapping; what it leaves out is an order that a branch in Vietnam can place."""
    out = io.StringIO()
    writer = csv.DictWriter(out, order_files.COLUMNS, delimiter=separator)
    writer.writeheader()
    writer.writerows([{**SAID, **row} for row in rows])
    return out.getvalue().encode("utf-8-sig")
