"""Orders: list, record page, approvals."""
