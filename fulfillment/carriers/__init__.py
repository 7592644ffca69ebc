"""Carriers: a small protocol (port.py), adapters beside it, and a sandbox that plays a carrier for demo and tests."""
