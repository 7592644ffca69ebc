"""Approvals and customers' owners."""
