"""Channels, markets, doors, roles: what a company decides by screen."""
