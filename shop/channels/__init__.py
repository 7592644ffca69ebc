"""Channels, markets and doors: by which route a customer comes in, and what that decides."""
