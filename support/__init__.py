"""Every conversation with a customer; phone orders."""
