"""What to buy: safety stock, reorder point and quantity, written down as suggestions that one press makes a purchase order."""
