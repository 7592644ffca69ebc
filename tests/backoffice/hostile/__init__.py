"""Every form of the stock's screens and the API that takes a quantity, a code or a file, filled in as an honest press fills it.

`FORMS` is the table: the name of the address (and, after a blank, which of its forms), and what makes a world in which the form
books something. `hurt` says which of its fields get which hostile values; each has to be refused. `PRESSES` take neither.
"""

from tests.backoffice.hostile import counting, goods, orders, purchases, sharing
from tests.backoffice.hostile.filling import FLOOR, FORMS, LONG, PRESSES, books, tables

__all__ = ["FLOOR", "FORMS", "LONG", "PRESSES", "books", "counting", "goods", "orders", "purchases", "sharing", "tables"]
