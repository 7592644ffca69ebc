"""Screens of the buyer: suppliers, purchase orders, what is on its way, and the door where it arrives."""
