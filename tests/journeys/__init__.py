"""A person's way through the running house, in a real browser with live workers."""
