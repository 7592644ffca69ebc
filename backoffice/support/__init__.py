"""Search, customers, phone orders."""
