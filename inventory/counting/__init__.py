"""Counting: classes, plans, blind counts and what a second person decides about them. See docs/counting.md."""
