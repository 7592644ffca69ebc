"""What this department shows in the navigation."""

from backoffice.navigating import Item

ITEMS: list[Item] = []
