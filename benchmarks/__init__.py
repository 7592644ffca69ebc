"""Storehouse measured against a plain Oscar shop, the database's own limit and its own past. See docs/performance.md."""
