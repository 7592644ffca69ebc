"""Which accounts each business fact touches: pure functions from amounts to lines. Worked examples are tests.

tests/accounting/test_worked_examples.py shows every recipe with figures in VND and USD.
"""

from accounting.recipes.cash import prepayment, receipt, refund, release_deposit, unapplied_received, unapplied_returned
from accounting.recipes.delivery import cash_taken, refusal_cost, remitted, short_pay_cleared
from accounting.recipes.sale import Charge, credited, goods_back_on_the_way, goods_on_the_way, sold
from accounting.recipes.stock import adjusted, goods_received, lost_on_the_way

__all__ = [
    "Charge", "adjusted", "cash_taken", "credited", "goods_back_on_the_way", "goods_on_the_way", "goods_received",
    "lost_on_the_way", "prepayment", "receipt", "refund", "refusal_cost", "release_deposit", "remitted", "short_pay_cleared",
    "sold",
    "unapplied_received", "unapplied_returned",
]  # fmt: skip
