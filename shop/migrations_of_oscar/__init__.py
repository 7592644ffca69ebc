"""Freshly generated migrations for Oscar apps that are not forked."""
