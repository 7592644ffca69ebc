"""Buying: suppliers and their prices, purchase orders, what is on its way."""
